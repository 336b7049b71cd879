"""Which word is where on the printed pages, and where its author wrote it.

What comes in: the tree as it was printed, what layout knows of its pages, and the bytes
of the finished file, which PDFium reads back. What goes out: the words of a page with
their lines, boxes and places; and the pages on which a line of the manuscript is. A
page is looked at when it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from bookmaker.backends.pdf.engine.layout import LaidOut
from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.pdf.proof import band_of, shown_on_pages
from bookmaker.document.book import Book
from bookmaker.document.page_map import (
    UNCOUNTED,
    PrintedWord,
    TextPosition,
)
from bookmaker.document.walk import all_divisions
from bookmaker.proof.edition_text import PdfText, PlacedCharacter
from bookmaker.proof.expectation import Expected, Shown, expected_of_division
from bookmaker.proof.tracing import Lines, Placer, TracedWord, Tracer, words_shown
from bookmaker.proof.wanted import IN_FLOW
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import Workspace

_SAME_LINE = 0.45
"""Of the type's size: a note's call, or the drop of a fraction, is on its line."""


class PrintedWords:
    """The words of a print edition."""

    def __init__(
        self,
        book: Book,
        laid_out: LaidOut,
        page: PageGeometry,
        tokens: Mapping[str, str],
        workspace: Workspace,
        lines_of: Lines,
    ) -> None:
        self._book = book
        self._laid_out = laid_out
        self._band = band_of(page)
        self._tokens = tokens
        self._workspace = workspace
        self._placer = Placer(lines_of)
        self._chapters: dict[int, _Chapter] = {}
        self._words: dict[int, tuple[PrintedWord, ...]] = {}

    def words_of(self, page: int) -> tuple[PrintedWord, ...]:
        """The words of a page, counted from 0, in reading order; what nobody wrote, as
        a running head, is not among them.

        Raises `IndexError` where there is no such page.
        """
        if not 0 <= page < len(self._laid_out.page_map):
            raise IndexError(page)
        if page not in self._words:
            number = self._chapter_by_page.get(page)
            found: Iterator[PrintedWord] = (
                iter(()) if number is None else self._read(self._chapter(number), page)
            )
            self._words[page] = tuple(found)
        return self._words[page]

    def words_at(self, file: str, line: int) -> tuple[PrintedWord, ...]:
        """The words that begin on a line of the manuscript, wherever they are printed.

        In the order of the pages; none where the line prints no word.
        """
        pages = {
            page
            for number, _ in enumerate(self._laid_out.chapters)
            for page in self._chapter(number).pages_near(file, line)
        }
        return tuple(
            word
            for page in sorted(pages)
            for word in self.words_of(page)
            if word.span.file == file and word.span.line == line
        )

    def next_line(self, file: str, line: int) -> int | None:
        """The first line from a line on of which a word is printed."""
        lines = (
            span.line
            for number, _ in enumerate(self._laid_out.chapters)
            for piece in self._chapter(number).tracer.pieces
            for _, span in piece.spans
            if span.file == file and span.end_line >= line
        )
        return min((max(line, one) for one in lines), default=None)

    @cached_property
    def _chapter_by_page(self) -> dict[int, int]:
        chapters = self._laid_out.chapters
        return {page: n for n, one in enumerate(chapters) for page in one.pages}

    @cached_property
    def _shown(self) -> Shown:
        page_map = self._laid_out.page_map
        folios = {
            anchor: page_map[index].label
            for anchor, index in self._laid_out.page_by_anchor.items()
        }
        digits = self._laid_out.folios.digits
        return shown_on_pages(self._book, self._tokens, folios, self._workspace, digits)

    def _chapter(self, number: int) -> _Chapter:
        if number not in self._chapters:
            before = sum(one.leaves for one in self._laid_out.chapters[:number])
            chapter = self._laid_out.chapters[number]
            divisions = islice(
                all_divisions(self._book), before, before + chapter.leaves
            )
            pieces = [expected_of_division(one, self._shown) for one in divisions]
            begins = [self._laid_out.page_map[page].begins for page in chapter.pages]
            self._chapters[number] = _Chapter(pieces, before, chapter.pages, begins)
        return self._chapters[number]

    def _read(self, chapter: _Chapter, page: int) -> Iterator[PrintedWord]:
        with PdfText(self._laid_out.merged.content) as text:
            characters = text.characters(self._band, page)
        shown = "".join(character.text[:1] or " " for character in characters)
        start, end = chapter.stretch_of(page)
        pieces = chapter.tracer.pieces
        lines = _lines(characters)
        for word in words_shown(chapter.tracer.trace(shown, start, end), pieces):
            end = word.offset + len(word.text)
            span = self._placer.place_of(pieces[word.piece], word.offset, end)
            if span is not None:
                yield from _parts(word, span, page, lines, characters)


class _Chapter:
    """A part of the book that begins on its own page, with what it should say."""

    def __init__(
        self,
        pieces: Sequence[Sequence[Expected]],
        first: int,
        pages: Sequence[int],
        begins: Sequence[TextPosition | None],
    ) -> None:
        self.tracer = Tracer([piece for own in pieces for piece in own])
        firsts = [0]
        for own in pieces:
            firsts.append(firsts[-1] + len(own))
        self._pages = pages
        self._starts: list[int] = []
        """Where in the flow each page begins; a page without text, as the one before
        it."""
        for position in begins:
            at = self._starts[-1] if self._starts else 0
            if position is not None:
                number = firsts[position.division - first]
                own = pieces[position.division - first]
                at = max(at, self._offset_of(number, own, position.letters))
            self._starts.append(at)

    def _offset_of(self, number: int, own: Sequence[Expected], letters: int) -> int:
        left = letters
        for index, piece in enumerate(own):
            if piece.standing not in IN_FLOW:
                continue
            counted = [at for at, sign in enumerate(piece.text) if _counts(sign)]
            if left < len(counted):
                return self.tracer.flow_offset(number + index, counted[left])
            left -= len(counted)
        return self.tracer.length

    def stretch_of(self, page: int) -> tuple[int, int]:
        """Where in the flow a page begins and the next one does."""
        index = self._pages.index(page)
        following = self._starts[index + 1 : index + 2]
        return self._starts[index], (following or [self.tracer.length])[0]

    def pages_near(self, file: str, line: int) -> set[int]:
        """The pages that a line may be on: those of its pieces, and their neighbours,
        as notes and rows may run over."""
        pages: set[int] = set()
        for number, piece in enumerate(self.tracer.pieces):
            for start, span in piece.spans:
                if span.file == file and span.line <= line <= span.end_line:
                    stop = _end_of_run(piece, start)
                    begin = self.tracer.flow_offset(number, start)
                    finish = self.tracer.flow_offset(number, stop)
                    first = bisect_right(self._starts, begin) - 2
                    last = bisect_right(self._starts, finish) + 1
                    pages.update(self._pages[max(0, first) : last])
        return pages


def _end_of_run(piece: Expected, start: int) -> int:
    return next((at for at, _ in piece.spans if at > start), len(piece.text)) - 1


def _counts(sign: str) -> bool:
    return not (sign.isspace() or sign in UNCOUNTED)


def _lines(characters: Sequence[PlacedCharacter]) -> tuple[int, ...]:
    """The number of the line that each character is on, from the top of the page."""
    sizes: dict[float, float] = {}
    for one in characters:
        sizes[one.baseline] = max(one.size, sizes.get(one.baseline, 0.0))
    lines: list[float] = []
    for baseline in sorted(sizes, key=lambda at: (-sizes[at], -at)):
        reach = sizes[baseline] * _SAME_LINE
        if all(abs(baseline - line) > reach for line in lines):
            lines.append(baseline)
    lines.sort(reverse=True)
    numbers = {
        baseline: 1 + min(range(len(lines)), key=lambda n: abs(lines[n] - baseline))
        for baseline in sizes
    }
    return tuple(numbers[one.baseline] for one in characters)


def _parts(
    word: TracedWord,
    span: SourceSpan,
    page: int,
    lines: Sequence[int],
    characters: Sequence[PlacedCharacter],
) -> Iterator[PrintedWord]:
    """A word, in two parts where it is divided over lines."""
    shown_by_line: dict[int, list[int]] = {}
    for index in word.shown:
        shown_by_line.setdefault(lines[index], []).append(index)
    for line, shown in shown_by_line.items():
        boxes = [characters[index].box for index in shown]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        yield PrintedWord(
            text=word.text,
            span=span,
            page=page,
            line=line,
            box=(min(lefts), min(bottoms), max(rights), max(tops)),
        )
