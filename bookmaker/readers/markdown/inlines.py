"""The inline phase: one scan over a leaf, exact to the character.

The scan stops at characters that mean something and asks the constructs registered
in `md.inlinePatterns`, in the registry's order, what stands there. What they find
waits in a flat list of pieces; brackets and HTML tags, when they close, wrap the
pieces behind their opening, and runs of delimiters are matched within each wrapping
(CommonMark 0.31, appendix: phase 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bookmaker.document.nodes import Inline, Text
from bookmaker.readers.markdown.emphasis import Delimiter, match_delimiters
from bookmaker.readers.markdown.places import LeafText
from bookmaker.source import SourceSpan

if TYPE_CHECKING:
    from bookmaker.readers.markdown.host import InlineContext


class Run:
    """A run of words: its text as read and where it stands in the leaf."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


class Built:
    """A finished node and how deep it is."""

    __slots__ = ("height", "node")

    def __init__(self, node: Inline, height: int = 1) -> None:
        self.node = node
        self.height = height


class Opening:
    """Something that may still close: a bracket or an HTML tag."""

    __slots__ = ("end", "index", "start")

    def __init__(self, index: int, start: int, end: int) -> None:
        self.index = index
        """Where it stands among the pieces."""
        self.start = start
        self.end = end


class Bracket(Opening):
    """A `[` or `![`."""

    __slots__ = ("has_bracket_inside", "is_image")

    def __init__(self, index: int, start: int, end: int, *, is_image: bool) -> None:
        super().__init__(index, start, end)
        self.is_image = is_image
        self.has_bracket_inside = False


class TagOpening(Opening):
    """An HTML start tag within a line."""

    __slots__ = ("attributes", "name")

    def __init__(
        self,
        index: int,
        start: int,
        end: int,
        name: str,
        attributes: dict[str, str],
    ) -> None:
        super().__init__(index, start, end)
        self.name = name
        self.attributes = attributes


Piece = Run | Built | Delimiter | Bracket | TagOpening


