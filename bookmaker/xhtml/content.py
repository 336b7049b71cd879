"""Inline and block nodes to markup.

The two halves stand together because they recurse into each other: a block holds
inlines, and a note's call holds the blocks of the note where it stands at the foot of
the page. The shapes of notes and tables have modules of their own, which take markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from bookmaker.document.code_breaks import pieces_of, words_of
from bookmaker.document.nodes import (
    Abbreviation,
    Admonition,
    Bibliography,
    Block,
    BlockQuote,
    Citation,
    Code,
    CodeBlock,
    Contents,
    ContentsEntry,
    CrossReference,
    DefinitionList,
    Emphasis,
    Epigraph,
    FaultMark,
    Figure,
    Group,
    Heading,
    Highlight,
    Image,
    Index,
    IndexTerm,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    Math,
    MathBlock,
    Node,
    NoteList,
    NoteReference,
    PageBreak,
    Panel,
    Paragraph,
    RawBlock,
    RawInline,
    Ruby,
    SceneBreak,
    Section,
    SmallCaps,
    SoftBreak,
    Span,
    Stanza,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    TableCell,
    Text,
    TitleLine,
    TitleRole,
    Verse,
    VerseLine,
)
from bookmaker.document.text import plain_text
from bookmaker.languages.words import NO_BREAK_SPACE
from bookmaker.xhtml import (
    addresses,
    figures,
    index,
    listings,
    mathematics,
    notes,
    semantics,
    tables,
)
from bookmaker.xhtml.context import Context, attached
from bookmaker.xhtml.serialize import (
    EMPTY,
    MAY_BREAK,
    Markup,
    element,
    escape,
    keep_together,
    lines,
    void,
)

_ELEMENT_BY_KIND: dict[type, tuple[str, str | None]] = {
    Emphasis: ("em", None),
    Strong: ("strong", None),
    SmallCaps: ("span", "small-caps"),
    Superscript: ("sup", None),
    Subscript: ("sub", None),
    Strikeout: ("s", None),
    Highlight: ("mark", None),
    Span: ("span", None),
}
_WRAPPERS = (Emphasis, Strong, SmallCaps, Span, Strikeout, Highlight)
"""What may have a call at its edge."""
_NEW_LINE = Markup("\n")


def render_inlines(nodes: Iterable[Inline], context: Context) -> Markup:
    """Render inline nodes, one after the other.

    Calls of notes side by side are set apart, or 1 and 2 were read as 12 (The Chicago
    Manual of Style, 14.28).
    """
    parts: list[str] = []
    before: Node | None = None
    for node in nodes:
        if before is not None and _edge(before, -1) and _edge(node, 0):
            parts.append(NO_BREAK_SPACE)
        parts.append(_inline(node, context))
        before = node
    return Markup("".join(parts))


def _edge(node: Node, place: int) -> bool:
    """Whether a call stands first (0) or last (-1) in a node."""
    while isinstance(node, _WRAPPERS) and node.children:
        node = node.children[place]
    return isinstance(node, NoteReference)


def render_image(image: Image, context: Context, *, size: str | None) -> Markup:
    """Render a picture; one without words for it counts as decoration."""
    alternative = image.alternative or ""
    attrs = {
        **attached(image.attributes, "picture"),
        "src": context.picture(image.source),
        "alt": alternative,
        "role": None if alternative else "presentation",
        "title": image.title or None,
        "aria-details": image.details,
        "style": size,
    }
    return void("img", attrs)


def _code_words(code: str, context: Context) -> Iterator[Markup]:
    if not context.keeps_code_words:
        yield escape(code)
        return
    for words, is_whole in words_of(code):
        if is_whole:
            yield keep_together(escape(words))
        else:
            yield Markup(MAY_BREAK.join(map(escape, pieces_of(words))))


def _inline(node: Inline, context: Context) -> Markup:  # noqa: C901 - a case a node
    match node:
        case Text():
            return addresses.words_of(node.text, context.code_direction)
        case SoftBreak():
            return _NEW_LINE
        case LineBreak():
            return void("br", {})
        case Code():
            attrs = attached(node.attributes)
            attrs["dir"] = attrs.get("dir") or context.code_direction
            return element("code", attrs, *_code_words(node.text, context))
        case Link() | CrossReference():
            return _render_link(node, context)
        case Image():
            size = figures.size_style(node.attributes)
            return render_image(node, context, size=size)
        case NoteReference():
            return _render_note_call(node, context)
        case IndexTerm():
            inner = render_inlines(node.children, context)
            return element("span", attached(node.attributes, "index-mark"), inner)
        case Citation():
            if not node.words:
                return escape(node.written)
            words = render_inlines(node.words, context)
            return element("span", attached(node.attributes, "citation"), words)
        case Math():
            return mathematics.formula(node, context)
        case Ruby():
            return _ruby(node, context)
        case Abbreviation():
            inner = render_inlines(node.children, context)
            attrs = {**attached(node.attributes), "title": node.expansion}
            return element("abbr", attrs, inner)
        case RawInline():
            return element("code", {"class": "raw"}, escape(node.text))
        case (
            Emphasis()
            | Strong()
            | SmallCaps()
            | Superscript()
            | Subscript()
            | Strikeout()
            | Highlight()
            | Span()
        ):
            name, css_class = _ELEMENT_BY_KIND[type(node)]
            inner = render_inlines(node.children, context)
            return element(name, attached(node.attributes, css_class), inner)
        case _:
            assert_never(node)


def _ruby(node: Ruby, context: Context) -> Markup:
    base = render_inlines(node.children, context)
    reading = element("rt", {}, escape(node.reading))
    return element("ruby", attached(node.attributes), base, reading)


def _render_link(link: Link | CrossReference, context: Context) -> Markup:
    css_class = "reference" if link.target.startswith("#") else "address"
    attrs = {
        **attached(link.attributes, css_class),
        "href": context.href(link.target),
        "role": semantics.link_role(link.attributes.classes),
        "title": (link.title or None) if isinstance(link, Link) else None,
    }
    return element("a", attrs, render_inlines(link.children, context))


def _render_note_call(call: NoteReference, context: Context) -> Markup:
    if call.note is None:
        return notes.call_of_gathered_note(call, context)
    blocks = Markup("".join(_block_in_line(b, context) for b in call.note.blocks))
    return notes.call_with_note(call, call.note, blocks)


def _block_in_line(block: Block, context: Context) -> Markup:
    """Render a note's block where only phrasing may stand: a paragraph is a span."""
    if isinstance(block, Paragraph):
        inner = render_inlines(block.children, context)
        return element("span", attached(block.attributes, "note-paragraph"), inner)
    return _block(block, context, rank=1)


