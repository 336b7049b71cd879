"""The barcode as it is printed: bars and digits in black ink on white."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookmaker.backends.cover_design import CoverColour
from bookmaker.backends.pdf.cover.barcode import (
    ADD_ON_WIDTH,
    BAR_WIDTH,
    GUARD,
    NOMINAL_HEIGHT,
    NOMINAL_MODULE,
    QUIET_LEFT,
    SMALLEST_MODULE,
    add_on_left,
    bars_of,
    symbol_width,
)
from bookmaker.backends.pdf.cover.canvas import CoverCanvas, block, floats
from bookmaker.backends.pdf.cover.plan import CoverPlan
from bookmaker.xhtml.serialize import Markup, escape

_WHITE = CoverColour((255, 255, 255), (0, 0, 0, 0))
_FIGURE = 0.6
"""The width of a figure in em; a digit below the bars has seven modules."""
_SMALLER = 0.82
"""The size of other figures, of those below the bars."""
_ABOVE, _BELOW = 1.3, 1.2
"""The room for figures above and below the bars, in their size."""
_LEFT_DIGITS, _DIGITS = 3, 42
"""Modules from the first bar to the digits on the left; the width of six digits."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the symbol is: points, and its module."""

    left: float
    top: float
    module: float
    width: float
    bars: float
    """The height of the bars that reach to the digits."""

    @property
    def figure(self) -> float:
        """The size of the digits below the bars."""
        return 7 * self.module / _FIGURE

    @property
    def first_bar(self) -> float:
        return self.top + _ABOVE * self.figure

    @property
    def height(self) -> float:
        return self.bars + (_ABOVE + _BELOW) * self.figure


def barcode(canvas: CoverCanvas, isbn: str) -> Iterator[Markup]:
    """The white ground, the bars, the digits and what is above them."""
    add_on = canvas.words.add_on
    at = _place(canvas.plan, has_add_on=add_on is not None)
    yield canvas.filled(floats(at.left, at.top, at.width, at.height), _WHITE)
    small = at.figure * _SMALLER
    start, module = at.left, at.module
    shown = f"ISBN {canvas.words.isbn_shown}"
    above = at.top + 0.22 * at.figure
    most = (symbol_width(has_add_on=False) - 6) * module
    yield _figures(canvas, shown, start + 3 * module, above, most, small)
    yield from _bars(at, isbn, add_on)
    below = at.first_bar + at.bars + 0.08 * at.figure
    right = QUIET_LEFT + BAR_WIDTH - _LEFT_DIGITS - _DIGITS
    for digits, left, modules in (
        (isbn[0], 2, 7),
        (isbn[1:7], QUIET_LEFT + _LEFT_DIGITS, _DIGITS),
        (isbn[7:], right, _DIGITS),
    ):
        where, width = start + left * module, modules * module
        yield _figures(canvas, digits, where, below, width, at.figure)
    if add_on is not None:
        where, width = start + add_on_left() * module, ADD_ON_WIDTH * module
        yield _figures(canvas, add_on, where, at.first_bar - 0.1 * small, width, small)


def _place(plan: CoverPlan, *, has_add_on: bool) -> _Place:
    """Put the symbol at the foot of its room, next to the spine."""
    zone = plan.barcode
    modules = symbol_width(has_add_on=has_add_on)
    module = float(max(SMALLEST_MODULE, min(NOMINAL_MODULE, zone.width / modules)))
    figures = (_ABOVE + _BELOW) * 7 * module / _FIGURE
    nominal = float(NOMINAL_HEIGHT) * module / float(NOMINAL_MODULE)
    bars = min(nominal, float(zone.height) - figures)
    width = modules * module
    left = float(zone.left) if plan.is_turned else float(zone.right) - width
    return _Place(left, float(zone.bottom) - bars - figures, module, width, bars)


def _bars(at: _Place, isbn: str, add_on: str | None) -> Iterator[Markup]:
    for bar in bars_of(isbn, add_on):
        top = at.first_bar + (at.figure if bar.is_add_on else 0.0)
        bottom = at.first_bar + at.bars
        if bar.is_guard or bar.is_add_on:
            bottom += GUARD * at.module
        left, width = at.left + bar.left * at.module, bar.width * at.module
        yield block(floats(left, top, width, bottom - top), "background: #000000")


def _figures(
    canvas: CoverCanvas, text: str, left: float, top: float, width: float, size: float
) -> Markup:
    """A line of figures in the middle of a width, no wider than it."""
    natural = canvas.kind.figures.width(text, size)
    size *= min(1.0, width / natural)
    style = (
        f"font-family: {canvas.kind.figures_family}; font-size: {size:.3f}pt;"
        " color: #000000; text-align: center; white-space: nowrap; direction: ltr"
    )
    return block(floats(left, top, width, size), style, escape(text))
