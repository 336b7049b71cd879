"""What is expected of an edition, folded: one flow of text, and what stands beside it.

What comes in: the pieces of a tree. What goes out: their characters as one text, with
the way back from each to its piece; apart from it, what may stand beside or below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bookmaker.proof.difference import common_length
from bookmaker.proof.expectation import Expected, Standing
from bookmaker.proof.folding import fold
from bookmaker.proof.word_faults import count_words
from bookmaker.source import SourceSpan

LEADER = "\1"
"""Stands in the expected text where a leader does: any number of points."""
LEADER_POINTS = "."
LEADERS = re.compile(r"\.{2,}")
LOCATORS = "\2"
"""Stands where layout writes the folios of an index."""
_ONE_FOLIO = r"(?:\d+|[ivxlcdm]+|[\u0590-\u05ff\u0620-\u064a\u066e-\u06d5]{1,6})"
_BETWEEN = r"[,\u060c\u2013]"
FOLIOS = re.compile(
    rf"{_BETWEEN}*(?:{_ONE_FOLIO}(?:{_BETWEEN}+{_ONE_FOLIO})*{_BETWEEN}*)?"
)
"""Numbers in any digits; roman numerals; letters, as books from right to left have."""
SPECIAL = re.compile(f"[{LEADER}{LOCATORS}]")

IN_FLOW = frozenset({Standing.FLOW, Standing.CELL, Standing.HEAD})
COUNTED = IN_FLOW | {Standing.NOTE}
"""What holds words; the rest is numbers and signs, and what drawings say."""
CELLS = frozenset({Standing.CELL, Standing.HEAD})
_MOST_BACK = 12
"""Letters by which a cell in a note may seem to go on in the one behind it."""
_MOST_PARTS = 400
"""Of a note on a page: more cells than a page of the smallest letters has."""


class NotePart(NamedTuple):
    """A part of a note."""

    text: str
    cell: int
    """Which cell of its tables holds it, counted from 1; 0 for none."""


@dataclass(slots=True)
class OffFlowText:
    """A piece that stands beside the flow or at the foot of its page."""

    text: str
    piece: Expected
    anchor: int
    """How much of the flow comes before it."""
    tolerated: tuple[str, ...] = ()
    """Texts that may stand there too, any number of times."""
    parts: list[NotePart] = field(default_factory=list)
    """Its text in parts, of a note with a table; empty for others."""

    def take_turns(self, begun: int, said: str) -> bool:
        """Whether a page says so much of a note whose cells take turns.

        `begun` letters were said before. If so, its parts are put in the order of the
        pages: a cell that goes on on the next page comes after those behind it.
        """
        behind: list[NotePart] = []
        ahead: list[NotePart] = []
        for part in self.parts:
            length = min(begun, len(part.text))
            begun -= length
            behind.append(part._replace(text=part.text[:length]))
            ahead.append(part._replace(text=part.text[length:]))
        lengths = _lengths_said(ahead, said)
        if lengths is None:
            return False
        left: list[NotePart] = []
        for length in lengths:
            part = ahead.pop(0)
            behind.append(part._replace(text=part.text[:length]))
            left.append(part._replace(text=part.text[length:]))
        self.parts = [part for part in (*behind, *left, *ahead) if part.text]
        self.text = "".join(part.text for part in self.parts)
        return True


@dataclass(slots=True)
class ExpectedText:
    """What is expected, folded: one flow, and what stands beside it."""

    flow: str
    pieces: list[Expected]
    starts: list[int]
    """Where in the flow each piece begins."""
    beside: dict[Standing, list[OffFlowText]]
    heads: list[tuple[int, int, str]]
    """Where a table begins and ends, and what its head says."""
    continued: dict[int, str] = field(default_factory=dict)
    """By the number of a table in `heads`: what precedes its head when repeated."""

    @classmethod
    def of(
        cls, expected: Sequence[Expected], unprinted: frozenset[str]
    ) -> ExpectedText:
        text = cls("", [], [], {kind: [] for kind in Standing}, [])
        parts: list[str] = []
        at = 0
        continued = ""
        for piece in expected:
            folded = fold_printed(piece.text, unprinted)
            if piece.standing is Standing.FOLIO:
                folded = LEADER + folded
            elif piece.standing is Standing.LOCATORS:
                folded = LOCATORS
            elif piece.standing is Standing.CONTINUED:
                continued = folded
                continue
            elif piece.standing not in IN_FLOW:
                lines = (
                    fold_printed(line, unprinted)
                    for line in piece.tolerated.split("\n")
                )
                tolerated = tuple(filter(None, lines))
                in_parts = _parts_of(piece, folded, unprinted)
                beside = OffFlowText(folded, piece, at, tolerated, in_parts)
                text.beside[piece.standing].append(beside)
                continue
            text._know_head(piece, at, folded, continued)
            continued = ""
            text.pieces.append(piece)
            text.starts.append(at)
            parts.append(folded)
            at += len(folded)
        text.flow = "".join(parts)
        return text

    def _know_head(self, piece: Expected, at: int, folded: str, continued: str) -> None:
        before = self.pieces[-1].standing if self.pieces else None
        if piece.standing is Standing.HEAD:
            if before is not Standing.HEAD:
                self.heads.append((at, at, ""))
            if continued:
                self.continued[len(self.heads) - 1] = continued
            start, _, head = self.heads[-1]
            self.heads[-1] = (start, at + len(folded), head + folded)
        elif piece.standing is Standing.CELL:
            start, end, head = self.heads[-1] if self.heads else (0, -1, "")
            if end == at:
                self.heads[-1] = (start, at + len(folded), head)
            elif before is not Standing.CELL:
                self.heads.append((at, at + len(folded), ""))

    @property
    def head_words(self) -> frozenset[str]:
        """What the heads of the tables say, which may stand on every page."""
        continued = (
            words + self.heads[index][2] for index, words in self.continued.items()
        )
        return frozenset(head for _, _, head in self.heads if head) | set(continued)

    def heads_at(self, offset: int) -> tuple[str, ...]:
        """What may begin a page within the table around a place; nothing outside.

        Its head with the words that say that it continues, or the head alone.
        """
        index = bisect_right(self.heads, (offset, len(self.flow) + 1, "")) - 1
        if index < 0:
            return ()
        start, end, head = self.heads[index]
        if not (head and start < offset < end):
            return ()
        words = self.continued.get(index)
        return (words + head, head) if words else (head,)

    def piece_at(self, offset: int) -> tuple[Expected, int] | None:
        """The piece that a place in the flow belongs to, and where that begins."""
        if not self.pieces:
            return None
        index = max(0, bisect_right(self.starts, offset) - 1)
        return self.pieces[index], self.starts[index]

    def pieces_in(self, start: int, end: int) -> Iterator[tuple[Expected, int]]:
        """The pieces that a stretch of the flow touches, and where each begins."""
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.pieces) and self.starts[index] < max(end, start + 1):
            yield self.pieces[index], self.starts[index]
            index += 1

    def words_at(self, start: int, end: int) -> tuple[str, SourceSpan | None, int]:
        """The tree's words that a stretch touches, where they begin, and how many."""
        words: list[str] = []
        span: SourceSpan | None = None
        for piece, begin in self.pieces_in(start, end):
            at = begin
            for match in re.finditer(r"\S+", piece.text):
                length = len(fold(match[0]))
                if at + length > start and at < max(end, start + 1):
                    words.append(match[0])
                    span = span or piece.span_at(match.start(), match.end())
                at += length
        return " ".join(words), span, count_words(" ".join(words))


