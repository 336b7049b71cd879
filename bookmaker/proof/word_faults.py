"""What can be wrong with the words of an edition, as values."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from bookmaker.source import SourceSpan


class FaultKind(enum.Enum):
    """What happened to the words."""

    MISSING = "missing"
    DOUBLED = "doubled"
    MOVED = "moved"
    REPLACED = "replaced"
    STRAY = "stray"
    """The edition says what the tree does not."""
    OFF_PAGE = "off-page"
    """Drawn where no page is."""
    UNDRAWN = "undrawn"
    """In a drawing that does not show them."""
    UNSEEN = "unseen"
    """In the file, and without ink that an eye can tell from the ground."""
    OVERPRINTED = "overprinted"
    """Printed upon other words, or under them."""


@dataclass(frozen=True, slots=True)
class WordFault:
    """Words that are not in the edition as they are in the tree."""

    kind: FaultKind
    words: str
    """The tree's own; the edition's where it says more."""
    span: SourceSpan | None
    page: int
    """The page or document that was read there, counted from 0."""
    found: str = ""
    """What stands in their place."""


def count_words(text: str) -> int:
    """Count what stands between white space."""
    return len(text.split())
