"""What a tree lets an edition's reader expect: every piece of text, in order.

What comes in: a division as a backend receives it, and what the edition shows beside
the tree's own words (signs, numbers of lists, folios). What goes out: its pieces of
text with their places. Nothing here looks at markup: the renderer is on trial too.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.formula_words import formula_text
from bookmaker.document.listings import shown_text
from bookmaker.document.nodes import (
    Admonition,
    Bibliography,
    BlockQuote,
    Citation,
    CodeBlock,
    ContentsEntry,
    Definition,
    Epigraph,
    FaultMark,
    Figure,
    Image,
    Index,
    IndexEntry,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    Math,
    MathBlock,
    Node,
    Note,
    NoteList,
    NoteReference,
    Panel,
    Paragraph,
    RawBlock,
    Ruby,
    SceneBreak,
    Section,
    SoftBreak,
    Table,
    TableRow,
    TitleLine,
    Verse,
)
from bookmaker.document.numerals import ROMAN_END, letters, roman
from bookmaker.document.walk import all_divisions, children
from bookmaker.languages.digits import Digits
from bookmaker.proof.word_faults import count_words
from bookmaker.source import SourceSpan


class Standing(enum.Enum):
    """Where a piece may stand in an edition."""

    FLOW = "flow"
    """After the piece before it."""
    CELL = "cell"
    """The same; but where a row runs over a page, its cells take turns."""
    HEAD = "head"
    """A cell of a table's head: the same, and again on each page of the table."""
    CONTINUED = "continued"
    """Above a table's head, which follows, on each page of the table but the first."""
    FOLIO = "folio"
    """The number at the end of a line of the contents, after a leader."""
    LOCATORS = "locators"
    """Folios of an index, which layout may join: `12–14, 20`."""
    SIDE = "side"
    """Beside the text of its page, drawn before it: the number of a gathered note."""
    MARKER = "marker"
    """Beside the text of its page, drawn after it: the number or sign of an item."""
    NOTE = "note"
    """At the foot of its page, after all else."""
    NOTE_MARKER = "note-marker"
    """Beside the notes of its page, drawn after them: the number or sign of an item."""
    PICTURE = "picture"
    """Within a drawing, in the order of the drawing's own parts."""


