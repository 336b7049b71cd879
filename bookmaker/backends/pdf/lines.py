"""The seam for lines: a styled paragraph and its measure in, lines out.

WeasyPrint's blocks take their lines from one iterator; everything about pages (widows,
orphans, notes, breaks) happens in the block that asks for them. `set_lines_with` puts a
`LineSetter` in the place of that iterator. Today's is `GreedyLines`: WeasyPrint's own
breaking, a line at a time.

A line is a box of WeasyPrint's, laid out and placed: its `position_x`, `position_y`,
`width`, `height` and `baseline` are in CSS pixels, from the upper left corner of the
page. With it goes the place at which the next one begins, as WeasyPrint counts it: a
tree of child numbers that ends in bytes of UTF-8, or `None` after the last line.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

Line = tuple[Any, Any]
"""A line box, and where the next line begins."""
_SAME = 0.01
"""CSS pixels that the measures of two pages may differ by and be one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is set in lines: a line box that nobody has broken yet, and its room."""

    context: Any
    """WeasyPrint's layout context: floats, notes, hyphenation dictionaries."""
    box: Any
    """The `LineBox`; its children are styled text boxes, inline boxes and atoms."""
    position_y: float
    """Where the first line begins, in CSS pixels from the top of the page."""
    bottom_space: float
    """CSS pixels at the foot of the page that are taken already."""
    begins_at: Any
    """`None`: at the beginning. Else where the page before ended."""
    container: Any
    """The block that contains the paragraph; the measure is its width."""
    absolutes: Any
    fixed: Any
    first_letter: Any
    """The style of `::first-letter`, or `None`; the next alike."""
    first_line: Any

    @property
    def measure(self) -> float:
        """The length of a full line, in CSS pixels."""
        return float(self.container.width)

    def is_set_to(self, measure: float) -> bool:
        """Whether a measure of this paragraph on another page is the same.

        Those of left and right pages differ by a part of a pixel in the last digit.
        """
        return abs(self.measure - measure) < _SAME

    @property
    def indent(self) -> float:
        """How much shorter the first line is, in CSS pixels; a hang is negative."""
        return 0.0 if self.begins_at is not None else float(self.box.text_indent)


class LineSetter(Protocol):
    """Sets paragraphs in lines."""

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines in order, each only when it is asked for.

        Whoever asks may stop at the foot of a page, and ask again for the rest with
        `begins_at`. The words of all lines are the paragraph's, whole and in order.
        """
        ...


class GreedyLines:
    """WeasyPrint's own lines: each takes as many words as fit."""

    def __init__(self, iter_line_boxes: Callable[..., Iterator[Line]]) -> None:
        self._iter_line_boxes = iter_line_boxes

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield what WeasyPrint breaks."""
        return self._iter_line_boxes(
            paragraph.context,
            paragraph.box,
            paragraph.position_y,
            paragraph.bottom_space,
            paragraph.begins_at,
            paragraph.container,
            paragraph.absolutes,
            paragraph.fixed,
            paragraph.first_letter,
            paragraph.first_line,
        )


def set_lines_with(
    block_layout: Any,  # noqa: ANN401 - a module without types
    make: Callable[[GreedyLines], LineSetter],
) -> None:
    """Have all paragraphs set by one setter from now on.

    `make` is given today's breaking, for the paragraphs that the setter leaves to it.
    `block_layout` is `weasyprint.layout.block`. A setter that was there before goes.
    """
    current = block_layout.iter_line_boxes
    greedy = GreedyLines(getattr(current, "without_setter", current))
    setter = make(greedy)

    @functools.wraps(greedy._iter_line_boxes)  # noqa: SLF001 - what it takes the place of
    def iter_line_boxes(context: Any, *given: Any) -> Iterator[Line]:  # noqa: ANN401
        lines = setter.lines(Paragraph(real_context(context), *given))
        watch = getattr(type(context), "watch", None)
        return lines if watch is None else watch(context, lines)

    iter_line_boxes.without_setter = greedy._iter_line_boxes  # type: ignore[attr-defined]  # noqa: SLF001
    block_layout.iter_line_boxes = iter_line_boxes


def real_context(context: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The layout context itself, where a patch has wrapped it."""
    return context.__dict__.get("real", context)
