"""Decide how many lines a paragraph at the foot of a page should have.

What comes in: the number of lines that a paragraph has, and of those that its page has
room for. What goes out: other numbers, with which the page would be full. A single line
may not stand alone on either page (CSS 2.1, 13.3.2), so WeasyPrint leaves a line of the
page empty: where one line too many goes over it takes another one with it, and where
one line is left the next paragraph begins on the next page. With a line less, or a line
more, both pages are full, and facing pages end on the same line.
"""

from __future__ import annotations

_FEWEST_LINES = 3
"""A shorter paragraph is hardly ever a line longer or shorter without looking so."""
_FEWEST_ON_A_PAGE = 2


def better_lengths(lines: int, room: int) -> tuple[int, ...]:
    """The numbers of lines to try, the best first; none where the page is full.

    `room` is how many lines there are on the page from the paragraph's first one on.
    """
    if lines < _FEWEST_LINES or room < _FEWEST_ON_A_PAGE:
        return ()
    over = lines - room
    if over == 1:
        return lines - 1, lines + 1
    if over == -1:
        return lines + 1, lines - 1
    return ()


def last_on_page(lines: int, room: int) -> int | None:
    """The line after which the page ends, counted from 0; `None` if none does.

    The paragraph goes on on the next page, with two lines at least.
    """
    if lines <= room:
        return None
    last = min(room, lines - _FEWEST_ON_A_PAGE) - 1
    return last if last >= _FEWEST_ON_A_PAGE - 1 else None
