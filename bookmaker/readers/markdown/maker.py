"""What makes nodes of open blocks: what its parts share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from bookmaker.document.nodes import Block, Inline
from bookmaker.readers.markdown.blocks import Container, OpenBlock
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.inlines import Grammar, read_leaf
from bookmaker.readers.markdown.places import LeafLine, LeafText
from bookmaker.source import SourceSpan


class Maker(ABC):
    """Reads leaves and knows their places; how blocks are made is a subclass's."""

    def __init__(self, context: InlineContext, grammar: Grammar) -> None:
        self.context = context
        self.file = context.file
        self.diagnostics = context.diagnostics
        self._grammar = grammar

    @abstractmethod
    def blocks(self, children: Sequence[OpenBlock], depth: int) -> tuple[Block, ...]:
        """Make the blocks of a container that stands `depth` nodes deep."""

    def read(self, leaf: LeafText, depth: int) -> tuple[Inline, ...]:
        """Read the text of a leaf that stands `depth` nodes deep."""
        return read_leaf(leaf, self.context, self._grammar, depth)

    def read_value(self, value: str, line: LeafLine, depth: int) -> tuple[Inline, ...]:
        """Read the value of an attribute that stands in a line."""
        text, number, offset = line
        at = text.find(value)
        if at >= 0:
            return self.inlines([(value, number, offset + at)], depth)
        span = SourceSpan(self.file, number, offset + 1, number, offset + len(text) + 1)
        return self.read(LeafText.at(value, span), depth)

    def inlines(self, lines: Sequence[LeafLine], depth: int) -> tuple[Inline, ...]:
        """Read the lines of a leaf; white space at their end is not part of it."""
        if not lines:
            return ()
        text, number, offset = lines[-1]
        trimmed = text.rstrip(" \t")
        if len(trimmed) < len(text):
            lines = [*lines[:-1], (trimmed, number, offset)]
        return self.read(LeafText.of_lines(lines, self.file), depth)

    def span(self, block: OpenBlock) -> SourceSpan:
        """The place of a block, from its first mark to its last character."""
        start = (block.line, block.offset)
        end_line, end_offset = max(start, end_of(block))
        return SourceSpan(
            self.file, block.line, block.offset + 1, end_line, end_offset + 1
        )

    def span_of_lines(self, lines: Sequence[LeafLine]) -> SourceSpan:
        """The place of the lines of a leaf."""
        text, last, offset = lines[-1]
        return SourceSpan(
            self.file,
            lines[0][1],
            lines[0][2] + 1,
            last,
            offset + len(text.rstrip(" \t")) + 1,
        )


def end_of(block: OpenBlock) -> tuple[int, int]:
    """The line and offset where a block ends, the blocks in it included."""
    end = (block.end_line, block.end_offset)
    while isinstance(block, Container) and block.children:
        block = block.children[-1]
        end = max(end, (block.end_line, block.end_offset))
    return end


def has_gap(children: Sequence[OpenBlock]) -> bool:
    """Whether a blank line stands between any two of them."""
    return any(
        children[index].line > end_of(children[index - 1])[0] + 1
        for index in range(1, len(children))
    )
