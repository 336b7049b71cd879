"""Headings that stand directly in a division become sections, one in the other."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import Block, Heading, Section
from bookmaker.document.walk import map_divisions


def nest_sections(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Nest each division's sections.

    Before: headings stand flat among a division's blocks. After: none does; section
    levels count from 1 below the division's title and skip none, whatever levels the
    author wrote.
    """
    return map_divisions(book, _nested)


def _nested(division: Division) -> Division:
    if not any(isinstance(block, Heading) for block in division.blocks):
        return division
    return replace(division, blocks=_sections(division.blocks, level=1))


def _sections(blocks: tuple[Block, ...], *, level: int) -> tuple[Block, ...]:
    """Nest blocks; the first heading, and each as high or higher, opens a section."""
    starts: list[int] = []
    highest = 7
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= highest:
            starts.append(index)
            highest = block.level
    if not starts:
        return blocks
    sections: list[Block] = list(blocks[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        inner = _sections(blocks[start + 1 : end], level=level + 1)
        sections.append(_section(blocks[start], inner, level))
    return tuple(sections)


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
