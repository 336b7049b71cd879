"""An admonition without a title gets its kind's word in the book's language."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Admonition, AdmonitionKind, Node
from bookmaker.document.walk import map_book
from bookmaker.languages.words import Words, words_of
from bookmaker.transforms.generated_words import generated


def title_admonitions(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Title admonitions. After: every admonition has a title."""
    words = words_of(book.metadata.language)

    def titled(node: Node) -> Node:
        if isinstance(node, Admonition) and not node.title:
            title = generated(_word(node.kind, words), book.metadata.language)
            return replace(node, title=title)
        return node

    return map_book(book, titled, Admonition)


def _word(kind: AdmonitionKind, words: Words) -> str:
    return {
        AdmonitionKind.NOTE: words.note,
        AdmonitionKind.TIP: words.tip,
        AdmonitionKind.WARNING: words.warning,
        AdmonitionKind.CAUTION: words.caution,
        AdmonitionKind.IMPORTANT: words.important,
    }[kind]
