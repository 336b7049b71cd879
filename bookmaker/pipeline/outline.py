"""The outline of a book: its parts, chapters and sections, with their words.

What comes in: a tree after the transforms that both editions share. What goes out: a
line for each heading, in reading order, with its place in the manuscript.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Block, Inline, Section
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions
from bookmaker.proof.expectation import Expected, Shown, expected_of_division
from bookmaker.proof.wanted import COUNTED
from bookmaker.proof.word_faults import count_words
from bookmaker.source import SourceSpan

MADE = frozenset(
    {
        DivisionKind.HALF_TITLE,
        DivisionKind.TITLE_PAGE,
        DivisionKind.COPYRIGHT,
        DivisionKind.ALSO_BY,
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.LIST_OF_LISTINGS,
        DivisionKind.INDEX,
        DivisionKind.DESCRIPTIONS,
    }
)
"""Pages that bookmaker makes: they are in no outline of what the author writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A heading of the book."""

    level: int
    """1 for parts, and for chapters that are in none."""
    title: str
    number: str
    """As printed, with its word where it has one: `Chapter 3`, `3.2`; often empty."""
    span: SourceSpan | None
    words: int | None
    """Of a part's or a chapter's own text, with its sections and notes and without the
    chapters of a part; `None` for a section."""

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        span = self.span
        return {
            "level": self.level,
            "title": self.title,
            "number": self.number,
            "file": None if span is None else span.file,
            "line": None if span is None else span.line,
            "words": self.words,
        }


def outline_of(book: Book) -> tuple[OutlineEntry, ...]:
    """List the headings of what the author wrote, in reading order."""
    return tuple(
        entry for division in book.divisions for entry in _of_division(division, 1)
    )


def words_of_book(book: Book) -> int:
    """Count the words that the author wrote, as a build's report does."""
    return sum(words_of_division(division) for division in all_divisions(book))


def words_of_division(division: Division) -> int:
    """Count the words of a division, without what bookmaker adds and without those of
    the divisions below it."""
    return sum(
        count_words(piece.text) - piece.added[1]
        for piece in pieces_of_division(division)
        if piece.standing in COUNTED
    )


def pieces_of_division(division: Division) -> Iterator[Expected]:
    """Yield the pieces of text of a division and of its notes, without those of the
    divisions below it."""
    notes = (
        Division(division.kind, blocks=note.blocks, span=note.span)
        for note in division.notes
    )
    for part in (division, *notes):
        yield from expected_of_division(part, Shown())


def _of_division(division: Division, level: int) -> Iterator[OutlineEntry]:
    if division.kind in MADE:
        return
    yield OutlineEntry(
        level=level,
        title=_title(division),
        number=division.label or division.number or "",
        span=_place(division.title, division.span),
        words=words_of_division(division),
    )
    yield from _of_blocks(division.blocks, level + 1)
    for below in division.divisions:
        yield from _of_division(below, level + 1)


def _of_blocks(blocks: Iterable[Block], level: int) -> Iterator[OutlineEntry]:
    for block in blocks:
        if isinstance(block, Section):
            yield OutlineEntry(
                level=level,
                title=_words(plain_text(block.title)),
                number=block.number or "",
                span=_place(block.title, block.span),
                words=None,
            )
            yield from _of_blocks(block.blocks, level + 1)


def _place(title: Sequence[Inline], whole: SourceSpan | None) -> SourceSpan | None:
    """That of the heading's words, if the author wrote some."""
    return next((one.span for one in title if one.span is not None), whole)


def _title(division: Division) -> str:
    words = _words(plain_text(division.title))
    return words or division.kind.value.replace("-", " ")


def _words(text: str) -> str:
    return " ".join(text.split())
