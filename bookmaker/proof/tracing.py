"""Trace the letters of an edition back to the words that the author wrote.

What comes in: the pieces of text that a tree lets expect, and the characters that a
page or a content document shows. What goes out: for each character the piece and the
place in it that it comes from; and for a word of a piece its place in the source.

How: the pieces are one text, the flow, and what stands beside it. A pointer goes along
both texts as long as they agree. Where they part (a note at the foot of the page, a row
whose cells take turns, a folio that layout wrote) the next letters are looked for near
the pointer, the longest key first; a character that is found nowhere comes from nobody.
It is not `following`: that proves that nothing is missing and stops at a fault; here a
fault costs no more than its own letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from bookmaker.proof.difference import changes, common_length
from bookmaker.proof.expectation import Expected
from bookmaker.proof.folding import fold
from bookmaker.proof.wanted import IN_FLOW
from bookmaker.source import SourceSpan, split_lines
from bookmaker.system.workspace import RefusedFileError, Workspace

_KEYS = (32, 16, 9)
"""Letters by which the way is found again; as few as nine are seldom chance."""
_SLACK = 3000
"""Letters of the flow before and after a page that it may show too: cells of a row that
take turns, notes that were put off."""
_APART = "\0"
"""Stands between texts that no key may join; no text has it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a character of an edition comes from."""

    piece: int
    """Among the expected pieces."""
    offset: int
    """In the piece's text."""


@dataclass(slots=True)
class _Folded:
    """A text without what a reader would not miss, and the way back."""

    text: str = ""
    offsets: list[int] = field(default_factory=list)
    """For each character of `text` the one that it comes from."""


def _fold_each(text: str) -> _Folded:
    """Fold character by character, so that each has an origin."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = fold(character)
        letters.append(folded)
        offsets += [offset] * len(folded)
    return _Folded("".join(letters), offsets)


class Tracer:
    """Traces the pages, or documents, of a part of a book."""

    def __init__(self, expected: Sequence[Expected]) -> None:
        self.pieces = tuple(expected)
        self._folded = tuple(_fold_each(piece.text) for piece in self.pieces)
        self._starts: list[int] = []
        """Where in the flow each piece begins, or where the flow is beside it."""
        at = 0
        for piece, folded in zip(self.pieces, self._folded, strict=True):
            self._starts.append(at)
            at += len(folded.text) if piece.standing in IN_FLOW else 0
        self.length = at
        """Letters of the flow."""

    def flow_offset(self, piece: int, offset: int) -> int:
        """Where in the flow a character of a piece is, or the piece's anchor."""
        if self.pieces[piece].standing not in IN_FLOW:
            return self._starts[piece]
        return self._starts[piece] + bisect_left(self._folded[piece].offsets, offset)

    def trace(self, shown: str, start: int, end: int) -> tuple[Origin | None, ...]:
        """Say where each character of a page comes from.

        `start` and `end` are where the page begins in the flow, and where the next one
        does. White space, hyphens and what nobody wrote come from nowhere.
        """
        page = _fold_each(shown)
        context = self._context(start, end)
        origins: list[Origin | None] = [None] * len(shown)
        for letter, at in enumerate(_follow(page.text, context)):
            if at is not None:
                origin = context.origin(at, self._folded)
                character = page.offsets[letter]
                origins[character] = origins[character] or origin
        return tuple(origins)

    def _context(self, start: int, end: int) -> _Context:
        """The flow around a page, then what stands beside it."""
        first = max(0, bisect_left(self._starts, start - _SLACK) - 1)
        last = bisect_right(self._starts, end + _SLACK)
        inside = range(first, last)
        flow = [n for n in inside if self.pieces[n].standing in IN_FLOW]
        beside = [n for n in inside if self.pieces[n].standing not in IN_FLOW]
        context = _Context()
        for piece in flow:
            context.add(piece, self._folded[piece].text)
        begins = start - self._starts[flow[0]] if flow else 0
        for piece in beside:
            context.part()
            context.add(piece, self._folded[piece].text)
        context.finish(begins)
        return context


