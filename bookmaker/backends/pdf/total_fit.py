"""Choose all line breaks of a paragraph together.

What comes in: the places where a line may end, with the width of what stands before
each, and the room of each line. What goes out: the places where lines do end. Widths
may be in any unit, as long as it is one.

How: every way to a place is the best way to an earlier place and one line more. A line
costs what its spaces are stretched or shrunk by, and what its end costs; the sum is
least over the whole paragraph (Knuth and Plass, "Breaking Paragraphs into Lines",
*Software: Practice and Experience* 11, 1981). A way is known by its last place and by
how many lines end with a hyphen there in succession, so that three never do.

Most of the time goes into trying lines, so few are tried: for each place the beginnings
from the first one whose line isn't too full to the first one whose line is too loose.
How loose a line may be is asked for: TeX too begins with even lines and no divided
word, and tries more where there is no such way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

_LOOSE = 0.42
"""Em of a space from which on a line is loose, whatever its face: a reader sees gaps
then (Bringhurst, *The Elements of Typographic Style*, 2.1.1, has a quarter of an em as
good, and half of one as too wide)."""
_LOOSE_RATIO = 1.83
"""The ratio of such a line. EB Garamond's space of 0.2 em may be stretched by 0.12 em
then at ratio 1; a face with a wider space is nearer to a gap, and by less: Source
Serif's 0.233 em by 0.102. By a share of the space instead, 3.7 % of the lines of
*Moby-Dick* in the academic theme are loose; so, and with what follows, 0.9 %."""
_TIGHTEST = 0.1535
"""Em to which a space may be shrunk: where letters are narrowed by 1.5 %, it is seen as
0.151, and a line is tight from 0.15 on."""
_LEAST_STRETCH = 0.2
"""Of a space: what one may be stretched by at ratio 1 that is wide by itself."""
_MOST_SHRINK, _LEAST_SHRINK = 0.4, 0.1
"""Of a space: what one may be shrunk by in a face where it is wide, or narrow."""
_HYPHEN = 250.0
"""What dividing a word costs, in badness. Tried on ten chapters of *Moby-Dick* with
letters that fit by 1 %: 150 divides 4.4 % of the lines and leaves 0.1 % loose, 250 some
3 %, 400 1.9 % and 0.14 %. Without that fit 0.7 % and more are loose with each."""
_NEIGHBOURS = 3_000.0
"""What a tight line beside a loose one costs, in demerits, as TeX's `adjdemerits`."""
_TWO_HYPHENS = 10_000.0
"""What a second hyphen in succession costs, as TeX's `doublehyphendemerits`."""
_RUNT = 180_000.0
"""What a last line of a few letters costs: more than any two loose lines."""
_MOST_HYPHENS = 2
EVEN = 0.9
"""The ratio up to which lines are even, so that no word need be divided for them."""
TOLERABLE = 2.0
"""The ratio up to which lines are tried where words may be divided; looser ones are
tried only where a paragraph has no other way."""
_NO_SPACE = 1e6
_HAIR = 1e-6
"""What widths may differ by and be one: rounding."""


class Break(NamedTuple):
    """A place where a line may end."""

    before: float
    """The width of the paragraph up to here, without the space at the line's end."""
    after: float
    """The width of the paragraph up to where the next line begins."""
    spaces: int
    """How many spaces stand before the place; those at the line's end don't count."""
    begins: int
    """How many there are before the next line begins."""
    has_hyphen: bool = False
    """Whether a word is divided here."""
    hyphen: float = 0.0
    """The width of the hyphen that is added."""
    cost: float = 0.0
    """Demerits of ending a line here, whatever the line."""


class _Way(NamedTuple):
    """The best way to a place with so many hyphens in succession, and lines."""

    hyphens: int
    lines: int
    """How many there are; 0 where they aren't counted."""
    demerits: float
    ratio: float
    before: tuple[int, int] | None
    """The place that it goes on from, and which of the ways to that one."""


@dataclass(frozen=True, slots=True)
class Room:
    """What lines are to fill, in any one unit."""

    stretch: float
    """What a space is stretched by at ratio 1, and shrunk by at ratio -1."""
    shrink: float
    line: float
    first_line: float
    letter_fit: float = 0.0
    """By what share letters may be drawn wider or narrower, before spaces change."""
    fills_last: bool = False
    """Whether the last line is a full one: its paragraph goes on elsewhere."""


def elasticity(space: float, size: float) -> tuple[float, float]:
    """What a space of a width may be stretched and shrunk by, at ratio 1.

    `size` is the type's, in the same unit.
    """
    stretch = max((_LOOSE * size - space) / _LOOSE_RATIO, _LEAST_STRETCH * space)
    shrink = min(space - _TIGHTEST * size, _MOST_SHRINK * space)
    return stretch, max(shrink, _LEAST_SHRINK * space)


