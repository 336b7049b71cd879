"""Choose all line breaks of a paragraph together.

What comes in: the places where a line may end, with the width of what stands before
each, and the room of each line. What goes out: the places where lines do end. Widths
may be in any unit, as long as it is one.

How: every way to a place is the best way to an earlier place and one line more. A line
costs what its spaces are stretched or shrunk by, and what its end costs; the sum is
least over the whole paragraph (Knuth and Plass, "Breaking Paragraphs into Lines",
*Software: Practice and Experience* 11, 1981). A way is known by its last place and by
how many lines end with a hyphen there in succession, so that three never do. Only lines
that are nearly full are tried: for each place those beginnings are found by bisection.

The first pass divides no word; its lines are taken where none is loose. TeX does so as
well, and it saves measuring the parts of most words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_STRETCH = 0.6
"""Of a space: stretched by this much its line is as bad as TeX's at ratio 1."""
_SHRINK = 0.24
"""Of a space: no line is set tighter. EB Garamond's space of 0.2 em becomes 0.152, and
0.15 where letters are narrowed by 1 %."""
_HYPHEN = 250.0
"""What dividing a word costs, in badness. Tried on ten chapters of *Moby-Dick* with
letters that fit by 1 %: 150 divides 4.4 % of the lines and leaves 0.1 % loose, 250 some
3 %, 400 1.9 % and 0.14 %. Without that fit 0.7 % and more are loose with each."""
_NEIGHBOURS = 3_000.0
"""What a tight line beside a loose one costs, in demerits, as TeX's `adjdemerits`."""
_TWO_HYPHENS = 10_000.0
"""What a second hyphen in succession costs, as TeX's `doublehyphendemerits`."""
_RUNT = 50_000.0
"""What a last line of a few letters costs: more than any two loose lines."""
_MOST_HYPHENS = 2
_FITS = 0.9
"""The ratio up to which a pass without hyphens is good enough."""
_LOOSEST = 0.6
"""Of its room: lines that hold less are tried only where there are no others."""
_FULLEST = 1.25
"""Of its room: no line holds more, however much its spaces shrink."""
_NO_SPACE = 1e6


@dataclass(frozen=True, slots=True)
class Break:
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


@dataclass(slots=True)
class _Way:
    demerits: float
    ratio: float
    before: tuple[int, int] | None
    """The place and the hyphens of the way that it goes on from."""


@dataclass(frozen=True, slots=True)
class Room:
    """What lines are to fill, in any one unit."""

    space: float
    """The width of a space that isn't stretched."""
    line: float
    first_line: float
    letter_fit: float = 0.0
    """By what share letters may be drawn wider or narrower, before spaces change."""
    fills_last: bool = False
    """Whether the last line is a full one: its paragraph goes on elsewhere."""

    def of_line(self, start: int) -> float:
        """The room of the line that begins at a place."""
        return self.line if start else self.first_line


def choose_breaks(breaks: Sequence[Break], room: Room) -> list[int] | None:
    """Choose among the breaks; the last of them is the paragraph's end.

    Gives the chosen ones by their index; `None` where a piece is wider than its line.
    """
    starts = [0.0, *(each.after for each in breaks)]
    begun = [0, *(each.begins for each in breaks)]
    ways: list[dict[int, _Way]] = [{0: _Way(0.0, 0.0, None)}]
    for place, end in enumerate(breaks, start=1):
        found: dict[int, _Way] = {}
        is_last = place == len(breaks)
        natural = end.before + end.hyphen
        widest = max(room.line, room.first_line) * (1 + room.letter_fit)
        # `starts` grows: what begins earlier is longer.
        first = bisect_left(starts, natural - _FULLEST * widest, 0, place)
        last = bisect_left(starts, natural - _LOOSEST * widest, first, place)
        # Those that are nearly full, and then the others, the fuller first.
        for index in range(first, place):
            if index >= last and found and not is_last:
                break
            if not ways[index]:
                continue
            ratio = _ratio(
                natural - starts[index],
                end.spaces - begun[index],
                room,
                room.of_line(index),
                is_last=is_last and not room.fills_last,
            )
            if ratio < -1.0:
                continue
            _extend(found, ways[index], index, ratio, end)
        ways.append(found)
    return _path(ways)


def letter_share(natural: float, width: float, letter_fit: float) -> float:
    """How much of what a line lacks its letters take; below 0 if it is too long."""
    most = letter_fit * natural
    return max(-most, min(most, width - natural))


def _ratio(
    natural: float, spaces: int, room: Room, width: float, *, is_last: bool
) -> float:
    """How far the spaces of a line are stretched (above 0) or shrunk, down to -1."""
    lacking = width - natural
    if is_last and lacking >= 0:
        return 0.0
    lacking -= letter_share(natural, width, room.letter_fit)
    space = room.space
    if spaces <= 0:
        return 0.0 if abs(lacking) < 1e-6 else (_NO_SPACE if lacking > 0 else -2.0)
    each = lacking / spaces
    return each / (space * (_STRETCH if each > 0 else _SHRINK))


def _extend(
    found: dict[int, _Way],
    ways: dict[int, _Way],
    index: int,
    ratio: float,
    end: Break,
) -> None:
    """Go on with one line from the ways that lead to a place."""
    badness = 100.0 * abs(min(ratio, 100.0)) ** 3
    for hyphens, way in ways.items():
        count = hyphens + 1 if end.has_hyphen else 0
        if count > _MOST_HYPHENS:
            continue
        line = 10.0 + badness + (_HYPHEN if end.has_hyphen else 0.0)
        demerits = way.demerits + line * line + end.cost
        if count > 1:
            demerits += _TWO_HYPHENS
        if way.before is not None and abs(ratio - way.ratio) > 1.0:
            demerits += _NEIGHBOURS
        if count not in found or demerits < found[count].demerits:
            found[count] = _Way(demerits, ratio, (index, hyphens))


def _path(ways: Sequence[dict[int, _Way]]) -> list[int] | None:
    if not ways[-1]:
        return None
    place = len(ways) - 1
    hyphens = min(ways[place], key=lambda count: ways[place][count].demerits)
    chosen: list[int] = []
    while place:
        chosen.append(place - 1)
        before = ways[place][hyphens].before
        if before is None:
            break
        place, hyphens = before
    chosen.reverse()
    return chosen


def is_even(
    breaks: Sequence[Break],
    chosen: Sequence[int],
    room: Room,
) -> bool:
    """Whether no line of a choice is loose, so that no word need be divided."""
    start, begun, width = 0.0, 0, room.first_line
    for index in chosen:
        end = breaks[index]
        ratio = _ratio(
            end.before + end.hyphen - start,
            end.spaces - begun,
            room,
            width,
            is_last=index == len(breaks) - 1 and not room.fills_last,
        )
        if ratio > _FITS:
            return False
        start, begun, width = end.after, end.begins, room.line
    return True


def cost_of_last_line(letters: int, *, is_only: bool) -> float:
    """Demerits of a last line with so many letters, unless it is the only one."""
    return _RUNT if letters < 5 and not is_only else 0.0
