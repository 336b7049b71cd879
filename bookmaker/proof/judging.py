"""Tell faults from what was only moved, where pages and expectation disagree.

What comes in: a stretch of the expected flow and the stretch of the pages that stands
for it. What goes out: a fault for each difference that nothing explains.

How: an exact difference of both (`difference.py`) gives changes: letters that are gone,
that came, or that were replaced. Explanations are tried from the surest to the least:

1. layout's own numbers, or the points of a leader, where the flow expects them;
2. what stands beside the flow, whole and in its order: a note, a drawing's words;
3. the same letters gone in one place and come in another: moved, one fault and not two;
4. what is much like something that stands beside the flow is compared with that, so
   that a word lost from a note is one fault at its place in the note.

What is left is missing, replaced, doubled (it is the text right before or after) or
stray. The order matters: a note at the foot is gone from nowhere, and its words may be
those that another place lacks, so 2 comes before 3.

Where a change begins is open: in `the cat the dog` as well as in `cat the dog the` the
same two words came in. A difference takes one of them, and what came begins with `the`
or ends with it. So an insertion is also tried up to `LONGEST_SLIDE` letters earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from bookmaker.proof.difference import Change, changes
from bookmaker.proof.wanted import FOLIOS, LEADER_POINTS, SPECIAL, ExpectedText
from bookmaker.proof.word_faults import FaultKind, WordFault
from bookmaker.source import SourceSpan

LONGEST_SLIDE = 40
"""Characters that an insertion may begin earlier, where they are the same. Tried here:
of 20,000 pairs of places in *Moby-Dick* and in the Rust book, those that agree by
chance do so for 11 letters at most, 999 in 1,000 for 2; 40 leaves room for a phrase
that a note shares with the text around its call."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the flow and the stretch of the pages that stands for it."""

    start: int
    end: int
    page: int
    offset: int
    to_page: int
    to_offset: int


class TakesOffFlow(Protocol):
    """Who knows what stands beside the flow and was not found yet."""

    def take_beside(self, said: str, at: int) -> bool:
        """Whether a text is nothing but such pieces; take them if so."""
        ...

    def compare_beside(
        self, said: str, at: int, page: int
    ) -> tuple[WordFault, ...] | None:
        """The faults of such pieces, where a text is much like them."""
        ...


@dataclass(slots=True)
class MismatchClassifier:
    """Distinguishes faults from what was only moved, in one gap."""

    text: ExpectedText
    beside: TakesOffFlow
    gap: Gap
    wanted: str
    said: str
    page_of: Callable[[int], int]
    words_touched: int = field(default=0)

    def faults(self) -> Iterator[WordFault]:
        """Yield what is wrong between the ends of the gap."""
        left = [
            change
            for change in changes(self.wanted, self.said)
            if not self._is_number(change) and not self._is_beside(change)
        ]
        lost = [c for c in left if c.start < c.end and c.found_start == c.found_end]
        extra = [c for c in left if c.start == c.end]
        elsewhere = {
            gone: came
            for gone in lost
            for came in extra
            if self._wanted(gone) == self._said(came)
        }
        explained = set(elsewhere.values())
        for change in left:
            if change in explained:
                continue
            beside = self._faults_beside(change)
            if beside is None:
                yield self._fault(change, is_moved=change in elsewhere)
            else:
                yield from beside

    def _faults_beside(self, change: Change) -> tuple[WordFault, ...] | None:
        if change.start != change.end:
            return None
        at, page = self.gap.start + change.start, self.page_of(change.found_start)
        return self.beside.compare_beside(self._said(change), at, page)

    def _wanted(self, change: Change) -> str:
        return self.wanted[change.start : change.end]

    def _said(self, change: Change) -> str:
        return self.said[change.found_start : change.found_end]

    def _is_number(self, change: Change) -> bool:
        """Whether layout's own numbers or points stand where they are expected."""
        wanted, said = self._wanted(change), self._said(change)
        if not wanted or SPECIAL.sub("", wanted):
            return False
        return FOLIOS.fullmatch(said) is not None or not said.strip(LEADER_POINTS)

    def _is_beside(self, change: Change) -> bool:
        """Whether an insertion is but what stands beside the flow.

        Where it begins is open as long as what it begins with comes after it too.
        """
        if change.start != change.end:
            return False
        start, end = change.found_start, change.found_end
        for _ in range(LONGEST_SLIDE):
            if self.beside.take_beside(self.said[start:end], self.gap.end):
                return True
            if start == 0 or self.said[start - 1] != self.said[end - 1]:
                return False
            start, end = start - 1, end - 1
        return False

    def _fault(self, change: Change, *, is_moved: bool) -> WordFault:
        page = self.page_of(change.found_start)
        words, span, count = self._words_at(change.start, change.end)
        said = self._said(change)
        if change.start < change.end:
            self.words_touched += max(count, 1)
            if is_moved:
                return WordFault(FaultKind.MOVED, words, span, page)
            if not said:
                return WordFault(FaultKind.MISSING, words, span, page)
            if sorted(said) == sorted(self._wanted(change)):
                return WordFault(FaultKind.MOVED, words, span, page, said)
            return WordFault(FaultKind.REPLACED, words, span, page, said)
        start, end = change.start - len(said), change.start + len(said)
        if start >= 0 and self.wanted[start : change.start] == said:
            words, span, _ = self._words_at(start, change.start)
        elif self.wanted[change.start : end] == said:
            words, span, _ = self._words_at(change.start, end)
        else:
            before = max(0, change.start - 1)
            _, span, _ = self._words_at(before, before + 1)
            return WordFault(FaultKind.STRAY, said, span, page)
        self.words_touched += 1
        return WordFault(FaultKind.DOUBLED, words, span, page)

    def _words_at(self, start: int, end: int) -> tuple[str, SourceSpan | None, int]:
        return self.text.words_at(self.gap.start + start, self.gap.start + end)
