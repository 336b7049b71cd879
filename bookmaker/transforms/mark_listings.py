"""Code blocks that name a language are coloured, where the book wants it."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import CodeBlock, Node
from bookmaker.document.walk import map_book


def mark_listings(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Mark listings.

    After: those with a language have `is_highlighted` as configured.
    """
    wanted = config.code.highlight

    def marked(node: Node) -> Node:
        if not isinstance(node, CodeBlock):
            return node
        is_highlighted = wanted and node.language is not None
        if node.is_highlighted == is_highlighted:
            return node
        return replace(node, is_highlighted=is_highlighted)

    return map_book(book, marked, CodeBlock)
