"""Open blocks to nodes: the last step of reading a file.

Each container's children become blocks, each leaf's text goes through the inline
phase, and what the dialect says of neighbours (captions, attributions, attributes on
a line of their own, HTML around Markdown) is settled here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Admonition,
    AdmonitionKind,
    Attributes,
    Block,
    BlockQuote,
    Emphasis,
    Figure,
    Group,
    Heading,
    Image,
    Inline,
    LineBreak,
    List,
    ListItem,
    ListStyle,
    Note,
    Paragraph,
    RawBlock,
    SceneBreak,
    SoftBreak,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.html.blocks import BlockMaker
from bookmaker.readers.html.elements import ElementReader, PlacedText
from bookmaker.readers.markdown.alerts import make_alert
from bookmaker.readers.markdown.attributes import (
    merge_attributes,
    read_attributes,
    split_trailing_attributes,
    without_pair,
)
from bookmaker.readers.markdown.blocks import (
    BreakLeaf,
    CodeLeaf,
    Container,
    DashedLeaf,
    Definitions,
    FencedDivision,
    FenceLeaf,
    GridTable,
    HeadingLeaf,
    HtmlLeaf,
    Item,
    Leaf,
    ListBlock,
    MathLeaf,
    NoteDefinition,
    OpenBlock,
    ParagraphLeaf,
    Quote,
    TableLeaf,
    TexEnvironment,
    TexLeaf,
    VerseLeaf,
)
from bookmaker.readers.markdown.cells import is_cell, make_cell
from bookmaker.readers.markdown.code import make_code
from bookmaker.readers.markdown.containers import BRACKETED_CAPTION
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.dashed_tables import make_dashed_table
from bookmaker.readers.markdown.definitions import join_definitions, make_definitions
from bookmaker.readers.markdown.divisions import make_division
from bookmaker.readers.markdown.index_marks import join_lone_marks
from bookmaker.readers.markdown.inlines import Grammar
from bookmaker.readers.markdown.maker import Maker, has_gap
from bookmaker.readers.markdown.mathematics import (
    is_formula_fence,
    make_fenced_formula,
    make_formula,
)
from bookmaker.readers.markdown.places import LeafLine, LeafText
from bookmaker.readers.markdown.raw import make_raw_block, raw_format
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT
from bookmaker.readers.markdown.shortcodes import leave_out_tags, make_shortcodes
from bookmaker.readers.markdown.starts import without_closing
from bookmaker.readers.markdown.table_forms import (
    CSV_LANGUAGE,
    make_csv_table,
    with_row_heads,
)
from bookmaker.readers.markdown.tables import make_grid_table, make_table
from bookmaker.readers.markdown.tex_blocks import (
    make_display,
    make_environment,
    make_tex,
)
from bookmaker.readers.markdown.torn_tables import (
    report_torn_bars,
    report_torn_grid,
    report_torn_tabs,
)
from bookmaker.readers.markdown.verse import make_line_block, split_attribution
from bookmaker.readers.markdown.wiki_links import make_embeds
from bookmaker.source import SourceSpan

_CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+(?=\S)")
"""What begins a table's caption: `: caption`, or pandoc's `Table: caption`."""
_TABLES = (DashedLeaf, GridTable, TableLeaf)
_BARS = ("|", "-", ":")
"""What a row of dashes begins with."""
_PAUSE = re.compile(
    r"(?:[*#~\u2022\u00b7\u2014\u2013=_\u2726\u2736-][ \t\xa0]*){3,15}"
    r"|(?:[\u2042\u2766\u2767\u2619\u2756\u25c6\u25c7\u25a0\u25a1\u25cf\u25cb\u25ce"
    r"\u203b\uff0a\u2605\u2606\u273d\u274b\u2748\u273b\u273c\u2740\u2741]"
    r"[ \t\xa0\u3000]*){1,15}"
    r"|~|\u00a7|[-~*=_ ]{0,6}[oO0][oO][oO0][-~*=_ ]{0,6}|[-~=]{1,3}o[-~=]{1,3}"
)
"""Signs between two scenes: asterisks, an asterism, floral hearts, `~*~`, `oOo`; the
signs of Japanese and Korean novels stand alone too."""
_CENTRED = Attributes(classes=("center",))
_MARKED_PAUSE = re.compile(r"[*~\u2022\u00b7\u2014\u2013 \t\xa0-]{1,15}")
"""Signs that are a pause where they are all that is bold, raised or lowered."""
_MARKED = Emphasis | Strong | Subscript | Superscript
_LONGEST_PAUSE = 15
_TASKS = {"[ ]": False, "[x]": True, "[X]": True}


class TreeMaker(Maker):
    """Makes the nodes of one file."""

    def __init__(self, context: InlineContext, grammar: Grammar) -> None:
        super().__init__(context, grammar)
        self.is_dialect = context.options.is_dialect
        self.notes: list[tuple[NoteDefinition, Note]] = []

    # --- Flow ---------------------------------------------------------------------

    def blocks(self, children: Sequence[OpenBlock], depth: int) -> tuple[Block, ...]:
        """Make the blocks of a container that stands `depth` nodes deep."""
        if not self.is_dialect:
            return tuple(
                block for child in children for block in self._make(child, depth)
            )
        return self._blocks_of_dialect(children, depth)

    def _blocks_of_dialect(
        self, children: Sequence[OpenBlock], depth: int
    ) -> tuple[Block, ...]:
        blocks: list[Block] = []
        html: ElementReader | None = None
        before: OpenBlock | None = None
        caption: ParagraphLeaf | None = None
        for index, child in enumerate(children):
            if isinstance(child, HtmlLeaf):
                html = html or self._element_reader(depth)
                html.read(LeafText.of_lines(child.lines, self.file))
                if not html.depth:
                    blocks.extend(self._from_html(html, depth))
                    html = None
            elif blocks and self._belongs_to_block_before(child, before, blocks):
                pass
            elif (above := _caption_above(children, index)) is not None:
                caption = above
            else:
                made = self._make(child, depth + (html.depth if html else 0))
                if caption is not None:
                    made, caption = self._with_caption(made, caption), None
                if html is None:
                    blocks.extend(made)
                else:
                    html.add_blocks(made)
            before = child
        if html is not None:
            blocks.extend(self._from_html(html, depth))
        if self.context.has_index_marks:
            blocks = join_lone_marks(blocks)
        return join_definitions(blocks)

    def _element_reader(self, depth: int) -> ElementReader:
        return ElementReader(
            self.diagnostics, NESTING_LIMIT - depth, self.context.report_depth
        )

    def _from_html(self, html: ElementReader, depth: int) -> tuple[Block, ...]:
        def read_markdown(places: PlacedText) -> tuple[Inline, ...]:
            if not isinstance(places, LeafText):
                return ()
            return self.read(places, min(depth + 3, NESTING_LIMIT))

        made = BlockMaker(self.diagnostics, read_markdown).flow(html.take())
        blocks = tuple(map(_paused, made))
        if self.context.options.conventions.has_mdbook_marks:
            return tuple(map(_as_warning, blocks))
        return blocks

    def _make(self, block: OpenBlock, depth: int) -> tuple[Block, ...]:
        """Make the nodes of a block."""
        match block:
            case ParagraphLeaf():
                return self._paragraph(block, depth)
            case HeadingLeaf():
                is_left_out = self.is_dialect and leave_out_tags(self, block)
                return () if is_left_out else (self._heading(block, depth),)
            case BreakLeaf():
                scene_break = SceneBreak(span=self.span(block))
                return (_with_attributes(scene_break, block.attributes),)
            case CodeLeaf():
                return self._code(block, depth)
            case HtmlLeaf():
                text = "\n".join(line[0] for line in block.lines)
                return (RawBlock(text, span=self.span(block)),)
            case _ if isinstance(block, Leaf):
                made = self._make_leaf_of_dialect(block, depth)
                return (made,) if made is not None else ()
            case _:
                return self._make_container(block, depth)

    def _code(self, leaf: CodeLeaf, depth: int) -> tuple[Block, ...]:
        """Make what a fence holds: code, or what its language asks for."""
        if self.is_dialect and isinstance(leaf, FenceLeaf):
            if form := raw_format(leaf):
                return make_raw_block(self, leaf, form)
            if is_cell(leaf):
                return make_cell(self, leaf, depth)
            if is_formula_fence(leaf):
                return (make_fenced_formula(self, leaf),)
        listing = make_code(self, leaf, depth)
        if self.is_dialect and listing.language == CSV_LANGUAGE:
            return (make_csv_table(self, listing, depth),)
        return (listing,)

    def _make_leaf_of_dialect(self, block: Leaf, depth: int) -> Block | None:
        match block:
            case TableLeaf():
                return make_table(self, block, depth)
            case DashedLeaf():
                return make_dashed_table(self, block, depth)
            case MathLeaf():
                return make_formula(self, block, depth)
            case TexLeaf():
                return make_tex(self, block, depth)
            case VerseLeaf():
                report_torn_bars(self, block)
                return make_line_block(self, block, depth)
            case _:  # a grid that isn't one
                report_torn_grid(self, block)
                inlines = self.inlines(block.lines, depth + 1)
                return Paragraph(inlines, span=self.span(block))

    def _make_container(self, block: OpenBlock, depth: int) -> tuple[Block, ...]:
        if depth >= NESTING_LIMIT - 1 and isinstance(block, Container):
            # HTML around Markdown, which the block phase knows nothing of.
            self.context.report_depth(self.span(block))
            return self.blocks(block.children, depth)
        match block:
            case Quote():
                return (self._quote(block, depth),)
            case ListBlock():
                return (self._list(block, depth),)
            case Definitions():
                return (make_definitions(self, block, depth),)
            case FencedDivision():
                return make_division(self, block, depth)
            case TexEnvironment():
                return make_environment(self, block, depth)
            case GridTable():
                if block.is_askew:
                    report_torn_grid(self, block)
                return (make_grid_table(self, block, depth),)
            case NoteDefinition():
                blocks = self.blocks(block.children, depth + 1)
                note = Note(block.label, blocks, span=self.span(block))
                self.notes.append((block, note))
                return ()
            case _:
                return ()

    def _belongs_to_block_before(
        self, child: OpenBlock, before: OpenBlock | None, blocks: list[Block]
    ) -> bool:
        """Take what says something of the block before: attributes, a caption."""
        if not isinstance(child, ParagraphLeaf) or not child.lines:
            return False
        last = blocks[-1]
        first = child.lines[0][0]
        if first.startswith("{") and before is not None:
            if child.line != before.end_line + 1 or isinstance(last, Paragraph):
                return False
            attributes = _attributes_alone(child)
            if attributes is None:
                return False
            blocks[-1] = _with_attributes(last, attributes)
            return True
        if isinstance(last, Table) and not last.caption and _is_caption(child, before):
            blocks[-1] = self._captioned(last, child)
            return True
        return False

    def _with_caption(
        self, made: tuple[Block, ...], leaf: ParagraphLeaf
    ) -> tuple[Block, ...]:
        return tuple(
            self._captioned(block, leaf) if isinstance(block, Table) else block
            for block in made
        )

    def _captioned(self, table: Table, leaf: ParagraphLeaf) -> Table:
        text, number, offset = leaf.lines[0]
        mark = _CAPTION.match(text)
        words = text[mark.end() :] if mark is not None else text
        shift = len(text) - len(words)
        if mark is None and (found := BRACKETED_CAPTION.fullmatch(text)) is not None:
            words, shift = found[1], found.start(1)
        lines = [(words, number, offset + shift), *leaf.lines[1:]]
        text, number, offset = lines[-1]
        text, attributes = split_trailing_attributes(text.rstrip(" \t"))
        lines[-1] = (text, number, offset)
        attributes = merge_attributes(table.attributes, attributes)
        table = replace(table, caption=self.inlines(lines, 2), attributes=attributes)
        return with_row_heads(table)

    # --- Leaves -------------------------------------------------------------------

    def _orders(self, leaf: ParagraphLeaf, depth: int) -> tuple[Block, ...] | None:
        """The blocks that lines ask for; `None` where they are words."""
        made = make_shortcodes(self, leaf, depth)
        return made if made is not None else make_embeds(self, leaf)

    def _paragraph(self, leaf: ParagraphLeaf, depth: int) -> tuple[Block, ...]:
        if self.is_dialect and leaf.lines and leaf.lines[0][0].startswith("*["):
            leaf.lines = self.context.take_abbreviations(leaf.lines)
        if not leaf.lines:
            return ()
        if self.is_dialect and (made := self._orders(leaf, depth)) is not None:
            return made
        if self.is_dialect and any(line[0].startswith(_BARS) for line in leaf.lines):
            report_torn_bars(self, leaf)
        if self.is_dialect and len(leaf.lines) > 1 and "\t" in leaf.lines[0][0]:
            report_torn_tabs(self, leaf)
        own = _take_attributes(leaf) if self.is_dialect else None
        made = self._of_words(leaf, depth)
        return made if own is None else tuple(_with_attributes(b, own) for b in made)

    def _of_words(self, leaf: ParagraphLeaf, depth: int) -> tuple[Block, ...]:
        """What a paragraph's words are: a figure, a formula, a scene break or words."""
        self.context.brackets_by_span.clear()
        inlines = self.inlines(leaf.lines, depth + 1)
        span = self.span_of_lines(leaf.lines)
        if not self.is_dialect:
            return (Paragraph(inlines, span=span),)
        if not inlines:
            return ()
        if isinstance(first := inlines[0], Image) and len(inlines) == 1:
            return (self._figure(first, span),)
        if isinstance(first, Image) and _is_backslash(inlines[1:]):
            return (Figure(first, span=span),)
        if lone := make_display(leaf, inlines) or _scene_break(inlines, span):
            return (lone,)
        if all(isinstance(node, Span) and not node.children for node in inlines):
            # Anchors alone in a paragraph: a paragraph would be an empty line.
            return tuple(
                Group((), attributes=node.attributes, span=node.span)
                for node in inlines
            )
        return (Paragraph(inlines, span=span),)

    def _figure(self, image: Image, span: SourceSpan) -> Figure:
        """An image alone in its paragraph: its brackets are the caption.

        They are its alternative too where no other is given: whoever describes a
        picture does so for those who do not see it as well.
        """
        brackets = self.context.brackets_by_span.get(image.span) if image.span else None
        if brackets is None:  # an HTML image has none
            return Figure(image, span=span)
        if not self.context.options.conventions.has_captions:
            return self._described_figure(image, span)
        attributes = image.attributes
        image = replace(image, attributes=NO_ATTRIBUTES)
        pairs = tuple(pair for pair in attributes.pairs if pair[0] != "caption")
        attributes = replace(attributes, pairs=pairs)
        return Figure(image, brackets.words, attributes=attributes, span=span)

    def _described_figure(self, image: Image, span: SourceSpan) -> Figure:
        """A figure in whose project brackets are the words for those who don't see it.

        `caption="…"` is what an idiom that has captions gives.
        """
        line = (image.attributes.find("caption") or "", span.line, span.column - 1)
        attributes = without_pair(image.attributes, "caption")
        words = self.read_value(line[0], line, 1) if line[0] else ()
        bare = replace(image, attributes=NO_ATTRIBUTES)
        return Figure(bare, words, attributes=attributes, span=span)

    def _heading(self, leaf: HeadingLeaf, depth: int) -> Block:
        attributes = NO_ATTRIBUTES
        lines = leaf.lines
        if self.is_dialect and lines:
            text, number, offset = lines[-1]
            text, attributes = split_trailing_attributes(text)
            if leaf.is_atx and attributes != NO_ATTRIBUTES:
                text = without_closing(text)
            lines = [*lines[:-1], (text, number, offset)]
        words, span = _trimmed(self.inlines(lines, depth + 1)), self.span(leaf)
        if self.is_dialect and (not words or _PAUSE.fullmatch(plain_text(words))):
            # A lone `#` is the mark of typescripts; `### * * *` is what others export.
            return _with_attributes(SceneBreak(span=span), attributes)
        return Heading(leaf.level, words, attributes=attributes, span=span)

    # --- Containers ---------------------------------------------------------------

    def _quote(self, quote: Quote, depth: int) -> BlockQuote | Admonition:
        if not self.is_dialect:
            blocks = self.blocks(quote.children, depth + 1)
            return BlockQuote(blocks, span=self.span(quote))
        if (alert := make_alert(self, quote, depth)) is not None:
            return alert
        attributes, line = self._lazy_attributes(quote)
        attribution = split_attribution(self, quote.children, depth + 1)
        given = attributes.find("attribution")
        if given is not None:
            attribution = self.read_value(given, line, depth + 1)
            pairs = tuple(pair for pair in attributes.pairs if pair[0] != "attribution")
            attributes = replace(attributes, pairs=pairs)
        blocks = self.blocks(quote.children, depth + 1)
        return BlockQuote(
            blocks, attribution, attributes=attributes, span=self.span(quote)
        )

    @staticmethod
    def _lazy_attributes(quote: Quote) -> tuple[Attributes, LeafLine]:
        """Take the attributes on the line after a quote, read as a line of it."""
        last = quote.children[-1] if quote.children else None
        nothing = NO_ATTRIBUTES, ("", quote.line, quote.offset)
        if not isinstance(last, ParagraphLeaf) or not last.last_is_lazy:
            return nothing
        text = last.lines[-1][0].strip() if last.lines else ""
        found = read_attributes(text, 0)
        if found is None or found[1] != len(text):
            return nothing
        last.last_is_lazy = False
        return found[0], last.lines.pop()

    def _list(self, block: ListBlock, depth: int) -> List:
        items = tuple(
            self._item(item, depth + 1)
            for item in block.children
            if isinstance(item, Item)
        )
        is_ordered = block.start is not None
        return List(
            items,
            block.style if is_ordered else ListStyle.BULLET,
            block.start if block.start is not None else 1,
            is_tight=self._is_tight(block),
            span=self.span(block),
        )

    def _item(self, item: Item, depth: int) -> ListItem:
        is_done = self._take_task(item) if self.is_dialect else None
        blocks = self.blocks(item.children, depth + 1)
        return ListItem(blocks, is_done, span=self.span(item))

    @staticmethod
    def _take_task(item: Item) -> bool | None:
        first = item.children[0] if item.children else None
        if not isinstance(first, ParagraphLeaf) or not first.lines:
            return None
        text, number, offset = first.lines[0]
        if text[:3] not in _TASKS or text[3:4] not in (" ", "\t"):
            return None
        words = text[3:].lstrip(" \t")
        if not words:
            return None
        first.lines[0] = (words, number, offset + len(text) - len(words))
        return _TASKS[text[:3]]

    def _is_tight(self, block: ListBlock) -> bool:
        """Whether no blank line stands between items or between blocks of an item."""
        return not any(
            has_gap(children)
            for children in (
                block.children,
                *(i.children for i in block.children if isinstance(i, Container)),
            )
        )


