"""The completeness proof: every word of the tree is in the edition, in order.

What comes in: the pieces that a tree lets expect, and the text of the edition's pages
(or of its content documents), in order. What goes out: how many words were proven, and
a fault for each place where the two differ. Of one chapter or of a whole book alike.

Pages are followed one by one: on each, the text goes on where it stopped, after what
stands beside it and before what stands at its foot. Where that does not hold, the
stretch up to the next agreement is compared exactly; what was moved as a whole is no
fault, all else is.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bookmaker.checks.difference import Change, changes, common_length
from bookmaker.checks.expectation import Expected, Standing
from bookmaker.checks.folding import fold, is_right_to_left
from bookmaker.source import SourceSpan

_LEADER = "\1"
"""Stands in the expected text where a leader does: any number of points."""
_LEADER_POINTS = "."
_LEADERS = re.compile(r"\.{2,}")
_LOCATORS = "\2"
"""Stands where layout writes the folios of an index."""
_FOLIOS = re.compile(r"[0-9ivxlcdm,\u2013]*")
_SPECIAL = re.compile(f"[{_LEADER}{_LOCATORS}]")


class FaultKind(enum.Enum):
    """What happened to the words."""

    MISSING = "missing"
    DOUBLED = "doubled"
    MOVED = "moved"
    REPLACED = "replaced"
    STRAY = "stray"
    """The edition says what the tree does not."""
    OFF_PAGE = "off-page"
    """Drawn where no page is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that are not in the edition as they are in the tree."""

    kind: FaultKind
    words: str
    """The tree's own; the edition's where it says more."""
    span: SourceSpan | None
    page: int
    """The page or document that was read there, counted from 0."""
    found: str = ""
    """What stands in their place."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven of an edition."""

    words_expected: int
    words_proven: int
    faults: tuple[Fault, ...] = ()

    def with_off_page(self, pages: Sequence[str], whole: Sequence[str]) -> Proof:
        """The same, where some missing words lie beyond the edge of their page.

        `whole` is what is drawn of each of the pages, edges or not.
        """

        def is_off(fault: Fault) -> bool:
            words = fold(fault.words)
            drawn, seen = fold(whole[fault.page]), fold(pages[fault.page])
            return drawn.count(words) > seen.count(words)

        faults = (
            replace(fault, kind=FaultKind.OFF_PAGE)
            if fault.kind is FaultKind.MISSING and is_off(fault)
            else fault
            for fault in self.faults
        )
        return replace(self, faults=tuple(faults))

    def __add__(self, other: Proof) -> Proof:
        """Join the proofs of two stretches of one edition, in order."""
        return Proof(
            self.words_expected + other.words_expected,
            self.words_proven + other.words_proven,
            self.faults + other.faults,
        )


def count_words(text: str) -> int:
    """Count what stands between white space."""
    return len(text.split())


def prove(
    expected: Sequence[Expected],
    pages: Sequence[str],
    unprinted: frozenset[str] = frozenset(),
) -> Proof:
    """Prove that the pages say what is expected, in order, and nothing else.

    `unprinted` are characters that no font has: their words are not proven, and no
    fault, since their lack is told elsewhere.
    """
    total = sum(count_words(p.text) for p in expected if p.standing in _COUNTED)
    if _is_same_text(expected, pages):
        return Proof(total, total)
    follower = _Follower(_Text.of(expected, unprinted), pages, unprinted)
    faults = tuple(follower.follow())
    lost = follower.words_touched + _count_unprinted(expected, unprinted)
    return Proof(total, max(0, total - lost), faults)


def _is_same_text(expected: Sequence[Expected], pages: Sequence[str]) -> bool:
    """Whether nothing but white space differs, as is usual in an EPUB."""
    if any(piece.standing not in _IN_FLOW for piece in expected):
        return False
    wanted = "".join("".join(piece.text for piece in expected).split())
    return wanted == "".join("".join(pages).split())


