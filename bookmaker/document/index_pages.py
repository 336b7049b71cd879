"""The pages of an index's entry: equal ones once, those that follow each other joined.

A place that a mark names by itself stays by itself: 12, 13, 14 are three mentions, and
12–14 a discussion. Only what overlaps a range, or stands on the same page, is merged
(The Chicago Manual of Style, 16.10 to 16.12).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PageRange:
    """The pages that a locator leads to, counted from 0 in the file's order.

    `first_locator` and `last_locator` are the places, in the entry's list, of the
    locators whose links and folios are to be shown for the two ends.
    """

    first: int
    last: int
    is_main: bool = False
    first_locator: int = 0
    last_locator: int = 0


def merge_locators(ranges: Iterable[PageRange]) -> tuple[PageRange, ...]:
    """Merge the ranges of one entry; they come back in the order of the pages.

    A page within a range is not named again; what is merged with the place of a
    definition stands out as that does, if both are the same page.
    """
    merged: list[PageRange] = []
    for found in sorted(ranges, key=lambda r: (r.first, -r.last, not r.is_main)):
        last = merged[-1] if merged else None
        if last is not None and last.is_main == found.is_main:
            joined = _joined(last, found)
            if joined is not None:
                merged[-1] = joined
                continue
        elif last is not None and (found.first, found.last) == (last.first, last.last):
            merged[-1] = replace(last, is_main=True)
            continue
        merged.append(found)
    return tuple(merged)


def _joined(before: PageRange, after: PageRange) -> PageRange | None:
    """The two as one, if they share a page, or both are ranges and meet."""
    are_ranges = before.last > before.first and after.last > after.first
    if after.first > before.last + (1 if are_ranges else 0):
        return None
    if after.last <= before.last:
        return before
    return replace(before, last=after.last, last_locator=after.last_locator)
