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
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The number of lines for each paragraph of a chapter."""

    counts: tuple[int, ...]
    """The lines of each unit; 0 for a block."""
    cost: float


_Place = tuple[float, bool]
"""How many lines of the page are filled, and whether it is the first page."""
_START: _Place = (0.0, True)


@dataclass(frozen=True, slots=True)
class _Way:
    cost: float
    count: int
    before: _Place


def plan_pages(units: Sequence[Unit], page: float) -> PagePlan | None:
    """Choose for pages of `page` lines; `None` if a unit fits no page."""
    steps: list[dict[_Place, _Way]] = [{_START: _Way(0.0, 0, _START)}]
    for unit in units:
        found: dict[_Place, _Way] = {}
        for place, way in steps[-1].items():
            for count, price in (unit.counts or {0: 0.0}).items():
                after = _placed(unit, count, place, page)
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
        place: way.cost + cost_of_end(place[0], is_first=place[1])
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


def cost_of_foot(lacking: float) -> float:
    """The cost of a page that ends so many lines above its foot."""
    if lacking < _NEARLY:
        return 0.0
    return _LACKS_A_LINE + _LACKS_ANOTHER * lacking


def _placed(
    unit: Unit, count: int, place: _Place, page: float
) -> tuple[_Place, float] | None:
    """The place after a unit, and the cost of the page ends before it."""
    filled, is_first = place
    is_empty = filled == 0.0 and not is_first
    if not is_empty and unit.gap is None:
        # It was first on its page, and is known to fit only there.
        above, room = filled, -1
    else:
        above = filled + (0.0 if is_empty else unit.gap or 0.0) + unit.height
        room = int(page - above + _NEARLY)
    if count == 0 and above <= page + _NEARLY and room >= 0:
        return (_rounded(above), is_first), 0.0
    if 0 < count <= room:
        return (_rounded(above + count), is_first), 0.0
    here = min(room, count - _FEWEST_ON_A_PAGE)
    if here < _FEWEST_ON_A_PAGE:
        if filled == 0.0:
            return None
        after = _placed(unit, count, (0.0, False), page)
        if after is None:
            return None
        return after[0], after[1] + cost_of_foot(page - filled)
    rest = count - here
    cost = cost_of_foot(page - above - here)
    while rest > page + _NEARLY:
        rest -= int(page + _NEARLY)
    return (float(rest), False), cost


def _rounded(filled: float) -> float:
    """Make fillings equal that differ only by rounding errors."""
    return round(filled, 1)