def _count_unprinted(expected: Sequence[Expected], unprinted: frozenset[str]) -> int:
    if not unprinted:
        return 0
    return sum(
        not unprinted.isdisjoint(word)
        for piece in expected
        if not piece.text.isascii() and piece.standing in _COUNTED
        for word in piece.text.split()
    )


_IN_FLOW = frozenset({Standing.FLOW, Standing.CELL, Standing.HEAD})
_COUNTED = _IN_FLOW | {Standing.NOTE}
"""What holds words; the rest is numbers and signs, and what drawings say."""
_CELLS = frozenset({Standing.CELL, Standing.HEAD})


@dataclass(slots=True)
class _Beside:
    """A piece that stands beside the flow or at the foot of its page."""

    text: str
    piece: Expected
    anchor: int
    """How much of the flow comes before it."""


@dataclass(slots=True)
class _Text:
    """What is expected, folded: one flow, and what stands beside it."""

    flow: str
    pieces: list[Expected]
    starts: list[int]
    """Where in the flow each piece begins."""
    beside: dict[Standing, list[_Beside]]
    heads: list[tuple[int, int, str]]
    """Where a table begins and ends, and what its head says."""

    @classmethod
    def of(cls, expected: Sequence[Expected], unprinted: frozenset[str]) -> _Text:
        text = cls("", [], [], {kind: [] for kind in Standing}, [])
        parts: list[str] = []
        at = 0
        for piece in expected:
            folded = _fold_printed(piece.text, unprinted)
            if piece.standing is Standing.FOLIO:
                folded = _LEADER + folded
            elif piece.standing is Standing.LOCATORS:
                folded = _LOCATORS
            elif piece.standing not in _IN_FLOW:
                text.beside[piece.standing].append(_Beside(folded, piece, at))
                continue
            text._know_head(piece, at, folded)
            text.pieces.append(piece)
            text.starts.append(at)
            parts.append(folded)
            at += len(folded)
        text.flow = "".join(parts)
        return text

    def _know_head(self, piece: Expected, at: int, folded: str) -> None:
        before = self.pieces[-1].standing if self.pieces else None
        if piece.standing is Standing.HEAD:
            if before is not Standing.HEAD:
                self.heads.append((at, at, ""))
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
        return frozenset(head for _, _, head in self.heads if head)

    def head_at(self, offset: int) -> str:
        """What the head of the table around a place says; empty outside tables."""
        index = bisect_right(self.heads, (offset, len(self.flow) + 1, "")) - 1
        if index < 0:
            return ""
        start, end, head = self.heads[index]
        return head if start < offset < end else ""

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


def _fold_printed(text: str, unprinted: frozenset[str]) -> str:
    if unprinted and not unprinted.isdisjoint(text):
        text = "".join(c for c in text if c not in unprinted)
    return fold(text)


_LONGEST_SLIDE = 40
_KEY = 24
"""Characters by which an agreement after a fault is told from chance."""
_REACH = 8000
"""Characters of the flow within which it is looked for at first."""


