"""Metadata about a book: the terms of Dublin Core, EPUB 3.3 and ONIX."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ].*)?)?)?")


def day_named(words: str) -> datetime.date | None:
    """The day that is meant by `2026-11-29`, `2026-11` or `2026`; else nothing.

    A month or a year stands for its first day; a time of day is passed over.
    """
    numbers = _DAY.fullmatch(words)
    if numbers is None:
        return None
    year, month, day = (int(number or 1) for number in numbers.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or organisation that made the book or a part of it."""

    name: str
    """The name as it is printed: `Herman Melville`."""
    file_as: str | None = None
    """The name as it is sorted: `Melville, Herman`."""
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
    """The title of the series."""
    position: str | None = None
    """The number of the book in the series; it can be `2.5`."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata about the book."""

    title: str
    """The title, in quotation marks even if it is a number."""
    language: str = "en"
    """A BCP 47 tag, `en-GB`. It decides hyphenation, quotation marks and generated text
    (“Chapter”, “Contents”)."""
    subtitle: str | None = None
    """The subtitle."""
    authors: tuple[Creator, ...] = ()
    """The authors, in title-page order."""
    contributors: tuple[Creator, ...] = ()
    """Other contributors: translators, editors, illustrators."""
    publisher: str | None = None
    """The publisher, or the author’s name."""
    published: datetime.date | None = None
    """The date of publication, `2026-11-01`."""
    modified: datetime.datetime | None = None
    """The date of the last change, with a zone (UTC by default).

    `None`: the pipeline decides, never by the clock.
    """
    rights: str | None = None
    """The copyright notice."""
    description: str | None = None
    """A description for bookshops: one or more paragraphs."""
    edition: int = 1
    """The number of the edition, from 1."""
    printing: int = 1
    """The number of the printing, from 1."""
    subjects: tuple[Subject, ...] = ()
    """Subjects, as strings or as codes of a subject scheme."""
    series: Series | None = None
    """The series that the book belongs to."""
    also_by: tuple[str, ...] = ()
    """Other books by the author, for the generated page `also-by`."""
    identifier: str | None = None
    """Identifier of the book itself, separate from product ISBNs: a URN or URL."""
