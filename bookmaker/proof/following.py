"""Follow the expected flow through the pages of an edition.

What comes in: the flow, one string of all that should be read in order, what stands
beside it (notes, folded drawings, line numbers), and the text of each page. What goes
out: the faults.

How: one place in the flow, `at`, is carried from page to page. A page should be numbers
at its side or a table's head again, then the flow from `at` on, then what stands at its
foot. So each page is one comparison from `at` on and one of its end: a sound book costs
a string comparison a page. Where that fails there are two ways on, in this order:

1. A row of a table that runs over a page break: its cells take turns (`Turns`). It is
   tried from each cell on the page, the last first, since cells may say what others
   go on with; and then on the page before, which may have agreed for that reason.
2. The way is lost. The next place where both agree again is looked for, by a key of
   `_KEY` letters that is in the flow once and on the pages once. What lies between is a
   `Gap`, and `judging.py` says what of it is a fault. Then `at` is the gap's end.

Why not one difference of the whole book: it takes the square of its faults, and it says
nothing of pages; a note that moved to the next page would be a fault. Comparing bags of
letters, as before, let two words change places (docs/decisions/completeness-proof.md).

A slide: where the flow goes on with the letters that a note begins with, the comparison
runs too far, into the note. So the foot is looked for up to `LONGEST_SLIDE` letters
before the place that was reached.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bookmaker.proof.difference import common_length
from bookmaker.proof.expectation import Standing
from bookmaker.proof.judging import LONGEST_SLIDE, Gap, MismatchClassifier
from bookmaker.proof.turns import Passed, Turns
from bookmaker.proof.wanted import (
    CELLS,
    COUNTED,
    FOLIOS,
    LEADER,
    LEADER_POINTS,
    LEADERS,
    LOCATORS,
    SPECIAL,
    ExpectedText,
    OffFlowText,
    fold_printed,
)
from bookmaker.proof.word_faults import FaultKind, WordFault, count_words

_AT_THE_FOOT = (Standing.MARKER, Standing.NOTE, Standing.NOTE_MARKER)
"""What is drawn after the text of a page, in this order."""
_MOST_CELLS = 60
"""What takes turns is one row. A bound on the work, not measured: each cell is tried on
each of the row's pages, and a row of sixty is wider than any page."""
_MOST_WAITING = 400
"""Markers and notes of a row among which the next is looked for: more than two columns
of the smallest letters have on two pages."""
_KEY = 24
"""Characters that distinguish an agreement after a fault from chance. Tried here: of
4,000 places of *Moby-Dick*, the next 24 letters come again within 8,000 at 0.05 %, the
next 16 at 0.3 %, the next 8 at 5 %; in the Rust book, whose listings repeat themselves,
24 at 6 %, 48 still at 3 %. A key that does come again is passed over."""
_LEAST_AGREED = 6
"""Letters by which the end of a row is known from a cell that says the same."""
_REACH = 8000
"""Characters of the flow within which it is looked for at first: three or four pages
of a novel, so that a page that is missing whole is one gap. Without success it is
twenty times as many, and then the rest of the book."""


@dataclass(frozen=True, slots=True)
class _Foot:
    """What a page ends with, beside the flow."""

    passed: dict[Standing, int]
    """How many pieces, by kind."""
    begun: int
    """How many letters of the note that comes next."""


class _Reached(NamedTuple):
    """Where the way has been at the beginning of a page, or after a row on it."""

    at: int
    page: int
    start: int
    passed: Passed


