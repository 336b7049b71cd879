"""The words on a spine: the title where they begin, the names where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.backends.pdf.cover.canvas import CoverCanvas, block, floats
from bookmaker.xhtml.serialize import Markup, element, escape

_SMALLEST, _GOOD, _LARGEST = 7.0, 11.0, 20.0
"""Sizes of type, in points: a title is shortened before it is set smaller than good."""
_LETTERS = 0.9
"""How far letters reach from their highest to their lowest point, in em."""
_STEP = 0.25
_GAP = 2.5
"""Between the title and the names, in em."""
_NAMES_SIZE = 0.86
"""Of the names, in em."""
_LEAST_EDGE = 0.04
"""Of the height, that is free at both ends."""
_CLAUSE_END = re.compile(r"\s*[:;,(–—.،؛](?=\s|$)|\s+[–—(]")


def spine(canvas: CoverCanvas) -> Iterator[Markup]:
    """The words of the spine; what there is no room for is kept in the canvas."""
    fitted = next(_fitting(canvas), None)
    if fitted is None:
        canvas.title_on_spine, canvas.lost_on_spine = "", canvas.names
        return
    title, names, size = fitted
    if title != canvas.words.title:
        canvas.title_on_spine = title
    if names != canvas.names:
        canvas.lost_on_spine = canvas.names
    place = canvas.plan.spine_box
    across, along = float(place.width), _room(canvas)
    centre_x = float(place.left + place.right) / 2
    centre_y = float(place.top + place.bottom) / 2
    box = floats(centre_x - along / 2, centre_y - across / 2, along, across)
    style = (
        f"font-size: {size:.3f}pt; color: {canvas.css(canvas.look.colours.ink)};"
        f" transform: rotate({canvas.spine_turn}deg)"
    )
    yield block(box, style, *_ends(canvas, title, names, across))


def _ends(
    canvas: CoverCanvas, title: str, names: str, across: float
) -> Iterator[Markup]:
    line = f"top: 0; line-height: {across:.3f}pt; {canvas.title_style}"
    is_rtl = canvas.words.direction == "rtl"
    start, end = ("right", "left") if is_rtl else ("left", "right")
    attrs = {"class": "line", "style": f"{line}; {start}: 0"}
    yield element("div", attrs, escape(title))
    if names:
        smaller = f"{line}; {end}: 0; font-size: {_NAMES_SIZE}em"
        yield element("div", {"class": "line", "style": smaller}, escape(names))


def _fitting(canvas: CoverCanvas) -> Iterator[tuple[str, str, float]]:
    """Title, names and size that fit, the best first.

    A long title loses what follows a clause before the names are left out.
    """
    titles = [canvas.words.title, *_beginnings(canvas.words.title)]
    for least in (_GOOD, _SMALLEST):
        for names in dict.fromkeys((canvas.names, "")):
            for title in titles:
                size = _largest_size(canvas, title, names, least)
                if size is not None:
                    yield title, names, size


def _largest_size(
    canvas: CoverCanvas, title: str, names: str, least: float
) -> float | None:
    plan = canvas.plan
    room = float(plan.spine - 2 * plan.spine_safe)
    size = min(_LARGEST, room / _LETTERS, float(plan.spine) * 0.55)
    # Words on a narrow spine are small whatever they are.
    least = min(least, size)
    while size >= least:
        if _length(canvas, title, names, size) <= _room(canvas):
            return size
        size -= _STEP
    return None


def _length(canvas: CoverCanvas, title: str, names: str, size: float) -> float:
    width = canvas.kind.title.width
    length = width(title, size)
    return length + _GAP * size + width(names, _NAMES_SIZE * size) if names else length


def _room(canvas: CoverCanvas) -> float:
    high = float(canvas.plan.height)
    return high - 2 * max(float(canvas.plan.safe), _LEAST_EDGE * high)


def _beginnings(title: str) -> Iterator[str]:
    """What may stand for a title: it up to the end of a clause, longest first."""
    ends = [found.start() for found in _CLAUSE_END.finditer(title)]
    for end in reversed(ends):
        beginning = title[:end].strip()
        if beginning and beginning != title:
            yield beginning
