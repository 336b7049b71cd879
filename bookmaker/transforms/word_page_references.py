"""In print a reference to a page says “page” and its number, which layout knows."""

from __future__ import annotations

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    Attributes,
    CrossReference,
    Link,
    Node,
    ReferenceForm,
    Span,
    Text,
)
from bookmaker.document.walk import map_book
from bookmaker.languages.caption_words import caption_words_of
from bookmaker.languages.words import NO_BREAK_SPACE

_CLASS = "page-reference"
"""The sheet sets the number of the target's page behind a link of this class."""


def word_page_references(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Word references to pages.

    Before: `CrossReference`s whose form is a page. After: links of one class, which say
    “page”; words of the author's own stand before, the page in parentheses.
    """
    page = caption_words_of(book.metadata.language).page

    def worded(node: Node) -> Node:
        if not isinstance(node, CrossReference) or node.form is not ReferenceForm.PAGE:
            return node
        link = Link(
            (Text(f"{page}{NO_BREAK_SPACE}"),),
            node.target,
            attributes=Attributes(classes=(_CLASS,)),
            span=node.span,
        )
        if not node.has_own_words:
            return link
        children = (*node.children, Text(" ("), link, Text(")"))
        return Span(children, attributes=node.attributes, span=node.span)

    return map_book(book, worded, CrossReference)