class InlineScan:
    """Reads one leaf."""

    __slots__ = (
        "brackets",
        "context",
        "inactive_below",
        "leaf",
        "open_tag_counts",
        "open_tags",
        "pieces",
        "room",
        "searched_in_vain",
        "text",
    )

    def __init__(self, leaf: LeafText, context: InlineContext, room: int) -> None:
        self.leaf = leaf
        self.text = leaf.text
        self.context = context
        self.room = room
        """How many nodes may still be nested here."""
        self.pieces: list[Piece] = []
        self.brackets: list[Bracket] = []
        self.inactive_below = 0
        """Brackets below this depth may be no link: one stands within them."""
        self.open_tags: list[TagOpening] = []
        self.open_tag_counts: dict[str, int] = {}
        self.searched_in_vain: dict[str, int] = {}
        """For a closing that is not there: the offset from which it was sought."""

    def read(self) -> tuple[Inline, ...]:
        """Read the whole leaf."""
        text = self.text
        context = self.context
        search = context.trigger.search
        constructs_by_trigger = context.constructs_by_trigger
        strangers = context.strangers_for(text)
        at = 0
        while True:
            found = search(text, at)
            start = found.start() if found is not None else len(text)
            if strangers is not None:
                stop = strangers.read(self, at, start)
                if stop is not None:
                    at = stop
                    continue
            if start > at:
                self.pieces.append(Run(text[at:start], at, start))
            if found is None:
                break
            for construct in constructs_by_trigger[text[start]]:
                end = construct.read(self, start)
                if end is not None:
                    at = end
                    break
            else:
                at = start + 1
                self.add_text(text[start], start, at)
        return self.build(self.pieces)

    def add_text(self, text: str, start: int, end: int) -> None:
        """Add words that stand in the leaf from `start` to `end`."""
        self.pieces.append(Run(text, start, end))

    def add_node(self, node: Inline, height: int = 1) -> None:
        """Add a finished node."""
        self.pieces.append(Built(node, height))

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of a stretch of the leaf."""
        return self.leaf.span(start, end)

    # --- Wrapping -----------------------------------------------------------------

    def cut(self, opening: Opening) -> list[Piece]:
        """Take off the pieces behind an opening, and the opening itself."""
        inside = self.pieces[opening.index + 1 :]
        del self.pieces[opening.index :]
        while self.brackets and self.brackets[-1].index >= opening.index:
            self.brackets.pop()
        self.inactive_below = min(self.inactive_below, len(self.brackets))
        while self.open_tags and self.open_tags[-1].index >= opening.index:
            tag = self.open_tags.pop()
            self.open_tag_counts[tag.name] -= 1
        return inside

    def fits(self, height: int, start: int, end: int) -> bool:
        """Whether a node of this height may be nested here; said if not."""
        if height <= self.room:
            return True
        self.context.report_depth(self.span(start, end))
        return False

    def build(self, pieces: Iterable[Piece]) -> tuple[Inline, ...]:
        """Make nodes of pieces."""
        return tuple(built.node for built in self.build_measured(pieces)[0])

    def build_measured(self, pieces: Iterable[Piece]) -> tuple[list[Built], int]:
        """Make nodes of pieces; how deep they are comes back too."""
        pieces = list(pieces)
        delimiters = [piece for piece in pieces if type(piece) is Delimiter]
        if delimiters:
            match_delimiters(delimiters, self.text)
        builder = _Builder(self)
        for piece in pieces:
            kind = type(piece)
            if kind is Run:
                builder.add_run(piece)  # type: ignore[arg-type] - narrowed by kind
            elif kind is Built:
                builder.add_built(piece)  # type: ignore[arg-type] - narrowed by kind
            elif isinstance(piece, Delimiter):
                builder.add_delimiter(piece)
            elif isinstance(piece, Bracket):
                builder.add_text(self.text[piece.start : piece.end], piece.start)
            elif isinstance(piece, TagOpening):
                self.context.report_unclosed_tag(self, piece)
                builder.add_text(self.text[piece.start : piece.end], piece.start)
        return builder.finish()


class _Frame:
    """The children of something that is still open."""

    __slots__ = ("children", "height", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.children: list[Built] = []
        self.height = 0


class _Builder:
    """Turns pieces into nested nodes in one pass; adjacent words become one text."""

    __slots__ = ("frame", "frames", "scan", "words", "words_end", "words_start")

    def __init__(self, scan: InlineScan) -> None:
        self.scan = scan
        self.frame = _Frame(0)
        self.frames: list[_Frame] = []
        self.words: list[str] = []
        self.words_start = 0
        self.words_end = 0

    def add_run(self, run: Run) -> None:
        if not self.words:
            self.words_start = run.start
        self.words.append(run.text)
        self.words_end = run.end

    def add_text(self, text: str, start: int) -> None:
        self.add_run(Run(text, start, start + len(text)))

    def add_built(self, built: Built) -> None:
        node = built.node
        if type(node) is Text:
            self.add_node_text(node)
            return
        self.flush()
        frame = self.frame
        frame.children.append(built)
        if built.height > frame.height:
            frame.height = built.height

    def add_node_text(self, node: Text) -> None:
        self.flush()
        children = self.frame.children
        if children and type(before := children[-1].node) is Text:
            span = before.span.to(node.span) if before.span and node.span else None
            children[-1] = Built(Text(before.text + node.text, span=span))
        else:
            children.append(Built(node))
            self.frame.height = max(self.frame.height, 1)

    def add_delimiter(self, run: Delimiter) -> None:
        at = run.start
        for kind in run.closes:
            at += _width(run, kind)
            self.close(kind, at)
        if run.count:
            self.add_text(run.character * run.count, at)
            at += run.count
        for kind in reversed(run.opens):
            self.flush()
            self.frames.append(self.frame)
            self.frame = _Frame(at)
            at += _width(run, kind)

    def close(self, kind: type[Inline], end: int) -> None:
        self.flush()
        inner = self.frame
        self.frame = self.frames.pop()
        scan = self.scan
        if not scan.fits(inner.height + 1, inner.start, end):
            for child in inner.children:
                self.add_built(child)
            return
        node = kind(  # type: ignore[call-arg] - every marked node has children
            tuple(child.node for child in inner.children),
            span=scan.leaf.span(inner.start, end),
        )
        self.frame.children.append(Built(node, inner.height + 1))
        self.frame.height = max(self.frame.height, inner.height + 1)

    def flush(self) -> None:
        if self.words:
            text = self.words[0] if len(self.words) == 1 else "".join(self.words)
            self.words.clear()
            if text:
                span = self.scan.leaf.span(self.words_start, self.words_end)
                self.add_node_text(Text(text, span=span))

    def finish(self) -> tuple[list[Built], int]:
        self.flush()
        return self.frame.children, self.frame.height


def _width(run: Delimiter, kind: type[Inline]) -> int:
    return _WIDTHS.get(kind.__name__, 1)


_WIDTHS = {"Strong": 2, "Strikeout": 2, "Highlight": 2}

TRAILING_SPACES = re.compile(r" *$")
