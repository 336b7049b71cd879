"""What is expected of an edition, folded: one flow of text, and what stands beside it.

What comes in: the pieces of a tree. What goes out: their characters as one text, with
the way back from each to its piece; apart from it, what may stand beside or below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
FOLIOS = re.compile(r"[0-9ivxlcdm,\u2013]*")
SPECIAL = re.compile(f"[{LEADER}{LOCATORS}]")

IN_FLOW = frozenset({Standing.FLOW, Standing.CELL, Standing.HEAD})
COUNTED = IN_FLOW | {Standing.NOTE}
"""What holds words; the rest is numbers and signs, and what drawings say."""
CELLS = frozenset({Standing.CELL, Standing.HEAD})


@dataclass(slots=True)
class OffFlowText:
    """A piece that stands beside the flow or at the foot of its page."""

    text: str
    piece: Expected
    anchor: int
    """How much of the flow comes before it."""
    tolerated: tuple[str, ...] = ()
    """Texts that may stand there too, any number of times."""


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
                beside = OffFlowText(folded, piece, at, tolerated)
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


def fold_printed(text: str, unprinted: frozenset[str]) -> str:
    if unprinted and not unprinted.isdisjoint(text):
        text = "".join(c for c in text if c not in unprinted)
    return fold(text)
