"""Wide tables are set smaller, or turned, so that no column is cut off.

What comes in: a finished tree, the page, and the size of a table's type. What goes out:
the tree whose tables say how much smaller they are. What is too wide even so has its
words divided anywhere; what then still ran off would be reported. A table of the
class `turned` lies along the page, a quarter turn against the clock; one that is too
long for it is several, each under the same head.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import tinycss2

from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.styles import TableCrowded, TableSetSmaller
from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    Alignment,
    CodeBlock,
    LineBreak,
    Node,
    Paragraph,
    Table,
    TableCell,
    TableRow,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes, map_book
from bookmaker.languages.words import words_of
from bookmaker.xhtml.tables import is_figure

_CHARACTER = Fraction(52, 100)
"""The mean width of a character, in em."""
_PADDING = Fraction(12, 10)
"""Between two columns, in em: `.table td` in styles/base/tables.css."""
_LONGEST_WORD = 12
"""Characters of a word in a cell that is not divided further, if it can be helped."""
_SMALLEST = 60
_TOLD_BELOW = 80
"""Percent."""


TURNED = "turned"
"""What an author writes behind the caption: `: Tides {#tbl-tides .turned}`."""
_LINES_OF_CAPTION = 3
_ROW_PADDING = Fraction(4, 10)
"""Above and below a row, in em: `.table td` in styles/base/tables.css."""
_TURNED_ROOM = Fraction(88, 100)
"""Heads in small capitals are wider than they count; there is no margin to lean on."""
MEAN_LETTER = Fraction(48, 100)
"""The mean width of a character in running words, in em."""
LINE_SLACK = Fraction(115, 100)
"""Words end before their lines do."""
_LONG_ROW = Fraction(1, 2)
"""Of the room below the head. A row is not divided without need; half a page that stays
empty is one, and a row that is measured too short has room for as much again."""
_SHORT_LINES = 11
"""Lines of text in the height of a table that is kept on one page: such a hole does no
harm. It is that of eight rows of one line."""


def continued_words(tokens: Mapping[str, str], language: str) -> str:
    """What follows the number of a table on its pages after the first; or nothing."""
    value = tokens["--sign-continued"].strip()
    if value == "auto":
        return words_of(language).continued
    strings = (token for token in tinycss2.parse_component_value_list(value))
    return "".join(token.value for token in strings if token.type == "string")


def fit_tables(
    book: Book,
    page: PageGeometry,
    type_size: Fraction,
    continued: str,
    diagnostics: Diagnostics,
) -> Book:
    """Say how much smaller wide tables are set; split turned ones that are too long.

    `continued` follows the number of a table that is split.
    """
    length = page.text_height

    def fitted(node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, Table):
            return node
        if TURNED not in node.attributes.classes:
            upright = scaled(node, page.measure / type_size)
            return _with_places_to_split(upright, page, type_size)
        whole = scaled(node, length * _TURNED_ROOM / type_size)
        return tuple(_parted(whole, length, page, type_size, continued))

    def scaled(node: Table, room: Fraction) -> Table:
        needed = _needed(node)
        if needed <= room:
            return node
        scale = int(100 * room / needed)
        if scale < _SMALLEST:
            diagnostics.add(TableCrowded(_SMALLEST, span=node.span))
        elif scale < _TOLD_BELOW:
            diagnostics.add(TableSetSmaller(scale, span=node.span))
        return replace(node, scale=max(_SMALLEST, scale))

    return map_book(book, fitted, Table)


def _with_places_to_split(
    table: Table, page: PageGeometry, type_size: Fraction
) -> Table:
    """The table, marked as short, or with its long rows marked that may be divided."""
    size = type_size * table.scale / 100
    height = _row_height(_column_widths(table, page.measure / size), size, page.leading)
    head_height = sum(height(row) for row in table.head)
    longest = page.text_height * _LONG_ROW
    if head_height > longest:
        head = tuple(replace(row, may_divide=True) for row in table.head)
    else:
        head = table.head
        longest -= head_height * _LONG_ROW
    body = tuple(
        replace(row, may_divide=True) if height(row) > longest else row
        for row in table.body
    )
    length = head_height + sum(height(row) for row in table.body)
    is_short = length <= page.leading * _SHORT_LINES
    return replace(table, head=head, body=body, is_short=is_short)


def _parted(
    table: Table,
    length: Fraction,
    page: PageGeometry,
    type_size: Fraction,
    continued: str,
) -> Iterator[Table]:
    """The table in as many as the measure, which is their height, asks for."""
    size = type_size * table.scale / 100
    columns = _column_widths(table, length / size)
    height = _row_height(columns, size, page.leading)
    room = page.measure - sum(height(row) for row in table.head)
    rows: list[TableRow] = []
    used = page.leading * _LINES_OF_CAPTION if table.caption or table.label else 0
    piece = table
    open_rows = 0
    for row in table.body:
        if rows and open_rows <= 0 and used + height(row) > room:
            yield replace(piece, body=tuple(rows))
            bare = replace(table.attributes, id=None)
            label = f"{table.label} {continued}" if table.label and continued else None
            piece = replace(
                table, caption=(), label=label, number=None, attributes=bare
            )
            rows, used = [], page.leading * (2 if label else 0)
        rows.append(row)
        used += height(row)
        spans = max((cell.row_span for cell in row.cells), default=1)
        open_rows = max(open_rows, spans) - 1
    yield replace(piece, body=tuple(rows))


def _column_widths(table: Table, room: Fraction) -> list[Fraction]:
    """The width of each column in em, as CSS 2.2, 17.5.2.2, shares out the room."""
    least: dict[int, Fraction] = {}
    most: dict[int, Fraction] = {}
    for row in (*table.head, *table.body):
        column = 0
        for cell in row.cells:
            if cell.column_span == 1:
                words = plain_text(cell.blocks)
                longest = max((len(word) for word in words.split()), default=0)
                narrow, wide = longest * MEAN_LETTER, len(words) * MEAN_LETTER
                least[column] = max(least.get(column, Fraction(0)), narrow)
                most[column] = max(most.get(column, Fraction(0)), wide)
            column += cell.column_span
    count = max(most, default=0) + 1
    room -= count * _PADDING
    narrowest, widest = sum(least.values()), sum(most.values())
    if widest <= room or widest == narrowest:
        return [most.get(column, Fraction(1)) for column in range(count)]
    share = max(Fraction(0), (room - narrowest) / (widest - narrowest))
    return [
        least.get(column, Fraction(1))
        + share * (most.get(column, Fraction(1)) - least.get(column, Fraction(1)))
        for column in range(count)
    ]


def _row_height(
    columns: list[Fraction], size: Fraction, leading: Fraction
) -> Callable[[TableRow], Fraction]:
    """Gives the height of a row in points."""

    def height(row: TableRow) -> Fraction:
        lines = 1
        column = 0
        for cell in row.cells:
            width = sum(columns[column : column + cell.column_span])
            words = len(plain_text(cell.blocks)) * MEAN_LETTER
            ends = sum(1 for _ in find_nodes(cell.blocks, Paragraph, LineBreak))
            for code in find_nodes(cell.blocks, CodeBlock):
                ends += code.text.count("\n") + 1
            if width > 0 and words > width:
                ends += math.ceil(words * LINE_SLACK / width) - 1
            lines = max(lines, ends)
            column += cell.column_span
        return lines * leading + _ROW_PADDING * size

    return height


def _needed(table: Table) -> Fraction:
    """The width that a table wants at least, in em of its type."""
    widths: dict[int, int] = {}
    for row in (*table.head, *table.body):
        column = 0
        for cell in row.cells:
            if cell.column_span == 1:
                widths[column] = max(widths.get(column, 0), _width(cell))
            column += cell.column_span
    return sum(widths.values()) * _CHARACTER + len(widths) * _PADDING


def _width(cell: TableCell) -> int:
    words = plain_text(cell.blocks)
    if cell.alignment is Alignment.END and is_figure(cell):
        return len(words)
    longest = max((len(word) for word in words.split()), default=0)
    return longest if cell.is_header else min(longest, _LONGEST_WORD)
