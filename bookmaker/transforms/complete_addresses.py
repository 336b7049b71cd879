"""Addresses of the web have their two slashes, and no character that none may have."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Link, Node
from bookmaker.document.walk import map_book

_BEGINNING = re.compile(r"(?i)^(https?|ftp|gopher):(?:[/\\]|%5C)*(?=[^/\\])")
"""As browsers read it: WHATWG URL, 4.4, “special authority slashes state”."""

_PLACE = re.compile(
    r"(?P<host>(?:https?|ftp|gopher)://[^/?#]*|[a-z][a-z0-9+.\-]*:(?!//))(?P<path>.*)",
    re.DOTALL | re.IGNORECASE,
)
_NOT_ALLOWED = re.compile(r"[\[\]|^`{}<>\"\\]")
"""In a path, a query or a fragment: RFC 3986, appendix A."""


def complete_addresses(book: Book, _config: BookConfig, _found: Diagnostics) -> Book:
    """Complete the beginnings of links' addresses.

    Before: `http:example.org`, which browsers open and no program that follows RFC
    3986 does, `https://example.org/a]b` or `mailto:a@[b`. After: `http://example.org`,
    and the characters that RFC 3986 does not allow behind the host, or the scheme of an
    address without a host, as percent signs and codes.
    """
    return map_book(book, _completed, Link)


def _completed(node: Node) -> Node:
    if not isinstance(node, Link):
        return node
    target = _BEGINNING.sub(r"\1://", node.target)
    if (found := _PLACE.match(target)) is not None:
        path = _NOT_ALLOWED.sub(lambda sign: f"%{ord(sign[0]):02X}", found["path"])
        target = found["host"] + path
    return node if target == node.target else replace(node, target=target)
