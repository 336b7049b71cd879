"""Blocks as an author would have written them: without what pages need for browsers."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast
from urllib.parse import unquote

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    BlockQuote,
    Emphasis,
    Epigraph,
    Figure,
    Group,
    Heading,
    Image,
    IndexRole,
    IndexTerm,
    Inline,
    LineBreak,
    Link,
    Math,
    MathBlock,
    Node,
    NoteReference,
    Paragraph,
    RawInline,
    SceneBreak,
    SmallCaps,
    SoftBreak,
    Span,
    Stanza,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_nodes
from bookmaker.importers.html.elements import (
    COMMENT_SCHEME,
    DISPLAY_SCHEME,
    INDEX_SCHEME,
    MATH_SCHEME,
    NOTE_SCHEME,
)
from bookmaker.importers.html.poetry import INDENT
from bookmaker.importers.plain_text.line_shapes import is_scene_break
from bookmaker.importers.plain_text.quotations import is_attribution, without_dash

_BLANKS = " \t\n\u00a0\u200b\ufeff"
_DASH = re.compile(r"^\s*(?:—|–|―|--)\s*")
Holding = Emphasis | Strong | Strikeout | Subscript | Superscript | SmallCaps


def tidy_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Take groups apart that say nothing, part paragraphs at double breaks."""
    return _with_attributions([new for block in blocks for new in _tidied(block)])


def _with_attributions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give a quotation the attribution that stands in a paragraph behind it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if (
            isinstance(last, BlockQuote | Verse)
            and not last.attribution
            and isinstance(block, Paragraph)
            and is_attribution(plain_text(block.children))
        ):
            found[-1] = replace(last, attribution=_without_dash(block.children))
        else:
            found.append(block)
    return tuple(found)


def _tidied(block: Block) -> tuple[Block, ...]:
    mapped = map_nodes(block, _tidied_node)
    result = _tidied_node(mapped)
    # What stands in a block's place is blocks.
    return cast("tuple[Block, ...]", result if isinstance(result, tuple) else (result,))


def _tidied_node(  # noqa: C901 - a case a node
    node: Node,
) -> Node | tuple[Node, ...]:
    match node:
        case Group(attributes=own) if own == NO_ATTRIBUTES:
            return _with_attributions(node.blocks)
        case Group(attributes=own) if own == Attributes(own.id):
            return _named_group(node)
        case Group(attributes=own) if own.classes == ("imported-verse",):
            return _verse(node.blocks)
        case Group(attributes=own) if own.classes == ("imported-epigraph",):
            quote = _quotation(BlockQuote(node.blocks, span=node.span))
            if len(quote.blocks) == 1 and isinstance(
                inner := quote.blocks[0], BlockQuote
            ):
                said = quote.attribution or inner.attribution
                quote = replace(inner, attribution=said)
            return Epigraph(quote.blocks, quote.attribution, span=node.span)
        case Paragraph():
            return _paragraphs(node)
        case Heading():
            return _heading(node)
        case BlockQuote():
            return tuple(_quotation(part) for part in _parted(node))
        case Link(target=target) if target.startswith(NOTE_SCHEME):
            return NoteReference(target.removeprefix(NOTE_SCHEME), span=node.span)
        case Link(target=target) if target.startswith(COMMENT_SCHEME):
            words = target.removeprefix(COMMENT_SCHEME).replace("--", "- -")
            return RawInline(f"<!-- TODO {words} -->", format="comment")
        case Link(target=target) if target.startswith(INDEX_SCHEME):
            return _index_mark(target.removeprefix(INDEX_SCHEME), node.children)
        case Link(target=target) if target.startswith(MATH_SCHEME):
            return Math(target.removeprefix(MATH_SCHEME), span=node.span)
        case Superscript(children=(RawInline() as comment,)):
            return comment
        case Span(attributes=own) if own == NO_ATTRIBUTES:
            return node.children
        case Span(attributes=own) if own.classes == ("smallcaps",):
            rest = replace(own, classes=())
            return SmallCaps(node.children, attributes=rest, span=node.span)
        case Superscript(children=(NoteReference() as call,)):
            return call
        case Emphasis() | Strong() | Strikeout() | Subscript() | Superscript():
            return _marked(node)
        case _:
            return node


_INDEX_ROLES = {
    "main": IndexRole.MAIN,
    "start": IndexRole.START,
    "end": IndexRole.END,
}


def _index_mark(written: str, children: tuple[Inline, ...]) -> IndexTerm:
    """A mark of the index, as an importer writes it into an address."""
    said: dict[str, str] = json.loads(unquote(written))
    return IndexTerm(
        children,
        entry=said.get("entry", ""),
        role=_INDEX_ROLES.get(said.get("role", ""), IndexRole.PLACE),
        key=said.get("key", ""),
        sort=said.get("sort", ""),
        see=said.get("see", ""),
        see_also=said.get("see-also", ""),
    )


