"""What is for one edition only: `::: {.content-visible when-format="pdf"}`.

Quarto's notation. On the title of a chapter or a part the condition is for all of it.
It is settled before anything is named or numbered, so that the two
editions may have a figure of the same name each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import UnknownFormat
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import Group, Node, Paragraph, Span
from bookmaker.document.walk import Attributed, find_nodes, map_book

_VISIBLE, _HIDDEN = "content-visible", "content-hidden"
_KEYS = ("when-format", "unless-format")


def has_conditions(book: Book) -> bool:
    """Whether anything is for one edition only."""
    return any(map(_is_condition, find_nodes(book.divisions, Attributed)))


def select_edition(
    book: Book, names: Sequence[str], known: Sequence[str], diagnostics: Diagnostics
) -> Book:
    """Leave out what is not for an edition, which conditions call by any of `names`.

    A condition that names none of `known`, the names of all editions, is reported.
    After: no node has a condition.
    """

    def selected(node: Node) -> Node | tuple[Node, ...]:
        if _is_emptied(node):
            return ()
        if not isinstance(node, Group | Span) or not _is_condition(node):
            return node
        if not _is_shown(node, names, known, diagnostics):
            return ()
        return node.blocks if isinstance(node, Group) else node.children

    def kept(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
        return tuple(
            _without_condition(replace(division, divisions=kept(division.divisions)))
            for division in divisions
            if not _is_condition(division)
            or _is_shown(division, names, known, diagnostics)
        )

    book = replace(
        book, front=kept(book.front), body=kept(book.body), back=kept(book.back)
    )
    return map_book(book, selected, Attributed, Paragraph)


def _is_emptied(node: Node) -> bool:
    return isinstance(node, Paragraph) and not node.children


def _without_condition(division: Division) -> Division:
    if not _is_condition(division):
        return division
    own = division.attributes
    attributes = replace(
        own,
        classes=tuple(c for c in own.classes if c not in (_VISIBLE, _HIDDEN)),
        pairs=tuple(pair for pair in own.pairs if pair[0] not in _KEYS),
    )
    return replace(division, attributes=attributes)


def _is_condition(node: Node) -> bool:
    classes = node.attributes.classes
    return _VISIBLE in classes or _HIDDEN in classes


def _is_shown(
    node: Group | Span | Division,
    names: Sequence[str],
    known: Sequence[str],
    diagnostics: Diagnostics,
) -> bool:
    when = node.attributes.find("when-format")
    unless = node.attributes.find("unless-format")
    for said in (when, unless):
        if said is not None and said not in known:
            diagnostics.add(UnknownFormat(said, tuple(known), span=node.span))
    holds = True
    if when is not None:
        holds = when in names
    if unless is not None:
        holds = holds and unless not in names
    if node.attributes.find("when-profile") is not None:
        holds = False  # a book is built without any of Quarto's profiles
    return holds if _VISIBLE in node.attributes.classes else not holds
