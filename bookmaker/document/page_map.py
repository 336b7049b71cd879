"""The printed pages as others see them: folios, sides, heads, first words.

The print edition makes it; whoever needs page numbers (the EPUB's page-list, a report
on the layout) reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bookmaker.source import SourceSpan

UNCOUNTED = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
"""What a place in the text does not count, as layout adds and leaves out some: hyphens,
and where a line may and may not end."""


@dataclass(frozen=True, slots=True)
class TextPosition:
    """A place in the text of the tree."""

    division: int
    """In reading order, counted from 0; parts are divisions too."""
    letters: int
    """Letters of the division before the place. White space and `UNCOUNTED` do not
    count, nor do notes at the foot, repeated heads of tables, nor what a style sheet
    generates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """One page of the print edition."""

    folio: int
    label: str
    """The folio as it is printed: `xii`, `47`."""
    side: str
    """`left` (a verso) or `right` (a recto)."""
    running_heads: Mapping[str, str]
    """What may stand at its head, by the name of the string: `chapter`, `section`."""
    begins: TextPosition | None
    """Where its first word stands; `None` on a page without words."""
    first_words: str
    """For people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOpening:
    """Where a printed page with words begins, in terms that another edition knows."""

    label: str
    """The folio as it is printed: `xii`, `47`."""
    division: str
    """The id of the division that its first word stands in."""
    letters: int
    """Letters of that division before the word, counted as in `TextPosition`."""
    words: str
    """The first words, as layout set them."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """The text of the printed divisions, and where each page begins in it."""

    openings: tuple[PageOpening, ...]
    """In the order of the pages."""
    text_by_division: Mapping[str, str]
    """The counted letters of each division that a page begins in, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterPages:
    """A part of the book that begins on a page of its own."""

    files: tuple[str, ...]
    """Those that its divisions were written in; none where all of it is generated."""
    pages: tuple[int, ...]
    """Its pages in the edition, counted from 0, without blank ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedWord:
    """A word on a page, or the part of a divided word that is on one of two lines."""

    text: str
    """The whole word, as the tree has it."""
    span: SourceSpan
    """Where the author wrote it."""
    page: int
    """Counted from 0, blank pages included."""
    line: int
    """Among the lines of its page, counted from 1, without running head and folio."""
    box: tuple[float, float, float, float]
    """Left, bottom, right and top: points from the page's lower left corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWord:
    """A word in a content document of the EPUB."""

    text: str
    span: SourceSpan
    """Where the author wrote it."""
    document: int
    """Among the documents that are read, counted from 0."""
    file: str
    """The document's path in the EPUB."""
    cfi: str
    """The place as EPUB Canonical Fragment Identifiers 1.1 writes it:
    `epubcfi(/6/4!/4/2/1:0)`."""


PageMap = tuple[PrintedPage, ...]
"""Every page of the edition, blank ones included, in order."""