class Follower:
    """Follows the flow through the pages."""

    def __init__(
        self, text: ExpectedText, pages: Sequence[str], unprinted: frozenset[str]
    ) -> None:
        self.text = text
        self.flow = text.flow
        self._unprinted = unprinted
        self.pages = [fold_printed(page, unprinted) for page in pages]
        self.words_touched = 0
        self.at = 0
        self.waiting = {kind: list(found) for kind, found in text.beside.items()}
        self._passed = dict.fromkeys(Standing, 0)
        """How many of the pieces beside the flow were found, by kind."""
        self._begun = 0
        """Letters of the next note that were found: it goes on at the next foot."""
        self._shown_of_drawing: dict[int, str] = {}
        """What was found of each drawing, by its number among them."""

    # --- the way through the pages ---

    def follow(self) -> Iterator[WordFault]:
        """Yield the faults, in the order of the flow."""
        page, start = 0, 0
        before: _Reached | None = None
        while page < len(self.pages):
            here = _Reached(self.at, page, start, self.state())
            if self._follow_page(page, start):
                page, start, before = page + 1, 0, here
                continue
            turned = self._follow_turns(page, start)
            if turned is None and before is not None:
                turned = self._follow_turns_since(before)
            before = None
            if turned is not None:
                self.at, page, start = turned
                continue
            gap = self._find_agreement(page, start)
            yield from self._faults_of(gap)
            self.at, page, start = gap.end, gap.to_page, gap.to_offset
            if page < len(self.pages) and start >= len(self.pages[page]):
                page, start = page + 1, 0
        yield from self._faults_of_the_rest()

    def _follow_page(self, page: int, start: int) -> bool:
        """Whether the rest of a page says what is expected; go on behind it if so."""
        said = self.pages[page]
        if start >= len(said):
            return True
        for offset, sides in self._beginnings(said, start):
            found = self._follow_text(said, offset)
            if found is not None:
                self.at, foot = found
                self._passed[Standing.SIDE] += sides
                self._take(foot)
                return True
        return False

    def _beginnings(self, said: str, start: int) -> Iterator[tuple[int, int]]:
        """Where the flow may go on: after numbers at the side and a table's head."""
        if start:
            yield start, 0
            return
        offsets = [(0, 0)]
        for count, side in enumerate(self._pending(Standing.SIDE), 1):
            offset = offsets[-1][0]
            if not said.startswith(side.text, offset):
                break
            offsets.append((offset + len(side.text), count))
        heads = self.text.heads_at(self.at)
        for offset, sides in reversed(offsets):
            for head in heads:
                if said.startswith(head, offset):
                    yield offset + len(head), sides
            yield offset, sides

    def _follow_text(self, said: str, offset: int) -> tuple[int, _Foot] | None:
        at, offset, least = self._run(said, offset)
        for slide in range(min(least, LONGEST_SLIDE) + 1):
            foot = self._foot_of(said[offset - slide :], at - slide)
            if foot is not None:
                return at - slide, foot
        return None

    def _run(self, said: str, offset: int) -> tuple[int, int, int]:
        """Go along flow and page together, over leaders; how far, and since which."""
        at = self.at
        while True:
            length = common_length(self.flow, at, said, offset)
            at, offset = at + length, offset + length
            if self.flow.startswith(LEADER, at):
                at += 1
                while said.startswith(LEADER_POINTS, offset):
                    offset += 1
            elif self.flow.startswith(LOCATORS, at):
                at += 1
                offset = self._behind_folios(at, said, offset)
            else:
                return at, offset, length

    def _behind_folios(self, at: int, said: str, offset: int) -> int:
        """Where the folios of an entry end: where what comes next begins."""
        following = SPECIAL.split(self.flow[at : at + 8])[0]
        match = FOLIOS.match(said, offset)
        last = match.end() if match else offset
        for end in range(last, offset - 1, -1):
            if said.startswith(following, end):
                return end
        return last

    def _foot_of(self, rest: str, at: int) -> _Foot | None:
        """The pieces that the rest of a page is; `None` where it is anything else."""
        if rest and not any(self.waiting.values()):
            return None  # asked at each letter of a table that runs over a page
        passed = {}
        begun = self._begun
        for kind in _AT_THE_FOOT:
            count = 0
            for beside in self._pending(kind):
                if not rest or beside.anchor > at:
                    break
                if not begun:
                    place = self._passed[kind] + count
                    beside = self._next_at_foot(kind, place, rest, at)
                text = beside.text[begun:] if kind is Standing.NOTE else beside.text
                if not rest.startswith(text):
                    if kind is Standing.NOTE:
                        # It may go on on the next page, behind which come markers.
                        length = common_length(text, 0, rest, 0)
                        is_said = length == len(rest)
                        if not is_said and beside.take_turns(begun, rest):
                            length = len(rest)
                        begun, rest = begun + length, rest[length:]
                    break
                rest = rest[len(text) :]
                begun = 0 if kind is Standing.NOTE else begun
                count += 1
            passed[kind] = count
        return None if rest else _Foot(passed, begun)

    def _next_at_foot(
        self, kind: Standing, place: int, rest: str, at: int
    ) -> OffFlowText:
        """The first of the pieces that may be next that the rest of a page begins with.

        A note may go on on the next page.
        It is put at its place among those that wait. Cells that take turns have their
        markers and notes on each page in turn; those of each cell keep their order.
        """
        waiting = self.waiting[kind]
        seen: set[int] = set()
        for index in range(place, min(place + _MOST_WAITING, len(waiting))):
            one = waiting[index]
            cell = one.piece.cell
            if one.anchor > at or not cell:
                break
            goes_on = kind is Standing.NOTE and one.text.startswith(rest)
            if cell not in seen and (goes_on or rest.startswith(one.text)):
                waiting.insert(place, waiting.pop(index))
                break
            seen.add(cell)
        return waiting[place]

    def state(self) -> Passed:
        """What was found beside the flow so far."""
        return dict(self._passed), self._begun

    def go_back(self, state: Passed) -> None:
        """Forget what was found beside the flow since a state was asked for."""
        passed, self._begun = state
        self._passed = dict(passed)

    def take_foot(self, rest: str, at: int) -> bool:
        """Whether the rest of a page is but what stands there; take it if so."""
        foot = self._foot_of(rest, at)
        if foot is not None:
            self._take(foot)
        return foot is not None

    def _take(self, foot: _Foot) -> None:
        for kind, count in foot.passed.items():
            self._passed[kind] += count
        self._begun = foot.begun

    def _pending(self, kind: Standing) -> Iterator[OffFlowText]:
        found = self.waiting[kind]
        return (found[index] for index in range(self._passed[kind], len(found)))

    # --- rows that run over a page ---

    def _follow_turns(self, page: int, start: int) -> tuple[int, int, int] | None:
        """Go along a row whose cells take turns on two pages or more.

        Each cell fills what room it has on a page, and goes on on the next. What comes
        out is as of `Turns.follow`.
        """
        reached, begin = self.at, start
        for begin, _ in self._beginnings(self.pages[page], start):
            reached, _, _ = self._run(self.pages[page], begin)
            if reached > self.at:
                break
        steps = 0
        for at in self._cell_starts(reached):
            cells, heads = self._cells_from(at), self.text.heads_at(at)
            turns = Turns(self.pages, heads, self, cells, at, page, steps)
            found = turns.follow(begin + at - self.at)
            if found is not None:
                return found
            steps = turns.steps
        return None

    def _follow_turns_since(self, before: _Reached) -> tuple[int, int, int] | None:
        """The same of a page that was passed: its cells may say what those after do."""
        here, state = self.at, self.state()
        self.at = before.at
        self.go_back(before.passed)
        turned = self._follow_turns(before.page, before.start)
        if turned is None:
            self.at = here
            self.go_back(state)
        return turned

    def goes_on(self, at: int, page: int, offset: int) -> bool:
        """Whether a page goes on with the flow there, or has nothing but its foot."""
        said = self.pages[page]
        least = min(_LEAST_AGREED, len(said) - offset)
        state = self.state()
        if common_length(self.flow, at, said, offset) >= least or SPECIAL.match(
            self.flow, at
        ):
            return True
        is_foot = self.take_foot(said[offset:], at)
        self.go_back(state)
        return is_foot

    def _cell_starts(self, reached: int) -> Iterator[int]:
        """Where a row may begin or go on that takes turns, the last place first.

        The way may have run on from one cell into others that say the same.
        """
        last = bisect_right(self.text.starts, max(0, reached - 1)) - 1
        for index in range(last, max(-1, last - _MOST_CELLS), -1):
            piece, at = self.text.pieces[index], self.text.starts[index]
            if piece.standing not in CELLS:
                return
            before = self.text.pieces[index - 1] if index else None
            if not piece.cell or before is None or before.cell != piece.cell:
                yield max(at, self.at)
            if at <= self.at:
                return

    def _cells_from(self, at: int) -> list[str]:
        """What is left of a cell, and the cells after it, to the end of the table."""
        end = next((e for s, e, _ in self.text.heads if s <= at <= e), at)
        index = max(0, bisect_right(self.text.starts, at) - 1)
        cells: list[str] = []
        number = 0
        while index < len(self.text.starts) and self.text.starts[index] < end:
            following = [*self.text.starts[index + 1 : index + 2], len(self.flow)][0]
            words = self.flow[max(at, self.text.starts[index]) : following]
            piece = self.text.pieces[index]
            if piece.cell and piece.cell == number:
                cells[-1] += words
            elif len(cells) == _MOST_CELLS:
                break
            else:
                cells.append(words)
            number = piece.cell
            index += 1
        return cells

    # --- where the way was lost ---

    def _find_agreement(self, page: int, start: int) -> Gap:
        """The stretch from the first disagreement to where both agree again."""
        said = self.pages[page]
        at, offset, back = self.at, start, 0
        for begin, sides in self._beginnings(said, start):
            reached, found, least = self._run(said, begin)
            if reached > at:
                at, offset = reached, found
                back = min(least, LONGEST_SLIDE)
                self._passed[Standing.SIDE] += sides
                break
        for reach, more in ((_REACH, 3), (_REACH * 20, 40), (len(self.flow), None)):
            last = (
                len(self.pages) if more is None else min(page + more, len(self.pages))
            )
            gap = self._agreement_within(at, page, offset, reach, last)
            if gap is not None:
                break
        else:
            gap = Gap(at, len(self.flow), page, offset, len(self.pages), 0)
        # Room for an insertion that begins with what comes after it too.
        return replace(gap, start=at - back, offset=offset - back)

    def _agreement_within(
        self, at: int, page: int, offset: int, reach: int, last: int
    ) -> Gap | None:
        step = max(8, reach // 400)
        lengths = [len(self.pages[index]) for index in range(page, last)]
        said = "".join(self.pages[index] for index in range(page, last))
        for place in range(at, min(at + reach, len(self.flow) - _KEY), step):
            key = self.flow[place : place + _KEY]
            if SPECIAL.search(key):
                continue
            found = said.find(key, offset)
            if found < 0 or said.find(key, found + 1) >= 0:
                continue
            if self.flow.find(key, at, at + reach) != place:
                continue
            to_page = page
            for length in lengths:
                if found < length:
                    break
                found -= length
                to_page += 1
            return Gap(at, place, page, offset, to_page, found)
        return None

    def _faults_of(self, gap: Gap) -> Iterator[WordFault]:
        wanted = self.flow[gap.start : gap.end]
        parts, ends = [], []
        for page in range(gap.page, min(gap.to_page + 1, len(self.pages))):
            begin = gap.offset if page == gap.page else 0
            end = gap.to_offset if page == gap.to_page else len(self.pages[page])
            parts.append(self.pages[page][begin:end])
            ends.append(sum(map(len, parts)))
        said = "".join(parts)
        if LEADER in wanted:
            said = LEADERS.sub(LEADER, said)

        def page_of(offset: int) -> int:
            return gap.page + min(bisect_right(ends, offset), len(ends) - 1)

        judge = MismatchClassifier(self.text, self, gap, wanted, said, page_of)
        yield from judge.faults()
        self.words_touched += judge.words_touched

    def _faults_of_the_rest(self) -> Iterator[WordFault]:
        page = max(0, len(self.pages) - 1)
        if self.at < len(self.flow):
            rest = Gap(self.at, len(self.flow), page + 1, 0, page + 1, 0)
            yield from self._faults_of(rest)
        for kind, found in self.waiting.items():
            if kind is Standing.PICTURE:
                yield from self._faults_of_drawings(found, page)
                continue
            for beside in found[self._passed[kind] :]:
                if kind in COUNTED:
                    self.words_touched += count_words(beside.piece.text)
                words = " ".join(beside.piece.text.split())
                span = beside.piece.span_at(0, len(beside.piece.text))
                yield WordFault(FaultKind.MISSING, words, span, page)

    def _faults_of_drawings(
        self, drawings: Sequence[OffFlowText], page: int
    ) -> Iterator[WordFault]:
        """Yield the words that a drawing does not show, though it paints them."""
        for index, drawing in enumerate(drawings):
            shown = self._shown_of_drawing.get(index, "")
            left = Counter(drawing.text) - Counter(shown)
            words = []
            for word in drawing.piece.text.split() if left else ():
                folded = fold_printed(word, self._unprinted)
                if folded in shown:
                    shown = shown.replace(folded, " ", 1)
                elif folded and Counter(folded) <= left:
                    left -= Counter(folded)
                    words.append(word)
            if words:
                span = drawing.piece.span_at(0, 0)
                yield WordFault(FaultKind.UNDRAWN, " ".join(words), span, page)

    def take_beside(self, said: str, at: int) -> bool:
        """Whether a text is nothing but pieces beside the flow; take them if so."""
        passed = dict(self._passed)
        shown: dict[int, str] = {}
        rest = said
        while rest:
            length = self._length_of_beside(rest, at, passed, shown)
            if not length:
                begun = self._begun_of_note(rest, passed)
                if begun is None:
                    if not self._is_part_of_drawing(rest, at, passed, shown):
                        return False
                    begun = self._begun_after(passed)
                break
            rest = rest[length:]
        else:
            begun = self._begun_after(passed)
        self._passed, self._begun = passed, begun
        self._shown_of_drawing |= shown
        return True

    def _begun_after(self, passed: dict[Standing, int]) -> int:
        """Letters of the next note that were found, if so many pieces are behind us."""
        is_same = passed[Standing.NOTE] == self._passed[Standing.NOTE]
        return self._begun if is_same else 0

    def _begun_of_note(self, said: str, passed: dict[Standing, int]) -> int | None:
        """Where the next note goes on, if a text is a long part of it."""
        found = self.waiting[Standing.NOTE]
        index, begun = passed[Standing.NOTE], self._begun_after(passed)
        is_long = index < len(found) and len(said) >= _KEY
        if is_long and found[index].text.startswith(said, begun):
            return begun + len(said)
        return None

    def _is_part_of_drawing(
        self, said: str, at: int, passed: dict[Standing, int], shown: dict[int, str]
    ) -> bool:
        """Whether a text is in a drawing that shows less than it should, or more.

        Words beyond the drawing's edge are not read back, those of its markers are.
        """
        letters = Counter(said)
        found = self.waiting[Standing.PICTURE]
        for index in range(passed[Standing.PICTURE], len(found)):
            drawing = found[index]
            if drawing.anchor > at:
                return False
            beyond = letters - Counter(drawing.text)
            if beyond.keys() <= set().union(*drawing.tolerated):
                passed[Standing.PICTURE] = index + 1
                shown[index] = said
                return True
        return False

    def _length_of_beside(
        self, said: str, at: int, passed: dict[Standing, int], shown: dict[int, str]
    ) -> int:
        for kind in (Standing.SIDE, Standing.PICTURE, *_AT_THE_FOOT):
            found = self.waiting[kind]
            if kind is Standing.PICTURE:
                index, length = self._picture_of(said, at, passed[kind])
                if length:
                    passed[kind] = index + 1
                    shown[index] = found[index].text
                    return length
            elif passed[kind] < len(found):
                begun = self._begun_after(passed) if kind is Standing.NOTE else 0
                text = found[passed[kind]].text[begun:]
                if said.startswith(text):
                    passed[kind] += 1
                    return len(text)
        repeated = (*self.text.head_words, *self._tolerated(at, passed))
        return next((len(text) for text in repeated if said.startswith(text)), 0)

    def _tolerated(self, at: int, passed: Mapping[Standing, int]) -> Iterator[str]:
        """What the markers and patterns of the drawings about here say."""
        found = self.waiting[Standing.PICTURE]
        for index in range(max(0, passed[Standing.PICTURE] - 1), len(found)):
            if found[index].anchor > at:
                return
            yield from found[index].tolerated

    def _picture_of(self, said: str, at: int, passed: int) -> tuple[int, int]:
        """The drawing whose words come next, and their length; 0 if none does.

        One that draws no words is passed over.
        """
        found = self.waiting[Standing.PICTURE]
        for index in range(passed, len(found)):
            if found[index].anchor > at:
                break
            length = _length_of_drawing(said, found[index])
            if length:
                return index, length
        return passed, 0

    def compare_beside(
        self, said: str, at: int, page: int
    ) -> tuple[WordFault, ...] | None:
        """The faults of what stands beside the flow, where a text is much like it."""
        pieces = []
        passed = dict(self._passed)
        for kind in (Standing.SIDE, *_AT_THE_FOOT):
            for beside in self._pending(kind):
                if beside.anchor > at:
                    break
                pieces.append(replace(beside.piece, standing=Standing.FLOW))
                passed[kind] += 1
        if not pieces:
            return None
        inner = Follower(ExpectedText.of(pieces, frozenset()), [said], frozenset())
        faults = tuple(inner.follow())
        expected = sum(count_words(piece.text) for piece in pieces)
        if 2 * inner.words_touched > expected:
            return None
        self._passed = passed
        self.words_touched += inner.words_touched
        return tuple(replace(fault, page=page) for fault in faults)


def _length_of_drawing(said: str, drawing: OffFlowText) -> int:
    """How much of a text a drawing's words are; 0 if it doesn't begin with them.

    Words on one line come out of a PDF from left to right, however they are drawn, and
    what its markers say among them.
    """
    left, wanted, at = Counter(drawing.text), len(drawing.text), 0
    while wanted and at < len(said):
        among = next((t for t in drawing.tolerated if said.startswith(t, at)), "")
        if among and not Counter(among) <= left:
            at += len(among)
        elif left[said[at]]:
            left[said[at]] -= 1
            wanted, at = wanted - 1, at + 1
        else:
            return 0
    return 0 if wanted else at
