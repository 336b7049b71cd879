"""Random trees such as the Markdown reader makes, from a seed.

Words are joined, no leaf begins or ends with a line end, notes that are called are
there: what the reader never makes cannot come back from Markdown. Everything else is
as odd as the signs allow.
"""

from __future__ import annotations

import random
from dataclasses import replace

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Admonition,
    AdmonitionKind,
    Alignment,
    Attributes,
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    Figure,
    Group,
    Heading,
    Highlight,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    Note,
    NoteReference,
    Paragraph,
    SceneBreak,
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
    TableRow,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown.nodes_of_blocks import _scene_break
from bookmaker.source import SourceSpan

# Markup's own signs, quotes, spaces of all widths, a combining mark, letters that run
# the other way or stand beyond the first plane, and what begins blocks.
_ODD = (
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~",
        "~~",
        "^",
        "==",
        "=",
        "[",
        "]",
        "![",
        "](",
    ),
    *(
        "(",
        ")",
        "{",
        "}",
        "{.a}",
        "{#b}",
        "{{<",
        "|",
        "\\",
        "&",
        "&amp;",
        "<",
        ">",
        "<b>",
    ),
    *(
        "#",
        "##",
        "-",
        "+",
        "---",
        "1.",
        "12)",
        ":",
        ":::",
        "[^1]:",
        "[^a]",
        "— ",
        "--",
        "$",
    ),
    *("@", "@fig-x", "!", "'", '"', "“", "”", "…", "\u00a0", "\u2009", "\u0301", "אב"),
    *("漢字", "🜚", "http://x.org", "a@b.org", "*[H]:", "| ", "~~~", "%", "/", "\t"),
)
_PLAIN = (
    "the",
    "tide",
    "came",
    "in",
    "a",
    "B",
    "1986",
    "x_y",
    "co-op",
    "é",
    "pier",
    "2",
)
_KEPT_BY_TAGS = ("lang", "width")