class _Follower:
    """Follows the flow through the pages."""

    def __init__(
        self, text: _Text, pages: Sequence[str], unprinted: frozenset[str]
    ) -> None:
        self.text = text
        self.flow = text.flow
        self.pages = [_fold_printed(page, unprinted) for page in pages]
        self.words_touched = 0
        self.at = 0
        self.waiting = {kind: list(found) for kind, found in text.beside.items()}
        self._passed = dict.fromkeys(Standing, 0)
        """How many of the pieces beside the flow were found, by kind."""

    # --- the way through the pages ---

    def follow(self) -> Iterator[Fault]:
        """Yield the faults, in the order of the flow."""
        page, start = 0, 0
        while page < len(self.pages):
            if self._follow_page(page, start):
                page, start = page + 1, 0
                continue
            turned = self._follow_turns(page, start)
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
                self.at, passed = found
                self._passed[Standing.SIDE] += sides
                for kind, count in passed.items():
                    self._passed[kind] += count
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
        head = self.text.head_at(self.at)
        for offset, sides in reversed(offsets):
            if head and said.startswith(head, offset):
                yield offset + len(head), sides
            yield offset, sides

    def _follow_text(
        self, said: str, offset: int
    ) -> tuple[int, dict[Standing, int]] | None:
        at, offset, least = self._run(said, offset)
        for slide in range(min(least, _LONGEST_SLIDE) + 1):
            passed = self._foot_of(said[offset - slide :], at - slide)
            if passed is not None:
                return at - slide, passed
        return None

    def _run(self, said: str, offset: int) -> tuple[int, int, int]:
        """Go along flow and page together, over leaders; how far, and since which."""
        at = self.at
        while True:
            length = common_length(self.flow, at, said, offset)
            at, offset = at + length, offset + length
            if self.flow.startswith(_LEADER, at):
                at += 1
                while said.startswith(_LEADER_POINTS, offset):
                    offset += 1
            elif self.flow.startswith(_LOCATORS, at):
                at += 1
                offset = self._behind_folios(at, said, offset)
            else:
                return at, offset, length

    def _behind_folios(self, at: int, said: str, offset: int) -> int:
        """Where the folios of an entry end: where what comes next begins."""
        following = _SPECIAL.split(self.flow[at : at + 8])[0]
        match = _FOLIOS.match(said, offset)
        last = match.end() if match else offset
        for end in range(last, offset - 1, -1):
            if said.startswith(following, end):
                return end
        return last

    def _foot_of(self, rest: str, at: int) -> dict[Standing, int] | None:
        """How many pieces the rest of a page is; `None` where it is anything else."""
        passed = {}
        for kind in (Standing.MARKER, Standing.NOTE):
            count = 0
            for beside in self._pending(kind):
                if not rest or beside.anchor > at or not rest.startswith(beside.text):
                    break
                rest = rest[len(beside.text) :]
                count += 1
            passed[kind] = count
        return None if rest else passed

    def take_foot(self, rest: str, at: int) -> bool:
        """Whether the rest of a page is but what stands there; take it if so."""
        passed = self._foot_of(rest, at)
        if passed is None:
            return False
        for kind, count in passed.items():
            self._passed[kind] += count
        return True

    def _pending(self, kind: Standing) -> Iterator[_Beside]:
        found = self.waiting[kind]
        return (found[index] for index in range(self._passed[kind], len(found)))

    # --- rows that run over a page ---

    def _follow_turns(self, page: int, start: int) -> tuple[int, int, int] | None:
        """Go along a row whose cells take turns on two pages or more.

        Each cell fills what room it has on a page, and goes on on the next. The place
        in the flow, the page and the place on it where the row, or the last that is
        open, is at its end; `None` where that is not what the pages show.
        """
        at, offset = self.at, start
        for begin, _ in self._beginnings(self.pages[page], start):
            reached, offset, _ = self._run(self.pages[page], begin)
            if reached > self.at:
                at = reached
                break
        here = self.text.piece_at(at - 1 if at else 0)
        if at == self.at or here is None or here[0].standing not in _CELLS:
            return None
        cells = self._cells_from(at)
        return _Turns(self, cells, at, page).follow(offset)

    def _cells_from(self, at: int) -> list[str]:
        """What is left of a cell, and the cells after it, to the end of the table."""
        end = next((e for s, e, _ in self.text.heads if s <= at <= e), at)
        index = max(0, bisect_right(self.text.starts, max(0, at - 1)) - 1)
        cells = []
        last = min(index + _MOST_CELLS, len(self.text.starts))
        while index < last and self.text.starts[index] < end:
            following = [*self.text.starts[index + 1 : index + 2], len(self.flow)][0]
            cells.append(self.flow[max(at, self.text.starts[index]) : following])
            index += 1
        return cells

    # --- where the way was lost ---

    def _find_agreement(self, page: int, start: int) -> _Gap:
        """The stretch from the first disagreement to where both agree again."""
        said = self.pages[page]
        at, offset, back = self.at, start, 0
        for begin, sides in self._beginnings(said, start):
            reached, found, least = self._run(said, begin)
            if reached > at:
                at, offset = reached, found
                back = min(least, _LONGEST_SLIDE)
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
            gap = _Gap(at, len(self.flow), page, offset, len(self.pages), 0)
        # Room for an insertion that begins with what comes after it too.
        return replace(gap, start=at - back, offset=offset - back)

    def _agreement_within(
        self, at: int, page: int, offset: int, reach: int, last: int
    ) -> _Gap | None:
        step = max(8, reach // 400)
        lengths = [len(self.pages[index]) for index in range(page, last)]
        said = "".join(self.pages[index] for index in range(page, last))
        for place in range(at, min(at + reach, len(self.flow) - _KEY), step):
            key = self.flow[place : place + _KEY]
            if _SPECIAL.search(key):
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
            return _Gap(at, place, page, offset, to_page, found)
        return None

    def _faults_of(self, gap: _Gap) -> Iterator[Fault]:
        wanted = self.flow[gap.start : gap.end]
        parts, ends = [], []
        for page in range(gap.page, min(gap.to_page + 1, len(self.pages))):
            begin = gap.offset if page == gap.page else 0
            end = gap.to_offset if page == gap.to_page else len(self.pages[page])
            parts.append(self.pages[page][begin:end])
            ends.append(sum(map(len, parts)))
        said = "".join(parts)
        pieces = self.text.pieces_in(gap.start, gap.end)
        if any(is_right_to_left(piece.text) for piece, _ in pieces) and _is_turned(
            wanted, said
        ):
            return
        if _LEADER in wanted:
            said = _LEADERS.sub(_LEADER, said)

        def page_of(offset: int) -> int:
            return gap.page + min(bisect_right(ends, offset), len(ends) - 1)

        judge = _Judge(self, gap, wanted, said, page_of)
        yield from judge.faults()
        self.words_touched += judge.words_touched

    def _faults_of_the_rest(self) -> Iterator[Fault]:
        page = max(0, len(self.pages) - 1)
        if self.at < len(self.flow):
            rest = _Gap(self.at, len(self.flow), page + 1, 0, page + 1, 0)
            yield from self._faults_of(rest)
        for kind, found in self.waiting.items():
            if kind is Standing.PICTURE:
                continue  # what a drawing hides is its own affair
            for beside in found[self._passed[kind] :]:
                if kind in _COUNTED:
                    self.words_touched += count_words(beside.piece.text)
                words = " ".join(beside.piece.text.split())
                span = beside.piece.span_at(0, len(beside.piece.text))
                yield Fault(FaultKind.MISSING, words, span, page)

    def take_beside(self, said: str, at: int) -> bool:
        """Whether a text is nothing but pieces beside the flow; take them if so."""
        passed = dict(self._passed)
        rest = said
        while rest:
            length = self._length_of_beside(rest, at, passed)
            if not length:
                return False
            rest = rest[length:]
        self._passed = passed
        return True

    def _length_of_beside(self, said: str, at: int, passed: dict[Standing, int]) -> int:
        for kind in (Standing.SIDE, Standing.PICTURE, Standing.MARKER, Standing.NOTE):
            found = self.waiting[kind]
            if kind is Standing.PICTURE:
                index = self._picture_of(said, at, passed[kind])
                if index is not None:
                    passed[kind] = index + 1
                    return len(found[index].text)
            elif passed[kind] < len(found) and said.startswith(
                found[passed[kind]].text
            ):
                passed[kind] += 1
                return len(found[passed[kind] - 1].text)
        return next((len(h) for h in self.text.head_words if said.startswith(h)), 0)

    def _picture_of(self, said: str, at: int, passed: int) -> int | None:
        """The drawing whose words come next; one that draws none is passed over.

        Words on one line come out of a PDF from left to right, however they are drawn.
        """
        found = self.waiting[Standing.PICTURE]
        for index in range(passed, len(found)):
            text = found[index].text
            if found[index].anchor > at:
                return None
            if text and sorted(said[: len(text)]) == sorted(text):
                return index
        return None

    def compare_beside(self, said: str, at: int, page: int) -> tuple[Fault, ...] | None:
        """The faults of what stands beside the flow, where a text is much like it."""
        pieces = []
        passed = dict(self._passed)
        for kind in (Standing.SIDE, Standing.MARKER, Standing.NOTE):
            for beside in self._pending(kind):
                if beside.anchor > at:
                    break
                pieces.append(replace(beside.piece, standing=Standing.FLOW))
                passed[kind] += 1
        if not pieces:
            return None
        proof = prove(pieces, [said])
        if 2 * proof.words_proven < proof.words_expected:
            return None
        self._passed = passed
        self.words_touched += proof.words_expected - proof.words_proven
        return tuple(replace(fault, page=page) for fault in proof.faults)


_MOST_STEPS = 20_000
_DEEPEST = 400
"""Cells within cells of a search that comes to nothing anyway."""
_MOST_CELLS = 60
"""What takes turns is one row."""
_MOST_BACK = 12


@dataclass(slots=True)
class _Turns:
    """Cells of a table that take turns: each goes on on the next page."""

    follower: _Follower
    cells: list[str]
    at: int
    """Where in the flow the first of them goes on."""
    page: int
    """The page on which it has stopped."""
    steps: int = field(default=0)

    def follow(self, offset: int) -> tuple[int, int, int] | None:
        """Begin where the first cell has stopped before its end."""
        return self._on_page(self.page, offset, (0,) * len(self.cells), 1, 0)

    def _on_page(
        self, page: int, offset: int, said: tuple[int, ...], first: int, depth: int
    ) -> tuple[int, int, int] | None:
        """Go on with the cell `first`; `said` is how much of each is behind us."""
        self.steps += 1
        if self.steps > _MOST_STEPS or depth > _DEEPEST:
            return None
        text = self.follower.pages[page]
        if offset >= len(text) or self._is_foot(text[offset:]):
            return self._on_next_page(page + 1, said, depth)
        if first >= len(self.cells):
            return None
        cell, done = self.cells[first], said[first]
        most = common_length(cell, done, text, offset)
        if most and done + most == len(cell):
            end = self._row_end(said, first, page)
            if end is not None:
                return end, page, offset + most
        for length in range(most, max(-1, most - _MOST_BACK), -1):
            now = (*said[:first], done + length, *said[first + 1 :])
            found = self._on_page(page, offset + length, now, first + 1, depth + 1)
            if found is not None:
                return found
        return None

    def _on_next_page(
        self, page: int, said: tuple[int, ...], depth: int
    ) -> tuple[int, int, int] | None:
        unfinished = (i for i, c in enumerate(self.cells) if said[i] < len(c))
        first = next(unfinished, None)
        if first is None:
            return self.at + sum(map(len, self.cells)), page, 0
        if page >= len(self.follower.pages):
            return None
        head = self.follower.text.head_at(self.at)
        has_head = bool(head) and self.follower.pages[page].startswith(head)
        return self._on_page(page, len(head) if has_head else 0, said, first, depth + 1)

    def _row_end(self, said: tuple[int, ...], first: int, page: int) -> int | None:
        """Where in the flow all that has begun is at its end, once a page was turned.

        The cell `first` is at its end; `None` where another up to the last is not.
        """
        last = max(index for index, n in enumerate(said) if n or index == first)
        others = (index for index in range(last + 1) if index != first)
        if page == self.page or any(said[i] < len(self.cells[i]) for i in others):
            return None
        return self.at + sum(map(len, self.cells[: last + 1]))

    def _is_foot(self, rest: str) -> bool:
        return self.follower.take_foot(rest, self.at + sum(map(len, self.cells)))


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of the flow and the stretch of the pages that stands for it."""

    start: int
    end: int
    page: int
    offset: int
    to_page: int
    to_offset: int


def _is_turned(wanted: str, said: str) -> bool:
    """Whether text from right to left came out of a PDF in the order it is drawn."""
    return Counter(_MIRRORED.sub("(", wanted)) == Counter(_MIRRORED.sub("(", said))


_MIRRORED = re.compile(r"[()\[\]{}<>«»‹›]")
"""Marks that are drawn the other way round in such text."""


@dataclass(slots=True)
class _Judge:
    """Tells faults from what was only moved, in one gap."""

    follower: _Follower
    gap: _Gap
    wanted: str
    said: str
    page_of: Callable[[int], int]
    words_touched: int = field(default=0)

    def faults(self) -> Iterator[Fault]:
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

    def _faults_beside(self, change: Change) -> tuple[Fault, ...] | None:
        if change.start != change.end:
            return None
        at, page = self.gap.start + change.start, self.page_of(change.found_start)
        return self.follower.compare_beside(self._said(change), at, page)

    def _wanted(self, change: Change) -> str:
        return self.wanted[change.start : change.end]

    def _said(self, change: Change) -> str:
        return self.said[change.found_start : change.found_end]

    def _is_number(self, change: Change) -> bool:
        """Whether layout's own numbers or points stand where they are expected."""
        wanted, said = self._wanted(change), self._said(change)
        if not wanted or _SPECIAL.sub("", wanted):
            return False
        return _FOLIOS.fullmatch(said) is not None or not said.strip(_LEADER_POINTS)

    def _is_beside(self, change: Change) -> bool:
        """Whether an insertion is but what stands beside the flow.

        Where it begins is open as long as what it begins with comes after it too.
        """
        if change.start != change.end:
            return False
        start, end = change.found_start, change.found_end
        for _ in range(_LONGEST_SLIDE):
            if self.follower.take_beside(self.said[start:end], self.gap.end):
                return True
            if start == 0 or self.said[start - 1] != self.said[end - 1]:
                return False
            start, end = start - 1, end - 1
        return False

    def _fault(self, change: Change, *, is_moved: bool) -> Fault:
        page = self.page_of(change.found_start)
        words, span, count = self._words_at(change.start, change.end)
        said = self._said(change)
        if change.start < change.end:
            self.words_touched += max(count, 1)
            if is_moved:
                return Fault(FaultKind.MOVED, words, span, page)
            if not said:
                return Fault(FaultKind.MISSING, words, span, page)
            if sorted(said) == sorted(self._wanted(change)):
                return Fault(FaultKind.MOVED, words, span, page, said)
            return Fault(FaultKind.REPLACED, words, span, page, said)
        start, end = change.start - len(said), change.start + len(said)
        if start >= 0 and self.wanted[start : change.start] == said:
            words, span, _ = self._words_at(start, change.start)
        elif self.wanted[change.start : end] == said:
            words, span, _ = self._words_at(change.start, end)
        else:
            before = max(0, change.start - 1)
            _, span, _ = self._words_at(before, before + 1)
            return Fault(FaultKind.STRAY, said, span, page)
        self.words_touched += 1
        return Fault(FaultKind.DOUBLED, words, span, page)

    def _words_at(self, start: int, end: int) -> tuple[str, SourceSpan | None, int]:
        """The tree's words that a stretch touches, where they begin, and how many."""
        flow_start, flow_end = self.gap.start + start, self.gap.start + end
        words: list[str] = []
        span: SourceSpan | None = None
        for piece, begin in self.follower.text.pieces_in(flow_start, flow_end):
            at = begin
            for match in re.finditer(r"\S+", piece.text):
                length = len(fold(match[0]))
                if at + length > flow_start and at < max(flow_end, flow_start + 1):
                    words.append(match[0])
                    span = span or piece.span_at(match.start(), match.end())
                at += length
        return " ".join(words), span, count_words(" ".join(words))
