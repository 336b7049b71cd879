"""Tables as rows between bars, where bars can say all of them."""

from __future__ import annotations

from bookmaker.document.markdown.inlines import fits_one_line, render_line
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Alignment,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)

_RULES = {
    None: "---",
    Alignment.START: ":--",
    Alignment.CENTER: ":-:",
    Alignment.END: "--:",
}


def fits_pipes(table: Table) -> bool:
    """Whether rows between bars hold all that the table says."""
    if len(table.head) != 1:
        return False
    head = table.head[0]
    alignments = [cell.alignment for cell in head.cells]
    return bool(alignments) and all(
        row.attributes == NO_ATTRIBUTES
        and [cell.alignment for cell in row.cells] == alignments
        and all(_fits(cell, is_header=row is head) for cell in row.cells)
        for row in (head, *table.body)
    )


def _fits(cell: TableCell, *, is_header: bool) -> bool:
    is_plain = (
        cell.attributes == NO_ATTRIBUTES
        and cell.is_header is is_header
        and cell.column_span == cell.row_span == 1
        and len(cell.blocks) <= 1
    )
    return is_plain and all(
        isinstance(block, Paragraph)
        and block.attributes == NO_ATTRIBUTES
        and bool(block.children)
        and fits_one_line(block.children)
        for block in cell.blocks
    )


def render_pipes(table: Table) -> list[str]:
    """Write the rows; the words of a column do not line up, so a change is small."""
    head = table.head[0]
    rules = [_RULES[cell.alignment] for cell in head.cells]
    rows = [_row(head), f"| {' | '.join(rules)} |"]
    return rows + [_row(row) for row in table.body]


def _row(row: TableRow) -> str:
    return f"| {' | '.join(_words(cell) for cell in row.cells)} |"


def _words(cell: TableCell) -> str:
    words = "".join(
        render_line(block.children)
        for block in cell.blocks
        if isinstance(block, Paragraph)
    )
    return words.replace("|", "\\|")
