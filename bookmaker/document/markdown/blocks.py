"""Block nodes as lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bookmaker.document.markdown.attributes import braces, html_attributes, html_text
from bookmaker.document.markdown.code_marks import escape_code
from bookmaker.document.markdown.escapes import escape_lines
from bookmaker.document.markdown.inlines import (
    fits_one_line,
    image_with,
    render_caption,
    render_later_lines,
    render_line,
    render_paragraph,
    without_own_braces,
)
from bookmaker.document.markdown.tables import fits_pipes, render_pipes
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Admonition,
    AdmonitionKind,
    Attributes,
    Bibliography,
    Block,
    BlockQuote,
    CodeBlock,
    Contents,
    ContentsEntry,
    DefinitionList,
    Epigraph,
    FaultMark,
    Figure,
    Group,
    Heading,
    Index,
    IndexEntry,
    Inline,
    Link,
    List,
    ListItem,
    ListStyle,
    MathBlock,
    Note,
    NoteList,
    NoteReference,
    PageBreak,
    Panel,
    Paragraph,
    RawBlock,
    SceneBreak,
    Section,
    Table,
    TableCell,
    TableRow,
    Text,
    TitleLine,
    Verse,
    VerseLine,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend

Lines = list[str]

_SEPARATOR = "<!-- -->"
"""A comment: it ends what stands before it, and leaves nothing in the tree."""
_NOT_A_GROUP = frozenset(
    {prefix + kind.value for kind in AdmonitionKind for prefix in ("", "callout-")}
    | {"epigraph", "verse"}
)
"""Classes of a division that the reader makes something else of."""
_FENCE = re.compile(r"[`~]{3,}")
_BREAK = re.compile(r"(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_RULE_OF_TABLE = re.compile(r"[-:| ]*-[-:| ]*")
_LANGUAGE_MARKS = re.compile(r"[\\&`~{}*_\[\]<>]")
_TYPES = {
    ListStyle.LOWER_ALPHA: "a",
    ListStyle.UPPER_ALPHA: "A",
    ListStyle.LOWER_ROMAN: "i",
    ListStyle.UPPER_ROMAN: "I",
}
_LONGEST_NUMBER = 999_999_999


class BlockWriter:
    """Writes blocks, and collects the notes that stand at their calls."""

    def __init__(self) -> None:
        self.placed_notes: list[Note] = []
        self._tags_around = 0
        """Between tags of HTML the reader takes no attributes from a line of their own,
        and no caption from a paragraph."""

    def blocks(self, blocks: Sequence[Block], *, is_quoted: bool = False) -> Lines:
        """Write blocks with a blank line between them.

        `is_quoted`: where a last paragraph that begins with a dash is an attribution.
        """
        return self._flow(blocks, is_quoted=is_quoted, is_tight=False)

    def note(self, note: Note) -> Lines:
        """Write the definition of a note."""
        head = f"[^{note.label}]:"
        lines = self.blocks(note.blocks)
        if not lines:
            return [head]
        if isinstance(note.blocks[0], Paragraph) and not lines[0].startswith("<"):
            return [f"{head} {lines[0]}", *_indented(lines[1:], "    ")]
        return [head, *_indented(lines, "    ")]

    def _flow(
        self, blocks: Sequence[Block], *, is_quoted: bool, is_tight: bool
    ) -> Lines:
        lines: Lines = []
        before: Block | None = None
        marker = "-"
        ends_in_tags = False
        for index, block in enumerate(blocks):
            marker = _other_marker(marker) if _continues(before, block) else "-"
            is_last = is_quoted and index + 1 == len(blocks)
            made = self._block(block, marker=marker, is_last_quoted=is_last)
            if not made:
                continue
            if before is not None:
                # Between tags no fence opens; a blank line ends them, and loosens.
                is_hidden = ends_in_tags and made[0].startswith(":::")
                gap_is_tight = is_tight and not is_hidden
                lines += self._gap(before, block, is_tight=gap_is_tight)
            lines += made
            ends_in_tags = made[0].startswith("<table")
            before = block
        return lines

    @staticmethod
    def _gap(before: Block, block: Block, *, is_tight: bool) -> Lines:
        if not is_tight:
            return [""]
        return [] if _may_follow_at_once(before, block) else [_SEPARATOR]

    # --- One block ----------------------------------------------------------------

    def _block(  # noqa: C901 - a case a node
        self, block: Block, *, marker: str, is_last_quoted: bool
    ) -> Lines:
        self._collect_notes(block)
        match block:
            case Paragraph():
                return self._paragraph(block, guards_dashes=is_last_quoted)
            case Heading():
                return self._heading(block.level, block.children, block.attributes)
            case Section():
                level = min(block.level + 1, 6)
                head = self._heading(level, block.title, block.attributes)
                inner = self.blocks(block.blocks)
                return [*head, "", *inner] if inner else head
            case CodeBlock():
                return _code(block, in_tags=self._tags_around > 0)
            case MathBlock():
                return [
                    "$$",
                    *block.text.split("\n"),
                    f"$$ {braces(block.attributes)}".rstrip(),
                ]
            case Figure():
                return self._figure(block)
            case SceneBreak():
                return _scene_break(block, in_tags=self._tags_around > 0)
            case PageBreak():
                return ["{{< pagebreak >}}", *_own_line(block.attributes)]
            case RawBlock():
                return render_paragraph(_lines_of(block.text)).split("\n")
            case TitleLine():
                return render_paragraph(block.children).split("\n")
            case FaultMark():
                return [f"<!-- {block.code}: {block.message.replace('--', '- -')} -->"]
            case Contents():
                return _contents(block.entries)
            case Index():
                return _index(block)
            case Bibliography():
                return [f"- {render_line(entry.words)}" for entry in block.entries]
            case NoteList():
                return self._note_list(block)
            case _:
                return self._container(block, marker)

    def _container(
        self,
        block: BlockQuote
        | Epigraph
        | Verse
        | List
        | DefinitionList
        | Table
        | Admonition
        | Group
        | Panel,
        marker: str,
    ) -> Lines:
        match block:
            case BlockQuote():
                return self._quote(block)
            case Epigraph():
                return self._epigraph(block)
            case Verse():
                return self._verse(block)
            case List():
                return self._list(block, marker)
            case DefinitionList():
                return self._definitions(block)
            case Table():
                return self._table(block)
            case Admonition():
                return self._admonition(block)
            case Group():
                return self._group(block)
            case Panel():
                return self._panel(block)
            case _:
                assert_never(block)

    def _collect_notes(self, block: Block) -> None:
        for name in ("children", "title", "caption", "term", "attribution"):
            words = getattr(block, name, ())
            for node in descend(*(() if isinstance(words, str) else words)):
                if isinstance(node, NoteReference) and node.note is not None:
                    self.placed_notes.append(node.note)

    def _needs_tag(self, block: Block) -> bool:
        return self._tags_around > 0 and block.attributes != NO_ATTRIBUTES

    def _blocks_in_tags(self, blocks: Sequence[Block]) -> Lines:
        self._tags_around += 1
        lines = self.blocks(blocks)
        self._tags_around -= 1
        return lines

    def _paragraph(self, block: Paragraph, *, guards_dashes: bool = False) -> Lines:
        raw = render_paragraph(block.children, guards_dashes=guards_dashes)
        if not raw:
            return []
        lines = raw.split("\n")
        if block.attributes == NO_ATTRIBUTES:
            return lines
        return [*lines, braces(block.attributes)]

    def _heading(
        self, level: int, words: Sequence[Inline], attributes: Attributes
    ) -> Lines:
        if not fits_one_line(words):
            lines = render_paragraph(words).split("\n")
            return _around(f"h{level}", attributes, lines)
        parts = ("#" * level, render_line(words, is_heading=True), braces(attributes))
        return [" ".join(part for part in parts if part)]

    def _figure(self, figure: Figure) -> Lines:
        image = figure.image
        if image.attributes != NO_ATTRIBUTES:
            return self._html_figure(figure)
        pairs = figure.attributes.pairs
        said = plain_text(figure.caption) or None
        if image.alternative is not None and image.alternative != said:
            pairs = (("alt", image.alternative), *pairs)
        attributes = replace(figure.attributes, pairs=pairs)
        raw = image_with(render_caption(figure.caption), image, attributes)
        return escape_lines(raw).split("\n")

    def _html_figure(self, figure: Figure) -> Lines:
        image = figure.image
        tag = html_attributes(
            image.attributes,
            src=image.source,
            alt=image.alternative,
            title=image.title or None,
        )
        inner = [f"<img{tag}/>"]
        if figure.caption:
            caption = render_paragraph(figure.caption).split("\n")
            inner += _around("figcaption", NO_ATTRIBUTES, caption)
        return [f"<figure{html_attributes(figure.attributes)}>", *inner, "</figure>"]

    # --- Quotations and verse -----------------------------------------------------

    def _quote(self, quote: BlockQuote) -> Lines:
        has_attribution = bool(quote.attribution)
        lines = self.blocks(quote.blocks, is_quoted=not has_attribution)
        if has_attribution:
            lines += _attribution(quote.attribution, is_first=not lines)
        quoted = [f"> {line}" if line else ">" for line in lines or [""]]
        if quote.attributes == NO_ATTRIBUTES:
            return quoted
        last = quote.blocks[-1] if quote.blocks else None
        ends_in_words = has_attribution or (
            isinstance(last, Paragraph) and last.attributes == NO_ATTRIBUTES
        )
        gap = [] if ends_in_words else [_SEPARATOR]
        return [*quoted, *gap, braces(quote.attributes)]

    def _epigraph(self, block: Epigraph) -> Lines:
        attributes = _with_class(block.attributes, "epigraph")
        blocks = block.blocks
        if len(blocks) == 1 and isinstance(blocks[0], BlockQuote):
            blocks = (BlockQuote(blocks),)  # the reader takes one quotation off
        if block.attribution and not blocks:
            words = render_line(block.attribution)
            pairs = (("attribution", words), *attributes.pairs)
            return _division(replace(attributes, pairs=pairs), [])
        lines = self.blocks(blocks, is_quoted=not block.attribution)
        if block.attribution:
            lines += _attribution(block.attribution, is_first=False)
        return _division(attributes, lines)

    def _verse(self, verse: Verse) -> Lines:
        lines: Lines = []
        for index, stanza in enumerate(verse.stanzas):
            lines += ["|"] if index else []
            for line in stanza.lines:
                lines += _verse_line(line)
        if lines and not verse.attribution and not self._needs_tag(verse):
            return [*lines, *_own_line(verse.attributes)]
        if verse.attribution:
            lines += _attribution(verse.attribution, is_first=not lines)
        return _division(_with_class(verse.attributes, "verse"), lines)

    # --- Lists --------------------------------------------------------------------

    def _list(self, block: List, marker: str) -> Lines:
        needs_html = (
            block.style in _TYPES
            or not block.items
            or not 0 <= block.start <= _LONGEST_NUMBER
            or any(item.attributes != NO_ATTRIBUTES for item in block.items)
            or self._needs_tag(block)
        )
        if needs_html:
            return self._html_list(block)
        is_ordered = block.style is ListStyle.DECIMAL
        lines: Lines = []
        for index, item in enumerate(block.items):
            head = marker
            if is_ordered:
                number = min(block.start + index, _LONGEST_NUMBER)
                head = f"{number}{'.' if marker == '-' else ')'}"
            made = self._item(item, head, is_tight=block.is_tight)
            if lines and not block.is_tight:
                lines.append("")
            lines += made
        if not block.is_tight and len(block.items) == 1:
            lines += self._loosened(block.items[0], marker if not is_ordered else head)
        if block.attributes != NO_ATTRIBUTES:
            lines += [_SEPARATOR, braces(block.attributes)]
        return lines

    @staticmethod
    def _loosened(item: ListItem, head: str) -> Lines:
        """A gap, where a lone item holds no two blocks to have one between."""
        if len(item.blocks) > 1 or not item.blocks:
            return []
        return ["", " " * (len(head) + 1) + _SEPARATOR]

    def _item(self, item: ListItem, head: str, *, is_tight: bool) -> Lines:
        lines = self._flow(item.blocks, is_quoted=False, is_tight=is_tight)
        if not lines:
            return [head]
        if lines[0] == "***":
            lines[0] = "___"  # `* ***` would be a scene break itself
        if item.is_done is not None:
            lines[0] = f"[{'x' if item.is_done else ' '}] {lines[0]}"
        indent = " " * (len(head) + 1)
        if _BREAK.match(f"{head} {lines[0]}"):  # `- - -`, three lists in one another
            return [head, *_indented(lines, indent)]
        return [f"{head} {lines[0]}", *_indented(lines[1:], indent)]

    def _html_list(self, block: List) -> Lines:
        is_ordered = block.style is not ListStyle.BULLET
        name = "ol" if is_ordered else "ul"
        start = str(block.start) if is_ordered and block.start != 1 else None
        kind = _TYPES.get(block.style)
        lines = [f"<{name}{html_attributes(block.attributes, type=kind, start=start)}>"]
        for item in block.items:
            lines += _around("li", item.attributes, self._blocks_in_tags(item.blocks))
        return [*lines, f"</{name}>"]

    def _definitions(self, block: DefinitionList) -> Lines:
        is_parted = self._tags_around > 0 and len(block.definitions) > 1
        if (
            is_parted
            or self._needs_tag(block)
            or not all(
                entry.term and entry.descriptions and fits_one_line(entry.term)
                for entry in block.definitions
            )
        ):
            return self._html_definitions(block)
        lines: Lines = []
        for index, entry in enumerate(block.definitions):
            lines += [""] if index else []
            self._collect_notes_of(entry.term)
            lines.append(escape_lines(render_line(entry.term)))
            for description in entry.descriptions:
                lines += [] if block.is_tight else [""]
                first, *others = self.blocks(description) or [""]
                if description and isinstance(description[-1], BlockQuote):
                    others.append(_SEPARATOR)  # the next `:` would go on with it
                lines += [f": {first}", *_indented(others, "  ")]
        if block.attributes != NO_ATTRIBUTES:
            lines += [_SEPARATOR, braces(block.attributes)]
        return lines

    def _html_definitions(self, block: DefinitionList) -> Lines:
        lines = [f"<dl{html_attributes(block.attributes)}>"]
        for entry in block.definitions:
            self._collect_notes_of(entry.term)
            if entry.term:
                words = render_paragraph(entry.term).split("\n")
                lines += _around("dt", NO_ATTRIBUTES, words)
            for description in entry.descriptions:
                lines += _around("dd", NO_ATTRIBUTES, self._blocks_in_tags(description))
        return [*lines, "</dl>"]

    def _collect_notes_of(self, words: Sequence[Inline]) -> None:
        for node in descend(*words):
            if isinstance(node, NoteReference) and node.note is not None:
                self.placed_notes.append(node.note)

    # --- Tables -------------------------------------------------------------------

    def _table(self, table: Table) -> Lines:
        for node in descend(*table.head, *table.body):
            if isinstance(node, NoteReference) and node.note is not None:
                self.placed_notes.append(node.note)
        needs_tag = self._needs_tag(table) or (table.caption and self._tags_around)
        if needs_tag or not fits_pipes(table):
            return self._html_table(table)
        lines = render_pipes(table)
        own = braces(table.attributes)
        if table.caption:
            words = without_own_braces(render_later_lines(table.caption))
            words += f" {own}" if own else ""
            return [*lines, "", *f": {words}".split("\n")]
        return [*lines, _SEPARATOR, own] if own else lines

    def _html_table(self, table: Table) -> Lines:
        lines = [f"<table{html_attributes(table.attributes)}>"]
        if table.caption:
            caption = render_paragraph(table.caption).split("\n")
            lines += _around("caption", NO_ATTRIBUTES, caption)
        for name, rows in (("thead", table.head), ("tbody", table.body)):
            if rows:
                inner = [line for row in rows for line in self._html_row(row)]
                lines += [f"<{name}>", *inner, f"</{name}>"]
        return [*lines, "</table>"]

    def _html_row(self, row: TableRow) -> Lines:
        inner = [line for cell in row.cells for line in self._html_cell(cell)]
        return [f"<tr{html_attributes(row.attributes)}>", *inner, "</tr>"]

    def _html_cell(self, cell: TableCell) -> Lines:
        alignments = {"start": "left", "center": "center", "end": "right"}
        attributes = html_attributes(
            cell.attributes,
            align=alignments[cell.alignment.value] if cell.alignment else None,
            colspan=str(cell.column_span) if cell.column_span != 1 else None,
            rowspan=str(cell.row_span) if cell.row_span != 1 else None,
        )
        name = "th" if cell.is_header else "td"
        lines = self._blocks_in_tags(cell.blocks)
        if not lines:
            return [f"<{name}{attributes}></{name}>"]
        return [f"<{name}{attributes}>", "", *lines, "", f"</{name}>"]

    # --- Divisions ----------------------------------------------------------------

    def _admonition(self, block: Admonition) -> Lines:
        attributes = _with_class(block.attributes, block.kind.value)
        if block.title:
            pairs = (("title", render_line(block.title)), *attributes.pairs)
            attributes = replace(attributes, pairs=pairs)
        return _division(attributes, self.blocks(block.blocks))

    def _group(self, group: Group) -> Lines:
        attributes = group.attributes
        if attributes == NO_ATTRIBUTES or not _NOT_A_GROUP.isdisjoint(
            attributes.classes
        ):
            return _around("div", attributes, self._blocks_in_tags(group.blocks))
        lines = self.blocks(group.blocks)
        if not lines:
            return [f"[]{braces(attributes)}"]
        return _division(attributes, lines)

    def _panel(self, panel: Panel) -> Lines:
        attributes = panel.attributes
        if panel.columns > 1:
            pair = ("layout-ncol", str(panel.columns))
            attributes = replace(attributes, pairs=(*attributes.pairs, pair))
        lines = self.blocks(panel.blocks)
        if panel.caption:
            lines += ["", *render_paragraph(panel.caption).split("\n")]
        return _division(attributes, lines)

    def _note_list(self, block: NoteList) -> Lines:
        lines = [f"## {render_line((Text(block.title),))}"] if block.title else []
        for note in block.notes:
            lines += ["", *self.note(note)] if lines else self.note(note)
        return lines


# --- Lines ------------------------------------------------------------------------


def _indented(lines: Sequence[str], indent: str) -> Lines:
    return [indent + line if line else line for line in lines]


def _around(name: str, attributes: Attributes, lines: Lines) -> Lines:
    """Put a block of HTML around Markdown."""
    tag = f"<{name}{html_attributes(attributes)}>"
    return [tag, "", *lines, "", f"</{name}>"] if lines else [f"{tag}</{name}>"]


def _division(attributes: Attributes, lines: Lines) -> Lines:
    # A blank line ends a block of HTML; nothing else does.
    gap = [""] if lines and lines[-1].startswith("<") else []
    return [f"::: {braces(attributes)}", *lines, *gap, ":::"]


def _with_class(attributes: Attributes, name: str) -> Attributes:
    return replace(attributes, classes=(name, *attributes.classes))


def _own_line(attributes: Attributes) -> Lines:
    written = braces(attributes)
    return [written] if written else []


def _attribution(words: Sequence[Inline], *, is_first: bool) -> Lines:
    lines = f"— {render_later_lines(words)}".split("\n")
    return lines if is_first else ["", *lines]


def _verse_line(line: VerseLine) -> Lines:
    if not line.children:
        return [f"| {' ' * line.indent}{_SEPARATOR}"]
    first, *others = render_later_lines(line.children).split("\n")
    if _RULE_OF_TABLE.fullmatch(first):
        first = "\\" + first
    return [f"| {' ' * line.indent}{first}", *_indented(others, "  ")]


def _listing_attributes(block: CodeBlock) -> Attributes:
    """What the author said of a listing's lines and its file."""
    attributes = block.attributes
    if block.first_line is not None:
        attributes = replace(attributes, classes=(*attributes.classes, "numberLines"))
        if block.first_line != 1:
            pair = ("startFrom", str(block.first_line))
            attributes = replace(attributes, pairs=(*attributes.pairs, pair))
    if block.file_name:
        pair = ("filename", block.file_name)
        attributes = replace(attributes, pairs=(*attributes.pairs, pair))
    return attributes