def _lengths_said(parts: Sequence[NotePart], said: str) -> list[int] | None:
    """How much of each part a page says, one after the other; `None` if it can't.

    A part that is not of a table is said whole, and has none before it with a rest. A
    cell may go on with the letters that the next one begins with.
    """
    tried: set[tuple[int, int, bool]] = set()

    def lengths_from(index: int, at: int, *, has_left: bool) -> list[int] | None:
        if at == len(said):
            return []
        place = (index, at, has_left)
        if index == min(len(parts), _MOST_PARTS) or place in tried:
            return None
        tried.add(place)
        text, cell = parts[index]
        most = common_length(text, 0, said, at)
        least = max(0, most - _MOST_BACK) if cell else len(text)
        for length in range(most, least - 1, -1) if cell or not has_left else ():
            goes_on = has_left or length < len(text)
            rest = lengths_from(index + 1, at + length, has_left=goes_on)
            if rest is not None:
                return [length, *rest]
        return None

    return lengths_from(0, 0, has_left=False)


def _parts_of(
    piece: Expected, folded: str, unprinted: frozenset[str]
) -> list[NotePart]:
    """The parts of a note with a table, folded."""
    ends = [*(start for start, _ in piece.cells[1:]), len(piece.text)]
    parts = [
        NotePart(fold_printed(piece.text[start:end], unprinted), cell)
        for (start, cell), end in zip(piece.cells, ends, strict=False)
    ]
    is_same = "".join(part.text for part in parts) == folded
    return parts if is_same else []


def fold_printed(text: str, unprinted: frozenset[str]) -> str:
    if unprinted and not unprinted.isdisjoint(text):
        text = "".join(c for c in text if c not in unprinted)
    return fold(text)
