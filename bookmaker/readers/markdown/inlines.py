"""The inline phase: one scan over a leaf, exact to the character.

The scan stops at characters that mean something and asks the constructs registered
in `md.inlinePatterns`, in the registry's order, what stands there. What they find
waits in a flat list of pieces; brackets and HTML tags, when they close, wrap the
pieces behind their opening, and runs of delimiters are matched within each wrapping
(CommonMark 0.31, appendix: phase 2).
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from bookmaker.document.nodes import Inline
from bookmaker.readers.markdown.building import build_nodes
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.pieces import (
    Bracket,
    Built,
    Opening,
    Piece,
    TagOpening,
    WordRun,
)
from bookmaker.readers.markdown.places import LeafText
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT
from bookmaker.source import SourceSpan


class Finder(Protocol):
    """What finds the constructs of other people's extensions in a leaf."""

    def read(self, scan: InlineScan, at: int, stop: int) -> int | None:
        """Read the first between the two offsets; the offset behind it."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Which constructs there are."""

    trigger: re.Pattern[str]
    """Matches the characters at which a construct may begin."""
    constructs_by_trigger: dict[str, tuple[Construct, ...]]
    """Those that begin with a character, first asked first."""
    find_others: Callable[[str], Finder] | None = None
    """Makes ready for a text, where extensions have registered anything."""


class Closings:
    """Which brace or bracket closes which, in a text or in a part of one."""

    __slots__ = ("_closing_by_opening", "_end", "_start")

    def __init__(
        self, closing_by_opening: Mapping[int, int], start: int, end: int
    ) -> None:
        self._closing_by_opening = closing_by_opening
        self._start = start
        self._end = end

    def of(self, opening: int) -> int | None:
        """The offset of what closes the brace at an offset, where that stands here."""
        closing = self._closing_by_opening.get(opening + self._start)
        if closing is None or closing >= self._end:
            return None
        return closing - self._start

    def within(self, start: int, end: int) -> Closings:
        """Those of a part of this text, found without looking at it again."""
        first = self._start
        return Closings(self._closing_by_opening, first + start, first + end)


class InlineScan:
    """Reads one leaf."""

    __slots__ = (
        "brackets",
        "closing_braces",
        "context",
        "grammar",
        "inactive_below",
        "leaf",
        "open_tag_counts",
        "open_tags",
        "pieces",
        "room",
        "searched_in_vain",
        "text",
    )

    def __init__(
        self,
        leaf: LeafText,
        context: InlineContext,
        grammar: Grammar,
        room: int,
        closing_braces: Closings | None = None,
    ) -> None:
        self.leaf = leaf
        self.text = leaf.text
        self.context = context
        self.grammar = grammar
        self.room = room
        """How many nodes may still be nested here."""
        self.pieces: list[Piece] = []
        self.brackets: list[Bracket] = []
        self.inactive_below = 0
        """Brackets below this depth may be no link: one stands within them."""
        self.open_tags: list[TagOpening] = []
        self.open_tag_counts: dict[str, int] = {}
        self.searched_in_vain: set[str] = set()
        """The closings that are not in the rest of the leaf."""
        self.closing_braces = closing_braces
        """Which brace closes which, once a command of TeX has asked."""

    def read(self) -> tuple[Inline, ...]:
        """Read the whole leaf."""
        text = self.text
        search = self.grammar.trigger.search
        find_others = self.grammar.find_others
        others = find_others(text) if find_others is not None else None
        at = 0
        while True:
            found = search(text, at)
            start = found.start() if found is not None else len(text)
            if others is not None and (end := others.read(self, at, start)) is not None:
                at = end
                continue
            if start > at:
                self.pieces.append(WordRun(text[at:start], at, start))
            if found is None:
                break
            at = self._read_construct(start)
        return tuple(built.node for built in self.build(self.pieces)[0])

    def _read_construct(self, at: int) -> int:
        """Read what begins at a trigger; the offset behind it."""
        trigger = self.text[at]
        for construct in self.grammar.constructs_by_trigger[trigger]:
            end = construct.read(self, at)
            if end is not None:
                return end
        self.pieces.append(WordRun(trigger, at, at + 1))
        return at + 1

    def add_text(self, text: str, start: int, end: int) -> None:
        """Add words that stand in the leaf from `start` to `end`."""
        self.pieces.append(WordRun(text, start, end))

    def add_node(self, node: Inline, height: int = 1) -> None:
        """Add a finished node."""
        self.pieces.append(Built(node, height))

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of a stretch of the leaf."""
        return self.leaf.span(start, end)

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

    def fits(self, height: int, span: SourceSpan) -> bool:
        """Whether a node of this height may be nested here; said if not."""
        return self.context.fits(height, self.room, span)

    def build(self, pieces: list[Piece]) -> tuple[list[Built], int]:
        """Make nodes of pieces; how deep they are comes back too."""
        return build_nodes(pieces, self.leaf, self.context, self.room)


class Construct(InlineProcessor):
    """An inline construct of ours: an entry of Python-Markdown's registry."""

    triggers: ClassVar[str]
    """The characters at which it may begin."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(f"[{re.escape(self.triggers)}]", md)

    @abstractmethod
    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read what begins at `at` into the scan; the offset behind it, or `None`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the host's name for it
        self,
        m: re.Match[str],  # noqa: ARG002 - the host's signature
        data: str,  # noqa: ARG002
    ) -> tuple[Element | None, int | None, int | None]:
        """Decline: elements have no places, so the scan calls `read` instead."""
        return None, None, None


def read_leaf(
    leaf: LeafText,
    context: InlineContext,
    grammar: Grammar,
    depth: int,
    closing_braces: Closings | None = None,
) -> tuple[Inline, ...]:
    """Read a leaf that stands `depth` nodes deep.

    `closing_braces` of its text, where they are known from the leaf that it is part of.
    """
    if not leaf.text:
        return ()
    room = NESTING_LIMIT - depth
    return InlineScan(leaf, context, grammar, room, closing_braces).read()
