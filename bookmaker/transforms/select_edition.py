"""What is for one edition only: `::: {.content-visible when-format="pdf"}`.

Quarto's notation. It is settled before anything is named or numbered, so that the two
editions may have a figure of the same name each.
"""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import UnknownFormat
from bookmaker.document.book import Book
from bookmaker.document.nodes import Group, Node, Span
from bookmaker.document.walk import Attributed, find_nodes, map_book

_VISIBLE, _HIDDEN = "content-visible", "content-hidden"
_EDITION_BY_FORMAT = {
    "pdf": "pdf", "print": "pdf", "latex": "pdf", "typst": "pdf",
    "epub": "epub", "html": "epub", "ebook": "epub",
}  # fmt: skip


def has_conditions(book: Book) -> bool:
    """Whether anything is for one edition only."""
    return any(map(_is_condition, find_nodes(book.divisions, Attributed)))


def select_edition(book: Book, edition: str, diagnostics: Diagnostics) -> Book:
    """Leave out what is not for an edition, `epub` or `pdf`.

    After: no node has a condition.
    """

    def selected(node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, Group | Span) or not _is_condition(node):
            return node
        if not _is_shown(node, edition, diagnostics):
            return ()
        return node.blocks if isinstance(node, Group) else node.children

    return map_book(book, selected, Attributed)


def _is_condition(node: Node) -> bool:
    classes = node.attributes.classes
    return _VISIBLE in classes or _HIDDEN in classes


def _is_shown(node: Group | Span, edition: str, diagnostics: Diagnostics) -> bool:
    when = node.attributes.find("when-format")
    unless = node.attributes.find("unless-format")
    for said in (when, unless):
        if said is not None and said not in _EDITION_BY_FORMAT:
            known = tuple(_EDITION_BY_FORMAT)
            diagnostics.add(UnknownFormat(said, known, span=node.span))
    holds = True
    if when is not None:
        holds = _EDITION_BY_FORMAT.get(when) == edition
    if unless is not None:
        holds = holds and _EDITION_BY_FORMAT.get(unless) != edition
    return holds if _VISIBLE in node.attributes.classes else not holds
