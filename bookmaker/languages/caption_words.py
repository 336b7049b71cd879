"""What a book's language calls its figures, tables, listings, equations and pages.

A caption has the whole word with a capital; a reference within a sentence has the form
that the language's style guides give there: small in most, short where the word would
be inflected (Polish, Russian). The number follows behind a no-break space.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from bookmaker.languages import language_of
from bookmaker.languages.words import NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """The words of one language: in a caption, and within a sentence."""

    figure: tuple[str, str]
    table: tuple[str, str]
    listing: tuple[str, str]
    equation: tuple[str, str]
    section: str
    """Within a sentence; a heading has no word."""
    page: str
    """Within a sentence."""
    figures: str
    """The title of the list of figures."""
    tables: str
    listings: str


@functools.cache
def caption_words_of(language: str) -> CaptionWords:
    """The words of a BCP 47 tag's language; English where it has no file here."""
    said = language_of(language).captions
    values: dict[str, Any] = {
        name: tuple(word) if isinstance(word, list) else word
        for name, word in said.items()
    }
    return CaptionWords(**values)


def numbered(word: str, number: str) -> str:
    """Join a word and its number so that no line ends between them."""
    return f"{word}{NO_BREAK_SPACE}{number}"