def choose_breaks(
    breaks: Sequence[Break],
    room: Room,
    loosest: float = inf,
    lines: int | None = None,
) -> list[int] | None:
    """Choose among the breaks; the last of them is the paragraph's end.

    No line but the last has a ratio above `loosest`: its spaces are stretched by that
    many times what is as bad as TeX's ratio 1. With `lines` there are so many of
    them. Gives the chosen ones by their index; `None` where there are no such lines, or
    a piece is wider than its line.
    """
    search = _Search(room, loosest, counts_lines=lines is not None)
    for end in breaks[:-1]:
        search.end_line_at(end, is_full=True)
    for end in breaks[-1:]:
        search.end_line_at(end, is_full=room.fills_last)
    return search.best(lines)


class _Search:
    """The best ways to each place, from the beginning on."""

    def __init__(self, room: Room, loosest: float, *, counts_lines: bool) -> None:
        self._room = room
        self._loosest = loosest
        self._counted = 1 if counts_lines else 0
        self._stretch, self._shrink = room.stretch, room.shrink
        # Of each place from which a line may begin; the first is the beginning.
        self._afters, self._begun = [0.0], [0]
        self._ways: list[tuple[_Way, ...]] = [(_Way(0, 0, 0.0, 0.0, None),)]
        self._first = 0
        """The first place from which a line isn't too full by now."""

    def end_line_at(self, end: Break, *, is_full: bool) -> None:
        """Find the best ways to a place; the line that ends there is full or is not."""
        self._leave_behind(end)
        natural_end = end.before + end.hyphen
        found: dict[tuple[int, int], _Way] = {}
        room, afters, begun = self._room, self._afters, self._begun
        for start in range(self._first, len(afters)):
            ways = self._ways[start]
            if not ways:
                continue
            natural = natural_end - afters[start]
            lacking = (room.line if start else room.first_line) - natural
            ratio = 0.0
            if is_full or lacking < 0:
                ratio = self._ratio(lacking, natural, end.spaces - begun[start])
            if ratio < -1.0:
                continue
            if ratio > self._loosest:
                # The lines that begin later are looser, but for the first one's room.
                if start:
                    break
                continue
            _extend(found, ways, start, ratio, end, self._counted)
        afters.append(end.after)
        begun.append(end.begins)
        self._ways.append(tuple(found.values()))

    def _leave_behind(self, end: Break) -> None:
        """Leave behind the places from which a line is too full at a place, and at
        all that follow it."""
        room, first = self._room, self._first
        while first < len(self._afters):
            most = (room.line if first else room.first_line) + _HAIR
            most += (end.spaces - self._begun[first]) * self._shrink
            natural = end.before - self._afters[first]
            if self._ways[first] and natural * (1 - room.letter_fit) <= most:
                break
            first += 1
        self._first = first

    def _ratio(self, lacking: float, natural: float, spaces: int) -> float:
        """How far the spaces of a line are stretched, or shrunk: at most to -1."""
        letters = self._room.letter_fit * natural
        if abs(lacking) <= letters + _HAIR:
            return 0.0
        if lacking > 0:
            each = self._stretch * spaces
            return (lacking - letters) / each if each else _NO_SPACE
        each = self._shrink * spaces
        return (lacking + letters) / each if each else -_NO_SPACE

    def best(self, lines: int | None) -> list[int] | None:
        """The places of the best way to the last one; `None` where there is no way."""
        ways = self._ways
        ends = [way for way in ways[-1] if lines is None or way.lines == lines]
        if not ends:
            return None
        place = len(ways) - 1
        way = min(ends, key=lambda one: one.demerits)
        chosen: list[int] = []
        while way.before is not None:
            chosen.append(place - 1)
            place, number = way.before
            way = ways[place][number]
        chosen.reverse()
        return chosen


def _extend(
    found: dict[tuple[int, int], _Way],
    ways: Sequence[_Way],
    start: int,
    ratio: float,
    end: Break,
    counted: int,
) -> None:
    """Go on with one line from the ways that lead to a place.

    `counted` is by how much that makes them longer: 0 where lines aren't counted.
    """
    badness = 100.0 * min(abs(ratio), 100.0) ** 3
    line = 10.0 + badness + (_HYPHEN if end.has_hyphen else 0.0)
    own = line * line + end.cost
    for number, way in enumerate(ways):
        hyphens = way.hyphens + 1 if end.has_hyphen else 0
        if hyphens > _MOST_HYPHENS:
            continue
        demerits = way.demerits + own
        if hyphens > 1:
            demerits += _TWO_HYPHENS
        if way.before is not None and abs(ratio - way.ratio) > 1.0:
            demerits += _NEIGHBOURS
        key = hyphens, way.lines + counted
        known = found.get(key)
        if known is None or demerits < known.demerits:
            found[key] = _Way(*key, demerits, ratio, (start, number))


def letter_share(natural: float, width: float, letter_fit: float) -> float:
    """How much of what a line lacks its letters take; below 0 if it is too long."""
    most = letter_fit * natural
    return max(-most, min(most, width - natural))


def cost_of_last_line(letters: int, *, is_only: bool) -> float:
    """Demerits of a last line with so many letters, unless it is the only one."""
    return _RUNT if letters < 5 and not is_only else 0.0
