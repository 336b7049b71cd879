"""Every block and inline node of the tree, on one page.

A node says what a thing is, never how it looks. Nodes are frozen and their children
are tuples: a change makes a new node. `span` is left out of equality and of `repr`,
so that trees compare by meaning and still point at the source.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeAlias

from bookmaker.source import SourceSpan


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the author attached: `{#id .class key=value}` (pandoc's notation).

    Read by transforms and the renderer; never a channel between our own modules.
    """

    id: str | None = None
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def find(self, key: str) -> str | None:
        """The value of the first pair with this key, if there is one."""
        return next((value for name, value in self.pairs if name == key), None)


NO_ATTRIBUTES = Attributes()


class _Remembering:
    """What a node knows of itself besides its fields."""

    __slots__ = ("kinds_below",)
    kinds_below: int
    """Set by the first walk that asks for it, and read by walks alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(_Remembering):
    """What all nodes have: where they came from and what the author attached."""

    attributes: Attributes = NO_ATTRIBUTES
    span: SourceSpan | None = field(default=None, compare=False, repr=False)


# --- Inline nodes -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A run of words; no line ends in it."""

    text: str


@dataclass(frozen=True, slots=True)
class SoftBreak(Node):
    """A line end in the source that means a space."""


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A line end that the author wants to see."""


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """Stress, or a word as a word: italics, by the sheet's choice."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Strong importance."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class SmallCaps(Node):
    """Words set in small capitals because the author wants them so."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    """Raised: an ordinal's ending, an exponent."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    """Lowered: a chemical formula's figure."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strikeout(Node):
    """Words that no longer hold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Highlight(Node):
    """Words marked for the reader's eye."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span(Node):
    """Words to which the author attached a class, a language or an id."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code(Node):
    """A piece of code within a line; its characters are never changed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link. After `resolve_references` an internal target is `#id`, book-wide."""

    children: tuple[Inline, ...]
    target: str
    title: str = ""


class ReferenceForm(enum.Enum):
    """What a reference says of its target."""

    LABEL = "label"
    """`Figure 3.2`; the title of what has no number."""
    NUMBER = "number"
    """`3.2`."""
    TITLE = "title"
    """Like a label, but a title stands without quotation marks."""
    PAGE = "page"
    """`page 47` in print; in an EPUB, which has no pages, the label."""


@dataclass(frozen=True, slots=True)
class CrossReference(Node):
    """A reference whose words are made from what it leads to.

    After `resolve_references` its target is `#id`, book-wide, and its words are there.
    """

    target: str
    form: ReferenceForm = ReferenceForm.LABEL
    children: tuple[Inline, ...] = ()
    """What is shown; set by `resolve_references`, but for a page's own words."""
    starts_sentence: bool = False
    has_own_words: bool = False
    """Whether the author gave the words: `[the quay](#quay){.page}`."""


@dataclass(frozen=True, slots=True)
class Image(Node):
    """A picture in the line.

    `source` is a path relative to the manuscript's root (to the author's file, until
    the reader is done). `alternative` is empty for a decorative picture; `None` where
    the author said nothing.
    """

    source: str
    alternative: str | None
    title: str = ""
    details: str | None = None
    """The id of the link to its long description; set by `link_descriptions`."""


@dataclass(frozen=True, slots=True)
class NoteReference(Node):
    """The call of a note.

    `label` is the author's, unique within a file; `number` is what is shown, set by
    `number_notes`; `note` holds the note itself where it is placed at its call (the
    foot of the page), by `place_notes`.
    """

    label: str
    number: str | None = None
    target: str | None = None
    """The id of its note, book-wide; set by `number_notes`."""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class CitedSource(Node):
    """A work within a citation, with what the author says around it."""

    key: str
    prefix: tuple[Inline, ...] = ()
    suffix: tuple[Inline, ...] = ()
    label: str = "page"
    """What the locator counts, in CSL's word: `page`, `chapter`, `section`."""
    locator: str = ""
    omits_author: bool = False
    """Whether the sentence has named the author already: `[-@key]`."""


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """A citation: `[@key, p. 3; see @other]`, or `@key` as a word of the sentence.

    `words` is what is shown, set by `cite_sources`; a style of notes makes notes of
    citations instead.
    """

    sources: tuple[CitedSource, ...]
    is_in_text: bool = False
    written: str = ""
    """The author's own characters, shown where the book has no sources."""
    words: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation(Node):
    """A word that stands for others, `*[HTML]: …`; marked by `mark_abbreviations`."""

    children: tuple[Inline, ...]
    expansion: str


