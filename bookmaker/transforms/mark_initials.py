"""The paragraph that opens a chapter is marked where its first capital is dropped."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig, Initials
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Code,
    Emphasis,
    Epigraph,
    Image,
    Inline,
    Math,
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
    that have no capitals: a chapter in those has none of any kind.
    """
    initials = config.typography.initials

    def marked(division: Division) -> Division:
        classes = division.attributes.classes
        is_chapter = division.kind is DivisionKind.CHAPTER
        if PLAIN in classes:
            return division
        is_plain = initials is Initials.NONE and DROPPED not in classes
        if is_chapter and (is_plain or _opens_without_capital(division)):
            attributes = replace(division.attributes, classes=(*classes, PLAIN))
            return replace(division, attributes=attributes)
        is_asked = initials is Initials.DROPPED and is_chapter
        return _opened(division) if is_asked or DROPPED in classes else division

    return map_divisions(book, marked)


def _opens_without_capital(division: Division) -> bool:
    """Whether its text begins with code, or in letters without capitals: Arabic, say.

    A letter that stands apart from its word is torn out of it where letters join.
    """
    at = _opening(division)
    if at is None or not isinstance(opening := division.blocks[at], Paragraph):
        return False
    if isinstance(next(iter(opening.children), None), Code | Math | Image):
        return True  # the letter of a name or of a formula is part of it
    letters = (c for c in plain_text(opening.children) if c.isalpha())
    return not _has_capital(next(letters, "A"))


def _has_capital(letter: str) -> bool:
    """Whether it may be written as one at the head of a word; Georgian ones may not."""
    return letter.lower() != letter.title()


def _opening(division: Division) -> int | None:
    """Where the block stands that opens the text, behind epigraphs."""
    blocks = enumerate(division.blocks)
    return next((n for n, b in blocks if not isinstance(b, Epigraph)), None)


def _opened(division: Division) -> Division:
    blocks = list(division.blocks)
    at = _opening(division)
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
    has_case = letter.isdigit() or _has_capital(letter)
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
