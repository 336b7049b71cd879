"""Long lines of code: set smaller, or turned over with a mark, never past the edge.

What comes in: a finished tree and how many characters a line of a listing holds. What
goes out: the tree whose listings say where their lines are turned over. The sheet's own
wrapping stays below it, for what stands where the width is not known: in a table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bookmaker.config.model import LongLines
from bookmaker.document.book import Book
from bookmaker.document.listings import hang_of
from bookmaker.document.nodes import (
    Admonition,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Epigraph,
    List,
    Node,
    Note,
    Table,
)
from bookmaker.document.walk import children, map_book

_CHARACTER = Fraction(3, 5)
"""The width of a character of a code face, in em."""
_PADDING = Fraction(125, 100)
"""Around a listing, in em of its type: `pre.listing` in styles/base/code.css."""
_COLUMNS_LOST: dict[type[Node], int] = {
    List: 4,
    DefinitionList: 4,
    BlockQuote: 7,
    Epigraph: 12,
    Admonition: 5,
    Note: 4,
}
"""Characters that a line is shorter within these."""
_MARK = 2
"""Columns that the mark of a turned-over line takes."""
_TAB = 4
_SMALLEST = 60
"""Percent: smaller code cannot be read; its lines are turned over."""
_A_LITTLE_SMALLER = 90
"""Percent: as much smaller is code set, so that fewer of its lines are turned over."""
_FEWEST = 16


def columns_of(measure: Fraction, type_size: Fraction, listing_em: Fraction) -> int:
    """The characters that a line of a listing holds; lengths in points."""
    return int((measure / (type_size * listing_em) - _PADDING) / _CHARACTER)


def fit_listings(book: Book, columns: int, long_lines: LongLines) -> Book:
    """Say where lines that are too long are turned over, or how small they are set."""
    columns_by_listing = {
        id(listing): width
        for division in book.divisions
        for listing, width in _listings(division, columns)
    }

    def fitted(node: Node) -> Node:
        if not isinstance(node, CodeBlock) or id(node) not in columns_by_listing:
            return node
        return _fitted(node, columns_by_listing[id(node)], long_lines)

    return map_book(book, fitted, CodeBlock) if columns_by_listing else book


def _listings(root: Node, columns: int) -> Iterator[tuple[CodeBlock, int]]:
    stack = [(root, columns)]
    while stack:
        node, width = stack.pop()
        if isinstance(node, CodeBlock):
            if _is_long(node, max(width, _FEWEST)):
                yield node, max(width, _FEWEST)
        elif not isinstance(node, Table):
            width -= _COLUMNS_LOST.get(type(node), 0)
            stack.extend((child, width) for child in children(node))


def _is_long(node: CodeBlock, columns: int) -> bool:
    room = columns - _gutter(node)
    return any(_width(line) > room for line in node.text.split("\n"))


def _gutter(node: CodeBlock) -> int:
    """The columns of line numbers, and of callouts at the lines' ends."""
    last = (node.first_line or 0) + node.text.count("\n")
    numbers = 0 if node.first_line is None else len(str(last)) + 2
    return numbers + (2 if node.callouts else 0)


def _fitted(node: CodeBlock, columns: int, long_lines: LongLines) -> CodeBlock:
    gutter = _gutter(node)
    lines = node.text.split("\n")
    scale = 100
    if long_lines is LongLines.SHRINK:
        needed = gutter + max(map(_width, lines))
        scale = max(_SMALLEST, min(100, 100 * columns // needed))
    else:
        scale = _best_scale([_width(line) + gutter for line in lines], columns)
    columns = columns * 100 // scale
    turnovers = tuple(_turnovers(node.text, max(columns - gutter, _FEWEST // 2)))
    return replace(node, turnovers=turnovers, scale=scale)


def _best_scale(widths: list[int], columns: int) -> int:
    """The largest scale at which no more lines are turned over than at the smallest."""
    kept = columns * 100 // _A_LITTLE_SMALLER
    fitting = [width for width in widths if width <= kept]
    longest = max(fitting, default=0)
    return 100 if longest <= columns else 100 * columns // longest


def _turnovers(text: str, columns: int) -> Iterator[int]:
    at = 0
    for line in text.split("\n"):
        start, room, left = 0, columns, _width(line)
        after = max(columns - _MARK - hang_of(line), _FEWEST // 2)
        while left > room:
            end = _break_of(line, start, room)
            left -= _width(line[start:end])
            start = end
            yield at + start
            room = after
        at += len(line) + 1


def _break_of(line: str, start: int, room: int) -> int:
    """Where a line is turned over: behind a space in its last third, or anywhere."""
    end, width = start, 0
    while end < len(line):
        width += _columns(line[end])
        if width > room:
            break
        end += 1
    end = max(end, start + 1)
    space = line.rfind(" ", start + (end - start) * 2 // 3, end)
    is_indent = not line[start:end].strip()
    return space + 1 if space > start and not is_indent else end


def _width(line: str) -> int:
    if line.isascii() and "\t" not in line:
        return len(line)
    return sum(_columns(character) for character in line)


def _columns(character: str) -> int:
    if character == "\t":
        return _TAB
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