@dataclass(frozen=True, slots=True)
class Ruby(Node):
    """Characters with their reading: `{漢字|かんじ}`."""

    children: tuple[Inline, ...]
    reading: str


class IndexRole(enum.Enum):
    """What the place of an index mark is."""

    PLACE = "place"
    MAIN = "main"
    """Where the term is defined: its locator stands out."""
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class IndexTerm(Node):
    """A place that the index leads to; its words, if it has any, stay in the text.

    `entry` is the way to it in the index, `Whales!sperm`; empty where the words
    themselves are the entry. A mark with `see` leads to another entry instead.
    """

    children: tuple[Inline, ...] = ()
    entry: str = ""
    role: IndexRole = IndexRole.PLACE
    key: str = ""
    """What joins the start of a range to its end."""
    sort: str = ""
    """What the entry is sorted by, where not by its words."""
    see: str = ""
    see_also: str = ""


@dataclass(frozen=True, slots=True)
class FormulaImage:
    """A formula as print shows it."""

    source: str
    """Where the workspace has it."""
    width: str
    """In em of the text, as CSS writes it."""
    depth: str
    """Where its foot stands from the base line; below it if negative."""


@dataclass(frozen=True, slots=True)
class Math(Node):
    """A formula in the line, in TeX."""

    text: str
    mathml: str | None = None
    """Set by `convert_mathematics`; `None` where the TeX cannot be read."""
    spoken: str | None = None
    """In words, set by `convert_mathematics`; `None`: its language has none for it."""
    image: FormulaImage | None = None
    """Set by the print edition."""


@dataclass(frozen=True, slots=True)
class RawInline(Node):
    """Markup that was not understood; every edition shows its characters."""

    text: str
    format: str = "html"


Inline: TypeAlias = (
    Text
    | SoftBreak
    | LineBreak
    | Emphasis
    | Strong
    | SmallCaps
    | Superscript
    | Subscript
    | Strikeout
    | Highlight
    | Span
    | Code
    | Link
    | CrossReference
    | Image
    | NoteReference
    | IndexTerm
    | Citation
    | Abbreviation
    | Ruby
    | Math
    | RawInline
)


# --- Block nodes ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """A heading as the reader found it.

    `nest_sections` turns those that stand directly in a division into sections; one
    in a quotation or a list stays.
    """

    level: int
    """1 to 6."""
    children: tuple[Inline, ...]

    def __post_init__(self) -> None:
        _require(1 <= self.level <= 6, f"a heading of level {self.level}")


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A stretch of a division under a heading of its own."""

    level: int
    """1 for the first level below the division's title, and so on; no level skipped."""
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    number: str | None = None
    """As printed, `2.1`; set by `number_divisions`."""
    short_title: str | None = None
    """For the running head."""

    def __post_init__(self) -> None:
        _require(self.level >= 1, f"a section of level {self.level}")


@dataclass(frozen=True, slots=True)
class BlockQuote(Node):
    """A quotation set off from the text, with its attribution, if it has one."""

    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    """Without its dash, which is the sheet's."""


@dataclass(frozen=True, slots=True)
class Epigraph(Node):
    """A quotation at the head of a book, a part or a chapter."""

    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class VerseLine(Node):
    """A line of verse."""

    children: tuple[Inline, ...]
    indent: int = 0
    """Spaces at its beginning in the source."""


@dataclass(frozen=True, slots=True)
class Stanza(Node):
    """Lines of verse without a blank line between them."""

    lines: tuple[VerseLine, ...]


@dataclass(frozen=True, slots=True)
class Verse(Node):
    """A poem or a piece of one."""

    stanzas: tuple[Stanza, ...]
    attribution: tuple[Inline, ...] = ()


class ListStyle(enum.Enum):
    """What stands before the items of a list."""

    BULLET = "bullet"
    DECIMAL = "decimal"
    LOWER_ALPHA = "lower-alpha"
    UPPER_ALPHA = "upper-alpha"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """An item of a list; `is_done` is `None` outside a task list."""

    blocks: tuple[Block, ...]
    is_done: bool | None = None


@dataclass(frozen=True, slots=True)
class List(Node):
    """A list. A tight one has no space between its items."""

    items: tuple[ListItem, ...]
    style: ListStyle = ListStyle.BULLET
    start: int = 1
    is_tight: bool = True


