"""What the block phase makes: containers and leaves that are still being read.

They are mutable and short-lived; `tree` turns them into the nodes of the document.
Lines count from 1, offsets within a line from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Alignment,
    Attributes,
    ListStyle,
)
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.places import LeafLine


@dataclass(slots=True, eq=False)
class OpenBlock:
    """What every block has: where it begins, and the end of its last line so far."""

    line: int
    offset: int
    end_line: int = 0
    end_offset: int = 0
    """The offset behind its last character."""


@dataclass(slots=True, eq=False)
class Container(OpenBlock):
    """A block that holds blocks."""

    children: list[OpenBlock] = field(default_factory=list)

    def continues(self, line: LineCursor) -> bool:  # noqa: ARG002 - a rule to override
        """Whether the line belongs here; what marks it so is read."""
        return True


@dataclass(slots=True, eq=False)
class Quote(Container):
    """A block quote."""

    def continues(self, line: LineCursor) -> bool:
        """Read the `>` and the space behind it."""
        if line.indent > 3 or line.is_blank or line.text[line.first] != ">":
            return False
        line.skip_characters(1)
        line.skip_columns(1)
        self.end_line = line.number
        self.end_offset = len(line.text)
        return True


@dataclass(slots=True, eq=False)
class ListBlock(Container):
    """A list; `marker` is its bullet or the characters around its numbers."""

    marker: str = "-"
    start: int | None = None
    style: ListStyle = ListStyle.DECIMAL
    """How its numbers are written, where it has any."""


@dataclass(slots=True, eq=False)
class Item(Container):
    """An item of a list, whose lines are indented by `content_indent` columns."""

    content_indent: int = 2

    def continues(self, line: LineCursor) -> bool:
        """Read the indent; a blank line belongs here if something stands before it."""
        if line.is_blank:
            if not self.children:
                return False
            line.skip_to_first()
            return True
        if line.indent < self.content_indent:
            return False
        line.skip_columns(self.content_indent)
        return True


@dataclass(slots=True, eq=False)
class NoteDefinition(Item):
    """The definition of a note: `[^label]:`."""

    label: str = ""


@dataclass(slots=True, eq=False)
class Description(Item):
    """What is said of a term: `: text`."""


@dataclass(slots=True, eq=False)
class Definitions(Container):
    """A term and its descriptions."""

    term: LeafLine = ("", 1, 0)


@dataclass(slots=True, eq=False)
class FencedDivision(Container):
    """A division between lines of colons."""

    attributes: Attributes = NO_ATTRIBUTES
    head: LeafLine = ("", 1, 0)
    """What follows the colons."""
    title: LeafLine | None = None
    is_closed: bool = False

    @property
    def is_verse(self) -> bool:
        """Whether its lines are lines of verse, and their indents the author's."""
        return "verse" in self.attributes.classes and self.title is None


@dataclass(slots=True, eq=False)
class TexEnvironment(Container):
    """What stands between `\\begin{name}` and `\\end{name}` of TeX."""

    name: str = ""


@dataclass(slots=True, eq=False)
class Leaf(OpenBlock):
    """A block that holds lines."""

    lines: list[LeafLine] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ParagraphLeaf(Leaf):
    """A paragraph; its lines have lost their indents."""

    last_is_lazy: bool = False
    """Whether its last line came without the marks of its containers."""
    indent_by_line: dict[int, int] = field(default_factory=dict)
    """The columns before each line that is indented, by its number: verse."""


@dataclass(slots=True, eq=False)
class HeadingLeaf(Leaf):
    """A heading of either kind."""

    level: int = 1
    is_atx: bool = False


@dataclass(slots=True, eq=False)
class BreakLeaf(Leaf):
    """A thematic break: in a book, a scene break."""

    attributes: Attributes = NO_ATTRIBUTES
    """Those in braces behind it."""


@dataclass(slots=True, eq=False)
class CodeLeaf(Leaf):
    """Lines of code; `info` is what follows the fence."""

    info: LeafLine = ("", 1, 0)


@dataclass(slots=True, eq=False)
class FenceLeaf(CodeLeaf):
    """A fenced listing."""

    fence: str = "```"
    fence_indent: int = 0
    is_closed: bool = False


@dataclass(slots=True, eq=False)
class MathLeaf(Leaf):
    """A formula between lines of two dollar signs."""

    behind: str = ""
    """What follows the closing signs."""
    is_closed: bool = False


@dataclass(slots=True, eq=False)
class TexLeaf(Leaf):
    """An environment of TeX that holds no Markdown: a formula, a drawing, a listing."""

    name: str = ""
    last_number: int = 0
    """The line of the file that ends it."""


@dataclass(slots=True, eq=False)
class HtmlLeaf(Leaf):
    """A run of raw HTML lines; `end` is what closes it, a blank line where `None`."""

    end: re.Pattern[str] | None = None


@dataclass(slots=True, eq=False)
class TableLeaf(Leaf):
    """A pipe table; its first line is the head, the delimiter row is not kept."""

    alignments: tuple[Alignment | None, ...] = ()


@dataclass(slots=True, eq=False)
class GridLeaf(Leaf):
    """The lines of a grid table; once they are all there, `GridTable` takes its place.

    It stays where they are not a grid.
    """

    is_too_deep: bool = False
    """Whether it stands in so many others that it is not read."""
    is_box: bool = False
    """Whether it is of box-drawing characters."""


@dataclass(slots=True, eq=False)
class GridCell(Container):
    """A cell of a grid table."""

    column_span: int = 1
    row_span: int = 1
    alignment: Alignment | None = None


@dataclass(slots=True, eq=False)
class GridTable(Container):
    """A grid table; its children are rows, each a container of cells."""

    head_count: int = 0
    """How many of the rows are heads."""
    is_askew: bool = False
    """Whether a wall of it seems to stand beside its column."""


@dataclass(slots=True, eq=False)
class DashedLeaf(Leaf):
    """A table whose columns a line of dashes draws; that line is not kept."""

    starts: tuple[int, ...] = ()
    """The display column at which each column begins, counted from 0."""
    ends: tuple[int, ...] = ()
    """The display column behind the dashes of each."""
    head_count: int = 0
    """How many of the lines are heads."""
    last_number: int = 0
    """The line of the file that ends it."""
    is_multiline: bool = False
    """Whether blank lines part its rows."""
    counts_wide: bool = True
    """Whether wide characters take two columns."""


@dataclass(slots=True, eq=False)
class VerseLeaf(Leaf):
    """A line block: lines behind `| `, their indents kept."""

    run_on: set[int] = field(default_factory=set)
    """The indexes of lines that go on with the verse before."""
