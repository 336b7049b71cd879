"""The front of a cover that is drawn from the title, as that of an EPUB.

Lengths without a name of their own are parts of the width: 1600 of them, as in the
picture that an EPUB has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bookmaker.backends.cover_design import FIELD_COLUMNS, FIELD_ROWS, field_of
from bookmaker.backends.pdf.cover.canvas import SLACK, CoverCanvas, block, inside
from bookmaker.backends.pdf.geometry import Box
from bookmaker.xhtml.serialize import Markup

_TITLE_SIZES = range(236, 60, -8)
_LARGE_TITLE = 120
"""A title that must be smaller may have twice as many lines."""
_SMALLEST_NAMES = 30
_FIELD_SHARE = Fraction(52, 100)
"""The most of the height that the field of shapes takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Lines of one size, and how high they are in points."""

    lines: list[str]
    size: float
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading


def classical_front(canvas: CoverCanvas) -> Iterator[Markup]:
    """A frame, a centred title, an ornament, the names."""
    front, unit = canvas.plan.front, canvas.unit
    yield from _frame(canvas)
    high = float(front.height)
    title = _fitted_title(canvas, 1180 * unit, high / 2, most_lines=4, leading=1.12)
    top = max(0.13 * high, 0.36 * high - title.height / 2)
    box = inside(front, 150 * unit, top, 1300 * unit, title.height)
    centred = "text-align: center"
    yield _set(canvas, title, box, f"{centred}; {canvas.title_style}")
    middle = top + title.height + title.size * 0.3 + 60 * unit
    yield from _ornament(canvas, middle)
    if canvas.words.subtitle:
        size = max(56 * unit, min(84 * unit, title.size * 0.42))
        kind = canvas.kind
        lines = canvas.broken(
            kind.text, canvas.words.subtitle, size, 1060 * unit * SLACK
        )
        subtitle = _Block(lines=lines[:4], size=size, leading=1.25)
        below = middle + 60 * unit
        box = inside(front, 200 * unit, below, 1200 * unit, subtitle.height)
        style = f"{centred}; font-style: italic; font-family: {kind.text_family}"
        yield _set(canvas, subtitle, box, style)
    raised = [name.upper() for name in canvas.words.names]
    # Letters that are joined, as in Arabic, are never set apart.
    tracking = 0.12 if canvas.words.direction == "ltr" else 0.0
    names = _fitted_names(canvas, raised, 1240 * unit, 74 * unit, tracking=tracking)
    top = high - 280 * unit - names.height
    box = inside(front, 180 * unit, top, 1240 * unit, names.height)
    style = f"{centred}; letter-spacing: {tracking}em; {canvas.title_style}"
    yield _set(canvas, names, box, style)


def plain_front(canvas: CoverCanvas) -> Iterator[Markup]:
    """A field of shapes, and below it the title and the names from the left."""
    front, unit = canvas.plan.front, canvas.unit
    foot, shapes = _field(canvas)
    yield from shapes
    edge = 120 * unit
    measure = float(front.width) - 2 * edge
    top = float(foot - front.top) + 90 * unit
    names = _fitted_names(
        canvas, list(canvas.words.names), measure, 62 * unit, tracking=0.0
    )
    room = float(front.height) - top - names.height - 230 * unit
    title_room = room - 300 * unit if canvas.words.subtitle else room
    title = _fitted_title(
        canvas, measure, max(title_room, room / 2), most_lines=3, leading=1.06
    )
    box = inside(front, edge, top, measure, title.height)
    yield _set(canvas, title, box, canvas.title_style)
    kind = canvas.kind
    if canvas.words.subtitle:
        size = max(56 * unit, min(80 * unit, title.size * 0.4))
        lines = canvas.broken(kind.title, canvas.words.subtitle, size, measure * SLACK)
        subtitle = _Block(lines=lines[:3], size=size, leading=1.2)
        below = top + title.height + 50 * unit
        box = inside(front, edge, below, measure, subtitle.height)
        yield _set(canvas, subtitle, box, f"font-family: {kind.title_family}")
    top = float(front.height) - 130 * unit - names.height
    box = inside(front, edge, top, measure, names.height)
    yield _set(canvas, names, box, canvas.title_style)


def _set(canvas: CoverCanvas, lines: _Block, box: Box, style: str) -> Markup:
    return canvas.lines(box, lines.lines, lines.size, style, leading=lines.leading)


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


def _field(canvas: CoverCanvas) -> tuple[Fraction, list[Markup]]:
    """Where the field of shapes ends, and the shapes; it reaches into the bleed."""
    whole = canvas.plan.front_with_bleed
    step = whole.width / FIELD_COLUMNS
    rows = max(1, min(FIELD_ROWS, int(_FIELD_SHARE * whole.height / step)))
    ground, ink = canvas.look.colours.ground, canvas.look.colours.ink
    shapes = []
    for one in field_of(canvas.look.seed):
        if one.row >= rows:
            continue
        left, top = whole.left + one.column * step, whole.top + one.row * step
        square = Box(left=left, top=top, right=left + step, bottom=top + step)
        corners = ["0"] * 4
        corners[(one.corner + 2) % 4] = "100%"
        tint = canvas.css(ground.mixed(ink, one.tint))
        style = f"background: {tint}; border-radius: {' '.join(corners)}"
        shapes.append(block(square, style))
    foot = whole.top + rows * step
    weight = Fraction(5 * canvas.unit)
    rule = Box(left=whole.left, top=foot, right=whole.right, bottom=foot + weight)
    return foot, [*shapes, canvas.filled(rule, ink)]


def _fitted_names(
    canvas: CoverCanvas, names: list[str], measure: float, most: float, tracking: float
) -> _Block:
    """The names in one size, that of the longest."""
    size, unit = most, canvas.unit
    width = canvas.kind.title.width
    while size > _SMALLEST_NAMES * unit and any(
        width(name, size, tracking * size) > measure * SLACK for name in names
    ):
        size -= unit
    return _Block(lines=names, size=size, leading=1.4)


def _fitted_title(
    canvas: CoverCanvas, measure: float, room: float, *, most_lines: int, leading: float
) -> _Block:
    """The title at the largest size at which it fits the measure and the room."""
    measure *= SLACK
    ruler, title = canvas.kind.title, canvas.words.title
    made = _Block(lines=[title], size=1.0, leading=leading)
    for step in _TITLE_SIZES:
        size = step * canvas.unit
        lines = canvas.broken(ruler, title, size, measure)
        made = _Block(lines=lines, size=size, leading=leading)
        allowed = most_lines if step > _LARGE_TITLE else most_lines * 2
        is_narrow = all(ruler.width(line, size) <= measure for line in lines)
        if is_narrow and len(lines) <= allowed and made.height <= room:
            return made
    widest = max(ruler.width(line, made.size) for line in made.lines)
    share = min(1.0, measure / widest, room / made.height)
    return _Block(lines=made.lines, size=made.size * share, leading=leading)