@dataclass(frozen=True, slots=True)
class Definition(Node):
    """A term and what is said of it; each of `descriptions` is one explanation."""

    term: tuple[Inline, ...]
    descriptions: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Node):
    """Terms and their definitions."""

    definitions: tuple[Definition, ...]
    is_tight: bool = True


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    """A listing. Its text ends without a line end and is never changed."""

    text: str
    language: str | None = None
    """The first word of the info string, up to a comma."""
    caption: tuple[Inline, ...] = ()
    label: str | None = None
    """As printed, `Listing 2.1`; set by `number_captions`."""
    number: str | None = None
    """`2.1`; set by `number_captions`."""
    file_name: str | None = None
    """The file that the code is from, shown over it."""
    first_line: int | None = None
    """The number of its first line, where lines are numbered."""
    callouts: tuple[tuple[int, int], ...] = ()
    """Lines, counted from 0, that a remark below explains, and its number."""
    is_highlighted: bool = False
    """Whether its language's words have colours; set by `mark_listings`."""
    turnovers: tuple[int, ...] = ()
    """Offsets before which a line is turned over; set by the print edition."""
    scale: int = 100
    """The size of the type in percent of other listings'; set by the print edition."""


@dataclass(frozen=True, slots=True)
class MathBlock(Node):
    """A formula on lines of its own, in TeX."""

    text: str
    label: str | None = None
    """As printed beside it, `(2.1)`; set by `number_captions`."""
    number: str | None = None
    """`2.1`; set by `number_captions`."""
    mathml: str | None = None
    """Set by `convert_mathematics`; `None` where the TeX cannot be read."""
    spoken: str | None = None
    """In words, set by `convert_mathematics`; `None`: its language has none for it."""
    image: FormulaImage | None = None
    """Set by the print edition."""


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """A picture that stands alone, with its caption."""

    image: Image
    caption: tuple[Inline, ...] = ()
    label: str | None = None
    """As printed, `Figure 2.1`; set by `number_captions`."""
    number: str | None = None
    """`2.1`; set by `number_captions`."""


class PanelKind(enum.Enum):
    """As what the blocks of a panel are numbered and listed."""

    FIGURE = "figure"
    TABLE = "table"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Panel(Node):
    """Blocks that share a number and a caption: pictures side by side, say."""

    kind: PanelKind
    blocks: tuple[Block, ...]
    caption: tuple[Inline, ...] = ()
    columns: int = 1
    """How many of its blocks stand side by side."""
    label: str | None = None
    """As printed, `Figure 2.1`; set by `number_captions`."""
    number: str | None = None
    """`2.1`; set by `number_captions`. Within, `2.1 (a)`, with the label `(a)`."""


class Alignment(enum.Enum):
    """How the cells of a column stand."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class TableCell(Node):
    """A cell; one that holds a single paragraph is shown without one."""

    blocks: tuple[Block, ...]
    alignment: Alignment | None = None
    is_header: bool = False
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class TableRow(Node):
    """A row of a table."""

    cells: tuple[TableCell, ...]
    may_divide: bool = False
    """Whether it may go on at the next page; set by the print edition."""


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table; the head is repeated where it runs over a page."""

    head: tuple[TableRow, ...]
    body: tuple[TableRow, ...]
    caption: tuple[Inline, ...] = ()
    label: str | None = None
    """As printed, `Table 2.1`; set by `number_captions`."""
    number: str | None = None
    """`2.1`; set by `number_captions`."""
    scale: int = 100
    """The size of the type in percent of other tables'; set by the print edition."""
    is_short: bool = False
    """Whether it has so few lines that it stays on one page; set by the print
    edition."""


@dataclass(frozen=True, slots=True)
class SceneBreak(Node):
    """The pause between scenes."""

    is_blank: bool = False
    """White space only, without the theme's ornament."""


@dataclass(frozen=True, slots=True)
class PageBreak(Node):
    """A new page, because the author wants one there."""


class AdmonitionKind(enum.Enum):
    """The kinds of admonition, as Quarto and MyST have them."""

    NOTE = "note"
    TIP = "tip"
    WARNING = "warning"
    CAUTION = "caution"
    IMPORTANT = "important"


@dataclass(frozen=True, slots=True)
class Admonition(Node):
    """Advice set apart. Its title is generated where the author gave none."""

    kind: AdmonitionKind
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Group(Node):
    """Blocks to which the author attached a class, a language or an id (`:::`)."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A note: what its call leads to."""

    label: str
    blocks: tuple[Block, ...]
    number: str | None = None
    call: str | None = None
    """The id of its first call, where a reader goes back to; set by `number_notes`."""