def _numbered_listing(block: CodeBlock, *, in_tags: bool) -> Lines:
    """In mdBook's tags: the one way to give a listing a number of the author's own."""
    own = html_attributes(
        Attributes(),
        number=block.number,
        id=block.attributes.id,
        **{"file-name": block.file_name},
    )
    caption = render_line(block.caption)
    if caption:
        # It is Markdown: a character reference in it would be read as such.
        quote = "'" if '"' in caption else '"'
        own += f" caption={quote}{caption}{quote}"
    code = replace(
        block,
        number=None,
        label=None,
        caption=(),
        file_name=None,
        attributes=replace(block.attributes, id=None),
    )
    return [f"<Listing{own}>", "", *_code(code, in_tags=in_tags), "", "</Listing>"]


def _code(block: CodeBlock, *, in_tags: bool) -> Lines:
    if block.number is not None and block.label == f"Listing {block.number}":
        return _numbered_listing(block, in_tags=in_tags)
    if in_tags and not block.language and block.attributes != NO_ATTRIBUTES:
        tag = f"<pre{html_attributes(block.attributes)}>"
        return [
            tag,
            *html_text(block.text).replace("&#10;", "\n").split("\n"),
            "</pre>",
        ]
    lines = [escape_code(line) for line in block.text.split("\n")]
    if not block.text:
        lines = []
    marked: set[int] = set()
    for index, number in block.callouts:
        is_next = lines[index].endswith(">") and index in marked
        lines[index] += f" <{number}>" if is_next else f"  # <{number}>"
        marked.add(index)
    attributes = _listing_attributes(block)
    if block.caption:
        pairs = (*attributes.pairs, ("lst-cap", render_line(block.caption)))
        attributes = replace(attributes, pairs=pairs)
    if not block.language and block.attributes.classes:  # the first would be a language
        fence = _fence(block.text, "")
        return [fence, *lines, fence, braces(attributes)]
    language = _LANGUAGE_MARKS.sub(lambda found: "\\" + found[0], block.language or "")
    info = " ".join(part for part in (language, braces(attributes)) if part)
    fence = _fence(block.text, info)
    return [fence + info, *lines, fence]


