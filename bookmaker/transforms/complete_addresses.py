"""Addresses of the web have their two slashes, in both editions."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Link, Node
from bookmaker.document.walk import map_book

_BEGINNING = re.compile(r"(?i)^(https?|ftp):(?:[/\\]|%5C)*(?=[^/\\])")
"""As browsers read it: WHATWG URL, 4.4, “special authority slashes state”."""


def complete_addresses(book: Book, _config: BookConfig, _found: Diagnostics) -> Book:
    """Complete the beginnings of links' addresses.

    Before: `http:example.org`, which browsers open and no program that follows RFC
    3986 does. After: `http://example.org`.
    """
    return map_book(book, _completed, Link)


def _completed(node: Node) -> Node:
    if not isinstance(node, Link):
        return node
    target = _BEGINNING.sub(r"\1://", node.target)
    return node if target == node.target else replace(node, target=target)
