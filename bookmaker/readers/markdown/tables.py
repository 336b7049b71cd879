"""Pipe tables, whose rows are split to the character, and grid tables."""

from __future__ import annotations

import re

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import Paragraph, Table, TableCell, TableRow
from bookmaker.readers.markdown.blocks import (
    Container,
    GridCell,
    GridTable,
    TableLeaf,
)
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafLine, LeafText
from bookmaker.readers.markdown.table_forms import spanning, without_covered
from bookmaker.source import SourceSpan

_STEP = re.compile(r"\\\||\||(?:[^\\|]|\\(?!\|))+")
_PADDING_LIMIT = 50_000
"""Empty cells supplied in one table: a wide head over many short rows is a storm."""

Cell = tuple[list[LeafLine], int, int]
"""The pieces of a cell's text, and the offsets of its line between which it stands."""


def make_table(maker: Maker, leaf: TableLeaf, depth: int) -> Table:
    """Make a table of its head line and its further lines."""
    padding = _PADDING_LIMIT
    rows: list[TableRow] = []
    for index, line in enumerate(leaf.lines):
        cells = split_row(line)
        missing = max(0, len(leaf.alignments) - len(cells))
        if missing > padding:
            missing = 0
        padding -= missing
        rows.append(_row(maker, leaf, line, cells, missing, depth, is_head=index == 0))
    if any(_reaches(row) for row in rows):
        rows = list(without_covered(rows))
    return Table((rows[0],), tuple(rows[1:]), span=maker.span(leaf))


def make_grid_table(maker: Maker, grid: GridTable, depth: int) -> Table:
    """Make a table of a grid, whose cells hold blocks."""
    rows: list[TableRow] = []
    for index, row in enumerate(grid.children):
        cells = row.children if isinstance(row, Container) else []
        made = [
            TableCell(
                maker.blocks(cell.children, depth + 4),
                cell.alignment,
                index < grid.head_count,
                cell.column_span,
                cell.row_span,
                span=maker.span(cell),
            )
            for cell in cells
            if isinstance(cell, GridCell)
        ]
        rows.append(TableRow(tuple(made), span=maker.span(row)))
    heads = grid.head_count
    return Table(tuple(rows[:heads]), tuple(rows[heads:]), span=maker.span(grid))


def _reaches(row: TableRow) -> bool:
    return any(cell.column_span > 1 or cell.row_span > 1 for cell in row.cells)


def _row(
    maker: Maker,
    leaf: TableLeaf,
    line: LeafLine,
    cells: list[Cell],
    missing: int,
    depth: int,
    *,
    is_head: bool,
) -> TableRow:
    text, number, offset = line
    end = offset + len(text.rstrip(" \t"))
    span = SourceSpan(maker.file, number, offset + 1, number, max(end, offset) + 1)
    columns = len(leaf.alignments)
    if len(cells) > columns:
        maker.diagnostics.add(
            problems.SurplusCells(cells=len(cells), columns=columns, span=span)
        )
    made: list[TableCell] = []
    for index, (pieces, start, stop) in enumerate(cells):
        alignment = leaf.alignments[index] if index < columns else None
        place = SourceSpan(maker.file, number, start + 1, number, stop + 1)
        inlines = maker.read(LeafText.of_pieces(pieces, maker.file), depth + 4)
        blocks = (Paragraph(inlines, span=place),) if inlines else ()
        made.append(spanning(TableCell(blocks, alignment, is_head, span=place)))
    made.extend(
        TableCell((), leaf.alignments[len(cells) + index], is_head)
        for index in range(missing)
    )
    return TableRow(tuple(made), span=span)


def split_row(line: LeafLine) -> list[Cell]:
    """Split a row at its bars; an escaped bar is a character of its cell."""
    text, number, offset = line
    cells: list[Cell] = []
    pieces: list[LeafLine] = []
    at = 1 if text.startswith("|") else 0
    end = len(text.rstrip(" \t"))
    start = at
    while at < end and (step := _STEP.match(text, at, end)) is not None:
        if step[0] == "|":
            cells.append(_cell(pieces, number, offset + start, offset + at))
            pieces = []
            start = step.end()
        elif step[0] == "\\|":
            pieces.append(("|", number, offset + at + 1))
        else:
            pieces.append((step[0], number, offset + at))
        at = step.end()
    if start < end or not cells:
        cells.append(_cell(pieces, number, offset + start, offset + end))
    return cells


def _cell(pieces: list[LeafLine], number: int, start: int, end: int) -> Cell:
    if pieces:
        text, _, offset = pieces[0]
        words = text.lstrip(" \t")
        pieces[0] = (words, number, offset + len(text) - len(words))
        start = pieces[0][2]
        text, _, offset = pieces[-1]
        words = text.rstrip(" \t")
        pieces[-1] = (words, number, offset)
        end = max(start, offset + len(words))
    return pieces, start, end