def render_blocks(blocks: Iterable[Block], context: Context, *, rank: int) -> Markup:
    """Render blocks, a line each.

    `rank` is the heading level of the division's title, from 1 (0 where a division at
    the top has none): a section of level 1 stands one below it.
    """
    return lines(_block(block, context, rank=rank) for block in blocks)


def _block(block: Block, context: Context, *, rank: int) -> Markup:  # noqa: C901 - a case a node
    match block:
        case Paragraph():
            inner = render_inlines(block.children, context)
            return element("p", attached(block.attributes), inner)
        case Heading():
            inner = render_inlines(block.children, context)
            name = _heading_name(rank + block.level)
            css_class = f"heading heading-{min(block.level, _DEEPEST_LEVEL)}"
            return element(name, attached(block.attributes, css_class), inner)
        case Section():
            return _section(block, context, rank=rank)
        case BlockQuote():
            quotation = _quotation(block, context, rank=rank)
            return element("div", attached(block.attributes, "quotation"), quotation)
        case Epigraph():
            attrs = {
                **semantics.EPIGRAPH.attrs,
                **attached(block.attributes, "epigraph"),
            }
            return element("div", attrs, _quotation(block, context, rank=rank))
        case Verse():
            return _verse(block, context)
        case List():
            return _list(block, context, rank=rank)
        case DefinitionList():
            return _definition_list(block, context, rank=rank)
        case CodeBlock():
            return _code_block(block, context)
        case MathBlock():
            return mathematics.equation(block, context)
        case Figure():
            return _figure(block, context)
        case Panel():
            return _panel(block, context, rank=rank)
        case Table():
            return _table(block, context, rank=rank)
        case SceneBreak():
            css_class = "scene-break blank" if block.is_blank else "scene-break"
            return void("hr", attached(block.attributes, css_class))
        case PageBreak():
            return element("div", {"class": "page-break"})
        case Admonition():
            return _admonition(block, context, rank=rank)
        case Group():
            inner = render_blocks(block.blocks, context, rank=rank)
            group = semantics.group_of(block.attributes.classes)
            attrs = {**group.attrs, **attached(block.attributes, group.css_class)}
            return element(group.element, attrs, inner)
        case NoteList():
            bodies = [
                (n, render_blocks(n.blocks, context, rank=rank)) for n in block.notes
            ]
            return notes.note_list(block, bodies, context, name=_heading_name(rank + 1))
        case TitleLine():
            css_class = semantics.TITLE_LINE_CLASSES[block.role]
            inner = render_inlines(block.children, context)
            name = "h1" if block.role is TitleRole.TITLE else "p"
            return element(name, attached(block.attributes, css_class), inner)
        case Contents():
            entries = _contents_entries(block.entries, context)
            return element("nav", semantics.CONTENTS[block.kind].attrs, entries)
        case Index():
            return index.index(block, context, render_inlines, rank=rank)
        case Bibliography():
            return _bibliography(block, context, rank=rank)
        case FaultMark():
            code = element("strong", {}, escape(block.code))
            attrs = {**semantics.FAULT.attrs, "dir": context.code_direction}
            return element("p", attrs, code, escape(f" {block.message}"))
        case RawBlock():
            return element("pre", {"class": "raw"}, escape(block.text))
        case _:
            assert_never(block)


