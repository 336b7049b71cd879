"""Choose how many lines the paragraphs of a chapter have, so that its pages are full.

What comes in: the blocks of a chapter, in order, with the numbers of lines in which
each paragraph can be set. What goes out: a number for each of them. All heights are in
lines of text.

How: a page takes as much as fits, by the rules of WeasyPrint's pages: no page has a
single line of a paragraph. So the units are placed one after another, while counting
how far the page is filled, and each number of lines of a paragraph is a way to
continue. Of all ways to a unit and a filling only the best is kept (after Mittelbach,
"A General Framework for Globally Optimized Pagination", *Computational Intelligence*
35, 2019). There are few: a chapter of fifty paragraphs has some two thousand.

Notes are at the foot of the page of their line, and take room from the text. A note for
which there is too little is divided, as `divided_notes` does it: the rest is at the
foot of the next page. A page with notes ends at its foot
in any case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_FEWEST_ON_A_PAGE = 2
_FEWEST_AT_END = 5
"""Lines of a chapter's last page."""
_NEARLY = 0.05
"""Of a line: what rounding may make of a whole number."""
_LACKS_A_LINE = 10.0
_LACKS_ANOTHER = 1.0
"""The cost of a page that ends above its foot, and of each line that it lacks."""
_SHORT_END = 12.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, with the heading above it; or a block that isn't split."""

    gap: float | None
    """The space above it within a page; `None` if it isn't known, because the unit was
    first on its page, where that space is left out."""
    height: float
    """Of the block, or of the heading above the paragraph."""
    counts: Mapping[int, float]
    """The cost of each number of lines that it may have; empty for a block."""
    notes: Mapping[int, Mapping[int, float]] = field(default_factory=dict)
    """By number of lines, 0 for a block: the heights of the notes that are called in
    each line, counted from 0."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The number of lines for each paragraph of a chapter."""

    counts: tuple[int, ...]
    """The lines of each unit; 0 for a block."""
    cost: float


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a page is filled, in lines."""

    filled: float
    """By text."""
    is_first: bool
    """Whether it is the first page."""
    notes: float
    """By notes and the space above them."""


_START = _Place(0.0, is_first=True, notes=0.0)


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    count: int
    before: _Place


def plan_pages(
    units: Sequence[Unit],
    page: float,
    above_notes: float = 0.0,
    note_line: float = 0.8,
) -> PagePlan | None:
    """Choose for pages of `page` lines; `None` if a unit fits no page.

    `above_notes` is the space that the first note of a page has above it, `note_line`
    the height of a line of notes.
    """
    steps: list[dict[_Place, _Way]] = [{_START: _Way(0.0, 0, _START)}]
    room = _Room(page, above_notes, note_line)
    for unit in units:
        found: dict[_Place, _Way] = {}
        for place, way in steps[-1].items():
            for count, price in (unit.counts or {0: 0.0}).items():
                after = room.place(unit, count, place)
                if after is None:
                    continue
                there, more = after
                cost = way.cost + price + more
                known = found.get(there)
                if known is None or cost < known.cost:
                    found[there] = _Way(cost, count, place)
        if not found:
            return None
        steps.append(found)
    ends = {
        place: way.cost + cost_of_end(place.filled, is_first=place.is_first)
        for place, way in steps[-1].items()
    }
    place = min(ends, key=lambda one: ends[one])
    return PagePlan(_counts(steps, place), ends[place])


def _counts(steps: Sequence[Mapping[_Place, _Way]], place: _Place) -> tuple[int, ...]:
    counts: list[int] = []
    for found in reversed(steps[1:]):
        way = found[place]
        counts.append(way.count)
        place = way.before
    return tuple(reversed(counts))


def cost_of_end(filled: float, *, is_first: bool) -> float:
    """The cost of a chapter's last page with so many lines; 0 if it is its only one."""
    is_short = not is_first and filled < _FEWEST_AT_END - _NEARLY
    return _SHORT_END if is_short else 0.0


