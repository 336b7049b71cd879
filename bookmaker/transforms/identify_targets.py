"""Every division and section gets an id; every id is unique in the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import DuplicateIdentifier
from bookmaker.document.book import Book, Division
from bookmaker.document.identifiers import (
    TakenIds,
    ascii_id,
    file_id,
    heading_slug,
    inner_id,
)
from bookmaker.document.nodes import Heading, IndexTerm, Inline, Node, Section, Span
from bookmaker.document.text import plain_text
from bookmaker.document.walk import (
    Attributed,
    all_divisions,
    find_nodes,
    map_divisions,
    map_nodes,
)

_IDENTIFIED = (Attributed, Section, Heading, IndexTerm)
"""What has an id, or is given one."""


def identify_targets(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Give ids.

    Before: only what the author named has an id. After: every division, section and
    heading has one, and each id stands once. A division is named for its file; a
    section for its division and its words. An id that the author gave is kept, unless
    another file has it too: then its division's distinguishes it (`harbour.intro`).
    """
    shared = _ids_of_several_files(book)
    division_ids = _DivisionIds(book)

    def identified(division: Division) -> Division:
        division_id = division_ids.next_for(division)
        within = _Within(division_id, shared, diagnostics)
        title, subtitle = (
            map_nodes(Span(words), within.identified_in_title, *_IDENTIFIED).children
            for words in (division.title, division.subtitle)
        )
        blocks = replace(division, divisions=(), title=(), subtitle=())
        named = map_nodes(blocks, within.identified, *_IDENTIFIED)
        return replace(
            named,
            title=title,
            subtitle=subtitle,
            divisions=division.divisions,
            attributes=replace(division.attributes, id=division_id),
        )

    return map_divisions(book, identified)


def _attributed(division: Division) -> Iterator[Node]:
    """The nodes of a division's own text that may have an id."""
    return find_nodes((*division.notes, *division.blocks), Attributed)


def _attributed_in_title(division: Division) -> Iterator[Node]:
    return find_nodes((*division.title, *division.subtitle), Attributed)


def _ids_of_several_files(book: Book) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for division in all_divisions(book):
        nodes = (*_attributed_in_title(division), *_attributed(division))
        own = {node.attributes.id for node in nodes} | {division.attributes.id}
        counts.update(name for name in own if name is not None)
    return frozenset(name for name, count in counts.items() if count > 1)


class _DivisionIds:
    """Gives each division its id, unique among divisions."""

    def __init__(self, book: Book) -> None:
        divisions = tuple(all_divisions(book))
        self._taken = TakenIds()
        self._authors_own = {
            node.attributes.id
            for division in divisions
            for node in _attributed(division)
        } | {
            node.attributes.id
            for division in divisions
            for node in _attributed_in_title(division)
            if node.attributes.id != _wanted_id(division)
        }
        wanted = Counter(_wanted_id(division) for division in divisions)
        self._is_shared = {name for name, count in wanted.items() if count > 1}

    def next_for(self, division: Division) -> str:
        wanted = _wanted_id(division)
        if wanted in self._is_shared and division.file and not division.attributes.id:
            wanted = ascii_id(division.file.removesuffix(".md"))
        if wanted in self._authors_own and not division.attributes.id:
            wanted = f"{division.kind.value}-{wanted}"
        return self._taken.take(wanted, str, "-", 2)


def _wanted_id(division: Division) -> str:
    if division.attributes.id is not None:
        return ascii_id(division.attributes.id)
    if division.file is not None:
        return file_id(division.file)
    if division.title and division.shows_title:
        return ascii_id(heading_slug(plain_text(division.title)))
    return division.kind.value


def _index_slug(mark: IndexTerm) -> str:
    return heading_slug(mark.entry or mark.key or plain_text(mark.children))


def _slug(title: tuple[Inline, ...]) -> str:
    return heading_slug(plain_text(title)) or "section"


class _Within:
    """Gives ids to the nodes of one division."""

    def __init__(
        self, division_id: str, shared: frozenset[str], diagnostics: Diagnostics
    ) -> None:
        self._division_id = division_id
        self._shared = shared
        self._diagnostics = diagnostics
        self._taken = TakenIds(division_id)

    def identified(self, node: Node) -> Node:
        if node.attributes.id is not None:
            return self._with_author_id(node, node.attributes.id)
        if isinstance(node, Section):
            return self._with_id(node, self._unique(_slug(node.title)))
        if isinstance(node, Heading):
            return self._with_id(node, self._unique(_slug(node.children)))
        if isinstance(node, IndexTerm) and not (node.see or node.see_also):
            return self._with_id(node, self._unique(f"index-{_index_slug(node)}"))
        return node

    def identified_in_title(self, node: Node) -> Node:
        """The same; an anchor of the division's name is the division."""
        name = node.attributes.id
        if name is not None and self.id_for(name) == self._division_id:
            return self._with_id(node, None)
        return self.identified(node)

    def _with_author_id(self, node: Node, name: str) -> Node:
        made = self.id_for(name)
        if made in self._taken:
            if made != name and name.startswith(f"{self._division_id}."):
                return node
            self._diagnostics.add(DuplicateIdentifier(name, span=node.span))
            return self._with_id(node, None)
        self._taken.add(made)
        return self._with_id(node, made)

    def id_for(self, name: str) -> str:
        if name in self._shared:
            return inner_id(self._division_id, name)
        return ascii_id(name)

    def _unique(self, slug: str) -> str:
        return self._taken.take(slug, partial(inner_id, self._division_id), "-", 1)

    @staticmethod
    def _with_id(node: Node, made: str | None) -> Node:
        if node.attributes.id == made:
            return node
        return replace(node, attributes=replace(node.attributes, id=made))