class _Context:
    """The text that a page may show, as one string, with the way back to its pieces."""

    def __init__(self) -> None:
        self.text = ""
        self.begins = 0
        self.starts: list[int] = []
        self._pieces: list[int] = []
        self._parts: list[str] = []
        self._length = 0

    def add(self, piece: int, folded: str) -> None:
        self.starts.append(self._length)
        self._pieces.append(piece)
        self._parts.append(folded)
        self._length += len(folded)

    def part(self) -> None:
        self._parts.append(_APART)
        self._length += len(_APART)

    def finish(self, begins: int) -> None:
        self.text = "".join(self._parts)
        self.begins = min(max(begins, 0), len(self.text))

    def origin(self, at: int, folded: Sequence[_Folded]) -> Origin:
        index = bisect_right(self.starts, at) - 1
        piece = self._pieces[index]
        return Origin(piece, folded[piece].offsets[at - self.starts[index]])

    def is_start(self, at: int) -> bool:
        index = bisect_left(self.starts, at)
        return index < len(self.starts) and self.starts[index] == at

    def end_of(self, at: int) -> int:
        """Where the piece ends that begins at a place."""
        index = bisect_right(self.starts, at)
        end = self.starts[index] if index < len(self.starts) else len(self.text)
        return end - self.text[at:end].endswith(_APART)


def _follow(page: str, context: _Context) -> Iterator[int | None]:
    """Yield for each letter of a page its place in the context."""
    at, letter = context.begins, 0
    while letter < len(page):
        length = common_length(context.text, at, page, letter)
        yield from range(at, at + length)
        at, letter = at + length, letter + length
        if letter == len(page):
            return
        found = _find_again(page, letter, context, at)
        if found is None:
            yield None
            letter += 1
        else:
            at = found


def _find_again(page: str, letter: int, context: _Context, at: int) -> int | None:
    """The place nearest to the pointer, ahead of it if there is one, that agrees."""
    for size in _KEYS:
        key = page[letter : letter + size]
        if len(key) == size:
            ahead = context.text.find(key, at)
            found = ahead if ahead >= 0 else context.text.rfind(key, 0, at)
            if found >= 0:
                return found
    return _find_piece(page, letter, context, at)


def _find_piece(page: str, letter: int, context: _Context, at: int) -> int | None:
    """The next short piece, a cell or a marker, that the page shows here as a whole."""
    index = bisect_left(context.starts, at)
    for start in (*context.starts[index:], *context.starts[:index]):
        end = context.end_of(start)
        if start < end and page.startswith(context.text[start:end], letter):
            return start
    return None


# --- the place of a word


@dataclass(frozen=True, slots=True)
class TracedWord:
    """A word of a piece, and the characters of the page that show it, or a part."""

    text: str
    piece: int
    offset: int
    """Where it begins in the piece's text."""
    shown: tuple[int, ...]
    """The characters of the page, counted from 0."""


def words_shown(
    origins: Iterable[Origin | None], pieces: Sequence[Expected]
) -> Iterator[TracedWord]:
    """Yield the words that a page shows, in its order."""
    bounds: dict[int, list[tuple[int, int]]] = {}
    now: tuple[int, int, int] | None = None
    shown: list[int] = []
    for character, origin in enumerate(origins):
        if origin is None:
            continue
        if origin.piece not in bounds:
            words = re.finditer(r"\S+", pieces[origin.piece].text)
            bounds[origin.piece] = [match.span() for match in words]
        known = bounds[origin.piece]
        start, end = known[bisect_right(known, (origin.offset, len(known) << 32)) - 1]
        word = (origin.piece, start, end)
        if word != now and now is not None:
            yield _word(now, pieces, shown)
            shown = []
        now = word
        shown.append(character)
    if now is not None:
        yield _word(now, pieces, shown)


def _word(
    word: tuple[int, int, int], pieces: Sequence[Expected], shown: Sequence[int]
) -> TracedWord:
    piece, start, end = word
    return TracedWord(pieces[piece].text[start:end], piece, start, tuple(shown))


Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file of the manuscript, as places count them."""


def lines_in(workspace: Workspace) -> Lines:
    """Read lines from a manuscript's folder, each file once; one that cannot be read
    has none."""

    @cache
    def lines_of(file: str) -> Sequence[str]:
        try:
            content = workspace.read(file)
        except RefusedFileError:
            return ()
        return split_lines(content.decode("utf-8", errors="replace"))

    return lines_of


class Placer:
    """Finds the places of words in the manuscript's files."""

    def __init__(self, lines_of: Lines) -> None:
        self._lines_of = lines_of
        self._source: _Source | None = None
        """The stretch of the last word: the next one is mostly in it too."""

    def place_of(self, piece: Expected, start: int, end: int) -> SourceSpan | None:
        """Where the author wrote a word of a piece, to the line and the column.

        A piece knows the place of each run; where the run is not written as it reads (a
        quotation mark was made typographic, it goes over lines, a backslash is in it)
        its letters are counted through the source. `None` where nobody wrote it.
        """
        run = _run_at(piece, start)
        if run is None:
            return None
        begin, following, span = run
        if self._source is None or self._source.span != span:
            self._source = _Source(self._lines_of(span.file), span)
        text = piece.text[begin:following]
        return self._source.find(text, start - begin, end - begin) or span


