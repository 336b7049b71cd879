"""The line of the source that a problem stands in, with a caret below the place.

A place counts code points; a terminal counts cells. What is between them is here:
wide characters, combining marks, tabs, signs that a terminal would obey, and lines
longer than the window.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bookmaker.source import SourceSpan

_TAB_STOP = 4
"""As Markdown counts tabs (CommonMark 0.31, 2.2)."""

_LEAD = 24
"""Cells of a long line that are kept before the place, so that it can be read."""

_CHARACTERS_TO_A_CELL = 4
"""How many are looked at: letters with marks need more than one, and a line of marks
alone, as nobody writes it, is cut."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of the source as it is shown."""

    shown: str
    width: int


def render_excerpt(
    line: str, span: SourceSpan, *, width: int, style: Callable[[str], str]
) -> str:
    """Show the line and the carets under the span, in two lines with a gutter.

    `width` is the number of cells there are; `style` colours the carets.
    """
    gutter = f"{span.line:5d} | "
    room = max(width - len(gutter) - 2, _LEAD)
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else span.end_column - 1
    # Only what can be shown is looked at: a line of a megabyte may have a problem in
    # every word.
    cut = max(start - room * _CHARACTERS_TO_A_CELL, 0)
    uncut = start + room * _CHARACTERS_TO_A_CELL
    signs = _signs(line[cut:uncut])
    start, end = start - cut, end - cut
    end = min(max(end, start + 1), max(len(signs), start + 1))
    first, last = _window(signs, start, room)
    before = "…" if cut + first > 0 else ""
    after = "…" if cut + last < len(line) else ""
    shown = "".join(sign.shown for sign in signs[first:last])
    indent = len(before) + _width(signs[first:start])
    carets = max(_width(signs[start : min(end, last)]), 1)
    margin = " " * (len(gutter) - 2) + "| "
    return (
        f"{gutter}{before}{shown}{after}".rstrip()
        + f"\n{margin}{' ' * indent}{style('^' * carets)}"
    )


def make_visible(text: str) -> str:
    """Replace what a terminal would obey and not show; spaces become plain ones."""
    return "".join(sign.shown for sign in _signs(text))


def _signs(line: str) -> list[_Sign]:
    signs: list[_Sign] = []
    place = 0
    for character in line:
        sign = _tab(place) if character == "\t" else _sign(character)
        signs.append(sign)
        place += sign.width
    return signs


def _tab(place: int) -> _Sign:
    width = _TAB_STOP - place % _TAB_STOP
    return _Sign(" " * width, width)


@functools.lru_cache(maxsize=1024)
def _sign(character: str) -> _Sign:
    category = unicodedata.category(character)
    width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
    if category in {"Mn", "Me"}:
        return _Sign(character, 0)
    if category == "Zs":
        return _Sign(" " * width, width)
    if not character.isprintable():
        return _Sign("\ufffd", 1)
    return _Sign(character, width)


def _window(signs: list[_Sign], start: int, room: int) -> tuple[int, int]:
    """The stretch of a line that is shown: all, or what surrounds its place."""
    if _width(signs) <= room:
        return 0, len(signs)
    first = start
    lead = min(_LEAD, room // 2)
    while first > 0 and signs[first - 1].width <= lead:
        first -= 1
        lead -= signs[first].width
    last = first
    used = 0
    while last < len(signs) and used + signs[last].width <= room:
        used += signs[last].width
        last += 1
    return first, last


def _width(signs: list[_Sign]) -> int:
    return sum(sign.width for sign in signs)
