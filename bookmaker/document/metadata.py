"""What is said of a book: the terms of Dublin Core, EPUB 3.3 and ONIX."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or body that made the book or a part of it."""

    name: str
    file_as: str | None = None
    """As it is sorted: `Melville, Herman`."""
    role: str = "aut"
    """A MARC relator code: `aut`, `edt`, `trl`, `ill` and so on."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the book is about, as free words or as a code of a scheme."""

    text: str
    scheme: str | None = None
    """`thema`, `bisac`; the code is then in `text`."""


@dataclass(frozen=True, slots=True)
class Series:
    """The series that the book belongs to."""

    name: str
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a book."""

    title: str
    language: str = "en"
    """A BCP 47 tag."""
    subtitle: str | None = None
    authors: tuple[Creator, ...] = ()
    """Those named on the title page, in its order."""
    contributors: tuple[Creator, ...] = ()
    publisher: str | None = None
    published: datetime.date | None = None
    modified: datetime.datetime | None = None
    """With a zone. `None`: the pipeline decides, never by the clock."""
    rights: str | None = None
    description: str | None = None
    edition: int = 1
    printing: int = 1
    subjects: tuple[Subject, ...] = ()
    series: Series | None = None
    identifier: str | None = None
    """The book's own, whatever its products have: a URN or an address."""
