"""Tables that came to nothing: reported, for their words are printed as prose."""

from __future__ import annotations

import re

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.readers.markdown.blocks import (
    GridLeaf,
    OpenBlock,
    ParagraphLeaf,
    VerseLeaf,
)
from bookmaker.readers.markdown.box_grids import is_drawn
from bookmaker.readers.markdown.containers import MOST_GRIDS_AROUND, BlockReader
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.maker import Maker
from bookmaker.source import SourceSpan

DELIMITER_ROW = re.compile(
    r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*$"
    r"|\|:?-++:?(?:\+:?-++:?)+\|[ \t]*$"
)
"""The row of dashes below the head of a pipe table; Org joins them with `+`."""


def count_cells(row: str) -> int:
    """How many cells a row has; its outer bars are not cells."""
    row = row.strip(" \t")
    if row.startswith("|") and DELIMITER_ROW.match(row):
        row = row.replace("+", "|")
    bars = row.replace("\\\\", "  ").replace("\\|", "  ").count("|")
    if row.startswith("|"):
        bars -= 1
    if row.endswith("|") and not row.endswith("\\|") and len(row) > 1:
        bars -= 1
    return bars + 1


def report_torn_dashes(reader: BlockReader, line: LineCursor) -> None:
    """Report groups of dashes below a line of words that draw no table."""
    end = len(line.text.rstrip()) + 1
    span = SourceSpan(reader.file, line.number, line.first + 1, line.number, end)
    reader.diagnostics.add(problems.TornTable("its words cross its columns", span=span))


def report_torn_grid(maker: Maker, leaf: OpenBlock) -> None:
    """Report a drawing that is not read, or whose walls stand beside their columns."""
    reason = "its lines don't line up"
    if isinstance(leaf, GridLeaf) and leaf.is_too_deep:
        reason = f"it stands in {MOST_GRIDS_AROUND} others, each in the next"
    maker.diagnostics.add(problems.TornTable(reason, span=maker.span(leaf)))


def report_torn_bars(maker: Maker, leaf: ParagraphLeaf | VerseLeaf) -> None:
    """Report bars that draw no table: no row of dashes, or not as many cells."""
    reason = ""
    if isinstance(leaf, VerseLeaf):
        if all(_is_row(line[0]) for line in leaf.lines):
            reason = "its row of dashes is missing"
    elif is_drawn([line[0] for line in leaf.lines]):
        reason = "its box isn't closed"
    else:
        rows = (line[0].rstrip() for line in leaf.lines)
        row = next((r for r in rows if "|" in r and DELIMITER_ROW.match(r)), None)
        if row is not None:
            columns = count_cells(row)
            reason = f"no row of {columns} cells is above its row of dashes"
    if reason:
        maker.diagnostics.add(problems.TornTable(reason, span=maker.span(leaf)))


def report_torn_tabs(maker: Maker, leaf: ParagraphLeaf) -> None:
    """Report rows of a spreadsheet, whose cells tabs set apart."""
    counts = {line[0].strip(" ").count("\t") for line in leaf.lines}
    tabs = counts.pop() if len(counts) == 1 else 0
    if tabs > 1 or (tabs == 1 and len(leaf.lines) > _FEW):
        reason = "tabs set its cells apart"
        maker.diagnostics.add(problems.TornTable(reason, span=maker.span(leaf)))


_FEW = 2
"""Lines with one tab each that may be anything."""


def _is_row(text: str) -> bool:
    """Whether a line behind a bar ends with one, and others stand between."""
    return text.rstrip().endswith("|") and count_cells(text) > 1
