"""The printed pages as others see them: folios, sides, heads, first words.

The print edition makes it; whoever needs page numbers (the EPUB's page-list, a report
on the layout) reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextPosition:
    """A place in the text of the tree."""

    division: int
    """In reading order, counted from 0; parts are divisions too."""
    letters: int
    """Letters of the division before the place: neither white space nor hyphens count,
    nor do notes at the foot, nor what a style sheet generates."""


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


PageMap = tuple[PrintedPage, ...]
"""Every page of the edition, blank ones included, in order."""
