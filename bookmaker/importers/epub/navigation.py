"""The navigation of an EPUB, of both kinds: titles and parts of its documents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from bookmaker.importers.archives import Archive
from bookmaker.importers.doctype import without_doctype
from bookmaker.importers.epub.documents import Document, parse_document
from bookmaker.importers.epub.markup import without_number
from bookmaker.importers.epub.package import TYPE, PackageDocument, resolve
from bookmaker.importers.html.page import Tag, name_of, text_of
from bookmaker.importers.xml import read_xml

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


@dataclass(slots=True)
class _Entry:
    """An entry of the navigation."""

    path: str
    title: str
    entries: list[_Entry]


def name_documents(
    archive: Archive, package: PackageDocument, documents: Sequence[Document]
) -> None:
    entries = _navigation(archive, package)
    by_path = {document.path: document for document in documents}
    for path in _listed(entries):
        if path in by_path:
            by_path[path].is_listed = True
    for entry in entries:
        document = by_path.get(entry.path)
        children = [by_path[e.path] for e in entry.entries if e.path in by_path]
        others = [child for child in children if child is not document]
        if document is not None and document.title is None:
            document.title = entry.title
        if others:
            part = without_number(entry.title)[0]
            for child in others:
                child.part = part
            if document is not None:
                document.is_part = True
                document.part = part
        for inner in entry.entries:
            child_document = by_path.get(inner.path)
            if child_document is not None and child_document.title is None:
                child_document.title = inner.title


def _listed(entries: Sequence[_Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.path
        yield from _listed(entry.entries)


def _navigation(archive: Archive, package: PackageDocument) -> list[_Entry]:
    if package.navigation and archive.has(package.navigation):
        content = archive.read(package.navigation)
        name = f"{archive.path}: {package.navigation}"
        root = parse_document(without_doctype(content, name), package.navigation)
        for nav in root.iter("nav"):
            kind = nav.get(TYPE) or nav.get("epub:type") or ""
            listing = nav.find(".//ol")
            if "toc" in kind.split() and listing is not None:
                return _entries_of(listing, posixpath.dirname(package.navigation))
    if package.ncx and archive.has(package.ncx):
        content = without_doctype(archive.read(package.ncx), archive.path)
        root = read_xml(content, archive.path)
        points = root.find(f"{_NCX}navMap")
        if points is not None:
            return _points_of(points, posixpath.dirname(package.ncx))
    return []


def _entries_of(listing: Tag, folder: str) -> list[_Entry]:
    entries = []
    for item in listing.iterchildren("li"):
        label = next((t for t in item if name_of(t) in ("a", "span")), None)
        below = item.find("ol")
        inner = _entries_of(below, folder) if below is not None else []
        if label is not None:
            href = label.get("href") or ""
            path = resolve(folder, href) if href else ""
            entries.append(_Entry(path, text_of(label), inner))
    return entries


def _points_of(parent: etree._Element, folder: str) -> list[_Entry]:
    entries = []
    for point in parent.iterchildren(f"{_NCX}navPoint"):
        label = point.find(f"{_NCX}navLabel/{_NCX}text")
        content = point.find(f"{_NCX}content")
        if label is not None and content is not None:
            path = resolve(folder, content.get("src") or "")
            words = " ".join((label.text or "").split())
            entries.append(_Entry(path, words, _points_of(point, folder)))
    return entries
