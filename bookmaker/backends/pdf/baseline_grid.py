"""Bring text back to the baseline grid below what has lines of another height.

What comes in: the layout of a block, each time that WeasyPrint does it. What goes out:
the same, with so much space after the head of a chapter, a listing, a figure, a table,
a list or a quotation that the text after it is on the grid again: a whole number of
lines below the top of the page. So facing pages of text end on the same line, and the
lines on both sides of a leaf are level.

If a block isn't split and has room, half of that space is above it, so that the block
is in the middle of its space. Paragraphs and headings further down are brought back
too: the space between a block and the next one is the larger of two margins, which is
known only at the next one. Blocks in a list, a table or a figure stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bookmaker.backends.pdf.finished_text import NOT_OURS, report_box_not_composed
from bookmaker.backends.pdf.patching import Function, patch_function

_CLOSED = frozenset(
    {"captioned-listing", "dl", "figure", "formula", "ol", "pre", "table", "ul"}
)
"""Elements and classes of blocks in which nothing is brought to the grid."""
_OPENER = "opener"
"""The class of the head of a chapter: what is below it is brought to the grid, and the
head stays where all heads begin."""
_OPEN = frozenset({"aside", "blockquote", "quotation", "verse"})
"""Those that contain only text, which is brought to the grid."""
_TEXT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p"})
_ADJOINING = 4
"""The index, after `skip_stack`, of WeasyPrint's argument with the margins above a
block."""
_NEARLY = 0.02
"""Of a line: what rounding may make of a whole number of lines."""


class _Grid:
    """The grid of a book, and the state of its layout."""

    def __init__(self, weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
        self._strut = weasyprint.text.line_break.strut
        self._collapse = weasyprint.layout.block.collapse_margin
        self.depth = 0
        """How many closed blocks contain the block that is being laid out."""
        self._page: Any = None
        """The last page with such a block: the text of others stays as it is."""

    def _rest(self, context: Any, box: Any, position_y: float) -> float:  # noqa: ANN401 - WeasyPrint's
        """CSS pixels from a place on a page to the next line of the grid."""
        leading, _ = self._strut(box.style.root_style)
        top = _page_of(context).content_box_y()
        if not leading:
            return 0.0
        over: float = (position_y - top) % leading
        is_on_grid = min(over, leading - over) < _NEARLY * leading
        return 0.0 if is_on_grid else leading - over

    def margins_above(self, context: Any, box: Any, margins: list[float]) -> Any:  # noqa: ANN401 - WeasyPrint's
        """The margins above a paragraph or heading, with what brings it to the grid."""
        if self._page is not _page_of(context) or not self._is_text(box):
            return margins
        own = 0 if box.margin_top == "auto" else box.margin_top
        above = [*margins, own]
        if min(above) < 0:
            return margins
        space = self._collapse(above)
        rest = self._rest(context, box, box.position_y + space)
        return [*margins, space + rest] if rest else margins

    def _is_text(self, box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
        """Whether a box is a heading, or a paragraph whose lines are the text's."""
        if box.element is None or box.element.tag not in _TEXT:
            return False
        leading, _ = self._strut(box.style.root_style)
        own, _ = self._strut(box.style)
        is_alike: bool = abs(own - leading) < _NEARLY * leading
        return is_alike or box.element.tag != "p"

    def stand_in_space(
        self,
        context: Any,  # noqa: ANN401 - WeasyPrint's, as the next
        new_box: Any,  # noqa: ANN401
        margins: list[float],
        room: float,
        *,
        is_whole: bool,
    ) -> None:
        """Give a block so much space that the text after it is on the grid.

        `room` is where the text of its page may end, in CSS pixels from the top.
        """
        self._page = _page_of(context)
        margin = max([new_box.margin_bottom, *margins])
        bottom = new_box.border_box_y() + new_box.border_height()
        rest = self._rest(context, new_box, bottom + margin)
        if rest and is_whole and rest / 2 <= room - bottom:
            new_box.translate(0, rest / 2)
            rest /= 2
        if rest:
            new_box.margin_bottom = margin + rest


def return_to_grid(weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
    """Bring text back to the grid from now on; later calls do nothing."""
    grid = _Grid(weasyprint)

    def returning(lay_out: Function) -> Function:
        def block_level_layout(
            context: Any,  # noqa: ANN401
            box: Any,  # noqa: ANN401
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            *given: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            is_apart = grid.depth or context.in_column or bottom_space == -float("inf")
            names = _names(box)
            is_opener = _OPENER in names
            is_closed = is_opener or not _CLOSED.isdisjoint(names)
            if is_apart or (not is_closed and _OPEN.isdisjoint(names)):
                if not is_apart and len(given) > _ADJOINING and skip_stack is None:
                    with _going_on(box):
                        margins = grid.margins_above(context, box, given[_ADJOINING])
                        given = (*given[:_ADJOINING], margins, *given[_ADJOINING + 1 :])
                return lay_out(context, box, bottom_space, skip_stack, *given, **named)
            grid.depth += is_closed
            try:
                found = lay_out(context, box, bottom_space, skip_stack, *given, **named)
            finally:
                grid.depth -= is_closed
            new_box, resume_at, _, margins, passes_through, *_ = found
            if new_box is not None and resume_at is None and not passes_through:
                room = context.page_bottom - bottom_space
                whole = skip_stack is None and not is_opener
                with _going_on(box):
                    grid.stand_in_space(context, new_box, margins, room, is_whole=whole)
            return found

        return block_level_layout

    patch_function(weasyprint.layout.block, "block_level_layout", returning)


@contextmanager
def _going_on(box: Any) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint's
    """If something fails, report it, and leave the block where it is."""
    try:
        yield
    except NOT_OURS:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the engine goes on
        report_box_not_composed(box, error)


def _page_of(context: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    return context.current_footnote_area.page


def _names(box: Any) -> set[str]:  # noqa: ANN401 - WeasyPrint's
    """The element and the classes of a block of the text."""
    element = box.element
    if element is None or not box.is_in_normal_flow() or box.is_for_root_element:
        return set()
    return {element.tag, *(element.get("class") or "").split()}
