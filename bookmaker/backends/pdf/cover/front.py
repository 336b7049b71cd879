"""The front of a cover that is drawn from the title, as that of an EPUB.

Lengths without a name of their own are parts of the width: 1600 of them, as in the
picture that an EPUB has.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bookmaker.backends.balanced_lines import broken_lines
from bookmaker.backends.cover_design import FIELD_COLUMNS, FIELD_ROWS, field_of
from bookmaker.backends.cover_lines import (
    LARGE_TITLE,
    TITLE_SIZES,
    FittedLines,
    fitted_lines,
    rows_of_field,
)
from bookmaker.backends.pdf.cover.canvas import SLACK, CoverCanvas, block, inside
from bookmaker.backends.pdf.geometry import Box
from bookmaker.backends.pdf.ruler import Ruler
from bookmaker.languages.capitals import capitals
from bookmaker.xhtml.serialize import Markup

_FIELD_SHARE = Fraction(52, 100)
"""The most of the height that the field of shapes takes."""


def classical_front(canvas: CoverCanvas) -> Iterator[Markup]:
    """A frame, the series, a centred title, an ornament, the names."""
    front, unit, kind = canvas.plan.front, canvas.unit, canvas.kind
    yield from _frame(canvas)
    high, centred = float(front.height), "text-align: center"
    raised = [capitals(n, canvas.words.language) for n in canvas.words.names]
    # Letters that are joined, as in Arabic, are never set apart.
    tracking = 0.12 if canvas.words.direction == "ltr" else 0.0
    names = _fitted_names(canvas, raised, 1240 * unit, 74 * unit, tracking=tracking)
    names_top = high - 280 * unit - names.height
    box = inside(front, 180 * unit, names_top, 1240 * unit, names.height)
    style = f"{centred}; letter-spacing: {tracking}em; {canvas.title_style}"
    yield from _set(canvas, names, box, style)
    series = _fitted(
        canvas, kind.text, canvas.words.series, 1100, 140, range(54, 30, -2), 1.3
    )
    box = inside(front, 250 * unit, 236 * unit, 1100 * unit, series.height)
    yield from _set(canvas, series, box, f"{centred}; font-family: {kind.text_family}")
    subtitle = _fitted(
        canvas, kind.text, canvas.words.subtitle, 1060, 420, range(84, 38, -4), 1.25
    )
    least = 300 * unit + series.height
    ornament_room = 240 * unit
    room = names_top - 80 * unit - least - ornament_room - subtitle.height
    title = _fitted_title(
        canvas, 1180 * unit, max(room, high / 8), most_lines=5, leading=1.12
    )
    top = min(max(least, 0.36 * high - title.height / 2), least + room - title.height)
    box = inside(front, 150 * unit, top, 1300 * unit, title.height)
    yield from _set(canvas, title, box, f"{centred}; {canvas.title_style}")
    middle = top + title.height + title.size * 0.2 + 60 * unit
    yield from _ornament(canvas, middle)
    box = inside(front, 200 * unit, middle + 60 * unit, 1200 * unit, subtitle.height)
    style = f"{centred}; font-style: italic; font-family: {kind.text_family}"
    yield from _set(canvas, subtitle, box, style)


def plain_front(canvas: CoverCanvas) -> Iterator[Markup]:
    """A field of shapes, and below it the series, title and names from the start."""
    front, unit, kind = canvas.plan.front, canvas.unit, canvas.kind
    edge = 120 * unit
    measure = float(front.width) - 2 * edge
    names = _fitted_names(
        canvas, list(canvas.words.names), measure, 62 * unit, tracking=0.0
    )
    parts = measure / unit
    series = _fitted(
        canvas, kind.title, canvas.words.series, parts, 130, range(50, 30, -2), 1.3
    )
    subtitle = _fitted(
        canvas, kind.title, canvas.words.subtitle, parts, 330, range(80, 38, -4), 1.2
    )
    below = 60 * unit + series.height + 50 * unit + subtitle.height + 240 * unit

    def top_of(rows: int) -> float:
        return float(_foot(canvas, rows) - front.top) + 90 * unit

    def title_below(rows: int) -> FittedLines:
        room = float(front.height) - top_of(rows) - names.height - below
        return _fitted_title(
            canvas, measure, max(room, measure / 8), most_lines=4, leading=1.06
        )

    rows, title = rows_of_field(title_below, _most_rows(canvas), LARGE_TITLE * unit)
    top = top_of(rows)
    yield from _field(canvas, rows)
    box = inside(front, edge, top, measure, series.height)
    yield from _set(canvas, series, box, f"font-family: {kind.title_family}")
    top += series.height
    box = inside(front, edge, top, measure, title.height)
    yield from _set(canvas, title, box, canvas.title_style)
    top += title.height + 50 * unit
    box = inside(front, edge, top, measure, subtitle.height)
    yield from _set(canvas, subtitle, box, f"font-family: {kind.title_family}")
    top = float(front.height) - 130 * unit - names.height
    box = inside(front, edge, top, measure, names.height)
    yield from _set(canvas, names, box, canvas.title_style)


def _set(
    canvas: CoverCanvas, fitted: FittedLines, box: Box, style: str
) -> Iterator[Markup]:
    if fitted.lines:
        yield canvas.lines(
            box, fitted.lines, fitted.size, style, leading=fitted.leading
        )


def _frame(canvas: CoverCanvas) -> Iterator[Markup]:
    """A thick and a thin rule."""
    ink = canvas.css(canvas.look.colours.ink)
    for inset, weight in ((88, 7), (112, 2)):
        rule = canvas.plan.front.grown(-Fraction(inset * canvas.unit))
        line = f"{weight * canvas.unit:.4f}pt solid {ink}"
        yield block(rule, f"box-sizing: border-box; border: {line}")


def _ornament(canvas: CoverCanvas, middle: float) -> Iterator[Markup]:
    """A lozenge between two rules, so far below the upper edge of the front."""
    front, unit = canvas.plan.front, canvas.unit
    ink = canvas.css(canvas.look.colours.ink)
    centre, side = float(front.width) / 2, 30 * unit
    box = inside(front, centre - side / 2, middle - side / 2, side, side)
    yield block(box, f"background: {ink}; transform: rotate(45deg)")
    for left in (centre - 250 * unit, centre + 56 * unit):
        rule = inside(front, left, middle - 1.5 * unit, 194 * unit, 3 * unit)
        yield block(rule, f"background: {ink}")


def _most_rows(canvas: CoverCanvas) -> int:
    whole = canvas.plan.front_with_bleed
    step = whole.width / FIELD_COLUMNS
    return max(1, min(FIELD_ROWS, int(_FIELD_SHARE * whole.height / step)))


def _foot(canvas: CoverCanvas, rows: int) -> Fraction:
    """Where a field of so many rows ends."""
    whole = canvas.plan.front_with_bleed
    return whole.top + rows * whole.width / FIELD_COLUMNS


def _field(canvas: CoverCanvas, rows: int) -> Iterator[Markup]:
    """The field of shapes; it reaches into the bleed."""
    whole = canvas.plan.front_with_bleed
    step = whole.width / FIELD_COLUMNS
    ground, ink = canvas.look.colours.ground, canvas.look.colours.ink
    for one in field_of(canvas.look.seed):
        if one.row >= rows:
            continue
        left, top = whole.left + one.column * step, whole.top + one.row * step
        square = Box(left=left, top=top, right=left + step, bottom=top + step)
        corners = ["0"] * 4
        corners[(one.corner + 2) % 4] = "100%"
        tint = canvas.css(ground.mixed(ink, one.tint))
        style = f"background: {tint}; border-radius: {' '.join(corners)}"
        yield block(square, style)
    foot = _foot(canvas, rows)
    weight = Fraction(5 * canvas.unit)
    rule = Box(left=whole.left, top=foot, right=whole.right, bottom=foot + weight)
    yield canvas.filled(rule, ink)


def _fitted_names(
    canvas: CoverCanvas, names: list[str], measure: float, most: float, tracking: float
) -> FittedLines:
    """The names in one size; one that is long is broken into lines."""
    unit, width = canvas.unit, canvas.kind.title.width
    size = most
    lines: list[str] = []
    for name in names:
        made = fitted_lines(
            lambda line, size: width(line, size, tracking * size),
            name,
            measure * SLACK,
            260 * unit,
            sizes=[step * unit for step in range(int(size / unit), 38, -2)],
            leading=1.4,
        )
        size = min(size, made.size)
    for name in names:
        lines += broken_lines(
            lambda line: width(line, size, tracking * size),
            name,
            measure * SLACK,
            size / 8,
        )
    return FittedLines(lines=lines, size=size, leading=1.4)


def _fitted_title(
    canvas: CoverCanvas, measure: float, room: float, *, most_lines: int, leading: float
) -> FittedLines:
    """The title at the largest size at which it fits the measure and the room."""
    large = LARGE_TITLE * canvas.unit
    return fitted_lines(
        canvas.kind.title.width,
        canvas.words.title,
        measure * SLACK,
        room,
        sizes=[step * canvas.unit for step in TITLE_SIZES],
        leading=leading,
        most_lines=lambda size: most_lines if size > large else 3 * most_lines,
    )


def _fitted(
    canvas: CoverCanvas,
    ruler: Ruler,
    words: str,
    measure: float,
    room: float,
    sizes: range,
    leading: float,
) -> FittedLines:
    """Words beside the title; lengths and sizes are in parts of the width."""
    unit = canvas.unit
    return fitted_lines(
        ruler.width,
        words,
        measure * unit * SLACK,
        room * unit,
        sizes=[size * unit for size in sizes],
        leading=leading,
    )
