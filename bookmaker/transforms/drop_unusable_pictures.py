"""Pictures that cannot be shown give way to their words."""

from __future__ import annotations

from collections.abc import Set

from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    Block,
    Code,
    Figure,
    Group,
    Image,
    Inline,
    Node,
    Paragraph,
    Span,
    Text,
)
from bookmaker.document.walk import map_book


def drop_unusable_pictures(book: Book, unusable: Set[str]) -> Book:
    """Replace the pictures of these paths by their words.

    After: no backend meets a picture that it cannot show; no id and no word is lost.
    """
    if not unusable:
        return book

    def replaced(node: Node) -> Node:
        match node:
            case Image() if node.source in unusable:
                return _picture_in_words(node)
            case Figure():
                return _figure_in_words(node)
            case _:
                return node

    return map_book(book, replaced, Image, Figure)


def _picture_in_words(image: Image) -> Span:
    """The alternative text; the path where there is none to show."""
    said: Inline = Text(image.alternative) if image.alternative else Code(image.source)
    return Span((said,), attributes=image.attributes, span=image.span)


def _figure_in_words(figure: Figure) -> Block:
    # Children are mapped before parents: the picture may be words already.
    picture: Node = figure.image
    if not isinstance(picture, Span):
        return figure
    label = (Text(f"{figure.label} "),) if figure.label else ()
    blocks: list[Block] = [Paragraph((picture,), span=figure.span)]
    if label or figure.caption:
        blocks.append(Paragraph((*label, *figure.caption), span=figure.span))
    return Group(tuple(blocks), attributes=figure.attributes, span=figure.span)
