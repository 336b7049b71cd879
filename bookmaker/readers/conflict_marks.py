"""Marks that a merge of two versions has left in a file, which would be printed.

What comes in: a file's lines, and what was read of them. What goes out: errors. Git
writes `<<<<<<<` before its first version, `=======` between the two and `>>>>>>>` below
the second; with `diff3`, `|||||||` stands before the version that both come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import CodeBlock, Node
from bookmaker.document.walk import find_nodes
from bookmaker.source import SourceSpan

_START = re.compile(r"<{7}(?: .*)?")
_MIDDLE = re.compile(r"={7}")
_END = re.compile(r">{7}(?: .*)?")


def find_conflicts(
    roots: Sequence[Node], lines: Sequence[str], file: str
) -> Iterator[Diagnostic]:
    """Find passages in two versions; those that a code block shows are meant."""
    conflicts = list(_conflicts(lines))
    if not conflicts:
        return
    shown = [
        code.span
        for code in find_nodes(roots, CodeBlock)
        if code.span is not None and code.span.file == file
    ]
    for first, last in conflicts:
        if any(span.line <= first and last <= span.end_line for span in shown):
            continue
        end = len(lines[first - 1]) + 1
        span = SourceSpan(file, first, 1, first, end)
        yield problems.MergeConflict(last=last, span=span)


def _conflicts(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each conflict, counted from 1."""
    first = 0
    is_second = False
    for number, line in enumerate(lines, start=1):
        if not first and line[:1] != "<":
            continue  # as nearly all lines
        bare = line.rstrip()
        if _START.fullmatch(bare):
            first, is_second = number, False
        elif first and _MIDDLE.fullmatch(bare):
            is_second = True
        elif first and is_second and _END.fullmatch(bare):
            yield first, number
            first, is_second = 0, False
