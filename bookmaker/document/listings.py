"""What stands in a listing beside its code: line numbers, callouts, turnovers."""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterator
from typing import NamedTuple

from bookmaker.document.nodes import CodeBlock

_CIRCLED_ONE = ord("\N{CIRCLED DIGIT ONE}")
_CIRCLED = 20
_TAB = 4
_DEEPEST_HANG = 16
"""Columns: deeper code leaves no room in which it could hang."""


class InsertionKind(enum.Enum):
    """What is put between the characters of the code."""

    LINE_NUMBER = "line-number"
    CALLOUT = "callout"
    TURNOVER = "turnover"


class Insertion(NamedTuple):
    """Words that are not part of the code, and the offset before which they stand."""

    offset: int
    kind: InsertionKind
    words: str


def insertions(node: CodeBlock) -> tuple[Insertion, ...]:
    """What stands between the characters of a listing, in the order shown."""
    if node.first_line is None and not node.callouts and not node.turnovers:
        return ()
    return tuple(sorted(_insertions(node), key=lambda insertion: insertion.offset))


def shown_text(node: CodeBlock) -> str:
    """The code with all that is shown between its characters."""
    shown: list[str] = []
    at = 0
    for insertion in insertions(node):
        shown += (node.text[at : insertion.offset], insertion.words)
        at = insertion.offset
    return "".join((*shown, node.text[at:]))


def _insertions(node: CodeBlock) -> Iterator[Insertion]:
    lines = node.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    if node.first_line is not None:
        width = len(str(node.first_line + len(lines) - 1))
        for index in range(len(lines)):
            number = f"{node.first_line + index:>{width}}  "
            yield Insertion(starts[index], InsertionKind.LINE_NUMBER, number)
    for index, callout in node.callouts:
        if index < len(lines):
            end = starts[index + 1] - 1
            yield Insertion(end, InsertionKind.CALLOUT, f" {circled(callout)}")
    for offset in node.turnovers:
        index = bisect.bisect_right(starts, offset) - 1
        hang = " " * (gutter_of(node) + hang_of(lines[index]))
        mark = f"\n{hang}\N{RIGHTWARDS ARROW WITH HOOK} "
        yield Insertion(offset, InsertionKind.TURNOVER, mark)


def gutter_of(node: CodeBlock) -> int:
    """The columns of the line numbers before the code."""
    if node.first_line is None:
        return 0
    return len(str(node.first_line + node.text.count("\n"))) + 2


def hang_of(line: str) -> int:
    """The columns by which the rest of a long line hangs: as far as its own indent."""
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return min(len(indent.replace("\t", " " * _TAB)), _DEEPEST_HANG)


def circled(number: int) -> str:
    """A number in a circle, or in parentheses where there is none."""
    if 1 <= number <= _CIRCLED:
        return chr(_CIRCLED_ONE + number - 1)
    return f"({number})"
