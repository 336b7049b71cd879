"""Wide tables are set smaller, so that no column is cut off.

What comes in: a finished tree, the measure and the size of a table's type in points.
What goes out: the tree whose tables say how much smaller they are. What is too wide
even so has its words divided anywhere; what then still ran off the page would be told.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.styles import TableCrowded, TableSetSmaller
from bookmaker.document.book import Book
from bookmaker.document.nodes import Alignment, Node, Table, TableCell
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_book

_CHARACTER = Fraction(52, 100)
"""The mean width of a character, in em."""
_PADDING = Fraction(12, 10)
"""Between two columns, in em: `.table td` in styles/base/tables.css."""
_LONGEST_WORD = 12
"""Characters of a word in a cell that is not divided further, if it can be helped."""
_SMALLEST = 60
_TOLD_BELOW = 80
"""Percent."""


def fit_tables(
    book: Book, measure: Fraction, type_size: Fraction, diagnostics: Diagnostics
) -> Book:
    """Say how much smaller wide tables are set."""
    room = measure / type_size

    def fitted(node: Node) -> Node:
        if not isinstance(node, Table):
            return node
        needed = _needed(node)
        if needed <= room:
            return node
        scale = int(100 * room / needed)
        if scale < _SMALLEST:
            diagnostics.add(TableCrowded(_SMALLEST, span=node.span))
        elif scale < _TOLD_BELOW:
            diagnostics.add(TableSetSmaller(scale, span=node.span))
        return replace(node, scale=max(_SMALLEST, scale))

    return map_book(book, fitted)


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
    if cell.alignment is Alignment.END:  # figures stand on one line
        return len(words)
    longest = max((len(word) for word in words.split()), default=0)
    return longest if cell.is_header else min(longest, _LONGEST_WORD)
