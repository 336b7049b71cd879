"""The block phase: CommonMark's container algorithm (0.31, appendix: a strategy).

What comes in: the lines of a file. What goes out: open blocks, every leaf line with
its place. Each line is first offered to the containers that are open, then it may
open new ones, and what is left of it goes to a leaf.

How: `chain` holds the open containers from the outermost on, `leaf` the one open leaf,
always the last child of the last container. For each line:

1. `_match_containers`: each container of the chain takes its mark off the line (`>`, an
   item's indent) or ends the matching. `matched` says how many took theirs.
2. A leaf that reads lines as they are (a fence, raw HTML, a formula) takes the rest, if
   all matched.
3. `_open_blocks`: block starts are looked up by the line's first character, so that
   most lines of prose are asked nothing. A start opens a container, and the loop goes
   on behind its mark, or a leaf, which takes the rest.
4. `_add_text`: what is left continues the paragraph, or begins one.

Containers that did not match are not closed before something else begins, because of
lazy continuation (0.31, 5.1): a paragraph goes on without the marks around it. That is
why closing is done by whoever adds a block (`close_unmatched`), and not by the line.

Why our own, with Python-Markdown at hand: its block phase works on text that is cut at
blank lines and rewritten by each processor, so no line keeps its place, and nested
lists follow other rules than CommonMark's. The cells of a grid table are read by a
reader of their own (`_read_cell`), which shares the definitions of links.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.readers.markdown.attributes import are_attributes
from bookmaker.readers.markdown.blocks import (
    CodeLeaf,
    Container,
    DashedLeaf,
    Definitions,
    Description,
    FencedDivision,
    FenceLeaf,
    GridCell,
    GridLeaf,
    GridTable,
    HtmlLeaf,
    Item,
    Leaf,
    ListBlock,
    MathLeaf,
    OpenBlock,
    ParagraphLeaf,
    TableLeaf,
    TexLeaf,
    VerseLeaf,
)
from bookmaker.readers.markdown.box_grids import BOX_SIGNS, as_grid
from bookmaker.readers.markdown.grids import Grid, read_grid
from bookmaker.readers.markdown.html_ends import ends_before_markdown
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.lines_ahead import LinesAhead
from bookmaker.readers.markdown.link_definitions import References, take_definitions
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT, ReaderOptions
from bookmaker.source import SourceSpan


class Started(enum.Enum):
    """What a block start has opened."""

    NOTHING = 0
    CONTAINER = 1
    LEAF = 2


class Examples:
    """The examples of a file, `(@good)`, which count on through all its lists."""

    def __init__(self) -> None:
        self.count = 0
        self.number_by_label: dict[str, int] = {}

    def add(self, label: str) -> None:
        """Count an example; an empty label names none."""
        self.count += 1
        if label:
            self.number_by_label.setdefault(label, self.count)


_CAPTION_BELOW = re.compile(r"[Tt]able:[ \t]+\S")
"""What ends a pipe table directly below it: its caption, and not a row."""
BRACKETED_CAPTION = re.compile(
    r"\[(?![\^!])([^\[\]|]{1,200})\](?:\[[\w-]{0,80}\])?[ \t]*"
)
"""MultiMarkdown's caption of a table, directly below it or above."""
_CELL_DEPTH = 4
"""The nodes around the blocks of a cell: table, row, cell, and one to spare."""
MOST_GRIDS_AROUND = 5
"""A drawing is taken apart once for each that it stands in; nobody draws so many."""
_VERSE_MARK = re.compile(r"\|(?: |$)")
_OF_WORDS = (ParagraphLeaf, TableLeaf)
"""Leaves that other blocks may end; asked for each line, so made once."""

Start = Callable[["BlockReader", LineCursor], Started]
"""A block start: it looks at a line and opens what it finds there, or nothing."""