class TreeGrower:
    """Grows one tree from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.notes: list[Note] = []
        self._may_call = True
        self._in_tags = False
        """Between tags of HTML some things have no form."""

    def blocks(self, depth: int = 2, most: int = 3) -> tuple[Block, ...]:
        """Blocks that may stand one after another."""
        made: list[Block] = []
        for _ in range(self._random.randint(1, most)):
            block = self._block(depth)
            if made and _would_join(made[-1], block):
                continue
            made.append(block)
        return tuple(made)

    def grow(self) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """A file's blocks and the notes that they call."""
        blocks = self.blocks()
        return blocks, tuple(self.notes)

    # --- Inlines ------------------------------------------------------------------

    def _words(self, *, is_edge: bool = False) -> str:
        pick = self._random
        parts = []
        for _ in range(pick.randint(1, 3)):
            odd = pick.random() < 0.4
            parts.append(pick.choice(_ODD if odd else _PLAIN))
        words = pick.choice(("", " ")).join(parts)
        return words.strip() or "word" if is_edge else words

    def inlines(
        self, depth: int = 1, *, is_one_line: bool = False, in_link: bool = False
    ) -> tuple[Inline, ...]:
        pick = self._random
        nodes: list[Inline] = [Text(self._words(is_edge=True))]
        for _ in range(pick.randint(0, 3)):
            node = self._inline(depth, is_one_line=is_one_line, in_link=in_link)
            last = nodes[-1]
            if isinstance(node, Text) and isinstance(last, Text):
                nodes[-1] = Text(last.text + node.text)
            elif not (
                isinstance(node, SoftBreak) and isinstance(last, SoftBreak | LineBreak)
            ):
                nodes.append(node)
        if isinstance(nodes[-1], SoftBreak):
            nodes.append(Text("end"))
        if isinstance(last := nodes[-1], Text):
            nodes[-1] = Text(last.text.rstrip() or "end")
        if _scene_break(nodes, SourceSpan.at("tree.md", 1, 1)) is not None:
            # Signs alone are a pause between two scenes, escaped or not.
            nodes = [Text("end")]
        return tuple(nodes)

    def _inline(self, depth: int, *, is_one_line: bool, in_link: bool) -> Inline:
        pick = self._random
        kind = pick.randint(0, 18 if depth else 8)
        if kind <= 4:
            return Text(self._words())
        match kind:
            case 5:
                return LineBreak() if is_one_line else SoftBreak()
            case 6:
                return Code(self._code(), attributes=self._attributes())
            case 7:
                return self._image() if pick.random() < 0.5 else LineBreak()
            case 8:
                return self._call()
            case _:
                return self._holding(kind, depth, is_one_line, in_link)

    def _holding(
        self,
        kind: int,
        depth: int,
        is_one_line: bool,  # noqa: FBT001 - passed on
        in_link: bool,  # noqa: FBT001
    ) -> Inline:
        inner = self.inlines(depth - 1, is_one_line=is_one_line, in_link=in_link)
        own = self._attributes(_KEPT_BY_TAGS)
        match kind:
            case 9 | 10:
                return Emphasis(inner, attributes=own)
            case 11:
                return Strong(inner, attributes=own)
            case 12:
                return Strikeout(inner, attributes=own)
            case 13:
                return Highlight(inner, attributes=own)
            case 14:
                return Subscript(inner, attributes=own)
            case 15:
                return Superscript(inner, attributes=own)
            case 16:
                return SmallCaps(inner, attributes=self._attributes())
            case 17 if not in_link:
                inner = self.inlines(depth - 1, is_one_line=is_one_line, in_link=True)
                return Link(
                    inner, self._target(), self._title(), attributes=self._attributes()
                )
            case _:
                return Span(inner, attributes=self._attributes())

    def _code(self) -> str:
        text = self._words().replace("\t", " ")
        return text if text.strip() else "x"

    def _image(self) -> Image:
        alternative = self._random.choice((None, "", "A pier.", 'odd "*[x]* \\'))
        return Image(
            self._target(), alternative, self._title(), attributes=self._attributes()
        )

    def _target(self) -> str:
        targets = (
            "#there",
            "x.md",
            "a b (c).png",
            "https://example.org/?a=1&amp;b=2_x_",
        )
        return self._random.choice((*targets, "<odd>\\", "a)b", ""))

    def _title(self) -> str:
        return self._random.choice(("", "", "", 'A "title" \\ here'))

    def _call(self) -> Inline:
        if not self._may_call:
            return Text("word")
        label = f"n{len(self.notes) + 1}"
        self._may_call = False
        self.notes.append(Note(label, self.blocks(0, 2)))
        self._may_call = True
        return NoteReference(label)

    def _attributes(self, keys: tuple[str, ...] = ("lang", "key")) -> Attributes:
        pick = self._random
        if pick.random() < 0.7:
            return NO_ATTRIBUTES
        keys = _KEPT_BY_TAGS if self._in_tags else keys
        value = pick.choice(("de", 'q "x" \\', "a{b}", "it's <&amp;>", ""))
        return Attributes(
            pick.choice((None, "there", "a.b")),
            pick.choice(((), ("one",), ("one", "two.three"))),
            pick.choice(((), ((pick.choice(keys), value),))),
        )

    # --- Blocks -------------------------------------------------------------------

    def _block(self, depth: int) -> Block:
        pick = self._random
        kind = pick.randint(0, 17 if depth else 8)
        own = self._attributes()
        match kind:
            case 0 | 1 | 2:
                attributes = self._attributes(_KEPT_BY_TAGS)
                return Paragraph(self.inlines(2), attributes=attributes)
            case 3:
                return Heading(
                    pick.randint(1, 6),
                    self.inlines(is_one_line=True),
                    attributes=own,
                )
            case 4:
                language = pick.choice((None, "python", "c++", "a_b"))
                return CodeBlock(self._listing(), language, attributes=own)
            case 5:
                caption = self.inlines(0) if pick.random() < 0.7 else ()
                image = replace(self._image(), attributes=NO_ATTRIBUTES)
                if image.alternative is None:
                    # A caption is the alternative where there is no other.
                    image = replace(image, alternative=plain_text(caption) or None)
                return Figure(image, caption, attributes=own)
            case 6:
                is_blank = pick.random() < 0.3 and not self._in_tags
                return SceneBreak(is_blank, attributes=own)
            case 7:
                return self._verse(own)
            case 8:
                return self._pipe_table(own)
            case _:
                return self._container(kind, depth - 1, own)

    def _listing(self) -> str:
        lines = [self._random.choice(("", self._words())) for _ in range(3)]
        lines = [line if line.strip() else "" for line in lines]
        return "\n".join(lines).replace("\t", "  ")

    def _verse(self, own: Attributes) -> Verse:
        pick = self._random
        stanzas = tuple(
            Stanza(
                tuple(
                    VerseLine(self.inlines(0), pick.choice((0, 0, 2, 5)))
                    for _ in range(pick.randint(1, 3))
                )
            )
            for _ in range(pick.randint(1, 2))
        )
        return Verse(stanzas, self._attribution(), attributes=own)

    def _attribution(self) -> tuple[Inline, ...]:
        return self.inlines(0) if self._random.random() < 0.5 else ()

    def _pipe_table(self, own: Attributes) -> Table:
        pick = self._random
        alignments = [
            pick.choice((None, *Alignment)) for _ in range(pick.randint(1, 3))
        ]

        def row(*, is_header: bool) -> TableRow:
            cells = tuple(
                TableCell(self._cell(), alignment, is_header)
                for alignment in alignments
            )
            return TableRow(cells)

        caption = self.inlines(0) if pick.random() < 0.4 else ()
        body = tuple(row(is_header=False) for _ in range(pick.randint(0, 2)))
        return Table((row(is_header=True),), body, caption, attributes=own)

    def _cell(self) -> tuple[Block, ...]:
        if self._random.random() < 0.2:
            return ()
        return (Paragraph(self.inlines(0, is_one_line=True)),)

    def _container(self, kind: int, depth: int, own: Attributes) -> Block:
        was_in_tags = self._in_tags
        self._in_tags |= kind == 17 or (kind == 16 and own == NO_ATTRIBUTES)
        blocks = self.blocks(depth, 3)
        block = self._around(kind, depth, own, blocks)
        self._in_tags = was_in_tags
        return block

    def _around(
        self, kind: int, depth: int, own: Attributes, blocks: tuple[Block, ...]
    ) -> Block:
        pick = self._random
        match kind:
            case 9 | 10:
                own = NO_ATTRIBUTES if self._in_tags else own
                return BlockQuote(blocks, self._attribution(), attributes=own)
            case 11:
                return Epigraph(blocks, self._attribution(), attributes=own)
            case 12 | 13:
                own = NO_ATTRIBUTES if self._in_tags else own
                return self._list(depth, own)
            case 14:
                own = NO_ATTRIBUTES if self._in_tags else own
                return self._definitions(depth, own)
            case 15:
                title = self.inlines(0, is_one_line=True) if pick.random() < 0.5 else ()
                if isinstance(blocks[0], Heading) and not title:
                    blocks = (Paragraph((Text("First."),)), *blocks)
                kind_of = pick.choice(tuple(AdmonitionKind))
                return Admonition(kind_of, blocks, title, attributes=own)
            case 16:
                return Group(blocks, attributes=own)
            case _:
                return self._rich_table(depth)

    def _list(self, depth: int, own: Attributes) -> List:
        pick = self._random
        style = pick.choice((ListStyle.BULLET, ListStyle.DECIMAL))
        is_tight = pick.random() < 0.6
        items = []
        for _ in range(pick.randint(1, 3)):
            if is_tight:
                blocks: tuple[Block, ...] = (Paragraph(self.inlines(0)),)
                if depth and pick.random() < 0.4:
                    inner = self._list(depth - 1, NO_ATTRIBUTES)
                    items_within = tuple(
                        ListItem((Paragraph(self.inlines(0)),)) for _ in inner.items
                    )
                    blocks += (replace(inner, items=items_within, is_tight=True),)
            else:
                blocks = self.blocks(depth, 2)
            is_task = pick.random() < 0.2 and _is_plain_paragraph(blocks[0])
            items.append(
                ListItem(blocks, pick.choice((True, False)) if is_task else None)
            )
        start = 1 if style is ListStyle.BULLET else pick.choice((0, 1, 7))
        return List(tuple(items), style, start, is_tight, attributes=own)

    def _definitions(self, depth: int, own: Attributes) -> DefinitionList:
        pick = self._random
        definitions = tuple(
            Definition(
                self.inlines(0, is_one_line=True),
                tuple(self.blocks(depth, 2) for _ in range(pick.randint(1, 2))),
            )
            for _ in range(pick.randint(1, 2))
        )
        is_tight = self._in_tags or pick.random() < 0.5
        return DefinitionList(definitions, is_tight, attributes=own)

    def _rich_table(self, depth: int) -> Table:
        pick = self._random
        rows = tuple(
            TableRow(
                tuple(
                    TableCell(
                        self.blocks(depth, 2),
                        pick.choice((None, *Alignment)),
                        is_header,
                        column_span=pick.choice((1, 1, 2)),
                        attributes=self._attributes(_KEPT_BY_TAGS),
                    )
                    for _ in range(2)
                )
            )
            for is_header in (True, False)
        )
        caption = self.inlines(0) if pick.random() < 0.4 else ()
        return Table((rows[0],), (rows[1],), caption)


def _is_plain_paragraph(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.attributes == NO_ATTRIBUTES


def _would_join(before: Block, block: Block) -> bool:
    """Whether the reader would make one of two that follow one another."""
    return isinstance(before, DefinitionList) and isinstance(block, DefinitionList)
