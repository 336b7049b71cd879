"""Quarto's divisions for what is numbered: `::: {#fig-x}`, `{#tbl-x}`, `{#lst-x}`.

The last paragraph is the caption (Quarto, “Cross references: Div syntax”). One
picture, table or listing within is the figure, table or listing itself; anything else
is a panel, in which what has an identifier of the same kind is counted by letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    CodeBlock,
    Figure,
    Image,
    Inline,
    LineBreak,
    Panel,
    PanelKind,
    Paragraph,
    SoftBreak,
    Table,
    Text,
)
from bookmaker.readers.markdown.attributes import merge_attributes, without_pair
from bookmaker.readers.markdown.blocks import FencedDivision
from bookmaker.readers.markdown.maker import Maker

_KIND = re.compile(r"(fig|tbl|lst)[-:].")
_PANEL_KINDS = {
    "fig": PanelKind.FIGURE,
    "tbl": PanelKind.TABLE,
    "lst": PanelKind.LISTING,
}
_SINGLE: dict[PanelKind, type[Figure | Table | CodeBlock]] = {
    PanelKind.FIGURE: Figure,
    PanelKind.TABLE: Table,
    PanelKind.LISTING: CodeBlock,
}
_CAPTION_KEYS = ("fig-cap", "tbl-cap", "lst-cap", "caption")
_LAYOUT_KEYS = frozenset(
    {"layout-ncol", "layout-nrow", "layout", "layout-valign", "layout-align", "ncol"}
)
_COUNT = re.compile(r"[1-9][0-9]?")
_ROWS = re.compile(r"\[([^\[\]]*)\]")


def has_number(attributes: Attributes) -> bool:
    """Whether a division's identifier says that it is a numbered thing."""
    return _KIND.match(attributes.id or "") is not None


def make_panel(maker: Maker, division: FencedDivision, depth: int) -> Block:
    """Make the figure, table, listing or panel that a division is."""
    attributes = division.attributes
    found = _KIND.match(attributes.id or "")
    if found is None:
        message = "a panel has an identifier of a kind"
        raise ValueError(message)
    kind = _PANEL_KINDS[found[1]]
    blocks = maker.blocks(division.children, depth + 2)
    caption: tuple[Inline, ...] = ()
    for key in _CAPTION_KEYS:
        given = attributes.find(key)
        if given is not None:
            caption = caption or maker.read_value(given, division.head, depth + 1)
            attributes = without_pair(attributes, key)
    if not caption and division.title is not None:
        caption = maker.inlines([division.title], depth + 1)
    if not caption and len(blocks) > 1 and isinstance(last := blocks[-1], Paragraph):
        images = _images_alone(last)
        if images is None:
            caption, blocks = last.children, blocks[:-1]
    columns = _columns(attributes, blocks)
    pairs = tuple(pair for pair in attributes.pairs if pair[0] not in _LAYOUT_KEYS)
    attributes = replace(attributes, pairs=pairs)
    span = maker.span(division)
    if len(blocks) == 1:
        only = blocks[0]
        if isinstance(only, _SINGLE[kind]) and only.attributes.id is None:
            return replace(
                only,
                caption=caption or only.caption,
                attributes=merge_attributes(only.attributes, attributes),
                span=span,
            )
    parts = tuple(part for block in blocks for part in _parts(block))
    return Panel(kind, parts, caption, columns, attributes=attributes, span=span)


def _columns(attributes: Attributes, blocks: Sequence[Block]) -> int:
    """How many blocks the author wants side by side, from 1."""
    given = attributes.find("layout-ncol") or attributes.find("ncol")
    if given is not None and _COUNT.fullmatch(given):
        return int(given)
    rows = attributes.find("layout-nrow")
    if rows is not None and _COUNT.fullmatch(rows):
        count = sum(1 for block in blocks for _ in _parts(block))
        return max(1, -(-count // int(rows)))
    layout = _ROWS.findall(attributes.find("layout") or "")
    return max((len(row.split(",")) for row in layout), default=1)


def _parts(block: Block) -> Iterator[Block]:
    """The block; a paragraph of pictures alone is a figure for each."""
    images = _images_alone(block)
    if images is None:
        yield block
        return
    for image in images:
        caption = (
            (Text(image.alternative, span=image.span),) if image.alternative else ()
        )
        bare = replace(image, attributes=NO_ATTRIBUTES)
        yield Figure(bare, caption, attributes=image.attributes, span=image.span)


def _images_alone(block: Block) -> list[Image] | None:
    if not isinstance(block, Paragraph):
        return None
    images = [node for node in block.children if isinstance(node, Image)]
    others = [node for node in block.children if not isinstance(node, Image)]
    if not images or not all(
        isinstance(node, SoftBreak | LineBreak)
        or (isinstance(node, Text) and not node.text.strip())
        for node in others
    ):
        return None
    return images