@dataclass(frozen=True, slots=True)
class NoteList(Node):
    """Notes gathered at the end of a division or of the book, by `place_notes`."""

    notes: tuple[Note, ...]
    title: str = ""
    """The heading over them, in the book's language; empty where they have a page."""


class TitleRole(enum.Enum):
    """What a line of a generated title page or copyright page is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    SERIES = "series"
    CREATOR = "creator"
    CONTRIBUTOR = "contributor"
    PUBLISHER = "publisher"
    IMPRINT = "imprint"
    """A line of the copyright page."""


@dataclass(frozen=True, slots=True)
class TitleLine(Node):
    """A line of a generated half title, title page or copyright page."""

    role: TitleRole
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry(Node):
    """A line of the contents: where it leads, what it says, what stands below it."""

    target: str
    """The id of the division or section, without `#`."""
    title: tuple[Inline, ...]
    label: str | None = None
    """`Part I`, `1`: what stands before the title."""
    entries: tuple[ContentsEntry, ...] = ()


class ContentsKind(enum.Enum):
    """What a generated list lists."""

    DIVISIONS = "divisions"
    FIGURES = "figures"
    TABLES = "tables"
    LISTINGS = "listings"


@dataclass(frozen=True, slots=True)
class Contents(Node):
    """The table of contents, or a list of figures; made by `compose_contents`."""

    entries: tuple[ContentsEntry, ...] = ()
    kind: ContentsKind = ContentsKind.DIVISIONS


@dataclass(frozen=True, slots=True)
class IndexLocator(Node):
    """Where an entry of the index leads: a place, or the two ends of a range."""

    target: str
    """An id, without `#`."""
    end: str | None = None
    """The id of a range's end."""
    is_main: bool = False
    """Whether the term is defined there."""
    words: str = ""
    """What an edition without pages shows; print shows the page."""


@dataclass(frozen=True, slots=True)
class IndexReference(Node):
    """The entry that another refers to: `see Cachalot`."""

    words: tuple[Inline, ...]
    target: str | None = None
    """The id of that entry; `None` where the index has none."""


@dataclass(frozen=True, slots=True)
class IndexEntry(Node):
    """An entry of the index, with the entries under it."""

    term: tuple[Inline, ...]
    locators: tuple[IndexLocator, ...] = ()
    see: tuple[IndexReference, ...] = ()
    see_also: tuple[IndexReference, ...] = ()
    entries: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup(Node):
    """The entries under one letter; those under none come first, without a heading."""

    heading: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Index(Node):
    """The index, made by `compose_index`."""

    groups: tuple[IndexGroup, ...] = ()
    see: str = "see"
    see_also: str = "see also"
    """What stands before another entry, in the book's language."""
    comma: str = ","
    semicolon: str = ";"
    """The marks of the book's language."""


@dataclass(frozen=True, slots=True)
class BibliographyEntry(Node):
    """A work in the bibliography; its id is what citations lead to."""

    words: tuple[Inline, ...]
    direction: str | None = None
    """`ltr` or `rtl`, if it isn't that of the book."""


@dataclass(frozen=True, slots=True)
class Bibliography(Node):
    """The works cited in the book or in a chapter, made by `cite_sources`."""

    entries: tuple[BibliographyEntry, ...] = ()
    title: str = ""
    """The heading over them, at the end of a chapter; empty where they have a page."""


@dataclass(frozen=True, slots=True)
class FaultMark(Node):
    """A problem shown on the page of a draft, by `mark_faults`."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RawBlock(Node):
    """Markup that was not understood; every edition shows its characters."""

    text: str
    format: str = "html"


Block: TypeAlias = (
    Paragraph
    | Heading
    | Section
    | BlockQuote
    | Epigraph
    | Verse
    | List
    | DefinitionList
    | CodeBlock
    | MathBlock
    | Figure
    | Panel
    | Table
    | SceneBreak
    | PageBreak
    | Admonition
    | Group
    | NoteList
    | TitleLine
    | Contents
    | Index
    | Bibliography
    | FaultMark
    | RawBlock
)


def _require(is_legal: bool, what: str) -> None:  # noqa: FBT001 - reads as a claim
    if not is_legal:
        message = f"{what} cannot exist"
        raise ValueError(message)