class BlockReader:
    """Reads lines into open blocks; block starts act on it."""

    def __init__(
        self,
        starts: dict[str, tuple[Start, ...]],
        file: str,
        diagnostics: Diagnostics,
        options: ReaderOptions,
    ) -> None:
        self.file = file
        self.diagnostics = diagnostics
        self.options = options
        self.references = References()
        self.examples = Examples()
        self.root = Container(1, 0)
        self.chain: list[Container] = [self.root]
        """The open containers, outermost first."""
        self.leaf: Leaf | None = None
        """The open leaf, the last child of the last container."""
        self.matched = 1
        """How many of the open containers the present line belongs to."""
        self.unread_openings: list[tuple[LeafLine, str]] = []
        """Lines that look as if they opened a division, and why they do not."""
        self.following: str | None = None
        """The next line of the file."""
        self.lines: list[str] = []
        """All lines, for what must look ahead."""
        self.first_number = 1
        """The line of the file that is the first of them."""
        self._ahead: LinesAhead | None = None
        self._starts = starts
        self._cursor = LineCursor()
        self._depth = 0
        """How deep the whole of it stands in another reader's blocks."""
        self._was_too_deep = False
        self._grids_around = 0

    def read(self, lines: Iterable[str], first_number: int = 1) -> Container:
        """Read all lines; `first_number` is the line of the file they begin at."""
        self.lines = list(lines)
        self.first_number = first_number
        last = len(self.lines) - 1
        for index, text in enumerate(self.lines):
            self.following = self.lines[index + 1] if index < last else None
            self._read_line(text, first_number + index)
        self.close_down_to(1)
        return self.root

    def _read_cell(self, lines: list[LeafLine]) -> list[OpenBlock]:
        """Read the lines of a cell, each with the offset at which the cell begins."""
        inner = BlockReader(self._starts, self.file, self.diagnostics, self.options)
        inner.references = self.references
        inner.examples = self.examples
        inner._depth = self._depth + self.matched + _CELL_DEPTH
        inner._grids_around = self._grids_around + 1
        inner.lines = [" " * offset + text[offset:] for text, _, offset in lines]
        inner.first_number = lines[0][1] if lines else 1
        for index, (text, number, offset) in enumerate(lines):
            following = inner.lines[index + 1 : index + 2]
            inner.following = following[0] if following else None
            inner._read_line(text, number, offset)
        inner.close_down_to(1)
        return inner.root.children

    @property
    def ahead(self) -> LinesAhead:
        """What stands further down."""
        if self._ahead is None:
            self._ahead = LinesAhead(self.lines)
        return self._ahead

    # --- One line -----------------------------------------------------------------

    def _read_line(self, text: str, number: int, offset: int = 0) -> None:
        line = self._cursor
        line.begin(text, number, offset)
        self.matched = self._match_containers(line)
        leaf = self.leaf
        if leaf is not None and not isinstance(leaf, _OF_WORDS):
            if self.is_all_matched and self._continue_leaf(leaf, line):
                return
            self.close_leaf()
        if not self._open_blocks(line):
            self._add_text(line)

    def _match_containers(self, line: LineCursor) -> int:
        chain = self.chain
        matched = 1
        while matched < len(chain) and chain[matched].continues(line):
            matched += 1
        return matched

    @property
    def is_all_matched(self) -> bool:
        """Whether the line belongs to every open container."""
        return self.matched == len(self.chain)

    @property
    def container(self) -> Container:
        """The innermost container that the line belongs to."""
        return self.chain[self.matched - 1]

    @property
    def paragraph(self) -> ParagraphLeaf | None:
        """The paragraph that the line would continue, all its marks being there."""
        leaf = self.leaf
        if isinstance(leaf, ParagraphLeaf) and self.is_all_matched:
            return leaf
        return None

    def _open_blocks(self, line: LineCursor) -> bool:
        """Open what begins on this line; whether a leaf has taken the rest."""
        starts = self._starts
        while not line.is_blank:
            if line.indent > 3:
                return self._open_indented_code(line)
            candidates = starts.get(line.text[line.first])
            if candidates is None:
                return False
            for start in candidates:
                started = start(self, line)
                if started is not Started.NOTHING:
                    break
            else:
                return False
            if started is Started.LEAF:
                return True
        return False

    def _open_indented_code(self, line: LineCursor) -> bool:
        if isinstance(self.leaf, ParagraphLeaf) or (
            isinstance(self.leaf, TableLeaf) and self.is_all_matched
        ):
            return False
        if isinstance(self.container, FencedDivision) and self.container.is_verse:
            return False
        line.skip_columns(4)
        leaf = CodeLeaf(line.number, line.offset)
        self.add_leaf(leaf)
        self._add_line(leaf, line)
        return True

    def _continue_leaf(self, leaf: Leaf, line: LineCursor) -> bool:
        """Give the line to an open leaf that is not a paragraph; whether it took it."""
        match leaf:
            case FenceLeaf():
                return self._continue_fence(leaf, line)
            case CodeLeaf():
                return self._continue_indented_code(leaf, line)
            case HtmlLeaf():
                return self._continue_html(leaf, line)
            case VerseLeaf():
                return self._continue_verse(leaf, line)
            case MathLeaf():
                return self._continue_formula(leaf, line)
            case GridLeaf():
                return self._continue_grid(leaf, line)
            case DashedLeaf() | TexLeaf():
                return self._continue_to_last(leaf, line)
            case _:
                return False

    def _continue_fence(self, leaf: FenceLeaf, line: LineCursor) -> bool:
        if line.indent <= 3 and line.text.startswith(leaf.fence, line.first):
            mark = line.text[line.first :].rstrip(" \t")
            if mark == leaf.fence[0] * len(mark):
                leaf.is_closed = True
                self._end_at(leaf, line)
                self.leaf = None
                return True
        line.skip_columns(min(leaf.fence_indent, line.indent))
        self._add_line(leaf, line)
        return True

    def _continue_indented_code(self, leaf: CodeLeaf, line: LineCursor) -> bool:
        if line.is_blank or line.indent > 3:
            line.skip_columns(min(4, line.indent))
            # A blank line counts only once something follows it.
            ends_here = not line.is_blank
            leaf.lines.append((line.rest(), line.number, line.offset))
            if ends_here:
                self._end_at(leaf, line)
            return True
        return False

    def _continue_html(self, leaf: HtmlLeaf, line: LineCursor) -> bool:
        if leaf.end is None and line.is_blank:
            return False
        self.add_html_line(leaf, line)
        return True

    def add_html_line(self, leaf: HtmlLeaf, line: LineCursor) -> None:
        """Add a line of raw HTML; the leaf closes where the line holds its end."""
        # Where places count, what a container left of a tab is dropped.
        text = line.text[line.offset :] if self.options.is_dialect else line.rest()
        leaf.lines.append((text, line.number, line.offset))
        self._end_at(leaf, line)
        if leaf.end is not None:
            if leaf.end.search(line.text, line.offset):
                self.leaf = None
        elif self.options.is_dialect:
            start = line.number - self.first_number + 1
            # A slice would be as long as the text, `islice` walks to where it begins.
            below = map(self.lines.__getitem__, range(start, len(self.lines)))
            if ends_before_markdown(line.text[line.offset :], below):
                self.leaf = None

    def _continue_formula(self, leaf: MathLeaf, line: LineCursor) -> bool:
        if line.is_blank:  # no formula holds one: this one was not closed
            return False
        content, signs, behind = line.rest().partition("$$")
        if content.strip():
            leaf.lines.append((content, line.number, line.offset))
        self._end_at(leaf, line)
        if signs:
            leaf.is_closed = True
            leaf.behind = behind.strip()
            self.leaf = None
        return True

    def _continue_grid(self, leaf: GridLeaf, line: LineCursor) -> bool:
        if line.is_blank or line.indent > 3:
            return False
        if line.text[line.first] not in (BOX_SIGNS if leaf.is_box else "+|"):
            return False
        self.add_grid_line(leaf, line)
        return True

    def add_grid_line(self, leaf: GridLeaf, line: LineCursor) -> None:
        """Add a line of a grid table."""
        leaf.lines.append((line.text[line.first :].rstrip(), line.number, line.first))
        self._end_at(leaf, line)

    def _continue_to_last(self, leaf: DashedLeaf | TexLeaf, line: LineCursor) -> bool:
        if line.number > leaf.last_number:
            return False
        leaf.lines.append((line.text[line.offset :], line.number, line.offset))
        self._end_at(leaf, line)
        return True

    def _continue_verse(self, leaf: VerseLeaf, line: LineCursor) -> bool:
        if line.is_blank:
            return False
        text = line.text
        if line.indent <= 3 and _VERSE_MARK.match(text, line.first):
            self.add_verse_line(leaf, line)
            return True
        if line.indent and leaf.lines[-1][0]:
            leaf.run_on.add(len(leaf.lines))
            leaf.lines.append((text[line.first :].rstrip(), line.number, line.first))
            self._end_at(leaf, line)
            return True
        return False

    def add_verse_line(self, leaf: VerseLeaf, line: LineCursor) -> None:
        """Add a line behind its bar; its indent stays in its text."""
        offset = min(line.first + 2, len(line.text))
        leaf.lines.append((line.text[offset:].rstrip(), line.number, offset))
        self._end_at(leaf, line)

    # --- What is left of a line ---------------------------------------------------

    def _add_text(self, line: LineCursor) -> None:
        leaf = self.leaf
        if line.is_blank:
            self.close_unmatched()
            self.close_leaf()
        elif isinstance(leaf, ParagraphLeaf):
            leaf.last_is_lazy = not self.is_all_matched
            self._add_paragraph_line(leaf, line)
        elif (
            isinstance(leaf, TableLeaf)
            and self.is_all_matched
            and not are_attributes(line.text[line.first :])
            and _CAPTION_BELOW.match(line.text, line.first) is None
            and BRACKETED_CAPTION.fullmatch(line.text, line.first) is None
        ):
            self._add_paragraph_line(leaf, line)
        else:
            paragraph = ParagraphLeaf(line.number, line.first)
            self.add_leaf(paragraph)
            self._add_paragraph_line(paragraph, line)

    def _add_paragraph_line(self, leaf: Leaf, line: LineCursor) -> None:
        if line.indent and isinstance(leaf, ParagraphLeaf):
            leaf.indent_by_line[line.number] = line.indent
        leaf.lines.append((line.text[line.first :], line.number, line.first))
        self._end_at(leaf, line)

    def _add_line(self, leaf: Leaf, line: LineCursor) -> None:
        leaf.lines.append((line.rest(), line.number, line.offset))
        self._end_at(leaf, line)

    def _end_at(self, block: OpenBlock, line: LineCursor) -> None:
        block.end_line = line.number
        block.end_offset = len(line.text)

    # --- Opening and closing ------------------------------------------------------

    @property
    def is_full(self) -> bool:
        """Whether nothing may be nested deeper; said once for a file."""
        if self._depth + self.matched + 2 <= NESTING_LIMIT:
            return False
        if not self._was_too_deep:
            self._was_too_deep = True
            self.diagnostics.add(
                problems.NestingTooDeep(
                    limit=NESTING_LIMIT,
                    span=SourceSpan.at(
                        self.file, self._cursor.number, self._cursor.first + 1
                    ),
                )
            )
        return True

    def add_container(self, container: Container) -> None:
        """Open a container within the innermost one that the line belongs to."""
        self.close_unmatched()
        self.close_leaf()
        self._leave_lists(container)
        self.container.children.append(container)
        self.chain.append(container)
        self.matched = len(self.chain)
        container.end_line = container.line
        container.end_offset = self._cursor.offset

    def add_leaf(self, leaf: Leaf) -> None:
        """Open a leaf within the innermost container that the line belongs to."""
        self.close_unmatched()
        self.close_leaf()
        self._leave_lists(leaf)
        self.container.children.append(leaf)
        leaf.end_line = self._cursor.number
        leaf.end_offset = len(self._cursor.text)
        self.leaf = leaf

    def _leave_lists(self, block: OpenBlock) -> None:
        while not _accepts(self.chain[-1], block):
            self.chain.pop()
        self.matched = len(self.chain)

    def close_unmatched(self) -> None:
        """Close the containers that the line does not belong to, and their leaf."""
        if not self.is_all_matched:
            self.close_down_to(self.matched)

    def close_down_to(self, depth: int) -> None:
        """Close all containers but the outermost `depth`."""
        self.close_leaf()
        while len(self.chain) > depth:
            closed = self.chain.pop()
            if isinstance(closed, FencedDivision) and not closed.is_closed:
                self.diagnostics.add(
                    problems.UnclosedDivision(span=self._opening_of(closed))
                )
        self.matched = min(self.matched, depth)

    def _opening_of(self, division: FencedDivision) -> SourceSpan:
        text, line, offset = division.head
        end = offset + len(text) + 1
        return SourceSpan(self.file, line, division.offset + 1, line, end)

    def close_leaf(self) -> None:
        """Close the open leaf."""
        leaf, self.leaf = self.leaf, None
        if isinstance(leaf, ParagraphLeaf):
            take_definitions(leaf, self.references)
        elif isinstance(leaf, GridLeaf) and not self.is_full:
            if self._grids_around == MOST_GRIDS_AROUND:
                leaf.is_too_deep = True
                return
            lines = as_grid(leaf.lines) if leaf.is_box else leaf.lines
            grid = read_grid(lines)
            if grid is not None:
                self.chain[-1].children[-1] = self._grid_table(leaf, grid)

    def _grid_table(self, leaf: GridLeaf, grid: Grid) -> GridTable:
        """Read the blocks in the cells of a grid."""
        rows: list[OpenBlock] = []
        for cells in grid.rows:
            row = Container(cells[0].line, cells[0].offset)
            for cell in cells:
                block = GridCell(
                    cell.line,
                    cell.offset,
                    cell.end_line,
                    cell.end_offset,
                    column_span=cell.column_span,
                    row_span=cell.row_span,
                    alignment=cell.alignment,
                )
                block.children = self._read_cell(cell.lines)
                row.children.append(block)
            rows.append(row)
        return GridTable(
            leaf.line,
            leaf.offset,
            leaf.end_line,
            leaf.end_offset,
            rows,
            head_count=grid.head_count,
            is_askew=grid.is_askew,
        )

    def replace_leaf(self, leaf: Leaf) -> None:
        """Put a finished leaf where the open paragraph stood."""
        self.container.children[-1] = leaf
        self.leaf = None


def _accepts(container: Container, block: OpenBlock) -> bool:
    """Whether a block may stand directly in the container."""
    match container:
        case ListBlock():
            return type(block) is Item
        case Definitions():
            return isinstance(block, Description)
        case _:
            return True
