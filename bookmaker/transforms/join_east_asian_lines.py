"""A line end within Chinese or Japanese words is not a space.

These scripts set no spaces between words, and an author breaks lines where it suits.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Citation,
    Code,
    CrossReference,
    Image,
    Inline,
    LineBreak,
    Math,
    Node,
    NoteReference,
    RawInline,
    SoftBreak,
    Text,
)
from bookmaker.document.walk import children, find_nodes, map_divisions, map_nodes
from bookmaker.languages.east_asian import (
    bearer,
    has_east_asian,
    joins_lines,
)

_INLINES = get_args(Inline)
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what has no words of the author's: a formula, a picture."""
_ATTACHED = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that belong to the one before: selectors, accents."""

_CLOSING = ",.;:!?)]}\"'"
_OPENING = "([{\"'"
"""Marks of ASCII that end or begin what they stand beside."""


def join_east_asian_lines(book: Book, config: BookConfig, found: Diagnostics) -> Book:
    """Leave out line ends between Han, kana and their punctuation.

    After: no soft break stands where neither the line above nor the one below asks for
    a space, whatever marks (emphasis, links, calls of notes) stand at the line's end.
    Korean has its spaces.
    """
    language = book.metadata.language
    return map_divisions(book, lambda division: _joined(division, language))


def _joined(division: Division, book_language: str) -> Division:
    if not any(map(_has_east_asian, find_nodes((division,), Text))):
        return division
    breaks = _Breaks()
    breaks.collect(division, division.language or book_language)
    breaks.end()
    if not breaks.unwanted:
        return division

    def kept(node: Node) -> Node | tuple[Node, ...]:
        return () if id(node) in breaks.unwanted else node

    return map_nodes(division, kept, SoftBreak)


def _has_east_asian(text: Text) -> bool:
    return has_east_asian(text.text)


@dataclass(slots=True)
class _Waiting:
    """A soft break whose next character is still to come."""

    node: SoftBreak
    before: str
    language: str


class _Breaks:
    """Goes through the words of each paragraph and finds breaks that are not spaces."""

    def __init__(self) -> None:
        self.unwanted: set[int] = set()
        """Identities of the soft breaks to leave out."""
        self._last = ""
        self._waiting: list[_Waiting] = []

    def collect(self, node: Node, language: str) -> None:
        """Go through all below a node."""
        language = node.attributes.find("lang") or language
        for child in children(node):
            if isinstance(child, Division):
                continue
            if not isinstance(child, _INLINES):
                self.end()
                self.collect(child, language)
                self.end()
            else:
                self._add(child, language)

    def _add(self, node: Node, language: str) -> None:
        match node:
            case Text():
                self._add_words(node.text, language)
            case SoftBreak():
                self._waiting.append(_Waiting(node, self._last, language))
            case LineBreak():
                self.end()
            case Code() | Math() | Image() | RawInline() | Citation():
                self._add_words(_OBJECT, language)
            case CrossReference() if not node.has_own_words:
                self._add_words(_OBJECT, language)
            case NoteReference():
                pass
            case _:
                self.collect(node, language)

    def _add_words(self, words: str, language: str) -> None:
        if not words:
            return
        for waiting in self._waiting:
            before = waiting.before
            after = bearer(words[:2], _OPENING, waiting.language)
            if before and joins_lines(before, after, waiting.language):
                self.unwanted.add(id(waiting.node))
        self._waiting.clear()
        solid = (c for c in reversed(words) if unicodedata.category(c) not in _ATTACHED)
        last = "".join(islice(solid, 2)) + self._last
        self._last = bearer(last, _CLOSING, language)

    def end(self) -> None:
        """End a paragraph."""
        self._waiting.clear()
        self._last = ""
