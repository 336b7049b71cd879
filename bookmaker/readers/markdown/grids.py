"""Grid tables as they are drawn: lines of `+`, `-`, `=` and `|` to cells.

What comes in: the lines of a drawing. What goes out: its cells, each with the lines
that stand in it and how far it reaches. The drawing is taken apart at every column and
line at which any wall turns; the smallest fields between are joined where no wall parts
them, which takes time linear in the drawing's size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookmaker.document.nodes import Alignment
from bookmaker.readers.markdown.columns import ShownLine
from bookmaker.readers.markdown.places import LeafLine

GRID_LINE = re.compile(r"\+(?::?+[-=]++:?+\+)+[ \t]*+$")
"""A line that parts all columns; the first line of a grid is one."""
_SEGMENT = re.compile(r"\+(?=(:?+[-=]++:?+)\+)")
_WALL = frozenset("|+")
_RULE = frozenset("-=:+")
_HEAD_RULE = frozenset("=:+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; its lines keep their places, and the offset at which it begins."""

    lines: list[LeafLine]
    """The line of the file up to the cell's end, its number, the cell's offset."""
    line: int
    offset: int
    end_line: int
    end_offset: int
    column_span: int
    row_span: int
    alignment: Alignment | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid taken apart."""

    rows: list[list[Cell]]
    head_count: int
    is_askew: bool
    """Whether bars or dashes stand in a cell of several: beside a wall, it seems."""


def read_grid(lines: Sequence[LeafLine]) -> Grid | None:
    """Take a drawing apart; `None` where its walls do not close.

    Columns are those of a screen; a drawing that does not fit so is tried with every
    character counted as one.
    """
    return _read(lines, counts_wide=True) or _read(lines, counts_wide=False)


def _read(lines: Sequence[LeafLine], *, counts_wide: bool) -> Grid | None:
    shown = [ShownLine(line[0], counts_wide=counts_wide) for line in lines]
    width = len(shown[0].text)
    if len(lines) < 3 or any(len(line.text) != width for line in shown):
        return None
    drawing = _Drawing([line.text for line in shown])
    if not drawing.is_framed:
        return None
    boxes = drawing.boxes()
    if boxes is None:
        return None
    return _grid(drawing, boxes, lines, shown)


@dataclass(frozen=True, slots=True, order=True)
class _Box:
    """A rectangle of fields, its ends excluded."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top) * (self.right - self.left)

    def stands_inside(self, other: _Box) -> bool:
        """Whether it touches no side of another that is around it."""
        return (
            other.top < self.top
            and other.left < self.left
            and self.bottom < other.bottom
            and self.right < other.right
        )


class _Drawing:
    """The characters of a drawing and the lines and columns at which walls turn."""

    def __init__(self, shown: list[str]) -> None:
        self.shown = shown
        columns: set[int] = set()
        self.rules: list[int] = []
        """The indexes of lines that hold any part of a rule."""
        for index, text in enumerate(shown):
            segments = list(_SEGMENT.finditer(text))
            if segments:
                self.rules.append(index)
            for segment in segments:
                columns |= {segment.start(), segment.end(1)}
        self.columns = sorted(columns)

    @property
    def is_framed(self) -> bool:
        """Whether rules stand at its head and foot, and walls at its sides."""
        shown, rules, columns = self.shown, self.rules, self.columns
        if not (columns and rules[0] == 0 and rules[-1] == len(shown) - 1):
            return False
        width = len(shown[0])
        return (
            columns[0] == 0
            and columns[-1] == width - 1
            and all(text[0] in _WALL and text[-1] in _WALL for text in shown)
            and all(_RULE.issuperset(text) for text in (shown[0], shown[-1]))
        )

    def is_head_rule(self, index: int) -> bool:
        """Whether a rule parts the heads from the body."""
        text = self.shown[self.rules[index]]
        return _HEAD_RULE.issuperset(text) and "=" in text

    def boxes(self) -> list[_Box] | None:
        """The cells; `None` where some cell is not a rectangle."""
        rows, columns = len(self.rules) - 1, len(self.columns) - 1
        fields = _Fields(rows, columns)
        for row in range(rows):
            for column in range(columns):
                if column and not self._has_wall(row, column):
                    fields.join((row, column), (row, column - 1))
                if row and not self._has_rule(row, column):
                    fields.join((row, column), (row - 1, column))
        return _claimed(fields.boxes(), rows, columns)

    def _has_wall(self, row: int, column: int) -> bool:
        """Whether a wall stands at the left of a field."""
        at = self.columns[column]
        first, last = self.rules[row], self.rules[row + 1]
        between = range(first + 1, last) if last > first + 1 else (first, last)
        return all(self.shown[index][at] in _WALL for index in between)

    def _has_rule(self, row: int, column: int) -> bool:
        """Whether a rule stands above a field."""
        text = self.shown[self.rules[row]]
        start, end = self.columns[column], self.columns[column + 1]
        return _RULE.issuperset(text[start + 1 : end])