def _named_group(group: Group) -> Group | tuple[Block, ...]:
    """Let the heading that opens a section bear its name."""
    first = group.blocks[0] if group.blocks else None
    if not isinstance(first, Heading) or first.attributes.id is not None:
        return group
    named = replace(first.attributes, id=group.attributes.id)
    return (replace(first, attributes=named), *group.blocks[1:])


def _verse(blocks: Sequence[Block]) -> Verse | tuple[Block, ...]:
    """Paragraphs of a style for verse: each is a line, or a stanza if it has breaks."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks):
        return tuple(blocks)
    last = plain_text(paragraphs[-1].children).strip()
    attribution: tuple[Inline, ...] = ()
    if len(paragraphs) > 1 and is_attribution(last):
        attribution = _without_dash(paragraphs.pop().children)
    stanzas = [_lines(paragraph.children) for paragraph in paragraphs]
    if all(len(lines) == 1 for lines in stanzas):
        stanzas = [[line for lines in stanzas for line in lines]]
    made = tuple(Stanza(tuple(_line(line) for line in lines)) for lines in stanzas)
    return Verse(made, attribution, span=blocks[0].span if blocks else None)


def _line(nodes: tuple[Inline, ...]) -> VerseLine:
    """A line of verse; the spaces at its head are steps of its indent."""
    first = nodes[0] if nodes else None
    if not isinstance(first, Text):
        return VerseLine(nodes)
    bare = first.text.lstrip(INDENT)
    steps = len(first.text) - len(bare)
    rest = (replace(first, text=bare),) if bare else ()
    return VerseLine((*rest, *nodes[1:]), 2 * steps)


def _lines(nodes: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    lines: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return [trimmed(line) for line in lines]


def _marked(node: Holding) -> Node | tuple[Node, ...]:
    """Marks around nothing say nothing; those around space leave the space."""
    words = plain_text(node.children).strip(_BLANKS)
    has_more = any(not isinstance(child, Text | SoftBreak) for child in node.children)
    return node if words or has_more else node.children


def _heading(heading: Heading) -> Node | tuple[Node, ...]:
    if not plain_text(heading.children).strip(_BLANKS):
        return ()
    children = heading.children
    if len(children) == 1 and isinstance(strong := children[0], Strong):
        children = strong.children
    flat = tuple(_in_line(child) for child in children)
    return replace(heading, children=trimmed(flat))


def _in_line(node: Inline) -> Inline:
    """A node as a heading can hold it: no line ends, no displayed formula."""
    if isinstance(node, LineBreak | SoftBreak):
        return Text(" ")
    if isinstance(node, Link) and node.target.startswith(DISPLAY_SCHEME):
        return Math(node.target.removeprefix(DISPLAY_SCHEME), span=node.span)
    return node


def _paragraphs(paragraph: Paragraph) -> Node | tuple[Node, ...]:
    parts: list[list[Inline]] = [[]]
    for node in paragraph.children:
        if isinstance(node, LineBreak) and _ends_with_break(parts[-1]):
            parts[-1].pop()
            parts.append([])
        elif not (
            isinstance(node, Text)
            and not node.text.strip(_BLANKS)
            and (_ends_with_break(parts[-1]))
        ):
            parts[-1].append(node)
    found: list[Node] = []
    for part in parts:
        for stretch in _parted_at_formulas(part):
            if isinstance(stretch, MathBlock):
                found.append(stretch)
            else:
                for lines in _parted_at_breaks(trimmed(stretch)):
                    found.extend(_one_paragraph(paragraph, lines))
    return tuple(found)


_LONG_LINE = 80
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def _parted_at_breaks(nodes: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The paragraphs that single line breaks part, or one with its lines trimmed.

    Lines that are all long and end as sentences do are paragraphs; others are lines.
    """
    lines = _lines(nodes)
    said = [plain_text(line).strip(_BLANKS) for line in lines]
    are_paragraphs = all(
        len(words) >= _LONG_LINE and _SENTENCE_END.search(words) for words in said
    )
    if len(lines) < 2 or are_paragraphs:
        return lines
    whole: list[Inline] = [*lines[0]]
    for line in lines[1:]:
        whole += [LineBreak(), *line]
    return [tuple(whole)]


def _parted_at_formulas(nodes: Sequence[Inline]) -> list[list[Inline] | MathBlock]:
    """What stands between the displayed formulas of a paragraph, and these."""
    found: list[list[Inline] | MathBlock] = []
    line: list[Inline] = []
    for node in nodes:
        if isinstance(node, Link) and node.target.startswith(DISPLAY_SCHEME):
            formula = MathBlock(node.target.removeprefix(DISPLAY_SCHEME))
            found += [line, replace(formula, span=node.span)]
            line = []
        else:
            line.append(node)
    return [*found, line]