def _is_backslash(inlines: Sequence[Inline]) -> bool:
    """Whether all that is left is what pandoc has behind an image without caption."""
    last = inlines[0] if len(inlines) == 1 else None
    return isinstance(last, Text) and last.text == "\\"


def _trimmed(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words without the space that a comment behind them has left."""
    last = words[-1] if words else None
    if not isinstance(last, Text) or last.text == (text := last.text.rstrip(" \t")):
        return words
    return (*words[:-1], replace(last, text=text)) if text else words[:-1]


def _caption_above(children: Sequence[OpenBlock], index: int) -> ParagraphLeaf | None:
    """The paragraph at an index, where it is the caption of the table below it.

    A caption below the table comes first.
    """
    leaf = children[index]
    below = children[index + 1 : index + 3]
    if not below or not isinstance(below[0], _TABLES):
        return None
    if not (_is_caption(leaf, below[0]) and isinstance(leaf, ParagraphLeaf)):
        return None
    return None if len(below) > 1 and _is_caption(below[1], below[0]) else leaf


def _is_caption(block: OpenBlock, table: OpenBlock | None) -> bool:
    """Whether a block is the caption of a table; MultiMarkdown's has no gap to it."""
    if not isinstance(block, ParagraphLeaf) or not block.lines:
        return False
    if _CAPTION.match(block.lines[0][0]) is not None:
        return True
    if table is None or len(block.lines) > 1:
        return False
    is_beside = block.line == table.end_line + 1 or block.line == table.line - 1
    return is_beside and BRACKETED_CAPTION.fullmatch(block.lines[0][0]) is not None


def _scene_break(inlines: Sequence[Inline], span: SourceSpan) -> SceneBreak | None:
    """The scene break that a paragraph is, if it has only signs of one, or space."""
    if len(inlines) == 1 and isinstance(marked := inlines[0], _MARKED):
        words = plain_text(marked.children)
        return SceneBreak(span=span) if _MARKED_PAUSE.fullmatch(words) else None
    if len(inlines) > _LONGEST_PAUSE or not all(
        isinstance(node, LineBreak | SoftBreak | Text) for node in inlines
    ):
        return None
    words = plain_text(inlines)
    if words.isspace() or not words:
        return SceneBreak(is_blank=True, span=span)
    if _PAUSE.fullmatch(words) is None:
        return None
    attributes = Attributes(None, ("asterism",)) if words == "\N{ASTERISM}" else None
    return SceneBreak(attributes=attributes or NO_ATTRIBUTES, span=span)


def _attributes_alone(leaf: Leaf) -> Attributes | None:
    """The attributes that are all a paragraph holds."""
    if len(leaf.lines) != 1:
        return None
    text = leaf.lines[0][0].strip()
    found = read_attributes(text, 0)
    return found[0] if found is not None and found[1] == len(text) else None


def _take_attributes(leaf: ParagraphLeaf) -> Attributes | None:
    """Take the line of attributes that a paragraph ends with, or begins with.

    The first is markdown-it's form, the second djot's. `None` where it has neither.
    """
    for index, kept in ((-1, slice(0, -1)), (0, slice(1, None))):
        text = leaf.lines[index][0].strip()
        if len(leaf.lines) > 1 and text.startswith("{"):
            found = read_attributes(text, 0)
            if found is not None and found[1] == len(text):
                leaf.lines = leaf.lines[kept]
                return found[0]
    return None


def _with_attributes(block: Block, attributes: Attributes) -> Block:
    if isinstance(block, SceneBreak) and "blank" in attributes.classes:
        rest = tuple(name for name in attributes.classes if name != "blank")
        attributes = replace(attributes, classes=rest)
        block = replace(block, is_blank=True)
    attributes = merge_attributes(block.attributes, attributes)
    block = replace(block, attributes=attributes)
    return with_row_heads(block) if isinstance(block, Table) else block


def _as_warning(block: Block) -> Block:
    """mdBook's `<div class="warning">` as the admonition that it is."""
    if not isinstance(block, Group) or block.attributes.classes[:1] != ("warning",):
        return block
    attributes = replace(block.attributes, classes=block.attributes.classes[1:])
    kind = AdmonitionKind.WARNING
    return Admonition(kind, block.blocks, attributes=attributes, span=block.span)


def _paused(block: Block) -> Block:
    """A block of HTML, whose paragraphs that are pauses between scenes are these.

    Not those of lists and cells, where a dash or a space is what an author has to say.
    """
    if isinstance(block, Group | BlockQuote):
        blocks = tuple(map(_paused, block.blocks))
        is_placed = block.attributes == _CENTRED and isinstance(block, Group)
        if is_placed and len(blocks) == 1 and isinstance(blocks[0], SceneBreak):
            return blocks[0]
        return replace(block, blocks=blocks) if blocks != block.blocks else block
    if not isinstance(block, Paragraph) or block.span is None:
        return block
    return _scene_break(block.children, block.span) or block
