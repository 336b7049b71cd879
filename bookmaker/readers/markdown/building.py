"""Pieces to nodes: one pass, in which runs of delimiters open and close."""

from __future__ import annotations

from collections.abc import Sequence

from bookmaker.document.nodes import NO_ATTRIBUTES, Text
from bookmaker.readers.markdown.attributes import read_attributes
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.emphasis import (
    Delimiter,
    Marked,
    match_delimiters,
    width,
)
from bookmaker.readers.markdown.pieces import Built, Opening, Piece, TagOpening, WordRun
from bookmaker.readers.markdown.places import LeafText


def build_nodes(
    pieces: Sequence[Piece], leaf: LeafText, context: InlineContext, room: int
) -> tuple[list[Built], int]:
    """Make nodes of pieces; how deep they are nested comes back too."""
    if len(pieces) == 1 and type(pieces[0]) is WordRun:  # most leaves are plain words
        run = pieces[0]
        if not run.text:
            return [], 0
        return [Built(Text(run.text, span=leaf.span(run.start, run.end)))], 1
    delimiters = [piece for piece in pieces if type(piece) is Delimiter]
    if delimiters:
        match_delimiters(delimiters, leaf.text)
    builder = _Builder(leaf, context, room)
    for piece in pieces:
        if type(piece) is WordRun:
            builder.add_run(piece)
        elif type(piece) is Built:
            builder.add_built(piece)
        elif type(piece) is Delimiter:
            builder.add_delimiter(piece)
        elif isinstance(piece, Opening):
            builder.add_opening(piece)
    return builder.finish()


class _Frame:
    """The children of something that is still open."""

    __slots__ = ("children", "height", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.children: list[Built] = []
        self.height = 0

    def add(self, built: Built) -> None:
        self.children.append(built)
        self.height = max(self.height, built.height)


class _Builder:
    """Holds the open frames; adjacent words become one text."""

    __slots__ = (
        "_context",
        "_frame",
        "_frames",
        "_leaf",
        "_room",
        "_taken_until",
        "_words",
        "_words_end",
        "_words_start",
    )

    def __init__(self, leaf: LeafText, context: InlineContext, room: int) -> None:
        self._leaf = leaf
        self._context = context
        self._room = room
        self._frame = _Frame(0)
        self._frames: list[_Frame] = []
        self._taken_until = 0
        """The offset behind attributes that something marked has taken."""
        self._words: list[str] = []
        self._words_start = 0
        self._words_end = 0

    def add_run(self, run: WordRun) -> None:
        if run.start < self._taken_until:
            if run.end <= self._taken_until:
                return
            at = self._taken_until
            run = WordRun(run.text[at - run.start :], at, run.end)
        if not self._words:
            self._words_start = run.start
        self._words.append(run.text)
        self._words_end = run.end

    def add_opening(self, opening: Opening) -> None:
        """Add what nothing has closed: its characters."""
        start, end = opening.start, opening.end
        if isinstance(opening, TagOpening):
            span = self._leaf.span(start, end)
            self._context.report_unclosed_tag(self._leaf.text[start:end], span)
        self.add_run(WordRun(self._leaf.text[start:end], start, end))

    def add_built(self, built: Built) -> None:
        self._flush()
        if type(built.node) is Text:
            self._add_text(built.node)
        else:
            self._frame.add(built)

    def _add_text(self, node: Text) -> None:
        children = self._frame.children
        if children and type(before := children[-1].node) is Text:
            span = before.span.to(node.span) if before.span and node.span else None
            children[-1] = Built(Text(before.text + node.text, span=span))
        else:
            self._frame.add(Built(node))

    def add_delimiter(self, run: Delimiter) -> None:
        at = run.start
        for kind in run.closes:
            at += width(kind)
            self._close(kind, at)
        if run.count:
            self.add_run(WordRun(run.character * run.count, at, at + run.count))
            at += run.count
        for kind in reversed(run.opens):
            self._flush()
            self._frames.append(self._frame)
            self._frame = _Frame(at)
            at += width(kind)

    def _close(self, kind: type[Marked], end: int) -> None:
        self._flush()
        inner = self._frame
        self._frame = self._frames.pop()
        span = self._leaf.span(inner.start, end)
        if not self._context.fits(inner.height + 1, self._room, span):
            for child in inner.children:
                self.add_built(child)
            return
        children = tuple(child.node for child in inner.children)
        attributes = NO_ATTRIBUTES
        if self._leaf.text.startswith("{", end) and self._context.options.is_dialect:
            found = read_attributes(self._leaf.text, end)
            if found is not None:
                attributes, self._taken_until = found
        node = kind(children, attributes=attributes, span=span)
        self._frame.add(Built(node, inner.height + 1))

    def _flush(self) -> None:
        if not self._words:
            return
        text = "".join(self._words)
        self._words.clear()
        if text:
            span = self._leaf.span(self._words_start, self._words_end)
            self._add_text(Text(text, span=span))

    def finish(self) -> tuple[list[Built], int]:
        self._flush()
        return self._frame.children, self._frame.height
