"""Which way the text of a book runs, where it does not run from left to right."""

from __future__ import annotations

from collections.abc import Iterable

from bookmaker.document.book import Division
from bookmaker.document.nodes import Node
from bookmaker.document.walk import Attributed, find_nodes
from bookmaker.languages.words import direction_of


def code_direction(language: str, divisions: Iterable[Division]) -> str | None:
    """What code must say of its direction: `ltr` where text runs from right to left.

    Nothing where none does: it would stand on every word of code in vain.
    """
    if direction_of(language) == "rtl" or any(
        map(_is_right_to_left, find_nodes(divisions, Attributed, Division))
    ):
        return "ltr"
    return None


def _is_right_to_left(node: Node) -> bool:
    own = node.language if isinstance(node, Division) else None
    language = node.attributes.find("lang") or own
    said = node.attributes.find("dir")
    if said is not None:
        return said == "rtl"
    return language is not None and direction_of(language) == "rtl"
