"""Links between the author's files become links between places of the book."""

from __future__ import annotations

import difflib
import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    AmbiguousIdentifier,
    LinkOutsideBook,
    UnknownIdentifier,
    UnknownPlaceInFile,
)
from bookmaker.document.book import Book, Division
from bookmaker.document.identifiers import ascii_id, heading_slug, inner_id
from bookmaker.document.nodes import Link, Node, Span
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, descend, map_divisions, map_nodes

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_CHAPTER_SUFFIXES = (".md", ".markdown", ".html", ".xhtml")


def resolve_references(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Resolve links.

    Before: a link leads to a file, a fragment or an address, as the author wrote it.
    After: it leads to `#id`, an id of this book, or to an address outside; a link that
    leads nowhere is diagnosed and its words stay, without a link.
    """
    targets = _Targets(book)

    def resolved(division: Division) -> Division:
        def mapping(node: Node) -> Node:
            if isinstance(node, Link):
                return _resolved_link(node, division, targets, diagnostics)
            return node

        within = map_nodes(replace(division, divisions=()), mapping)
        return replace(within, divisions=division.divisions)

    return map_divisions(book, resolved)


class _Targets:
    """Where a file and a fragment lead to."""

    def __init__(self, book: Book) -> None:
        self.division_id_by_file: dict[str, str] = {}
        self.owners_by_id: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self._title_slug_by_id: dict[str, str] = {}
        for division in all_divisions(book):
            division_id = division.attributes.id or ""
            if division.file is not None:
                self.division_id_by_file.setdefault(division.file, division_id)
            self._title_slug_by_id[division_id] = heading_slug(
                plain_text(division.title)
            )
            self._add(division)

    def _add(self, division: Division) -> None:
        division_id = division.attributes.id or ""
        lower = {id(below) for below in division.divisions}
        for node in descend(division):
            if id(node) in lower:
                continue
            name = node.attributes.id
            if name is not None:
                self.names.add(name)
                local = name.removeprefix(f"{division_id}.")
                self.owners_by_id.setdefault(local, []).append(name)

    def find(self, division_id: str, fragment: str) -> str | None:
        """The id that a fragment means in a division, or in the book."""
        for name in (inner_id(division_id, fragment), ascii_id(fragment)):
            if name in self.names:
                return name
        if fragment == self._title_slug_by_id.get(division_id):
            return division_id
        owners = set(self.owners_by_id.get(ascii_id(fragment), ()))
        return owners.pop() if len(owners) == 1 else None

    def owners(self, fragment: str) -> tuple[str, ...]:
        """All ids that a fragment without a file may mean."""
        return tuple(sorted(set(self.owners_by_id.get(ascii_id(fragment), ()))))

    def nearest(self, fragment: str) -> str | None:
        """The known id that is most like a fragment."""
        known = sorted(self.names | set(self.owners_by_id))
        found = difflib.get_close_matches(fragment, known, n=1)
        return found[0] if found else None


def _resolved_link(
    link: Link, division: Division, targets: _Targets, diagnostics: Diagnostics
) -> Node:
    if _SCHEME.match(link.target):
        return link
    path, _, fragment = link.target.partition("#")
    division_id = division.attributes.id or ""
    if path:
        found = _file_division(unquote(path.partition("?")[0]), division, targets)
        if found is None:
            diagnostics.add(LinkOutsideBook(link.target, span=link.span))
            return _words(link)
        division_id = found
    fragment = unquote(fragment)
    if not fragment:
        return replace(link, target=f"#{division_id}") if path else _words(link)
    name = targets.find(division_id, fragment)
    if name is not None:
        return replace(link, target=f"#{name}")
    nearest = targets.nearest(fragment)
    if path:
        diagnostics.add(UnknownPlaceInFile(path, fragment, nearest, span=link.span))
        return replace(link, target=f"#{division_id}")
    owners = targets.owners(fragment)
    if len(owners) > 1:
        diagnostics.add(AmbiguousIdentifier(fragment, owners, span=link.span))
    else:
        diagnostics.add(UnknownIdentifier(fragment, nearest, span=link.span))
    return _words(link)


def _file_division(path: str, division: Division, targets: _Targets) -> str | None:
    folder = posixpath.dirname(division.file or "")
    file = posixpath.normpath(posixpath.join(folder, path))
    stem, suffix = posixpath.splitext(file)
    if suffix not in _CHAPTER_SUFFIXES:
        return targets.division_id_by_file.get(file)
    candidates = (file, f"{stem}.md", f"{stem}.markdown")
    known = targets.division_id_by_file
    return next((known[name] for name in candidates if name in known), None)


def _words(link: Link) -> Span:
    return Span(link.children, attributes=link.attributes, span=link.span)
