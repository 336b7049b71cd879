"""Give the lines of titles, headings and captions about equal lengths.

What comes in: paragraphs, through the seam for lines. What goes out: for a title the
lines of the narrowest measure in which it takes no more of them, set where its own
measure would set them. Anything else is left to the setter behind this one.

WeasyPrint 70 does not know `text-wrap: balance` (CSS Text 4, 6.2.2).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from bookmaker.backends.pdf.lines import Line, LineSetter, Paragraph

_CLASSES = frozenset(
    {"title-words", "heading", "subtitle", "book-title", "book-subtitle"}
    | {"book-creator", "book-contributor", "book-series", "book-publisher"}
    | {"listing-caption", "titled", "attribution", "byline", "translator"}
)
BALANCED = "data-balanced"
"""An attribute that the galley gives to paragraphs of leaves with few words."""
_ELEMENTS = frozenset({"figcaption", "caption"})
_MOST_LINES = 6
"""What has more lines reads as text."""
_STEP = 1.0
"""CSS pixels: how near to the narrowest measure is near enough."""
_NARROWEST = 0.4
"""A measure is never narrower than this part of its own."""


class BalancedLines:
    """Balances what stands out from the text."""

    def __init__(self, weasyprint: Any, setter: LineSetter) -> None:  # noqa: ANN401 - a module without types
        self._setter = setter
        self._least_width = weasyprint.layout.preferred.inline_min_content_width

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines."""
        if not _is_balanced(paragraph.box):
            return self._setter.lines(paragraph)
        measure = self._measure(paragraph)
        if measure == paragraph.measure:
            return self._setter.lines(paragraph)
        return self._shifted(paragraph, measure)

    def _measure(self, paragraph: Paragraph) -> float:
        """The measure in which lines are broken."""
        known: tuple[float, float] | None = getattr(paragraph.box, "balanced", None)
        if known is not None and paragraph.is_set_to(known[0]):
            return known[1]
        measure = paragraph.measure
        if paragraph.begins_at is None and not paragraph.context.excluded_shapes:
            measure = self._narrowest(paragraph)
        paragraph.box.balanced = paragraph.measure, measure
        return measure

    def _narrowest(self, paragraph: Paragraph) -> float:
        wide = paragraph.measure
        count = self._count(paragraph, wide, _MOST_LINES + 1)
        if not 2 <= count <= _MOST_LINES:
            return wide
        # No word may break that is whole in the full measure.
        least = self._least_width(paragraph.context, paragraph.box, outer=False)
        narrow = max(wide * _NARROWEST, float(least) + _STEP)
        while wide - narrow > _STEP:
            middle = (narrow + wide) / 2
            if self._count(paragraph, middle, count + 1) > count:
                narrow = middle
            else:
                wide = middle
        return wide

    def _count(self, paragraph: Paragraph, measure: float, most: int) -> int:
        lines = self._setter.lines(_in_measure(paragraph, measure, absolutes=[]))
        return sum(1 for _ in itertools.islice(lines, most))

    def _shifted(self, paragraph: Paragraph, measure: float) -> Iterator[Line]:
        """Lines of a narrower measure, where the full one would have them."""
        lacking = paragraph.measure - measure
        style = paragraph.box.style
        shift = {"center": lacking / 2, _end(style): lacking}.get(
            style["text_align_all"], lacking if _begins_right(style) else 0.0
        )
        absolutes = paragraph.absolutes
        inner = _in_measure(paragraph, measure, absolutes=absolutes)
        for line, begins in self._setter.lines(inner):
            line.translate(shift, 0)
            yield line, begins


def _is_balanced(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    element = box.element
    if element is None or "::" in (box.element_tag or ""):
        return False
    classes = (element.get("class") or "").split()
    if element.get(BALANCED) is not None or element.tag in _ELEMENTS:
        return True
    return not _CLASSES.isdisjoint(classes)


def _in_measure(paragraph: Paragraph, measure: float, *, absolutes: Any) -> Paragraph:  # noqa: ANN401 - WeasyPrint's
    container = paragraph.container.copy()
    container.width = measure
    return Paragraph(
        paragraph.context,
        paragraph.box,
        paragraph.position_y,
        paragraph.bottom_space,
        paragraph.begins_at,
        container,
        absolutes,
        paragraph.fixed,
        paragraph.first_letter,
        paragraph.first_line,
    )


def _begins_right(style: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return bool(style["direction"] == "rtl")


def _end(style: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    return "left" if _begins_right(style) else "right"
