"""Lines of a cover: as large as their measure and their room allow.

What comes in: words, and a function that gives the width of a line at a size. What goes
out: lines of one size. Lengths are in the unit of that function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bookmaker.backends.balanced_lines import broken_lines

Width = Callable[[str, float], float]
"""Gives the width of a line at a size."""

TITLE_SIZES = range(236, 60, -8)
"""Of a title, in 1600ths of a cover's width."""
LARGE_TITLE = 120
"""A title that must be smaller may have three times as many lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedLines:
    """Lines of one size."""

    lines: list[str]
    size: float
    leading: float
    """The distance of baselines, relative to the size."""

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * self.leading


def fitted_lines(
    width: Width,
    text: str,
    measure: float,
    room: float,
    *,
    sizes: Iterable[float],
    leading: float,
    most_lines: Callable[[float], float] = lambda _: float("inf"),
) -> FittedLines:
    """The text at the largest of these sizes at which it fits.

    `room` is the height that it may take; `most_lines` gives how many lines a size may
    have. What fits at none of them is set as small as it must be.
    """
    if not text:
        return FittedLines(lines=[], size=0, leading=leading)
    made = FittedLines(lines=[text], size=1.0, leading=leading)
    unit_widths: dict[str, float] = {}

    def measured(line: str, size: float) -> float:
        # Widths grow as sizes do: no line is shaped twice.
        if line not in unit_widths:
            unit_widths[line] = width(line, _MEASURED_AT) / _MEASURED_AT
        return unit_widths[line] * size

    fitting: FittedLines | None = None
    for size in sizes:
        if fitting is not None and size < fitting.size * _LEAST_SHARE:
            break
        lines = broken_lines(lambda line: measured(line, size), text, measure, size / 8)  # noqa: B023 - used at once
        made = FittedLines(lines=lines, size=size, leading=leading)
        widths = [measured(line, size) for line in lines]
        is_narrow = max(widths) <= measure
        if is_narrow and len(lines) <= most_lines(size) and made.height <= room:
            if widths[-1] >= max(widths) * _RUNT:
                return made
            fitting = fitting or made
    if fitting is not None:
        return fitting
    widest = max(measured(line, made.size) for line in made.lines)
    share = min(1.0, measure / widest, room / made.height)
    return FittedLines(lines=made.lines, size=made.size * share, leading=leading)


_MEASURED_AT = 100.0
"""A size of which widths are taken."""
_RUNT = 0.3
"""A last line that is shorter, relative to the longest, is avoided."""
_LEAST_SHARE = 0.7
"""How much smaller type may be to avoid one."""


def rows_of_field(
    fit: Callable[[int], FittedLines], most_rows: int, large: float
) -> tuple[int, FittedLines]:
    """How many rows of shapes leave a title its room, and the title.

    `fit` gives the title above so many rows; `large` is a size that is large enough.
    """
    each = [(rows, fit(rows)) for rows in range(most_rows, 0, -1)]
    enough = min(large, max(title.size for _, title in each) * _NEARLY)
    return next((rows, title) for rows, title in each if title.size >= enough)


_NEARLY = 0.93
"""Fewer shapes for a title that becomes hardly larger are not worth it."""
