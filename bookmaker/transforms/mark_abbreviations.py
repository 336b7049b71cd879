"""Abbreviations in the text know what they stand for, and are spelt out on request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bookmaker.config.model import BookConfig, Expansion
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Abbreviation,
    Heading,
    Inline,
    Node,
    Section,
    Text,
)
from bookmaker.document.walk import all_divisions, children, map_divisions, map_nodes


def mark_abbreviations(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Mark abbreviations.

    Before: divisions hold what their files define, `*[HTML]: …`. After: each word of
    the book's text that was defined anywhere is an abbreviation; the first of each is
    spelt out as `typography.expand-abbreviations` says. Titles keep their words.
    """
    expansion_by_word = {
        word: expansion
        for division in all_divisions(book)
        for word, expansion in reversed(division.abbreviations)
    }
    if not expansion_by_word:
        return book
    marking = _Marking(expansion_by_word, config.typography.expand_abbreviations)
    return map_divisions(book, marking.marked_division)


class _Marking:
    """Marks the words of one book."""

    def __init__(self, expansion_by_word: Mapping[str, str], when: Expansion) -> None:
        self._expansion_by_word = expansion_by_word
        self._when = when
        self._spelt_out: set[str] = set()
        words = sorted(expansion_by_word, key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in words)
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")

    def marked_division(self, division: Division) -> Division:
        if self._when is Expansion.CHAPTER:
            self._spelt_out.clear()
        kept = _texts_to_keep(division)
        own = replace(division, divisions=(), title=(), subtitle=(), abbreviations=())

        def mapping(node: Node) -> Node | tuple[Node, ...]:
            if not isinstance(node, Text) or id(node) in kept:
                return node
            return self._marked(node)

        marked = map_nodes(own, mapping, Text)
        return replace(
            marked,
            divisions=division.divisions,
            title=division.title,
            subtitle=division.subtitle,
        )

    def _marked(self, text: Text) -> Text | tuple[Inline, ...]:
        pieces: list[Inline] = []
        at, closing = 0, ""
        for found in self._pattern.finditer(text.text):
            word = found[0]
            expansion = self._expansion_by_word[word]
            before = closing + text.text[at : found.start()]
            is_spelt_out = self._is_spelt_out(word)
            if is_spelt_out:
                before = f"{before}{expansion} ("
            if before:
                pieces.append(replace(text, text=before))
            inner = (Text(word, span=text.span),)
            pieces.append(Abbreviation(inner, expansion, span=text.span))
            at, closing = found.end(), ")" if is_spelt_out else ""
        if not at:
            return text
        rest = closing + text.text[at:]
        if rest:
            pieces.append(replace(text, text=rest))
        return tuple(pieces)

    def _is_spelt_out(self, word: str) -> bool:
        """Whether the word is met here for the first time, where that counts."""
        if self._when is Expansion.NEVER or word in self._spelt_out:
            return False
        self._spelt_out.add(word)
        return True


def _texts_to_keep(division: Division) -> set[int]:
    """The words of headings, and of abbreviations that are marked already."""
    kept: set[int] = set()
    stack: list[tuple[Node, bool]] = [
        (child, False)
        for child in children(division)
        if not isinstance(child, Division)
    ]
    while stack:
        node, is_kept = stack.pop()
        if isinstance(node, Text) and is_kept:
            kept.add(id(node))
        if isinstance(node, Section):
            stack += [(child, True) for child in node.title]
            stack += [(child, is_kept) for child in node.blocks]
            continue
        keeps = is_kept or isinstance(node, Heading | Abbreviation)
        stack += [(child, keeps) for child in children(node)]
    return kept
