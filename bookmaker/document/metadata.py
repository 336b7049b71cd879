"""A book's metadata: the terms of Dublin Core, EPUB 3.3 and ONIX."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or body that made the book or a part of it."""

    name: str
    """As it is printed: `Herman Melville`."""
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
    """The series' title."""
    position: str | None = None
    """The book's number in it; `2.5` may be one."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a book."""

    title: str
    """The title; in quotation marks even if it is a number."""
    language: str = "en"
    """A BCP 47 tag, `en-GB`: it sets hyphenation, quotation marks and made words."""
    subtitle: str | None = None
    """The subtitle."""
    authors: tuple[Creator, ...] = ()
    """Those named on the title page, in its order."""
    contributors: tuple[Creator, ...] = ()
    """Others who had a hand in it: translators, editors, illustrators."""
    publisher: str | None = None
    """The press, or the author's own name."""
    published: datetime.date | None = None
    """The day of publication, `2026-11-01`."""
    modified: datetime.datetime | None = None
    """The last change, with a zone (UTC where none is written).

    `None`: the pipeline decides, never by the clock.
    """
    rights: str | None = None
    """The copyright notice."""
    description: str | None = None
    """What the book is about, for the trade: a paragraph or several."""
    edition: int = 1
    """The number of the edition, from 1."""
    printing: int = 1
    """The number of the printing, from 1."""
    subjects: tuple[Subject, ...] = ()
    """What the book is about, in words or in codes of the trade."""
    series: Series | None = None
    """The series that the book belongs to."""
    also_by: tuple[str, ...] = ()
    """Other books of the author's, for the generated page `also-by`."""
    identifier: str | None = None
    """The book's own, whatever its products have: a URN or an address."""
