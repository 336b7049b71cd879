"""A class of the author's that is one of ours gets a name of its own."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.classes import TAKEN, own_class
from bookmaker.document.nodes import Attributes, Node
from bookmaker.document.walk import Attributed, map_book, map_divisions


def keep_classes_apart(book: Book, config: BookConfig, found: Diagnostics) -> Book:
    """Rename classes that our sheets use for something else: `title`, `own-title`.

    Before: attributes are the author's. After: none of their classes is one that our
    sheets style for what we make ourselves.
    """
    return map_divisions(map_book(book, _apart, Attributed), _division_apart)


def _apart(node: Node) -> Node:
    attributes = _own(node.attributes)
    if attributes is node.attributes:
        return node
    return replace(node, attributes=attributes)


def _division_apart(division: Division) -> Division:
    attributes = _own(division.attributes)
    if attributes is division.attributes:
        return division
    return replace(division, attributes=attributes)


def _own(attributes: Attributes) -> Attributes:
    if TAKEN.isdisjoint(attributes.classes):
        return attributes
    return replace(attributes, classes=tuple(map(own_class, attributes.classes)))