def _fence(text: str, info: str) -> str:
    """A fence that neither the code ends nor what follows it."""
    longest = max((len(run) for run in _FENCE.findall(text)), default=2)
    return ("~" if "`" in info else "`") * max(longest + 1, 3)


def _scene_break(block: SceneBreak, *, in_tags: bool) -> Lines:
    attributes = block.attributes
    if in_tags and attributes != NO_ATTRIBUTES:
        return [f"<hr{html_attributes(attributes)}/>"]
    if block.is_blank and in_tags:
        return ["&nbsp;"]
    if block.is_blank:
        attributes = _with_class(attributes, "blank")
    return ["***", *_own_line(attributes)]


def _contents(entries: Sequence[ContentsEntry]) -> Lines:
    lines: Lines = []
    for entry in entries:
        label = (Text(f"{entry.label} "),) if entry.label else ()
        link = Link((*label, *entry.title), f"#{entry.target}")
        lines.append(f"- {render_line((link,))}")
        lines += _indented(_contents(entry.entries), "  ")
    return lines


def _index(block: Index) -> Lines:
    return [line for group in block.groups for line in _index_entries(group.entries)]


def _index_entries(entries: Sequence[IndexEntry]) -> Lines:
    lines: Lines = []
    for entry in entries:
        lines.append(f"- {render_line(entry.term)}")
        lines += _indented(_index_entries(entry.entries), "  ")
    return lines


def _lines_of(text: str) -> tuple[Inline, ...]:
    return (Text(" ".join(text.split("\n"))),) if text.strip() else ()


def _other_marker(marker: str) -> str:
    return "*" if marker == "-" else "-"


def _continues(before: Block | None, block: Block) -> bool:
    """Whether a list would go on with the one before it."""
    return isinstance(before, List) and isinstance(block, List)


def _may_follow_at_once(before: Block, block: Block) -> bool:
    """Whether a block needs no gap to be separated from the one before."""
    match block:
        case CodeBlock() | Heading() | SceneBreak():
            return block.attributes == NO_ATTRIBUTES or isinstance(block, CodeBlock)
        case BlockQuote():
            return not isinstance(before, BlockQuote)
        case List():
            first = block.items[0].blocks if block.items else ()
            starts_with_words = bool(first) and isinstance(first[0], Paragraph)
            return (
                isinstance(before, Paragraph)
                and before.attributes == NO_ATTRIBUTES
                and starts_with_words
                and block.start == 1
                and block.style in (ListStyle.BULLET, ListStyle.DECIMAL)
            )
        case _:
            return False