def _heading_name(level: int) -> str:
    return f"h{min(level, 6)}"


def _section(section: Section, context: Context, *, rank: int) -> Markup:
    attributes = section.attributes
    css_class = f"subsection level-{section.level}"
    title = render_inlines(section.title, context)
    if section.number is not None:
        number = element("span", {"class": "number"}, escape(section.number))
        title = Markup(f"{number} {title}")
    heading_attrs = {"class": "heading", "data-running-head": section.short_title}
    heading = element(_heading_name(rank + section.level), heading_attrs, title)
    blocks = section.blocks
    if section.level >= _RUN_IN_FROM and blocks and isinstance(blocks[0], Paragraph):
        first = _block(blocks[0], context, rank=rank)
        heading = element("div", {"class": "run-in"}, lines((heading, first)))
        blocks = blocks[1:]
    inner = render_blocks(blocks, context, rank=rank)
    parts = (heading, inner) if blocks or not section.blocks else (heading,)
    return element("section", attached(attributes, css_class), lines(parts))


def _quotation(quoted: BlockQuote | Epigraph, context: Context, *, rank: int) -> Markup:
    quotation = element(
        "blockquote", {}, render_blocks(quoted.blocks, context, rank=rank)
    )
    return lines((quotation, *_attribution(quoted.attribution, context)))


def _attribution(
    attribution: tuple[Inline, ...], context: Context
) -> tuple[Markup, ...]:
    if not attribution:
        return ()
    inner = render_inlines(attribution, context)
    return (element("p", {"class": "attribution"}, inner),)


def _verse(verse: Verse, context: Context) -> Markup:
    stanzas = (_stanza(stanza, context) for stanza in verse.stanzas)
    inner = lines((*stanzas, *_attribution(verse.attribution, context)))
    return element("div", attached(verse.attributes, "verse"), inner)


_MOST_VERSE_INDENTS = 8
_DEEPEST_LEVEL = 5
"""The deepest level of headings that the sheets tell apart."""
_RUN_IN_FROM = 3
"""The level from which a heading begins the first line of its paragraph."""
_MOST_COLUMNS = 6
"""As many columns as the sheets know."""


