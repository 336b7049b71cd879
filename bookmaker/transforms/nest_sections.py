"""Headings that stand directly in a division become sections, one in the other."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import Block, Heading, Node, Section
from bookmaker.document.walk import find_nodes, map_divisions, map_nodes

_LOWEST = 6
"""The lowest level that a heading may have."""


def nest_sections(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Nest each division's sections.

    Before: headings stand flat among a division's blocks. After: none does; levels of
    sections, and of headings within quotations and lists, count from 1 below the
    division's title and skip none, whatever levels the author wrote.
    """
    return map_divisions(book, _nested)


def _nested(division: Division) -> Division:
    blocks = _sections(division.blocks, level=1)
    return division if blocks == division.blocks else replace(division, blocks=blocks)


def _sections(blocks: tuple[Block, ...], *, level: int) -> tuple[Block, ...]:
    """Nest blocks; the first heading, and each as high or higher, opens a section."""
    starts: list[int] = []
    highest = 7
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= highest:
            starts.append(index)
            highest = block.level
    ends = [*starts[1:], len(blocks)]
    before = blocks[: starts[0]] if starts else blocks
    sections: list[Block] = [_levelled(block, level) for block in before]
    for start, end in zip(starts, ends if starts else (), strict=True):
        inner = _sections(blocks[start + 1 : end], level=level + 1)
        sections.append(_section(blocks[start], inner, level))
    return tuple(sections)


def _levelled(block: Block, level: int) -> Block:
    """Let the headings within a quotation or a list begin at `level` and skip none."""
    if isinstance(block, Section):
        return replace(block, blocks=_sections(block.blocks, level=block.level + 1))
    strays = [node.level for node in find_nodes((block,), Heading)]
    if not strays:
        return block
    highest, last = min(strays), level - 1

    def levelled(node: Node) -> Node:
        nonlocal last
        if not isinstance(node, Heading):
            return node
        last = min(level + node.level - highest, last + 1, _LOWEST)
        return node if node.level == last else replace(node, level=last)

    return map_nodes(block, levelled, Heading)


def _section(heading: Block, blocks: tuple[Block, ...], level: int) -> Section:
    if not isinstance(heading, Heading):
        message = f"a section cannot begin with {heading!r}"
        raise InternalError(message)
    return Section(
        level,
        heading.children,
        blocks,
        short_title=heading.attributes.find("short"),
        attributes=heading.attributes,
        span=heading.span,
    )
