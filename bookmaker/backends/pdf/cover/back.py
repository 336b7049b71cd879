"""The back of a cover: its text, the publisher, the barcode."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.backends.pdf.cover.canvas import SLACK, CoverCanvas, block, inside
from bookmaker.backends.pdf.cover.symbol import barcode
from bookmaker.backends.pdf.ruler import Ruler
from bookmaker.xhtml.serialize import Markup, element, escape

_SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Of the text, in points."""
_LEADING = 1.38
BETWEEN_PARAGRAPHS = 0.6
"""In em."""
_ABOVE_BARCODE = 14.0
_PUBLISHER_SIZE, _PUBLISHER_LEADING = 9.0, 1.3
_BESIDE_BARCODE = 12.0
"""Points, as the others."""


def back(canvas: CoverCanvas) -> Iterator[Markup]:
    """All that is on the back."""
    words, panel = canvas.words, canvas.plan.back
    edge = float(max(canvas.plan.safe, panel.width / 11))
    measure = float(panel.width) - 2 * edge
    if words.back:
        yield _text(canvas, edge, measure)
    if words.publisher:
        yield _publisher(canvas, edge, measure)
    if words.isbn is not None:
        yield from barcode(canvas, words.isbn)


def _text(canvas: CoverCanvas, edge: float, measure: float) -> Markup:
    plan, panel, words = canvas.plan, canvas.plan.back, canvas.words
    top = max(float(plan.safe), 0.09 * float(panel.height))
    foot = float(panel.height) - edge
    if words.isbn is not None:
        foot = float(plan.barcode.top - panel.top) - _ABOVE_BARCODE
    size, height = _fitted(canvas, measure * SLACK, foot - top)
    paragraphs = [element("p", {}, escape(text)) for text in words.back]
    style = (
        f"font-family: {canvas.kind.text_family}; font-size: {size}pt;"
        f" line-height: {_LEADING}; color: {canvas.css(canvas.look.colours.ink)}"
    )
    box = inside(panel, edge, top, measure, height)
    return block(box, style, *paragraphs, name="flow")


def _fitted(canvas: CoverCanvas, measure: float, room: float) -> tuple[float, float]:
    """The largest size at which the text of the back fits, and its height."""
    texts, ruler = canvas.words.back, canvas.kind.text
    height = 0.0
    for size in _SIZES:
        lines = sum(_line_count(ruler, text, size, measure) for text in texts)
        between = BETWEEN_PARAGRAPHS * (len(texts) - 1)
        height = (lines * _LEADING + between) * size
        if height <= room:
            return size, height
    canvas.back_fits = False
    return _SIZES[-1], height


def _line_count(ruler: Ruler, text: str, size: float, measure: float) -> int:
    count, width = 1, 0.0
    space = ruler.width(" ", size)
    for word in text.split():
        own = ruler.width(word, size)
        if width and width + space + own > measure:
            count, width = count + 1, own
        else:
            width += own + (space if width else 0.0)
    return count


def _publisher(canvas: CoverCanvas, edge: float, measure: float) -> Markup:
    """The publisher's name at the foot, on the side away from the spine."""
    plan, panel = canvas.plan, canvas.plan.back
    width = measure
    if canvas.words.isbn is not None:
        width -= float(plan.barcode.width) + _BESIDE_BARCODE
    width = max(width, measure / 4)
    left = float(panel.width) - edge - width if plan.is_turned else edge
    ruler = canvas.kind.text
    lines = canvas.broken(ruler, canvas.words.publisher, _PUBLISHER_SIZE, width)
    height = len(lines) * _PUBLISHER_SIZE * _PUBLISHER_LEADING
    top = float(panel.height - plan.barcode_from_edges) - height
    box = inside(panel, left, top, width, height)
    style = f"font-family: {canvas.kind.text_family}"
    return canvas.lines(box, lines, _PUBLISHER_SIZE, style, leading=_PUBLISHER_LEADING)
