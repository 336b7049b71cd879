"""Tables that bars cannot draw: lists of lists, and comma-separated values.

`::: {.list-table header-rows=1}` is the form of pandoc's list-table filter and of
reStructuredText; a fence of the language `csv-table` holds, or includes, RFC 4180.
An empty span at the head of a cell, `[]{colspan=2}`, says how far it reaches.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    Alignment,
    Attributes,
    Block,
    CodeBlock,
    Inline,
    List,
    Paragraph,
    Span,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.readers.markdown.attributes import without_pair
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafText
from bookmaker.source import SourceSpan

CSV_LANGUAGE = "csv-table"
_SPAN_LIMIT = 1000
_MOST_CELLS = 100_000
_OWN_KEYS = frozenset("header-rows header-cols aligns delimiter caption".split())
_ALIGNMENTS = {
    "l": Alignment.START,
    "r": Alignment.END,
    "c": Alignment.CENTER,
}
_SEPARATORS = {"tab": "\t", "semicolon": ";", "comma": ",", ";": ";", ",": ","}


def make_list_table(
    maker: Maker, blocks: Sequence[Block], attributes: Attributes, span: SourceSpan
) -> Table | None:
    """Make a table of a list of lists, a caption before it; said, if it isn't one."""
    caption: tuple[Inline, ...] = ()
    rest = list(blocks)
    if rest and isinstance(first := rest[0], Paragraph):
        caption = first.children
        rest.pop(0)
    rows = _rows_of_lists(rest)
    if rows is None:
        maker.diagnostics.add(problems.OddListTable(span=span))
        return None
    return _table(rows, caption, attributes, span)


def _rows_of_lists(blocks: Sequence[Block]) -> list[TableRow] | None:
    if len(blocks) != 1 or not isinstance(outer := blocks[0], List):
        return None
    rows: list[TableRow] = []
    for entry in outer.items:
        if len(entry.blocks) != 1 or not isinstance(inner := entry.blocks[0], List):
            return None
        cells = tuple(
            spanning(TableCell(cell.blocks, span=cell.span)) for cell in inner.items
        )
        rows.append(TableRow(cells, span=entry.span))
    return rows


def make_csv_table(maker: Maker, listing: CodeBlock, depth: int) -> Table | CodeBlock:
    """Make a table of comma-separated values, whose words are Markdown.

    Values that cannot be read stay a listing.
    """
    given = listing.attributes.find("delimiter") or ","
    separator = _SEPARATORS.get(given, ",")
    span = listing.span or SourceSpan.of_file(maker.file)
    rows: list[TableRow] = []
    left = _MOST_CELLS
    try:
        lines = listing.text.splitlines(keepends=True)
        for values in csv.reader(lines, delimiter=separator, strict=True):
            left -= len(values)
            if left < 0:
                raise csv.Error(f"more than {_MOST_CELLS} values")
            cells = tuple(_csv_cell(maker, value, span, depth) for value in values)
            rows.extend((TableRow(cells, span=span),) if cells else ())
    except csv.Error as error:
        maker.diagnostics.add(problems.OddValues(str(error), span=span))
        return listing
    widest = max((_width(row) for row in rows), default=0)
    rows = [_padded(row, widest) for row in rows]
    return _table(rows, listing.caption, listing.attributes, span)


def _csv_cell(maker: Maker, value: str, span: SourceSpan, depth: int) -> TableCell:
    words = " ".join(value.split())
    inlines = maker.read(LeafText.at(words, span), depth + 4)
    blocks = (Paragraph(inlines, span=span),) if inlines else ()
    return spanning(TableCell(blocks, span=span))


def _width(row: TableRow) -> int:
    return sum(cell.column_span for cell in row.cells)


def _padded(row: TableRow, width: int) -> TableRow:
    """Fill up a short row; one below a cell that reaches down is short on purpose."""
    missing = width - _width(row)
    if missing <= 0 or len(row.cells) * 2 < width:
        return row
    return replace(row, cells=(*row.cells, *(TableCell(()) for _ in range(missing))))


