"""The runs of a line in the order in which they are seen, from left to right.

What comes in: a line and the direction of its paragraph. What goes out: its stretches
of one direction. Unicode Standard Annex 9 (revision 51), without explicit embeddings,
which lines of titles and names don't need.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_STRONG = frozenset({"L", "R", "AL"})
_CONTROLS = frozenset(
    {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"}
)
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "ES", "ET", "CS"})


@dataclass(frozen=True, slots=True)
class DirectionRun:
    """A stretch of one direction; its text is in logical order."""

    text: str
    runs_left: bool
    """Whether it is read from right to left."""


def base_runs_left(text: str, language_direction: str) -> bool:
    """Whether a line begins at the right: as its language does, if it has its letters.

    A title that is all in letters of the other direction begins where those do.
    """
    ways = {unicodedata.bidirectional(character) for character in text}
    if language_direction == "rtl":
        return "L" not in ways or bool(ways & {"R", "AL"})
    return "L" not in ways and bool(ways & {"R", "AL"})


def runs_as_seen(line: str, *, begins_right: bool) -> list[DirectionRun]:
    """The runs of a line, from left to right."""
    levels = levels_of(line, begins_right=begins_right)
    runs = [
        ("".join(line[place] for place in places), level)
        for level, places in (
            (level, list(group))
            for level, group in groupby(range(len(line)), key=levels.__getitem__)
        )
    ]
    # L2: from the highest level down to the lowest odd one, turn what is at or above.
    for height in range(max(levels, default=0), 0, -1):
        turned: list[tuple[str, int]] = []
        for is_high, group in groupby(runs, key=lambda run: run[1] >= height):
            found = list(group)
            turned += reversed(found) if is_high else found
        runs = turned
    return [DirectionRun(text, bool(level % 2)) for text, level in runs]


def levels_of(line: str, *, begins_right: bool) -> list[int]:
    """The level of each character: odd ones run from right to left."""
    edge = "R" if begins_right else "L"
    ways = _weak_resolved([unicodedata.bidirectional(c) for c in line], edge)
    _settle_brackets(line, ways, edge)
    strong = [_strong(way) for way in ways]
    before = _nearest(strong, edge)
    after = _nearest(strong[::-1], edge)[::-1]
    levels: list[int] = []
    for place, way in enumerate(ways):
        if way in _NEUTRAL:  # N1 and N2: as what is on both sides, or the paragraph
            way = before[place] if before[place] == after[place] else edge
        if begins_right:
            levels.append(1 if way == "R" else 2)
        else:
            levels.append({"L": 0, "R": 1}.get(way, 2))
    for place in range(len(line) - 1, -1, -1):  # L1
        if not line[place].isspace():
            break
        levels[place] = int(begins_right)
    return levels


def _nearest(strong: list[str], edge: str) -> list[str]:
    """For each place the direction at it, or else the last one before it."""
    nearest = []
    for way in strong:
        edge = edge if way in _NEUTRAL else way
        nearest.append(edge)
    return nearest


def _settle_brackets(line: str, ways: list[str], edge: str) -> None:
    """N0: a pair of brackets has one direction."""
    strong = [_strong(way) for way in ways]
    letters = [place for place, way in enumerate(strong) if way in ("L", "R")]
    edges = [place for place in letters if strong[place] == edge]
    for opening, closing in sorted(_bracket_pairs(line)):
        first, end = bisect(letters, opening), bisect(letters, closing)
        if first == end:
            continue
        has_edge = bisect(edges, opening) < bisect(edges, closing)
        before = strong[letters[first - 1]] if first else edge
        way = edge if has_edge else before
        for place in (opening, closing):
            ways[place] = strong[place] = way


def _bracket_pairs(line: str) -> Iterator[tuple[int, int]]:
    """The places of opening and closing brackets that belong together."""
    opened: list[tuple[str, int]] = []
    for place, character in enumerate(line):
        if character in _BRACKETS:
            if len(opened) == _OPEN_AT_MOST:
                return
            opened.append((_BRACKETS[character], place))
        elif any(character == closing for closing, _ in opened):
            while opened:
                closing, opening = opened.pop()
                if closing == character:
                    yield opening, place
                    break


_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "⟨": "⟩", "「": "」"}
"""Those of titles (Unicode, BidiBrackets.txt)."""
_OPEN_AT_MOST = 63
"""Brackets within brackets: Annex 9, BD16."""


def _strong(way: str) -> str:
    """The direction that a number counts as."""
    return "R" if way in ("EN", "AN") else way


def _weak_resolved(ways: list[str], edge: str) -> list[str]:
    """W1 to W7: numbers and the marks in and around them."""
    ways = _with_marks_as_letters(ways, edge)
    _join_numbers(ways)
    last = edge
    for place, way in enumerate(ways):  # W7
        if way in ("L", "R"):
            last = way
        elif way == "EN" and last == "L":
            ways[place] = "L"
    return ways


def _with_marks_as_letters(ways: list[str], edge: str) -> list[str]:
    """W1 to W3: marks are as what they follow, European digits in Arabic are Arabic."""
    before = last = edge
    resolved = []
    for way in ways:
        if way == "NSM" or way in _CONTROLS:
            way = before
        if way == "EN" and last == "AL":
            way = "AN"
        if way in _STRONG:
            last = way
        before = way
        resolved.append("R" if way == "AL" else way)
    return resolved


def _join_numbers(ways: list[str]) -> None:
    """W4 and W5: a mark within a number, and signs beside it, belong to it."""
    for place in range(1, len(ways) - 1):
        beside = {ways[place - 1], ways[place + 1]}
        is_within = beside == {"EN"} and ways[place] in ("ES", "CS")
        if is_within or (beside == {"AN"} and ways[place] == "CS"):
            ways[place] = ways[place - 1]
    forwards = ((place, place - 1) for place in range(1, len(ways)))
    backwards = ((place, place + 1) for place in range(len(ways) - 2, -1, -1))
    for place, beside_it in (*forwards, *backwards):
        if ways[place] == "ET" and ways[beside_it] == "EN":
            ways[place] = "EN"