def _ends_with_break(nodes: Sequence[Inline]) -> bool:
    return bool(nodes) and isinstance(nodes[-1], LineBreak)


def _one_paragraph(whole: Paragraph, nodes: tuple[Inline, ...]) -> tuple[Node, ...]:
    words = plain_text(nodes).strip(_BLANKS)
    if not nodes or (not words and all(_is_empty(node) for node in nodes)):
        return ()
    if words and is_scene_break(words) and all(isinstance(n, Text) for n in nodes):
        return (SceneBreak(span=whole.span),)
    if len(nodes) == 1 and isinstance(image := nodes[0], Image):
        return (Figure(image, span=whole.span),)
    if (
        len(nodes) == 1
        and isinstance(link := nodes[0], Link)
        and (len(link.children) == 1 and isinstance(image := link.children[0], Image))
    ):
        return (Figure(image, span=whole.span),)  # a picture that leads to itself
    return (replace(whole, children=nodes),)


def _is_empty(node: Inline) -> bool:
    if isinstance(node, Span):
        return not node.children and node.attributes == NO_ATTRIBUTES
    return isinstance(node, Text | SoftBreak | LineBreak)


def trimmed(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines without breaks and spaces at both ends, their words joined."""
    kept = list(joined(nodes))
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    if kept and isinstance(first := kept[0], Text):
        kept[0] = replace(first, text=first.text.lstrip(_BLANKS))
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = replace(last, text=last.text.rstrip(_BLANKS))
    return tuple(kept)


def _is_blank(node: Inline) -> bool:
    if isinstance(node, Text):
        return not node.text.strip(_BLANKS)
    return isinstance(node, SoftBreak | LineBreak)


def joined(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Inlines whose adjacent words are one text."""
    found: list[Inline] = []
    for node in nodes:
        before = found[-1] if found else None
        if isinstance(node, Text) and isinstance(before, Text):
            found[-1] = replace(before, text=before.text + node.text)
        else:
            found.append(node)
    return tuple(found)


def _parted(quote: BlockQuote) -> list[BlockQuote]:
    """The quotations that follow one another in one: each ends in its attribution."""
    parts: list[list[Block]] = [[]]
    for block in quote.blocks:
        if parts[-1] and _is_attributed(parts[-1]):
            parts.append([])
        parts[-1].append(block)
    if len(parts) == 1:
        return [quote]
    made = [replace(quote, blocks=tuple(part), attribution=()) for part in parts]
    made[-1] = replace(made[-1], attribution=quote.attribution)
    return made


def _is_attributed(blocks: Sequence[Block]) -> bool:
    last = blocks[-1]
    return (
        len(blocks) > 1
        and isinstance(last, Paragraph)
        and is_attribution(plain_text(last.children))
    )


def _quotation(quote: BlockQuote) -> BlockQuote:
    """Take the attribution off a quotation's last paragraph."""
    if quote.attribution or len(quote.blocks) < 2:
        return _with_last_line(quote)
    last = quote.blocks[-1]
    if not isinstance(last, Paragraph):
        return quote
    words = plain_text(last.children)
    if not is_attribution(words) and not _is_cited(last):
        return quote
    return replace(
        quote, blocks=quote.blocks[:-1], attribution=_without_dash(last.children)
    )


def _with_last_line(quote: BlockQuote) -> BlockQuote:
    """Take an attribution that stands in the last line of the only paragraph."""
    if len(quote.blocks) != 1 or not isinstance(words := quote.blocks[0], Paragraph):
        return quote
    breaks = [i for i, n in enumerate(words.children) if isinstance(n, LineBreak)]
    if not breaks:
        return quote
    last = words.children[breaks[-1] + 1 :]
    if not is_attribution(plain_text(last).strip()):
        return quote
    rest = replace(words, children=trimmed(words.children[: breaks[-1]]))
    return replace(quote, blocks=(rest,), attribution=_without_dash(trimmed(last)))


def _is_cited(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but a `<cite>`, which is read as emphasis."""
    return len(paragraph.children) == 1 and isinstance(paragraph.children[0], Emphasis)


def _without_dash(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if len(nodes) == 1 and isinstance(cite := nodes[0], Emphasis):
        nodes = cite.children
    if nodes and isinstance(first := nodes[0], Text):
        bare = _DASH.sub(
            "", without_dash(first.text) if len(nodes) == 1 else first.text
        )
        return (replace(first, text=bare), *nodes[1:]) if bare else nodes[1:]
    return nodes
