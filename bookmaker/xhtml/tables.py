"""Tables: the shape, around cells that are rendered already."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bookmaker.document.nodes import Alignment, Table, TableCell, TableRow
from bookmaker.document.text import plain_text
from bookmaker.xhtml.context import attached
from bookmaker.xhtml.serialize import Markup, element, lines

_WHOLE = 100
_CROWDED = 60
"""Percent: no table is set smaller, so its words are divided anywhere."""

_LONGEST_FIGURE = 24
"""Characters of what is one figure in a column: `1 March 2026`, `about 1,200 m`."""
_MANY_COLUMNS = 3
"""With as many, words of usual length are wider than a phone together."""

RenderCell = Callable[[TableCell], Markup]


def table(node: Table, caption: Markup, render_cell: RenderCell) -> Markup:
    """A table; its head stands in `thead`, so that print repeats it on every page."""
    parts = []
    if caption:
        parts.append(element("caption", {}, caption))
    if node.head:
        parts.append(_group("thead", node.head, node.scale, render_cell))
    if node.body:
        parts.append(_group("tbody", node.body, node.scale, render_cell))
    css_class = "table"
    if node.scale <= _CROWDED:
        css_class += " crowded"
    if node.is_short:
        css_class += " short"
    return element("table", attached(node.attributes, css_class), lines(parts))


def in_scrolling_box(node: Table, markup: Markup) -> Markup:
    """The table in a box that scrolls sideways, if it has many columns.

    The box can be reached with the keyboard (WCAG 2.2, 2.1.1).
    """
    rows = (*node.head, *node.body)
    widest = max((sum(c.column_span for c in row.cells) for row in rows), default=0)
    if widest < _MANY_COLUMNS:
        return markup
    attrs = {"class": "wide-table", "tabindex": "0"}
    return element("div", attrs, markup)


def _group(
    name: str, rows: Iterable[TableRow], scale: int, render_cell: RenderCell
) -> Markup:
    # On the table itself it would take the place of the sheet's own size.
    style = f"font-size: {scale}%" if scale != _WHOLE else None
    return element(
        name, {"style": style}, lines(_row(row, name, render_cell) for row in rows)
    )


def _row(row: TableRow, group: str, render_cell: RenderCell) -> Markup:
    cells = (_cell(cell, group, render_cell) for cell in row.cells)
    css_class = "divided-row" if row.may_divide else None
    return element("tr", attached(row.attributes, css_class), *cells)


def is_figure(cell: TableCell) -> bool:
    """Whether a cell is short enough to stand on one line, as a figure does."""
    return len(plain_text(cell.blocks)) <= _LONGEST_FIGURE


def _cell(cell: TableCell, group: str, render_cell: RenderCell) -> Markup:
    is_header = cell.is_header or group == "thead"
    is_empty_header = is_header and not cell.blocks
    scope = "col" if group == "thead" else "row"
    css_class = cell.alignment.value if cell.alignment else None
    if cell.alignment is Alignment.END and not is_figure(cell):
        css_class = f"{css_class} sentence"
    attrs = {
        **attached(cell.attributes, css_class),
        "scope": scope if is_header and not is_empty_header else None,
        "colspan": str(cell.column_span) if cell.column_span > 1 else None,
        "rowspan": str(cell.row_span) if cell.row_span > 1 else None,
    }
    # A head without words names nothing: to assistive technology it is a plain cell.
    name = "th" if is_header and not is_empty_header else "td"
    return element(name, attrs, render_cell(cell))
