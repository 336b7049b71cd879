"""A long description leads back to its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Attributes,
    Block,
    CrossReference,
    Group,
    Link,
    Node,
    Paragraph,
    Section,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes, map_book, map_divisions
from bookmaker.transforms.link_descriptions import DESCRIPTION_LINK

RETURN_LINK = "description-return"
"""The class of a link from a description to its picture."""


def lead_back_from_descriptions(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """End each description with links to the pictures that it describes.

    Before: links to descriptions are resolved. After: what such a link leads to, a
    division, a section or a group, ends with a paragraph that leads back.
    """
    links_by_target: dict[str, list[Link | CrossReference]] = {}
    for link in find_nodes(book.divisions, Link, CrossReference):
        if DESCRIPTION_LINK in link.attributes.classes and link.attributes.id:
            links_by_target.setdefault(link.target, []).append(link)
    if not links_by_target:
        return book

    def ended(blocks: tuple[Block, ...], name: str | None) -> tuple[Block, ...]:
        links = links_by_target.get(f"#{name}", [])
        return (*blocks, *_ways_back(links, blocks))

    def division_ended(division: Division) -> Division:
        return replace(division, blocks=ended(division.blocks, division.attributes.id))

    def block_ended(node: Node) -> Node:
        if isinstance(node, Section | Group):
            return replace(node, blocks=ended(node.blocks, node.attributes.id))
        return node

    return map_divisions(map_book(book, block_ended, Section, Group), division_ended)


def _ways_back(
    links: list[Link | CrossReference], blocks: tuple[Block, ...]
) -> Iterator[Block]:
    known = {link.target for link in find_nodes(blocks, Link, CrossReference)}
    for link in links:
        target = f"#{link.attributes.id}"
        if target not in known:
            # Behind the colon stands what the picture is called.
            words = plain_text(link.children[-1:]).partition(":")[2].strip()
            back = Link(
                (Text(words or plain_text(link.children)),),
                target,
                attributes=Attributes(classes=(RETURN_LINK,)),
                span=link.span,
            )
            classes = Attributes(classes=(RETURN_LINK,))
            yield Paragraph((back,), attributes=classes, span=link.span)
