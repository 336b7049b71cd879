"""Verse, and the attribution of verse and quotations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bookmaker.document.nodes import (
    Attributes,
    Inline,
    Stanza,
    Verse,
    VerseLine,
)
from bookmaker.readers.markdown.blocks import OpenBlock, ParagraphLeaf, VerseLeaf
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.source import SourceSpan

_ATTRIBUTION = re.compile(r"(?:[—–―]|--)[ \t\u00a0]+(?=\S)")
_TAB_STOP = 4


def split_attribution(
    maker: Maker, children: Sequence[OpenBlock], depth: int
) -> tuple[Inline, ...]:
    """Take the attribution off the last paragraph; empty where there is none.

    It is the whole paragraph, if that begins with a dash and a space and is not all
    there is, or its last line.
    """
    last = children[-1] if children else None
    if not isinstance(last, ParagraphLeaf) or not last.lines:
        return ()
    starts_there = _ATTRIBUTION.match(last.lines[0][0]) is not None
    if starts_there and any(_has_words(child) for child in children[:-1]):
        lines, last.lines = last.lines, []
    elif len(last.lines) > 1 and _ATTRIBUTION.match(last.lines[-1][0]):
        lines = [last.lines.pop()]
    else:
        return ()
    text, number, offset = lines[0]
    mark = _ATTRIBUTION.match(text)
    skipped = mark.end() if mark is not None else 0
    lines[0] = (text[skipped:], number, offset + skipped)
    return maker.inlines(lines, depth + 1)


def _has_words(block: OpenBlock) -> bool:
    return not isinstance(block, ParagraphLeaf) or bool(block.lines)


def make_line_block(maker: Maker, leaf: VerseLeaf, depth: int) -> Verse:
    """Make verse of lines behind bars; an empty one parts stanzas."""
    stanzas: list[list[list[LeafLine]]] = [[]]
    for index, line in enumerate(leaf.lines):
        if index in leaf.run_on:
            stanzas[-1][-1].append(line)
        elif line[0].strip():
            stanzas[-1].append([line])
        elif stanzas[-1]:
            stanzas.append([])
    made = tuple(_stanza(maker, lines, {}, depth + 1) for lines in stanzas if lines)
    return Verse(made, span=maker.span(leaf))


def _stanza(
    maker: Maker, lines: list[list[LeafLine]], indents: Mapping[int, int], depth: int
) -> Stanza:
    made = tuple(
        _verse_line(maker, line, indents.get(line[0][1], 0), depth + 1)
        for line in lines
    )
    return Stanza(made, span=maker.span_of_lines([lines[0][0], lines[-1][-1]]))


def _verse_line(
    maker: Maker, line: list[LeafLine], taken: int, depth: int
) -> VerseLine:
    """Make a line of verse, the spaces at its head counted as its indent.

    `taken` is how many of them the block phase has taken off already.
    """
    text, number, offset = line[0]
    words = text.lstrip(" \t\u00a0")
    head = text[: len(text) - len(words)]
    indent = taken + len(head.replace("\t", " " * _TAB_STOP))
    line = [(words, number, offset + len(head)), *line[1:]]
    text, number, offset = line[-1]
    text = text.rstrip(" \t")
    # In a division a line may end with a hard break's backslash; it ends anyway.
    line[-1] = (text.removesuffix("\\").rstrip(" \t") or text, number, offset)
    return VerseLine(maker.inlines(line, depth), indent, span=maker.span_of_lines(line))


def make_verse(
    maker: Maker,
    children: Sequence[OpenBlock],
    attributes: Attributes,
    span: SourceSpan,
    depth: int,
) -> Verse:
    """Make verse of paragraphs: each a stanza, each of its lines a line.

    A line's indent is counted from that of the line furthest to the left.
    """
    attribution = split_attribution(maker, children, depth)
    indents = _indents(children)
    stanzas: list[Stanza] = []
    for child in children:
        if isinstance(child, VerseLeaf):
            stanzas.extend(make_line_block(maker, child, depth).stanzas)
        elif isinstance(child, ParagraphLeaf) and child.lines:
            lines = [[line] for line in child.lines]
            stanzas.append(_stanza(maker, lines, indents, depth + 1))
    return Verse(tuple(stanzas), attribution, attributes=attributes, span=span)


def _indents(children: Sequence[OpenBlock]) -> dict[int, int]:
    """The indent of each line of the paragraphs, by its number."""
    columns = {
        number: child.indent_by_line.get(number, 0)
        for child in children
        if isinstance(child, ParagraphLeaf)
        for _, number, _ in child.lines
    }
    least = min(columns.values(), default=0)
    return {number: indent - least for number, indent in columns.items()}


def is_all_verse(children: Sequence[OpenBlock]) -> bool:
    """Whether nothing but lines stands there."""
    return all(isinstance(child, ParagraphLeaf | VerseLeaf) for child in children)