def _verse_indent(line: VerseLine) -> int:
    """The line's indent in steps of two spaces, as far as the sheets go."""
    return min((line.indent + 1) // 2, _MOST_VERSE_INDENTS)


def _stanza(stanza: Stanza, context: Context) -> Markup:
    rendered = []
    for line in stanza.lines:
        indent = _verse_indent(line)
        css_class = f"line indent-{indent}" if indent else "line"
        inner = render_inlines(line.children, context)
        rendered.append(element("span", attached(line.attributes, css_class), inner))
    inner = Markup("<br/>\n".join(rendered))
    return element("p", attached(stanza.attributes, "stanza"), inner)


def _list(node: List, context: Context, *, rank: int) -> Markup:
    is_ordered = node.style is not ListStyle.BULLET
    spacing = "tight" if node.is_tight else "loose"
    css_class = f"{node.style.value} {spacing}" if is_ordered else spacing
    start = str(node.start) if is_ordered and node.start != 1 else None
    items = (
        _list_item(it, context, rank=rank, is_tight=node.is_tight) for it in node.items
    )
    attrs = {**attached(node.attributes, css_class), "start": start}
    return element("ol" if is_ordered else "ul", attrs, lines(items))


def _list_item(
    node: ListItem, context: Context, *, rank: int, is_tight: bool
) -> Markup:
    inner = _loose_blocks(node.blocks, context, rank=rank, is_tight=is_tight)
    if node.is_done is None:
        return element("li", attached(node.attributes), inner)
    mark = "\N{BALLOT BOX WITH CHECK}" if node.is_done else "\N{BALLOT BOX}"
    box = element("span", {"class": "checkbox"}, escape(mark))
    css_class = "task done" if node.is_done else "task"
    return element("li", attached(node.attributes, css_class), box, Markup(" "), inner)


def _loose_blocks(
    blocks: tuple[Block, ...], context: Context, *, rank: int, is_tight: bool
) -> Markup:
    """Render blocks; a tight list's paragraphs stand without an element.

    But for those that follow one another: they would run together.
    """
    if not is_tight:
        return render_blocks(blocks, context, rank=rank)
    are_paragraphs = [False, *(isinstance(block, Paragraph) for block in blocks), False]
    return lines(
        render_inlines(block.children, context)
        if isinstance(block, Paragraph) and not (before or after)
        else _block(block, context, rank=rank)
        for block, before, after in zip(
            blocks, are_paragraphs, are_paragraphs[2:], strict=False
        )
    )


def _definition_list(node: DefinitionList, context: Context, *, rank: int) -> Markup:
    parts = []
    for definition in node.definitions:
        term = render_inlines(definition.term, context)
        parts.append(element("dt", attached(definition.attributes), term))
        for description in definition.descriptions:
            inner = _loose_blocks(
                description, context, rank=rank, is_tight=node.is_tight
            )
            parts.append(element("dd", {}, inner))
    css_class = "tight" if node.is_tight else "loose"
    attrs = attached(node.attributes, css_class)
    return element("dl", attrs, lines(parts))


def _code_block(node: CodeBlock, context: Context) -> Markup:
    code = listings.listing_code(node, context)
    css_class = "listing highlighted" if node.is_highlighted else "listing"
    if not node.caption and node.label is None and node.file_name is None:
        attrs = attached(node.attributes, css_class)
        attrs["dir"] = attrs.get("dir") or context.code_direction
        return element("pre", attrs, code)
    parts = []
    if node.caption or node.label is not None:
        caption = _caption(node.label, node.caption, context)
        parts.append(element("p", {"class": "listing-caption"}, caption))
    if node.file_name is not None:
        name = element("code", {"dir": context.code_direction}, escape(node.file_name))
        parts.append(element("p", {"class": "listing-file"}, name))
    shown = {"class": css_class, "dir": context.code_direction}
    parts.append(element("pre", shown, code))
    attrs = attached(node.attributes, "captioned-listing")
    return element("div", attrs, lines(parts))


def _figure(node: Figure, context: Context) -> Markup:
    size = figures.size_style(node.attributes) or figures.size_style(
        node.image.attributes
    )
    parts = [render_image(node.image, context, size=size)]
    if node.caption or node.label:
        caption = _caption(node.label, node.caption, context)
        parts.append(element("figcaption", {}, caption))
    css_class = figures.css_class(node.attributes)
    return element("figure", attached(node.attributes, css_class), lines(parts))


def _panel(node: Panel, context: Context, *, rank: int) -> Markup:
    blocks = render_blocks(node.blocks, context, rank=rank)
    columns = min(node.columns, _MOST_COLUMNS)
    css_class = f"side-by-side columns-{columns}" if columns > 1 else "panel-content"
    parts = [element("div", {"class": css_class}, blocks)]
    if node.caption or node.label:
        caption = _caption(node.label, node.caption, context)
        parts.append(element("figcaption", {}, caption))
    attrs = attached(node.attributes, "panel")
    return element("figure", attrs, lines(parts))


def _caption(
    label: str | None, caption: tuple[Inline, ...], context: Context
) -> Markup:
    words = render_inlines(caption, context)
    if label is None:
        return words
    number = element("span", {"class": "label"}, escape(label))
    return Markup(f"{number} {words}") if words else number


def _table(node: Table, context: Context, *, rank: int) -> Markup:
    def cell(table_cell: TableCell) -> Markup:
        if len(table_cell.blocks) == 1 and isinstance(table_cell.blocks[0], Paragraph):
            return render_inlines(table_cell.blocks[0].children, context)
        return render_blocks(table_cell.blocks, context, rank=rank)

    caption = _caption(node.label, node.caption, context)
    table = tables.table(node, caption, cell)
    return (
        tables.in_scrolling_box(node, table) if context.scrolls_wide_tables else table
    )


def _admonition(node: Admonition, context: Context, *, rank: int) -> Markup:
    title = EMPTY
    if node.title:
        inner = render_inlines(node.title, context)
        title = element("p", {"class": "admonition-title"}, inner)
    attrs = {
        **attached(node.attributes, f"admonition {node.kind.value}"),
        "role": semantics.ADMONITION_ROLES[node.kind],
    }
    blocks = render_blocks(node.blocks, context, rank=rank)
    return element("div", attrs, lines(filter(None, (title, blocks))))


def _bibliography(node: Bibliography, context: Context, *, rank: int) -> Markup:
    parts = []
    if node.title:
        heading = escape(node.title)
        parts.append(element(_heading_name(rank + 1), {"class": "heading"}, heading))
    entries = (
        element(
            "li",
            attached(entry.attributes, "bibliography-entry", dir=entry.direction),
            render_inlines(entry.words, context),
        )
        for entry in node.entries
    )
    parts.append(element("ul", {"class": "bibliography-list"}, lines(entries)))
    return element("div", {"class": "works-cited"}, lines(parts))


def _contents_entries(entries: tuple[ContentsEntry, ...], context: Context) -> Markup:
    items = []
    for entry in entries:
        title = element(
            "span", {"class": "entry-title"}, render_inlines(entry.title, context)
        )
        if entry.label is not None:
            label = element("span", {"class": "label"}, escape(entry.label))
            title = Markup(f"{label} {title}")
        link = element("a", {"href": context.href(f"#{entry.target}")}, title)
        below = _contents_entries(entry.entries, context) if entry.entries else EMPTY
        kinds = {
            "contents-group": bool(entry.entries),
            "has-long-word": _has_long_word(entry),
        }
        classes = " ".join(name for name, is_so in kinds.items() if is_so)
        items.append(element("li", {"class": classes or None}, link, below))
    return element("ol", {"class": "contents-entries"}, lines(items))


_LONG_WORD = 28
"""Letters of a word that may not fit a line of the contents by itself."""


def _has_long_word(entry: ContentsEntry) -> bool:
    return any(len(word) >= _LONG_WORD for word in plain_text(entry.title).split())