Run = tuple[str, SourceSpan | None]
"""Words and where the author wrote them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A piece of text that an edition must show."""

    text: str
    spans: tuple[tuple[int, SourceSpan], ...] = field(default=(), compare=False)
    """From which character of `text` on which place is meant."""
    standing: Standing = Standing.FLOW
    tolerated: str = ""
    """Of a drawing: words that need not show, and are not a fault if they do."""
    added: tuple[str, int] = field(default=("", 0), compare=False)
    """Which kind of words the edition adds here to the manuscript's, and how many."""
    cell: int = field(default=0, compare=False)
    """Which cell of a table holds it, counted from 1 in its division; 0 for none.

    Of tables within cells the outermost counts: its cells are what pages divide.
    """
    cells: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    """Of a note: from which character of `text` on which cell holds it, as `cell`."""

    def span_at(self, start: int, end: int) -> SourceSpan | None:
        """Where the author wrote a stretch of it: the words, or the run they are in."""
        before = [place for place in self.spans if place[0] <= start]
        if not before:
            return next((span for _, span in self.spans), None)
        begin, span = before[-1]
        following = next((at for at, _ in self.spans if at > begin), len(self.text))
        width = span.end_column - span.column
        # The end of a line is white space that no span covers.
        stretch = self.text[begin:following]
        is_as_written = width in (len(stretch), len(stretch.rstrip()))
        if span.line != span.end_line or not is_as_written or end > begin + width:
            return span
        column = span.column + start - begin
        return SourceSpan(
            span.file, span.line, column, span.line, column + max(0, end - start)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an edition shows beside the words of the tree; by default nothing.

    An EPUB leaves it to its sheet, which is not text; a PDF has it as text.
    """

    has_markers: bool = False
    """Whether the items of lists are numbered, and notes have a full stop."""
    bullet: str = ""
    scene_break: str = ""
    scene_break_by_class: Mapping[str, str] = field(default_factory=dict)
    """The signs that an author asks for by class: an asterism, an ornament."""
    attribution: str = ""
    """Before the name of one who is quoted."""
    continued: str = ""
    """After the number of a table, above its head on its pages after the first."""
    folio_by_id: Mapping[str, str] = field(default_factory=dict)
    """What the contents say of each id that they lead to."""
    digits: Digits = Digits.LATIN
    """Those of the numbers of lists."""
    words_by_picture: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What the drawings show, and what else is written in them, by their paths."""


def _numbered(mark: str) -> str:
    """What stands before a note: a number has a full stop, a symbol has none."""
    return f"{mark}." if mark.isalnum() else mark


def fingerprint(expected: Iterable[Expected]) -> bytes:
    """Tell two expectations apart that an edition could not both fulfil.

    Places are left out: a chapter proven once is proven wherever it stands.
    """
    digest = hashlib.sha256()
    for piece in expected:
        digest.update(
            f"{piece.standing.value}\0{piece.text}\0{piece.tolerated}\1".encode(
                errors="replace"
            )
        )
    return digest.digest()


def expected_of_book(book: Book, shown: Shown) -> Iterator[Expected]:
    """Yield what a whole book lets expect, in reading order."""
    for division in all_divisions(book):
        yield from expected_of_division(division, shown)


def expected_of_division(division: Division, shown: Shown) -> tuple[Expected, ...]:
    """List what a division lets expect, without those below it."""
    pieces = _Pieces(
        shown,
        _ADDED_BY_KIND.get(division.kind, ""),
        says_metadata=division.kind in _OF_METADATA,
    )
    if division.title and division.shows_title:
        pieces.add_words(division.label, division.title)
        pieces.add_inlines(division.subtitle)
        pieces.add_words(division.author, ())
        pieces.add_words(division.translated_by, ())
    pieces.add_blocks(division.blocks)
    return tuple(pieces.found)


_ADDED_BY_KIND = {
    DivisionKind.CONTENTS: "contents",
    DivisionKind.LIST_OF_FIGURES: "contents",
    DivisionKind.LIST_OF_TABLES: "contents",
    DivisionKind.LIST_OF_LISTINGS: "contents",
    DivisionKind.INDEX: "index",
    DivisionKind.DESCRIPTIONS: "descriptions",
}
"""What divisions say that are made of words which stand elsewhere already."""
_OF_METADATA = frozenset(
    {
        DivisionKind.HALF_TITLE,
        DivisionKind.TITLE_PAGE,
        DivisionKind.COPYRIGHT,
        DivisionKind.ALSO_BY,
        DivisionKind.COLOPHON,
    }
)
"""Divisions whose words stand in `book.toml`, so they have no place in a chapter."""
_MADE = "labels"
"""Labels, numbers, signs, the text of formulas where it is text (print draws them), and
the addresses of links where print shows them."""
_TURNED = "\n\N{RIGHTWARDS ARROW WITH HOOK} "
"""Where a listing's line goes on in the next."""


class _Pieces:
    """Gathers the pieces of a division."""

    def __init__(self, shown: Shown, added: str, *, says_metadata: bool) -> None:
        self.shown = shown
        self._says_metadata = says_metadata
        self._added = added
        """What all of it adds to the manuscript's words; empty where it is them."""
        self._is_cut = False
        """Whether the last run ended with a note's call, perhaps within a word."""
        self._made: set[int] = set()
        """Which of the runs are not words of the author's."""
        self.found: list[Expected] = []
        self._runs: list[Run] = []
        self._standing = Standing.FLOW
        self._cells = 0

    def add_words(self, words: str | None, inlines: Iterable[Node]) -> None:
        """Add a line that begins with generated words."""
        if words:
            self._add_made(f"{words} ", None)
        self.add_inlines(inlines)

    def add_inlines(self, nodes: Iterable[Node]) -> None:
        """Add a line, or a paragraph, with the notes that are called in it."""
        for node in nodes:
            self._gather(node)
        self._end()

    def add_blocks(self, blocks: Iterable[Node]) -> None:
        """Add what blocks say, one after the other."""
        for block in blocks:
            self._add_block(block)

    def _add_block(self, block: Node) -> None:  # noqa: C901 - a case a shape
        match block:
            case CodeBlock():
                self.add_words(block.label, block.caption)
                if block.file_name is not None:
                    self._runs.append((block.file_name, block.span))
                    self._end()
                self._runs.append((shown_text(block), block.span))
                self._end()
            case MathBlock():
                self._add_made(formula_text(block), block.span)
                self._end()
                self.add_words(block.label, ())
            case Index():
                self._add_index(block)
            case RawBlock():
                self._runs.append((block.text, block.span))
                self._end()
            case Section():
                self.add_words(block.number, block.title)
                self.add_blocks(block.blocks)
            case BlockQuote() | Epigraph():
                self.add_blocks(block.blocks)
                self._add_attribution(block.attribution)
            case Verse():
                for stanza in block.stanzas:
                    for line in stanza.lines:
                        self.add_inlines(line.children)
                self._add_attribution(block.attribution)
            case List():
                self._add_list(block)
            case Definition():
                self.add_inlines(block.term)
                for description in block.descriptions:
                    self.add_blocks(description)
            case Figure():
                self._add_picture(block.image)
                self.add_words(block.label, block.caption)
            case Panel():
                self.add_blocks(block.blocks)
                self.add_words(block.label, block.caption)
            case Table():
                self._add_table(block)
            case SceneBreak():
                self.add_words(self._scene_break(block), ())
            case Admonition():
                self.add_inlines(block.title)
                self.add_blocks(block.blocks)
            case NoteList():
                self.add_words(block.title, ())
                for note in block.notes:
                    self._add_gathered_note(note)
            case ContentsEntry():
                self._add_entry(block)
            case Bibliography():
                self.add_words(block.title, ())
                self._add_any(block)
            case FaultMark():
                self.add_words(f"{block.code} {block.message}", ())
            case Paragraph() | TitleLine():
                self.add_inlines(block.children)
            case _:
                self._add_any(block)

    def _scene_break(self, block: SceneBreak) -> str:
        if block.is_blank:
            return ""
        by_class = self.shown.scene_break_by_class
        asked = (by_class[c] for c in block.attributes.classes if c in by_class)
        return next(asked, self.shown.scene_break)

    def _add_any(self, block: Node) -> None:
        """Add a block of another kind: what it holds, in the order of its fields."""
        for child in children(block):
            if _is_inline(child):
                self._gather(child)
            else:
                self._end()
                self._add_block(child)
        self._end()

    def _add_attribution(self, attribution: tuple[Node, ...]) -> None:
        if attribution:
            self.add_words(self.shown.attribution, attribution)

    def _add_picture(self, image: Image) -> None:
        words, others = self.shown.words_by_picture.get(image.source, ("", ""))
        if words or others:
            self._end()
            spans = _spans_of([(words, image.span)])
            self.found.append(Expected(words, spans, Standing.PICTURE, others))

    def _add_list(self, block: List) -> None:
        for position, entry in enumerate(block.items):
            self._add_marker(block, entry, block.start + position)
            if entry.is_done is not None:
                self.add_words(_BOX_BY_STATE[entry.is_done], ())
            self.add_blocks(entry.blocks)

    def _add_marker(self, block: List, entry: ListItem, number: int) -> None:
        if not self.shown.has_markers or entry.is_done is not None:
            return
        is_bullet = block.style is ListStyle.BULLET
        counted = f"{_counted(number, block.style, self.shown.digits)}."
        marker = self.shown.bullet if is_bullet else counted
        spans = _spans_of([(marker, entry.span)])
        self.found.append(Expected(marker, spans, Standing.MARKER))

    def _add_table(self, table: Table) -> None:
        self.add_words(table.label, table.caption)
        if self.shown.continued and table.head and (table.label or table.caption):
            words = " ".join(filter(None, (table.label, self.shown.continued)))
            self.found.append(Expected(words, (), Standing.CONTINUED))
        before = self._standing
        for standing, rows in (
            (Standing.HEAD, table.head),
            (Standing.CELL, table.body),
        ):
            self._standing = standing
            for row in rows:
                self._add_row(row)
        self._standing = before

    def _add_row(self, row: TableRow) -> None:
        for cell in row.cells:
            begin = len(self.found)
            self.add_blocks(cell.blocks)
            self._cells += 1
            held = (replace(piece, cell=self._cells) for piece in self.found[begin:])
            self.found[begin:] = held

    def _add_gathered_note(self, note: Note) -> None:
        if note.call is not None:
            number = note.number or note.label
            if self.shown.has_markers:
                spans = _spans_of([(number, note.span)])
                mark = _numbered(number)
                self.found.append(Expected(mark, spans, Standing.SIDE))
            else:
                self._add_made(number, note.span)
                self._end()
        self.add_blocks(note.blocks)

    def _add_index(self, index: Index) -> None:
        for group in index.groups:
            self.add_words(group.heading, ())
            for entry in group.entries:
                self._add_index_entry(entry, index)

    def _add_index_entry(self, entry: IndexEntry, index: Index) -> None:
        self.add_inlines(entry.term)
        if entry.locators:
            comma = index.comma
            words = f"{comma} ".join(locator.words for locator in entry.locators)
            self.add_words(f"{comma} {words}", ())
            if not words.strip(f" {comma}"):
                added = (self._added, 1)
                self.found[-1] = Expected(comma, (), self._standing, added=added)
                self.found.append(Expected("", (), Standing.LOCATORS))
        for references, word in (
            (entry.see, index.see),
            (entry.see_also, index.see_also),
        ):
            for position, reference in enumerate(references):
                lead = f". {word[0].upper()}{word[1:]}"
                if position:
                    lead = index.semicolon
                self.add_words(lead, reference.words)
        for below in entry.entries:
            self._add_index_entry(below, index)

    def _add_entry(self, entry: ContentsEntry) -> None:
        self.add_words(entry.label, entry.title)
        folio = self.shown.folio_by_id.get(entry.target)
        if folio is not None:
            self.found.append(Expected(folio, (), Standing.FOLIO))
        for below in entry.entries:
            self._add_entry(below)

    def _gather(self, node: Node) -> None:  # noqa: C901 - a case a node
        match node:
            case SoftBreak() | LineBreak():
                self._runs.append((" ", None))
            case Ruby():
                for part in node.children:
                    self._gather(part)
                reading = node.reading
                if self.shown.has_markers:
                    reading = f"({reading})"
                self._runs.append((reading, node.span))
            case Image():
                self._add_picture(node)
            case Math():
                self._add_made(formula_text(node), node.span)
            case Citation() if not node.words:
                self._runs.append((node.written, node.span))
            case NoteReference():
                self._add_made(node.number or node.label, node.span)
                if node.note is not None:
                    self._end()
                    self._is_cut = True
                    self._add_foot_note(node.note)
            case _:
                text = getattr(node, "text", None)
                if isinstance(text, str):
                    self._runs.append((text, node.span))
                else:
                    for child in children(node):
                        self._gather(child)
                    self._add_page_of(node)

    def _add_page_of(self, node: Node) -> None:
        """Add the folio that the sheet sets behind a reference to a page."""
        if isinstance(node, Link) and _PAGE_REFERENCE in node.attributes.classes:
            folio = self.shown.folio_by_id.get(node.target.removeprefix("#"))
            if folio is not None:
                self._add_made(folio, None)

    def _add_foot_note(self, note: Note) -> None:
        inner = _Pieces(self.shown, self._added, says_metadata=self._says_metadata)
        mark = _numbered(note.number or note.label)
        inner._add_made(f"{mark} ", note.span)
        inner._end()
        inner.add_blocks(note.blocks)
        said = [p for p in inner.found if p.standing in _IN_TEXT]
        beside = [p for p in inner.found if p.standing not in _IN_TEXT]
        text, spans, cells, added = "", [], [], 0
        for piece in said:
            cells.append((len(text), piece.cell))
            spans += [(len(text) + start, span) for start, span in piece.spans]
            text += f"{piece.text} "
            added += piece.added[1]
        name = inner._added or _MADE
        self.found.append(
            Expected(
                text,
                tuple(spans),
                Standing.NOTE,
                added=(name, added),
                cells=tuple(cells) if any(cell for _, cell in cells) else (),
            )
        )
        for piece in beside:
            is_marker = piece.standing is Standing.MARKER
            standing = Standing.NOTE_MARKER if is_marker else piece.standing
            self.found.append(replace(piece, standing=standing))

    def _add_made(self, words: str, span: SourceSpan | None) -> None:
        """Add words that nobody wrote: a label, a number, a folio."""
        self._made.add(len(self._runs))
        self._runs.append((words, span))

    def _is_written(self, words: str, span: SourceSpan | None) -> bool:
        return span is not None or self._says_metadata or not words.strip()

    def _end(self) -> None:
        runs, self._runs = self._runs, []
        made, self._made = self._made, set()
        is_cut, self._is_cut = self._is_cut, False
        text = "".join(words for words, _ in runs)
        if text:
            added = (self._added, count_words(text))
            if not self._added:
                written = (
                    words
                    for at, (words, span) in enumerate(runs)
                    if at not in made and self._is_written(words, span)
                )
                # A number that is set on a word is not a word of its own.
                words = count_words("".join(written).replace(_TURNED, ""))
                # Behind a note's call, the rest of a word is not a word of its own.
                words -= is_cut and not text[0].isspace()
                added = (_MADE, count_words(text) - words)
            spans = _spans_of(runs)
            self.found.append(Expected(text, spans, self._standing, added=added))


_IN_TEXT = frozenset({Standing.FLOW, Standing.CELL, Standing.HEAD})
"""What follows the piece before it, in a note as elsewhere."""
_BOX_BY_STATE = {True: "\N{BALLOT BOX WITH CHECK}", False: "\N{BALLOT BOX}"}


_INLINES = get_args(Inline)
_PAGE_REFERENCE = "page-reference"


def _is_inline(node: Node) -> bool:
    return isinstance(node, _INLINES)


def _spans_of(runs: Iterable[Run]) -> tuple[tuple[int, SourceSpan], ...]:
    spans: list[tuple[int, SourceSpan]] = []
    offset = 0
    for words, span in runs:
        if span is not None:
            spans.append((offset, span))
        offset += len(words)
    return tuple(spans)


def _counted(number: int, style: ListStyle, digits: Digits) -> str:
    """A number in the style of a list, as CSS Counter Styles Level 3 writes it.

    Where a style has no figures for a number (6.1 and 7.1.1), decimal ones stand.
    `digits` are those of lists that are numbered so.
    """
    match style:
        case ListStyle.LOWER_ALPHA | ListStyle.UPPER_ALPHA if number > 0:
            written = letters(number)
        case ListStyle.LOWER_ROMAN | ListStyle.UPPER_ROMAN if 0 < number < ROMAN_END:
            written = roman(number)
        case ListStyle.DECIMAL:
            return digits.write(number)
        case _:
            return str(number)
    is_lower = style in (ListStyle.LOWER_ALPHA, ListStyle.LOWER_ROMAN)
    return written.lower() if is_lower else written
