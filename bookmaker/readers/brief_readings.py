"""A reading in brief: without the paragraphs that the rest of a book cannot feel.

After an edit of one chapter the others are as they were, with the problems that they
had. What the book still needs of them is what may be referred to, numbered, listed or
styled: everything but plain paragraphs.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Block,
    Code,
    Emphasis,
    LineBreak,
    Node,
    Paragraph,
    SmallCaps,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import MarkdownFile

_PLAIN: frozenset[type[Node]] = frozenset(
    {
        Paragraph,
        Text,
        SoftBreak,
        LineBreak,
        Emphasis,
        Strong,
        SmallCaps,
        Superscript,
        Subscript,
        Code,
    }
)
_MOST_LINES = 50
"""A longer paragraph stays: it may be too long to be set."""
_MOST_PARTS = 10_000
"""Parts, or characters of its last line."""


def brief(reading: MarkdownFile) -> MarkdownFile:
    """Leave out the plain paragraphs of a file, but for its first block."""
    kept = tuple(block for block in reading.blocks[1:] if not _is_plain(block))
    if len(kept) == len(reading.blocks[1:]):
        return reading
    return replace(reading, blocks=(*reading.blocks[:1], *kept))


def _is_plain(block: Block) -> bool:
    if not isinstance(block, Paragraph) or _is_long(block):
        return False
    return all(
        type(node) in _PLAIN and node.attributes is NO_ATTRIBUTES
        for node in descend(block)
    )


def _is_long(paragraph: Paragraph) -> bool:
    span = paragraph.span
    if span is None or span.end_line - span.line > _MOST_LINES:
        return True
    return max(span.end_column, len(paragraph.children)) > _MOST_PARTS
