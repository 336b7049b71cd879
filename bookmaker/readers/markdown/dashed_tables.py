"""Simple and multiline tables of pandoc: a line of dashes draws their columns.

Both end with a blank line or a line of dashes. A table is one only if no word crosses
from one column into the next and a second column holds words, so that dashes among
prose stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.document.nodes import Alignment, Paragraph, Table, TableCell, TableRow
from bookmaker.readers.markdown.blocks import DashedLeaf
from bookmaker.readers.markdown.columns import ShownLine
from bookmaker.readers.markdown.containers import BlockReader, Started
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.lines_ahead import CONTAINER_MARKS, DASHES
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafLine, LeafText
from bookmaker.readers.markdown.table_forms import spanning
from bookmaker.readers.markdown.torn_tables import report_torn_dashes
from bookmaker.source import SourceSpan

_GROUP = re.compile(r"-+")


def start_dashed_table(reader: BlockReader, line: LineCursor) -> Started:
    """Open a table at its first line of dashes."""
    if DASHES.match(line.text, line.first) is None or not (
        reader.following and reader.following.strip(CONTAINER_MARKS)
    ):
        return Started.NOTHING
    groups = [found.span() for found in _GROUP.finditer(line.text, line.first)]
    paragraph = reader.paragraph
    if len(groups) == 1:
        if reader.leaf is not None or groups[0][1] - groups[0][0] < 3:
            return Started.NOTHING
        leaf = _headed_multiline(reader, line)
    elif max(end - start for start, end in groups) < 2:
        return Started.NOTHING
    elif paragraph is None and reader.leaf is None:
        leaf = _headless(reader, line, groups)
    elif paragraph is not None and len(paragraph.lines) == 1:
        leaf = _headed(reader, line, paragraph.lines[0], groups)
    else:
        leaf = None
    if leaf is None:
        if len(groups) > 1 and paragraph is not None:
            report_torn_dashes(reader, line)
        return Started.NOTHING
    if paragraph is not None:
        reader.container.children[-1] = leaf
        reader.leaf = leaf
        leaf.end_line, leaf.end_offset = line.number, len(line.text)
    else:
        reader.add_leaf(leaf)
    return Started.LEAF


def _headed(
    reader: BlockReader,
    line: LineCursor,
    head: LeafLine,
    groups: Sequence[tuple[int, int]],
) -> DashedLeaf | None:
    """A simple table: one line of heads, a line a row, up to a blank line."""
    index = line.number - reader.first_number
    end = reader.ahead.next_blank(index)
    closing = reader.ahead.next_dashes(index)
    if closing < end:
        if not reader.ahead.is_blank(closing + 1):
            return None
        end = closing + 1
    if end < index + 2:
        return None
    text, number, offset = head
    leaf = DashedLeaf(number, offset, lines=[head], head_count=1)
    leaf.last_number = reader.first_number + end - 1
    return _drawn(reader, line, leaf, groups, [" " * offset + text])


def _headless(
    reader: BlockReader, line: LineCursor, groups: Sequence[tuple[int, int]]
) -> DashedLeaf | None:
    """A table between two lines of dashes; blank lines part rows of several lines."""
    index = line.number - reader.first_number
    closing = reader.ahead.next_dashes(index)
    if not _is_end(reader, index, closing):
        return None
    leaf = DashedLeaf(line.number, line.first)
    leaf.last_number = reader.first_number + closing
    leaf.is_multiline = reader.ahead.next_blank(index) < closing
    return _drawn(reader, line, leaf, groups, [])


def _headed_multiline(reader: BlockReader, line: LineCursor) -> DashedLeaf | None:
    """A line of dashes, heads, dashes for the columns, rows, a line of dashes."""
    index = line.number - reader.first_number
    columns = reader.ahead.next_dashes(index)
    if columns >= reader.ahead.next_blank(index) or columns < index + 2:
        return None
    closing = reader.ahead.next_dashes(columns)
    if not _is_end(reader, columns, closing, after_blank=True):
        return None
    groups = [found.span() for found in _GROUP.finditer(reader.lines[columns])]
    if len(groups) < 2:
        return None
    leaf = DashedLeaf(line.number, line.first, is_multiline=True)
    leaf.head_count = columns - index - 1
    leaf.last_number = reader.first_number + closing
    return _drawn(reader, line, leaf, groups, [])


def _is_end(
    reader: BlockReader, opening: int, closing: int, *, after_blank: bool = False
) -> bool:
    """Whether a line of dashes ends a table.

    A blank line before it says that the only row of a table has several lines.
    """
    ahead = reader.ahead
    return (
        closing < len(reader.lines)
        and closing > opening + 1
        and (after_blank or not ahead.is_blank(closing - 1))
        and ahead.is_blank(closing + 1)
    )


def _drawn(
    reader: BlockReader,
    line: LineCursor,
    leaf: DashedLeaf,
    groups: Sequence[tuple[int, int]],
    head: list[str],
) -> DashedLeaf | None:
    """The table with its columns, if the words of its lines keep to them."""
    first = line.number - reader.first_number + 1
    last = leaf.last_number - reader.first_number + 1
    lines = [
        " " * line.offset + text[line.offset :]
        for text in reader.lines[first:last]
        if not text[: line.offset].strip(CONTAINER_MARKS)
    ]
    if len(lines) < last - first:
        return None
    lines = [text for text in (*head, *lines) if not DASHES.match(text.lstrip())]
    leaf.starts = tuple(start for start, _ in groups)
    leaf.ends = tuple(end for _, end in groups)
    for counts_wide in (True, False):
        if _keeps_to(leaf.starts, lines, counts_wide=counts_wide):
            leaf.counts_wide = counts_wide
            return leaf
    return None


def _keeps_to(
    starts: Sequence[int], lines: Sequence[str], *, counts_wide: bool
) -> bool:
    has_second = False
    for text in lines:
        shown = ShownLine(text, counts_wide=counts_wide).text.rstrip()
        if any(start < len(shown) and shown[start - 1] != " " for start in starts[1:]):
            return False
        has_second = has_second or len(shown) > starts[1]
    return has_second


def make_dashed_table(maker: Maker, leaf: DashedLeaf, depth: int) -> Table:
    """Make a table of its lines."""
    lines = [line for line in leaf.lines if not DASHES.match(line[0].lstrip())]
    cut = [_cut(leaf, line) for line in lines]
    heads, rows = cut[: leaf.head_count], cut[leaf.head_count :]
    alignments = _alignments(leaf, lines[: leaf.head_count] or lines[:1])
    head = [heads] if heads else []
    body = list(_parted(rows)) if leaf.is_multiline else [[r] for r in rows if any(r)]
    return Table(
        tuple(_row(maker, r, alignments, depth, is_head=True) for r in head),
        tuple(_row(maker, r, alignments, depth, is_head=False) for r in body),
        span=maker.span(leaf),
    )


_Cut = list[LeafLine | None]
"""The words of a line in each column; `None` where a column has none."""


def _cut(leaf: DashedLeaf, line: LeafLine) -> _Cut:
    text, number, offset = line
    whole = " " * offset + text
    shown = ShownLine(whole, counts_wide=leaf.counts_wide)
    cells: _Cut = []
    for index, start in enumerate(leaf.starts):
        begins = shown.offset(start) if index else 0
        is_last = index + 1 == len(leaf.starts)
        ends = len(whole) if is_last else shown.offset(leaf.starts[index + 1])
        words = whole[begins:ends].rstrip()
        bare = words.lstrip()
        at = begins + len(words) - len(bare)
        cells.append((bare, number, at) if bare else None)
    return cells


def _parted(rows: Sequence[_Cut]) -> Iterator[list[_Cut]]:
    """The lines of each row: blank lines part them."""
    row: list[_Cut] = []
    for cut in rows:
        if any(cut):
            row.append(cut)
        elif row:
            yield row
            row = []
    if row:
        yield row


def _row(
    maker: Maker,
    lines: Sequence[_Cut],
    alignments: Sequence[Alignment | None],
    depth: int,
    *,
    is_head: bool,
) -> TableRow:
    cells: list[TableCell] = []
    for column, alignment in enumerate(alignments):
        words = [cut[column] for cut in lines]
        found = [line for line in words if line is not None]
        span = maker.span_of_lines(found) if found else None
        leaf = LeafText.of_lines(found, maker.file)
        inlines = maker.read(leaf, depth + 4) if found else ()
        blocks = (Paragraph(inlines, span=span),) if inlines else ()
        cells.append(spanning(TableCell(blocks, alignment, is_head, span=span)))
    places = [line for cut in lines for line in cut if line is not None]
    first, last = places[0], places[-1]
    span = SourceSpan(
        maker.file, first[1], first[2] + 1, last[1], last[2] + len(last[0]) + 1
    )
    return TableRow(tuple(cells), span=span)


def _alignments(
    leaf: DashedLeaf, heads: Sequence[LeafLine]
) -> tuple[Alignment | None, ...]:
    """Pandoc's rule: where the dashes reach beyond the words of the head."""
    shown = [
        ShownLine(" " * offset + text, counts_wide=leaf.counts_wide).text
        for text, _, offset in heads
    ]
    found: list[Alignment | None] = []
    for index, (start, end) in enumerate(zip(leaf.starts, leaf.ends, strict=True)):
        is_last = index + 1 == len(leaf.starts)
        stop = None if is_last else leaf.starts[index + 1]
        words = [text[start:stop].rstrip() for text in shown]
        words = sorted((text for text in words if text), key=len)
        if not words:
            found.append(None)
            continue
        starts_late = words[0].startswith(" ")
        ends_early = len(words[0]) < end - start
        found.append(_ALIGNMENTS[starts_late, ends_early])
    return tuple(found)


_ALIGNMENTS = {
    (True, False): Alignment.END,
    (False, True): Alignment.START,
    (True, True): Alignment.CENTER,
    (False, False): None,
}
