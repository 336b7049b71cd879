"""Calls of notes that stand in a link move behind it.

A call is a link itself, and HTML has no link within a link (HTML, 4.5.1).
"""

from __future__ import annotations

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Link, Node, NoteReference
from bookmaker.document.walk import find_nodes, map_book, map_nodes


def free_note_calls(book: Book, _config: BookConfig, _found: Diagnostics) -> Book:
    """Put the calls that a link holds behind it, in their order.

    After: no link holds a call; the order of calls and words is as it was, but for
    the link's own words after a call.
    """
    return map_book(book, _freed, Link)


def _freed(node: Node) -> Node | tuple[Node, ...]:
    if not isinstance(node, Link):
        return node
    calls = tuple(find_nodes((node,), NoteReference))
    if not calls:
        return node
    bare = map_nodes(node, _without_calls, NoteReference)
    return (bare, *calls)


def _without_calls(node: Node) -> Node | tuple[Node, ...]:
    return () if isinstance(node, NoteReference) else node