def spanning(cell: TableCell) -> TableCell:
    """Give a cell the reach that an empty span at its head asks for."""
    first = cell.blocks[0] if cell.blocks else None
    if not isinstance(first, Paragraph) or not first.children:
        return cell
    mark = first.children[0]
    if not isinstance(mark, Span) or mark.children:
        return cell
    columns = _reach(mark.attributes.find("colspan"))
    rows = _reach(mark.attributes.find("rowspan"))
    if columns is None and rows is None:
        return cell
    rest = first.children[1:]
    if rest and isinstance(words := rest[0], Text):
        trimmed = replace(words, text=words.text.lstrip(" "))
        rest = (trimmed, *rest[1:]) if trimmed.text else rest[1:]
    head = (replace(first, children=rest),) if rest else ()
    return replace(
        cell,
        blocks=(*head, *cell.blocks[1:]),
        column_span=columns or 1,
        row_span=rows or 1,
    )


def _reach(text: str | None) -> int | None:
    if text is None or not (text.isascii() and text.isdigit()):
        return None
    return max(1, min(int(text[:6]), _SPAN_LIMIT))


def without_covered(rows: Iterable[TableRow]) -> tuple[TableRow, ...]:
    """Take out the empty cells of a pipe table that others reach over."""
    kept: list[TableRow] = []
    covered: dict[int, int] = {}
    """How many more rows a column is covered for."""
    for row in rows:
        cells: list[TableCell] = []
        skipped = 0
        for column, cell in enumerate(row.cells):
            if covered.get(column, 0) > 0 and not cell.blocks:
                covered[column] -= 1
            elif skipped > 0 and not cell.blocks:
                skipped -= 1
            else:
                cells.append(cell)
                skipped = cell.column_span - 1
                for reached in range(column, column + cell.column_span):
                    covered[reached] = cell.row_span - 1
        kept.append(replace(row, cells=tuple(cells)))
    return tuple(kept)


def _table(
    rows: list[TableRow],
    caption: tuple[Inline, ...],
    attributes: Attributes,
    span: SourceSpan,
) -> Table:
    heads = _count(attributes.find("header-rows"), 1)
    columns = _count(attributes.find("header-cols"), 0)
    alignments = [
        _ALIGNMENTS.get(letter)
        for letter in (attributes.find("aligns") or "").replace(",", "")
    ]
    covered: dict[int, int] = {}
    dressed = [
        _dressed(row, alignments, columns, covered, is_head=index < heads)
        for index, row in enumerate(rows)
    ]
    pairs = tuple(pair for pair in attributes.pairs if pair[0] not in _OWN_KEYS)
    return Table(
        tuple(dressed[:heads]),
        tuple(dressed[heads:]),
        caption,
        attributes=replace(attributes, pairs=pairs),
        span=span,
    )


def with_row_heads(table: Table) -> Table:
    """Make heads of the first cells of each row, as `header-cols=1` asks."""
    columns = _count(table.attributes.find("header-cols"), 0)
    attributes = without_pair(table.attributes, "header-cols")
    if not columns:
        return replace(table, attributes=attributes)
    covered: dict[int, int] = {}
    return replace(
        table,
        body=tuple(_with_heads(row, columns, covered) for row in table.body),
        attributes=attributes,
    )


def _with_heads(row: TableRow, columns: int, covered: dict[int, int]) -> TableRow:
    cells = tuple(
        replace(cell, is_header=cell.is_header or column < columns)
        for column, cell in _placed(row, covered)
    )
    return replace(row, cells=cells)


def _placed(row: TableRow, covered: dict[int, int]) -> Iterator[tuple[int, TableCell]]:
    """The cells of a row, each with the column it begins in, from 0.

    `covered` says for how many more rows a cell above reaches into a column.
    """
    column = 0
    for cell in row.cells:
        while covered.get(column, 0):
            covered[column] -= 1
            column += 1
        for reached in range(column, column + cell.column_span):
            covered[reached] = cell.row_span - 1
        yield column, cell
        column += cell.column_span
    for rest in [at for at in covered if at >= column and covered[at]]:
        covered[rest] -= 1


def _count(text: str | None, default: int) -> int:
    return (
        int(text) if text is not None and text.isascii() and text.isdigit() else default
    )


def _dressed(
    row: TableRow,
    alignments: Sequence[Alignment | None],
    head_columns: int,
    covered: dict[int, int],
    *,
    is_head: bool,
) -> TableRow:
    """Align a row's cells; `covered` says for how many rows a column is taken."""
    cells = tuple(
        replace(
            cell,
            alignment=alignments[column] if column < len(alignments) else None,
            is_header=is_head or column < head_columns,
        )
        for column, cell in _placed(row, covered)
    )
    return replace(row, cells=cells)