def cost_of_foot(lacking: float, notes: float = 0.0) -> float:
    """The cost of a page whose text ends so many lines above its foot, or its notes.

    Notes are at the foot of the page, so the foot is where it should be.
    """
    if notes:
        return _LACKS_ANOTHER * int(lacking + _NEARLY)
    if lacking < _NEARLY:
        return 0.0
    return _LACKS_A_LINE + _LACKS_ANOTHER * lacking


@dataclass(frozen=True, slots=True)
class _Room:
    """What a page has room for, in lines."""

    lines: float
    above_notes: float
    note_line: float

    def place(
        self, unit: Unit, count: int, place: _Place
    ) -> tuple[_Place, float] | None:
        """The place after a unit, and the cost of the page ends before it."""
        is_empty = place.filled == 0.0 and not place.is_first
        above = place.filled
        if not is_empty:
            above += unit.gap or 0.0
        above += unit.height
        heights = unit.notes.get(count, {})
        # A unit that was first on its page is known to fit only there.
        is_known = is_empty or unit.gap is not None
        found = self._placed(heights, count, above, place) if is_known else None
        if found is not None:
            return found
        if place.filled == 0.0 and not place.notes:
            return None
        fresh = _Place(0.0, is_first=False, notes=0.0)
        after = self.place(unit, count, fresh)
        if after is None:
            return None
        lacking = self.lines - place.filled - place.notes
        return after[0], after[1] + cost_of_foot(lacking, place.notes)

    def _placed(
        self, heights: Mapping[int, float], count: int, above: float, place: _Place
    ) -> tuple[_Place, float] | None:
        """The place after a unit that begins on this page; `None` if it can't."""
        if count == 0:
            notes = place.notes + sum(heights.values())
            if heights and not place.notes:
                notes += self.above_notes
            if above + notes > self.lines + _NEARLY:
                return None
            return _place(above, notes, is_first=place.is_first), 0.0
        cost, first, notes, is_first = 0.0, 0, place.notes, place.is_first
        while True:
            here, after, rest = self._fitting(heights, first, count, above, notes)
            left = count - first - here
            if left == 0:
                break
            if left < _FEWEST_ON_A_PAGE or (first == 0 and here < _FEWEST_ON_A_PAGE):
                most = min(here, count - first - _FEWEST_ON_A_PAGE)
                if most < (_FEWEST_ON_A_PAGE if first == 0 else 1):
                    return None
                end = first + most
                here, after, rest = self._fitting(heights, first, end, above, notes)
            cost += cost_of_foot(self.lines - above - here - after, after)
            first, above, is_first = first + here, 0.0, False
            notes = self.above_notes + rest if rest else 0.0
        if rest:
            return _place(0.0, self.above_notes + rest, is_first=False), cost
        return _place(above + here, after, is_first=is_first), cost

    def _fitting(
        self,
        heights: Mapping[int, float],
        first: int,
        end: int,
        above: float,
        notes: float,
    ) -> tuple[int, float, float]:
        """How many lines fit from the first one on; the notes then; what is left.

        What is left is of the last note, for the next page.
        """
        here, rest = 0, 0.0
        for line in range(first, end):
            room = self.lines - above - here - 1 - notes + _NEARLY
            height = heights.get(line, 0.0)
            if room < 0 or (height and rest):
                break
            if height:
                lead = 0.0 if notes else self.above_notes
                part = self._part_of_note(height, room - lead)
                if not part:
                    break
                notes += lead + part
                rest = height - part
            here += 1
        return here, notes, rest

    def _part_of_note(self, height: float, room: float) -> float:
        """How much of a note is on the page of its call; 0 where it can't be there."""
        if height <= room:
            return height
        lines = round(height / self.note_line) - _FEWEST_ON_A_PAGE
        lines = min(lines, int(room / self.note_line))
        return lines * self.note_line if lines >= _FEWEST_ON_A_PAGE else 0.0


def _place(filled: float, notes: float, *, is_first: bool) -> _Place:
    """A place; fillings are equal that differ only by rounding errors."""
    return _Place(round(filled, 1), is_first=is_first, notes=round(notes, 1))
