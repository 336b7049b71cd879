"""The paragraph that opens a chapter is marked where its first capital is dropped."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig, Initials
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Emphasis,
    Epigraph,
    Inline,
    Paragraph,
    SmallCaps,
    Span,
    Strong,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_divisions
from bookmaker.languages.words import OPENING_MARKS

DROPPED, PLAIN = "dropcap", "no-dropcap"
"""What an author writes on a chapter's title: `# Low Water {.dropcap}`."""
_SHORTEST_TEXT = 150
"""Characters: below it the capital would hang past its own paragraph."""
_LONGEST_WORD = 24
"""Characters of a first word that surely stands beside its capital."""


def mark_initials(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Mark paragraphs with the class `dropcap`, and chapters that have no capital.

    After: a chapter that is to begin with a dropped capital has one, unless its text
    begins with something else than words, is too short to hold it, or is in letters
    that have no capitals.
    """
    initials = config.typography.initials

    def marked(division: Division) -> Division:
        classes = division.attributes.classes
        is_chapter = division.kind is DivisionKind.CHAPTER
        if PLAIN in classes:
            return division
        if initials is Initials.NONE and is_chapter and DROPPED not in classes:
            attributes = replace(division.attributes, classes=(*classes, PLAIN))
            return replace(division, attributes=attributes)
        is_asked = initials is Initials.DROPPED and is_chapter
        return _opened(division) if is_asked or DROPPED in classes else division

    return map_divisions(book, marked)


def _opened(division: Division) -> Division:
    blocks = list(division.blocks)
    at = next((n for n, b in enumerate(blocks) if not isinstance(b, Epigraph)), None)
    if at is None or not _may_open(blocks[at]):
        return division
    opening = blocks[at]
    classes = opening.attributes.classes
    if DROPPED not in classes:
        attributes: Attributes = replace(
            opening.attributes, classes=(*classes, DROPPED)
        )
        blocks[at] = replace(opening, attributes=attributes)
    return replace(division, blocks=tuple(blocks))


def _may_open(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not _begins_with_words(block.children):
        return False
    words = plain_text(block.children)
    letter = words.lstrip(OPENING_MARKS)[:1]
    has_case = letter.isdigit() or letter.lower() != letter.upper()
    first_word = words.split(maxsplit=1)[0] if words.split() else ""
    return (
        has_case and len(words) >= _SHORTEST_TEXT and len(first_word) <= _LONGEST_WORD
    )


def _begins_with_words(inlines: tuple[Inline, ...]) -> bool:
    match inlines[:1]:
        case (Text(),):
            return True
        case (Emphasis() | Strong() | SmallCaps() | Span() as first,):
            return _begins_with_words(first.children)
        case _:
            return False
