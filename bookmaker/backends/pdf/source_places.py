"""Where in the manuscript a printed page begins, and which pages a file fills.

What comes in: the tree as it was printed and what layout knows of its pages. Layout
counts the letters of a division before a page's first word (`TextPosition`); the pieces
of text that the completeness proof expects of the same division carry the author's
places, so counting letters through them gives the word's own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bookmaker.backends.pdf.engine.layout import LaidOutChapter
from bookmaker.document.book import Book, Division
from bookmaker.document.page_map import (
    UNCOUNTED,
    ChapterPages,
    PageMap,
    PageOpening,
    PrintedText,
    TextPosition,
)
from bookmaker.document.walk import all_divisions
from bookmaker.proof.expectation import (
    Expected,
    Shown,
    expected_of_division,
)
from bookmaker.proof.wanted import IN_FLOW
from bookmaker.source import SourceSpan


def places_of_pages(book: Book, page_map: PageMap) -> tuple[SourceSpan | None, ...]:
    """The place of each page's first word; `None` where the author wrote none of it."""
    return places_of(book, [page.begins for page in page_map])


def places_of(
    book: Book, positions: Iterable[TextPosition | None]
) -> tuple[SourceSpan | None, ...]:
    """The place of the word at each position; `None` where the author wrote none."""
    divisions = tuple(all_divisions(book))
    pieces: dict[int, tuple[tuple[Expected, int], ...]] = {}

    def place(position: TextPosition | None) -> SourceSpan | None:
        if position is None or position.division >= len(divisions):
            return None
        number = position.division
        if number not in pieces:
            pieces[number] = tuple(
                (piece, _letters_in(piece.text))
                for piece in _in_flow(divisions[number])
            )
        return _find(pieces[number], position.letters)

    return tuple(map(place, positions))


def pages_of_chapters(
    book: Book, chapters: Sequence[LaidOutChapter]
) -> tuple[ChapterPages, ...]:
    """The pages of each part of the book that begins on a page of its own."""
    divisions = all_divisions(book)
    return tuple(
        ChapterPages(
            files=tuple(_files(islice(divisions, chapter.leaves))),
            pages=chapter.pages,
        )
        for chapter in chapters
    )


def printed_text(book: Book, page_map: PageMap) -> PrintedText:
    """Where each page with words begins, in the letters of its division."""
    divisions = tuple(all_divisions(book))
    openings = []
    text_by_division: dict[str, str] = {}
    for page in page_map:
        position = page.begins
        if position is None or position.division >= len(divisions):
            continue
        division = divisions[position.division]
        name = division.attributes.id
        if name is None:
            continue
        if name not in text_by_division:
            text = "".join(piece.text for piece in _in_flow(division))
            text_by_division[name] = "".join(filter(_counts, text))
        openings.append(
            PageOpening(
                label=page.label,
                division=name,
                letters=position.letters,
                words=page.first_words,
            )
        )
    return PrintedText(tuple(openings), text_by_division)


def _files(divisions: Iterable[Division]) -> dict[str, None]:
    """The files in their order, each once."""
    spans = (division.span for division in divisions)
    return dict.fromkeys(span.file for span in spans if span is not None)


def _in_flow(division: Division) -> Iterator[Expected]:
    pieces = expected_of_division(division, Shown())
    return (piece for piece in pieces if piece.standing in IN_FLOW)


def _find(pieces: Iterable[tuple[Expected, int]], letters: int) -> SourceSpan | None:
    """The place of the word that begins after so many letters.

    With each piece goes the number of its letters.
    """
    left = letters
    for piece, count in pieces:
        if left < count:
            counted = (at for at, letter in enumerate(piece.text) if _counts(letter))
            start = next(islice(counted, left, None))
            words = piece.text[start:].split(maxsplit=1)
            return piece.span_at(start, start + len(words[0]))
        left -= count
    return None


def _letters_in(text: str) -> int:
    """How many letters count; much faster than to look at each in Python."""
    return sum(map(len, text.split())) - sum(map(text.count, UNCOUNTED))


def _counts(letter: str) -> bool:
    return not (letter.isspace() or letter in UNCOUNTED)