class _Fields:
    """Which of the smallest fields belong together (a forest of disjoint sets)."""

    def __init__(self, rows: int, columns: int) -> None:
        self._columns = columns
        self._parents = list(range(rows * columns))

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        """Say that no wall parts two fields."""
        first, second = self._root(self._index(one)), self._root(self._index(other))
        self._parents[max(first, second)] = min(first, second)

    def _index(self, field: tuple[int, int]) -> int:
        return field[0] * self._columns + field[1]

    def _root(self, index: int) -> int:
        parents = self._parents
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def boxes(self) -> list[_Box]:
        """The rectangle around each set of fields."""
        found: dict[int, _Box] = {}
        for index in range(len(self._parents)):
            row, column = divmod(index, self._columns)
            field = _Box(row, column, row + 1, column + 1)
            root = self._root(index)
            box = found.get(root, field)
            found[root] = _Box(
                min(box.top, row),
                min(box.left, column),
                max(box.bottom, row + 1),
                max(box.right, column + 1),
            )
        return list(found.values())


def _claimed(boxes: list[_Box], rows: int, columns: int) -> list[_Box] | None:
    """The boxes that fill the drawing; what stands whole within another is its words.

    A table within a cell is such: the cell's own fields run all around it.
    """
    owner = [[-1] * columns for _ in range(rows)]
    kept: list[_Box] = []
    left = rows * columns
    for box in sorted(boxes, key=lambda box: -box.area):
        owners = {owner[box.top][box.left], owner[box.bottom - 1][box.right - 1]}
        if owners != {-1}:
            if len(owners) > 1 or -1 in owners:
                return None
            around = kept[owners.pop()]
            if not box.stands_inside(around):
                return None
            continue
        left -= box.area
        if left < 0:
            return None
        for row in range(box.top, box.bottom):
            for column in range(box.left, box.right):
                if owner[row][column] >= 0:
                    return None
                owner[row][column] = len(kept)
        kept.append(box)
    return sorted(kept) if left == 0 else None


def _grid(
    drawing: _Drawing,
    boxes: list[_Box],
    lines: Sequence[LeafLine],
    shown: Sequence[ShownLine],
) -> Grid:
    tops = sorted({box.top for box in boxes})
    lefts = sorted({box.left for box in boxes})
    inner = range(1, len(drawing.rules) - 1)
    head = next((rule for rule in inner if drawing.is_head_rule(rule)), 0)
    row_of = {top: index for index, top in enumerate(tops)}
    rows: list[list[Cell]] = [[] for _ in tops]
    aligning = drawing.shown[drawing.rules[head]]
    is_askew = False
    for box in boxes:
        cell = _cell(drawing, box, lines, shown)
        is_askew = is_askew or (box.area > 1 and _is_askew(cell))
        start, end = drawing.columns[box.left], drawing.columns[box.right]
        rows[row_of[box.top]].append(
            replace(
                cell,
                column_span=sum(box.left <= left < box.right for left in lefts),
                row_span=sum(box.top <= top < box.bottom for top in tops),
                alignment=_alignment(aligning[start + 1 : end]),
            )
        )
    return Grid(rows, sum(top < head for top in tops), is_askew)


def _is_askew(cell: Cell) -> bool:
    texts = [_words(line) for line in cell.lines]
    if any(GRID_LINE.match(text.strip()) for text in texts):
        return False  # a table in the cell
    return any("|" in text or "--" in text for text in texts)


def _alignment(rule: str) -> Alignment | None:
    if rule.startswith(":"):
        return Alignment.CENTER if rule.endswith(":") else Alignment.START
    return Alignment.END if rule.endswith(":") else None


def _cell(
    drawing: _Drawing,
    box: _Box,
    lines: Sequence[LeafLine],
    shown: Sequence[ShownLine],
) -> Cell:
    start, end = drawing.columns[box.left] + 1, drawing.columns[box.right]
    found: list[LeafLine] = []
    for index in range(drawing.rules[box.top] + 1, drawing.rules[box.bottom]):
        text, number, offset = lines[index]
        begins, ends = shown[index].offset(start), shown[index].offset(end)
        whole = " " * offset + text[:ends].rstrip()
        found.append((whole, number, min(offset + begins, len(whole))))
    indents = [
        len(line[0]) - line[2] - len(words) for line in found if (words := _words(line))
    ]
    indent = min(indents, default=0)
    found = [
        (text, number, min(begins + indent, len(text)))
        for text, number, begins in found
    ]
    while found and not _words(found[-1]):
        found.pop()
    while found and not _words(found[0]):
        del found[0]
    rule = lines[drawing.rules[box.top]]
    first = found[0] if found else ("", rule[1], rule[2] + start)
    last = found[-1] if found else first
    end_offset = max(len(last[0]), last[2])
    return Cell(found, first[1], first[2], last[1], end_offset, 1, 1, None)


def _words(line: LeafLine) -> str:
    """What stands in a cell's line, without the spaces before it."""
    return line[0][line[2] :].lstrip(" ")
