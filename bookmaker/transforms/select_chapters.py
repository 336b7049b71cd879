"""A sample has the first chapters of the book, and what they need.

Numbers, captions and the words of references are those of the whole book: a reader who
buys it finds everything where the sample said.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import CrossReference, Link, Node, Span
from bookmaker.document.walk import Attributed, find_nodes, map_book

_KEPT_BACK = frozenset(
    {
        DivisionKind.NOTES,
        DivisionKind.ABOUT_THE_AUTHOR,
        DivisionKind.ALSO_BY,
        DivisionKind.COLOPHON,
    }
)
"""Of the back matter: what the chapters need, and what speaks of the author."""


def select_chapters(book: Book, count: int) -> Book:
    """Keep the first `count` chapters; other divisions of the body don't count.

    Before: references have their words. After: no link leads to what was left out; its
    words stay.
    """
    body, _ = _first(book.body, count)
    back = tuple(division for division in book.back if division.kind in _KEPT_BACK)
    sample = replace(book, body=body, back=back)
    targets = {
        node.attributes.id
        for node in find_nodes(sample.divisions, Attributed)
        if node.attributes.id is not None
    }

    def unlinked(node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, Link | CrossReference):
            return node
        if not node.target.startswith("#") or node.target[1:] in targets:
            return node
        return Span(node.children, attributes=node.attributes, span=node.span)

    return map_book(sample, unlinked, Link, CrossReference)


def _first(
    divisions: tuple[Division, ...], left: int
) -> tuple[tuple[Division, ...], int]:
    """The divisions up to the last chapter wanted, and how many are still wanted."""
    kept = []
    for division in divisions:
        if left == 0:
            break
        if division.kind is DivisionKind.PART:
            chapters, left = _first(division.divisions, left)
            kept.append(replace(division, divisions=chapters))
            continue
        kept.append(division)
        left -= division.kind is DivisionKind.CHAPTER
    return tuple(kept), left