def _run_at(piece: Expected, start: int) -> tuple[int, int, SourceSpan] | None:
    """The run that a character is in; that behind it where what is there was made."""
    index = bisect_right(piece.spans, start, key=lambda place: place[0]) - 1
    if index < 0:
        return None
    begin, span = piece.spans[index]
    following = (
        piece.spans[index + 1][0] if index + 1 < len(piece.spans) else len(piece.text)
    )
    return begin, following, span


class _Source:
    """A stretch of a file, character by character, with their places."""

    def __init__(self, lines: Sequence[str], span: SourceSpan) -> None:
        self.span = span
        signs: list[str] = []
        self._places: list[tuple[int, int]] = []
        for number in range(span.line, min(span.end_line, len(lines)) + 1):
            line = lines[number - 1]
            first = span.column - 1 if number == span.line else 0
            last = span.end_column - 1 if number == span.end_line else len(line)
            for column in range(first, min(last, len(line))):
                signs.append(line[column])
                self._places.append((number, column + 1))
            signs.append("\n")
            self._places.append((number, len(line) + 1))
        self._text = "".join(signs)

    def find(self, text: str, start: int, end: int) -> SourceSpan | None:
        """The place of a stretch of a text that is written here."""
        word = text[start:end]
        verbatim = self._text.find(text.strip())
        if verbatim >= 0:
            begin = verbatim + start - (len(text) - len(text.lstrip()))
            return self._span_of(begin, begin + len(word))
        origin = _letters_of(text)
        written = _letters_of(self._text)
        first = bisect_left(origin.offsets, start)
        last = bisect_left(origin.offsets, end) - 1
        if last < first:
            return None
        place = _counterparts(origin.text, written.text, first, last)
        if place is None or written.text[place[0]] != origin.text[first]:
            return None  # a number, or another word that bookmaker wrote
        begin, finish = written.offsets[place[0]], written.offsets[place[1]]
        # Signs at the word's two ends: quotation marks, brackets, stops.
        before = origin.offsets[first] - start
        after = end - 1 - origin.offsets[last]
        while before and begin and not _is_gap(self._text[begin - 1]):
            begin, before = begin - 1, before - 1
        while after and finish + 1 < len(self._text):
            if _is_gap(self._text[finish + 1]):
                break
            finish, after = finish + 1, after - 1
        return self._span_of(begin, finish + 1)

    def _span_of(self, begin: int, end: int) -> SourceSpan | None:
        if not (begin < end <= len(self._places)):
            return None
        line, column = self._places[begin]
        end_line, end_column = self._places[end - 1]
        return SourceSpan(self.span.file, line, column, end_line, end_column + 1)


def _is_gap(sign: str) -> bool:
    return sign.isspace() or sign.isalnum() or sign in "\\*_"


def _letters_of(text: str) -> _Folded:
    """The letters and figures of a text: what punctuation is made from is left out."""
    folded = _Folded()
    letters = []
    for offset, sign in enumerate(text):
        if sign.isalnum():
            for letter in fold(sign):
                letters.append(letter)
                folded.offsets.append(offset)
    folded.text = "".join(letters)
    return folded


def _counterparts(
    text: str, written: str, first: int, last: int
) -> tuple[int, int] | None:
    """Where two letters of a text are in what was written."""
    if text == written:
        return first, last
    shift, begin, end = 0, None, None
    for change in (*changes(text, written), None):
        limit = len(text) if change is None else change.start
        if begin is None and first < limit:
            begin = first + shift
        if last < limit:
            end = last + shift
            break
        if change is not None:
            if begin is None and first < change.end:
                begin = change.found_start
            shift = change.found_end - change.end
    if begin is None or end is None or not begin <= end < len(written):
        return None
    return begin, end
