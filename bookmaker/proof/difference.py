"""The exact difference of two texts: what one has and the other has not.

Stretches that stand once in both anchor a longest increasing sequence (a patience
diff); what lies between two anchors is compared character by character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_ANCHOR = 16
"""Characters of an anchor: as much of a text hardly ever stands in it twice."""
_SMALL = 400
"""Characters of a stretch that is compared without anchors."""
_ISLAND = 3
"""Characters that two texts may share by chance within a change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of one text that stands for a stretch of the other; one may be empty.

    Both count characters, the end excluded.
    """

    start: int
    end: int
    found_start: int
    found_end: int


def changes(wanted: str, found: str, anchor: int = _ANCHOR) -> tuple[Change, ...]:
    """List where the texts differ, in order.

    `anchor` is how many characters of a stretch make it unlikely to stand in a text
    twice: fewer where a character is a word.
    """
    merged: list[Change] = []
    for change in _changes(wanted, found, anchor, 0, 0):
        before = merged[-1] if merged else None
        if before is not None and _is_chance(before, change):
            change = Change(
                before.start, change.end, before.found_start, change.found_end
            )
            merged.pop()
        merged.append(change)
    return tuple(merged)


def _is_chance(before: Change, after: Change) -> bool:
    is_near = after.start - before.end < _ISLAND
    is_apart = before.start == before.end and after.found_start == after.found_end
    return is_near and not (is_apart and after.start > before.end)


def _changes(
    wanted: str, found: str, anchor_length: int, start: int, found_start: int
) -> Iterator[Change]:
    head = common_length(wanted, 0, found, 0)
    wanted, found = wanted[head:], found[head:]
    tail = common_length(wanted[::-1], 0, found[::-1], 0)
    wanted, found = wanted[: len(wanted) - tail], found[: len(found) - tail]
    start, found_start = start + head, found_start + head
    if not wanted and not found:
        return
    if not wanted or not found:
        yield Change(start, start + len(wanted), found_start, found_start + len(found))
    elif anchors := _anchors(wanted, found, anchor_length):
        ends = (*anchors, (len(wanted), len(found), 0))
        at, found_at = 0, 0
        for anchor, found_anchor, length in ends:
            yield from _changes(
                wanted[at:anchor],
                found[found_at:found_anchor],
                anchor_length,
                start + at,
                found_start + found_at,
            )
            at, found_at = anchor + length, found_anchor + length
    elif len(wanted) <= _SMALL and len(found) <= _SMALL:
        matcher = SequenceMatcher(None, wanted, found, autojunk=False)
        for tag, one, end, other, other_end in matcher.get_opcodes():
            if tag != "equal":
                yield Change(
                    start + one,
                    start + end,
                    found_start + other,
                    found_start + other_end,
                )
    else:
        yield Change(start, start + len(wanted), found_start, found_start + len(found))


def common_length(one: str, at: int, other: str, other_at: int) -> int:
    """How many characters two texts share from here on."""
    most = min(len(one) - at, len(other) - other_at)
    if one.startswith(other[other_at : other_at + most], at):
        return most
    least = 0
    while least < most - 1:
        middle = (least + most) // 2
        if one[at + least : at + middle] == other[other_at + least : other_at + middle]:
            least = middle
        else:
            most = middle
    return least


def _anchors(wanted: str, found: str, size: int) -> list[tuple[int, int, int]]:
    """Stretches that stand once in both texts, in an order common to them."""
    places: dict[str, int] = {}
    for place in range(len(found) - size + 1):
        stretch = found[place : place + size]
        places[stretch] = -1 if stretch in places else place
    once: dict[str, int] = {}
    for place in range(0, len(wanted) - size + 1, size // 2):
        stretch = wanted[place : place + size]
        once[stretch] = -1 if stretch in once else place
    pairs = [
        (place, places[stretch])
        for stretch, place in once.items()
        if place >= 0 and places.get(stretch, -1) >= 0
    ]
    kept: list[tuple[int, int, int]] = []
    for place, found_place in longest_increasing(pairs):
        if kept:
            last, found_last, length = kept[-1]
            if (
                place - last == found_place - found_last
                and place < last + length + size
            ):
                joined = place + size - last
                if (
                    wanted[last : last + joined]
                    == found[found_last : found_last + joined]
                ):
                    kept[-1] = (last, found_last, joined)
                    continue
            if place < last + length or found_place < found_last + length:
                continue
        kept.append((place, found_place, size))
    return kept


def longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by the first, in which the second rises."""
    ends: list[int] = []
    index_by_length: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        if length == len(ends):
            ends.append(value)
            index_by_length.append(index)
        else:
            ends[length] = value
            index_by_length[length] = index
        before.append(index_by_length[length - 1] if length else -1)
    chosen: list[tuple[int, int]] = []
    index = index_by_length[-1] if index_by_length else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]
