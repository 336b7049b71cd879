"""Figures, tables, listings and equations get their numbers, by chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import EmptyList
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.contents import KIND_BY_LIST, NODE_BY_KIND, caption_entries
from bookmaker.document.nodes import (
    CodeBlock,
    Figure,
    MathBlock,
    Node,
    Panel,
    PanelKind,
    Table,
)
from bookmaker.document.walk import find_nodes, leave_out, map_nodes
from bookmaker.languages.caption_words import CaptionWords, caption_words_of
from bookmaker.languages.digits import Digits
from bookmaker.languages.words import NO_BREAK_SPACE

_PREFIX_BY_KIND: dict[type[Node], str] = {
    Figure: "fig-",
    Table: "tbl-",
    CodeBlock: "lst-",
    MathBlock: "eq-",
}
_KIND_OF_PANEL: dict[PanelKind, type[Node]] = {
    PanelKind.FIGURE: Figure,
    PanelKind.TABLE: Table,
    PanelKind.LISTING: CodeBlock,
}
_Given: TypeAlias = tuple[str, str]
"""The number and the label that something is given."""
_COUNTED_ANEW = frozenset({DivisionKind.CHAPTER, DivisionKind.APPENDIX})


def number_captions(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Number what its id says is to be numbered: `fig-`, `tbl-`, `lst-`, `eq-`.

    Before: ids and the numbers of divisions. After: such a figure, table or listing has
    `number` and `label`, such an equation its number in parentheses. In a numbered
    chapter they count from 1 behind the chapter's own number (2.1), in arabic figures
    whatever numbers chapters have; elsewhere they run on through the book. What stands
    in a panel and is of its kind has letters behind the panel's number. A generated
    list of them that would be empty is left out.
    """
    words = caption_words_of(book.metadata.language)
    numberer = _Numberer(words, config.digits)
    numbered = replace(
        book,
        front=tuple(numberer.numbered(division) for division in book.front),
        body=tuple(numberer.numbered(division) for division in book.body),
        back=tuple(numberer.numbered(division) for division in book.back),
    )
    return _without_empty_lists(numbered, diagnostics)


def _without_empty_lists(book: Book, diagnostics: Diagnostics) -> Book:
    """Leave out the generated lists that have nothing to list, and tell of each."""

    def is_empty(division: Division) -> bool:
        kind = KIND_BY_LIST.get(division.kind)
        if kind is None or division.file is not None or caption_entries(book, kind):
            return False
        prefix = _PREFIX_BY_KIND[NODE_BY_KIND[kind]]
        diagnostics.add(EmptyList(division.kind.value, prefix, span=division.span))
        return True

    return leave_out(book, is_empty)


class _Numberer:
    def __init__(self, words: CaptionWords, digits: Digits) -> None:
        self._digits = digits
        self._word_by_kind: dict[type[Node], str] = {
            Figure: words.figure[0],
            Table: words.table[0],
            CodeBlock: words.listing[0],
        }
        """What stands before the number; an equation's stands in parentheses."""
        self._chapters = 0
        self._running: Counter[type[Node]] = Counter()
        """How many of each kind there are so far, where chapters do not count."""
        self._within: Counter[type[Node]] = Counter()
        self._chapter: str | None = None

    def numbered(self, division: Division) -> Division:
        """Number in reading order: the division's own blocks, then those below it."""
        if division.kind is not DivisionKind.SECTION:
            self._enter(division)
        own = replace(division, divisions=(), notes=())
        given = self._numbers(own)
        own = map_nodes(own, lambda n: _with_number(n, given), *_PREFIX_BY_KIND, Panel)
        lower = tuple(self.numbered(below) for below in division.divisions)
        return replace(division, blocks=own.blocks, divisions=lower)

    def _enter(self, division: Division) -> None:
        self._within.clear()
        self._chapter = None
        if division.kind not in _COUNTED_ANEW or division.number is None:
            return
        if division.kind is DivisionKind.CHAPTER:
            self._chapters += 1
            self._chapter = self._digits.write(self._chapters)
        else:
            self._chapter = division.number

    def _numbers(self, division: Division) -> dict[str, _Given]:
        """By their ids: the numbers and labels of what a division shows itself."""
        prefix = f"{division.attributes.id}."
        given: dict[str, _Given] = {}
        for node in find_nodes((division,), *_PREFIX_BY_KIND, Panel):
            kind = _kind_of(node)
            name = node.attributes.id or ""
            if (
                kind is None
                or name in given
                or not name.removeprefix(prefix).startswith(_PREFIX_BY_KIND[kind])
            ):
                continue
            number = self._next(kind)
            word = self._word_by_kind.get(kind)
            label = f"({number})" if word is None else f"{word} {number}"
            given[name] = number, label
            if isinstance(node, Panel):
                given.update(_numbers_within(node, kind, number, prefix))
        return given

    def _next(self, kind: type[Node]) -> str:
        counts = self._running if self._chapter is None else self._within
        counts[kind] += 1
        count = self._digits.write(counts[kind])
        return count if self._chapter is None else f"{self._chapter}.{count}"


def _numbers_within(
    panel: Panel, kind: type[Node], number: str, prefix: str
) -> dict[str, _Given]:
    """Count what stands in a panel by letters, where it has an id of the same kind."""
    names = [
        node.attributes.id
        for node in find_nodes(panel.blocks, kind)
        if node.attributes.id is not None
        if node.attributes.id.removeprefix(prefix).startswith(_PREFIX_BY_KIND[kind])
    ]
    labels = [f"({_letters(count)})" for count in range(1, len(names) + 1)]
    return {
        name: (f"{number}{NO_BREAK_SPACE}{label}", label)
        for name, label in zip(names, labels, strict=True)
    }


def _letters(count: int) -> str:
    """Count a, b, … z, aa, ab, from 1."""
    letters = ""
    while count:
        count, last = divmod(count - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


def _kind_of(node: Node) -> type[Node] | None:
    if isinstance(node, Panel):
        return _KIND_OF_PANEL[node.kind]
    return type(node) if type(node) in _PREFIX_BY_KIND else None


def _with_number(node: Node, given: Mapping[str, _Given]) -> Node:
    if not isinstance(node, Figure | Table | CodeBlock | MathBlock | Panel):
        return node
    number, label = given.get(node.attributes.id or "", (node.number, node.label))
    if (number, label) == (node.number, node.label):
        return node
    return replace(node, number=number, label=label)
