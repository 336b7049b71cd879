"""A link that holds others keeps the first of its words that are in none of them.

HTML has no link within a link (HTML, 4.5.1). What stands inside goes first, as in
CommonMark 0.31, 6.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Citation, CrossReference, Inline, Link, Node
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes, map_book


def part_links(book: Book, _config: BookConfig, _found: Diagnostics) -> Book:
    """Take the inner links out of each link.

    After: no link holds another or a reference; all words are there, in their order.
    """
    return map_book(book, _parted, Link)


def _parted(node: Node) -> Node | tuple[Node, ...]:
    if not isinstance(node, Link) or not _has_links(node.children):
        return node
    return _Parting(node).parts(node.children)


def _has_links(nodes: Sequence[Inline]) -> bool:
    return any(True for _ in find_nodes(nodes, Link, CrossReference))


class _Parting:
    """What becomes of one outer link."""

    def __init__(self, link: Link) -> None:
        self._link: Link | None = link
        """`None` once it has its words."""

    def parts(self, nodes: Sequence[Inline]) -> tuple[Inline, ...]:
        """The nodes, the first that have words of their own within the link."""
        made: list[Inline] = []
        run: list[Inline] = []
        for node in nodes:
            if not _has_links((node,)):
                run.append(node)
                continue
            made += [*self._linked(run), self._opened(node)]
            run = []
        return (*made, *self._linked(run))

    def _opened(self, node: Inline) -> Inline:
        """An inner link, or what holds some."""
        if isinstance(node, Link | CrossReference):
            return node
        name = "words" if isinstance(node, Citation) else "children"
        changes: dict[str, Any] = {name: self.parts(getattr(node, name))}
        return cast("Inline", replace(node, **changes))

    def _linked(self, run: list[Inline]) -> list[Inline]:
        if self._link is None or not plain_text(run).strip():
            return run
        link, self._link = self._link, None
        return [replace(link, children=tuple(run))]
