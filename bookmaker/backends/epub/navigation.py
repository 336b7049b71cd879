"""Navigation: contents and landmarks as our own nav document, and the NCX.

EPUB 3.3, section 7 (https://www.w3.org/TR/epub-33/#sec-nav); the NCX follows OPF 2.0.1,
section 2.4.1, for reading systems that know no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookmaker.backends.epub.package import Guide
from bookmaker.backends.epub.split import COVER_ID, COVER_NAME, ContentDocument
from bookmaker.document.book import Book, Division, DivisionKind, Matter
from bookmaker.document.contents import contents_entries
from bookmaker.document.nodes import (
    Block,
    Contents,
    ContentsEntry,
    Inline,
    Link,
    Node,
    NoteReference,
    Span,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import map_nodes
from bookmaker.languages.words import words_of
from bookmaker.xhtml.serialize import Markup, document, element, escape, lines, void

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that a reader may want to go to, whatever the contents list."""

    epub_type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A printed page, as the NCX lists it."""

    label: str
    href: str


# Kinds that readers look for, with the structural semantics that landmarks know.
_LANDMARKS: dict[DivisionKind, str] = {
    DivisionKind.TITLE_PAGE: "titlepage",
    DivisionKind.COPYRIGHT: "copyright-page",
    DivisionKind.NOTES: "endnotes",
    DivisionKind.GLOSSARY: "glossary",
    DivisionKind.BIBLIOGRAPHY: "bibliography",
    DivisionKind.INDEX: "index",
}


def navigation_entries(
    book: Book, documents: tuple[ContentDocument, ...], *, depth: int
) -> tuple[ContentsEntry, ...]:
    """List what navigation shows; never empty, as the standard asks.

    A book without a single title is entered by its own, at its first page.
    """
    entries = contents_entries(book, depth=depth)
    if not entries:
        read = (d.division.attributes.id for d in documents if d.is_read)
        first = next(read, None) or COVER_ID
        return (ContentsEntry(first, (Text(book.metadata.title),)),)
    return tuple(_without_links(entry) for entry in entries)


def with_contents(
    documents: tuple[ContentDocument, ...], entries: tuple[ContentsEntry, ...]
) -> tuple[ContentDocument, ...]:
    """Put navigation's entries on the book's own page for them."""
    return tuple(
        replace(content, division=_with_contents(content.division, entries))
        if content.is_nav
        else content
        for content in documents
    )


def _with_contents(division: Division, entries: tuple[ContentsEntry, ...]) -> Division:
    contents = Contents(entries)
    if not any(isinstance(block, Contents) for block in division.blocks):
        return replace(division, blocks=(*division.blocks, contents))
    return replace(division, blocks=tuple(_one_contents(division.blocks, contents)))


def _one_contents(blocks: tuple[Block, ...], contents: Contents) -> Iterator[Block]:
    """Put our contents where the first ones stood; a nav document has them once."""
    is_placed = False
    for block in blocks:
        if not isinstance(block, Contents):
            yield block
        elif not is_placed:
            is_placed = True
            yield contents


def find_landmarks(
    documents: tuple[ContentDocument, ...], language: str
) -> tuple[Landmark, ...]:
    """List the landmarks; the cover and the contents stand first.

    Contents outside the reading order are left out: a landmark may lead only to what is
    read (EPUBCheck, RSC-011).
    """
    words = words_of(language)
    found = [Landmark("cover", words.cover, COVER_NAME)]
    found.extend(
        Landmark("toc", words.contents, content.file_name)
        for content in documents
        if content.is_nav and content.is_read
    )
    has_start = False
    for content in documents:
        kind = content.division.kind
        if kind in _LANDMARKS:
            title = plain_text(content.division.title)
            found.append(Landmark(_LANDMARKS[kind], title, content.file_name))
        if content.matter is Matter.BODY and not has_start:
            has_start = True
            start = Landmark("bodymatter", words.start_of_text, content.file_name)
            found.append(start)
    return tuple(found)


def render_landmarks(landmarks: tuple[Landmark, ...]) -> Markup:
    """Write the landmarks, for reading systems and not for the page."""
    entries = (
        element(
            "li",
            {},
            element(
                "a",
                {"epub:type": mark.epub_type, "href": mark.href},
                escape(mark.title),
            ),
        )
        for mark in landmarks
    )
    attrs = {"epub:type": "landmarks", "hidden": "hidden"}
    return element("nav", attrs, element("ol", {}, lines(entries)))


_GUIDE_BY_TYPE = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


def guides_of(landmarks: tuple[Landmark, ...]) -> tuple[Guide, ...]:
    """The landmarks that EPUB 2 knew: Kindle opens a book at `text`."""
    return tuple(
        Guide(_GUIDE_BY_TYPE[mark.epub_type], mark.title, mark.href)
        for mark in landmarks
        if mark.epub_type in _GUIDE_BY_TYPE
    )


def render_ncx(
    entries: tuple[ContentsEntry, ...],
    *,
    title: str,
    identifier: str,
    language: str,
    href: Callable[[str], str | None],
    pages: Sequence[PageTarget] = (),
    place_of: Callable[[str], tuple[int, int]] | None = None,
) -> bytes:
    """Write the contents and the page list as EPUB 2 has them.

    `place_of` says where an address leads: to which document, and where in it. With
    pages the order of playing goes through both lists.
    """
    head = lines(
        void("meta", {"name": name, "content": value})
        for name, value in (
            ("dtb:uid", identifier),
            ("dtb:depth", str(_depth(entries))),
            ("dtb:totalPageCount", str(len(pages))),
            ("dtb:maxPageNumber", str(_highest(pages))),
        )
    )
    order = _play_order(entries, href, pages, place_of) if place_of and pages else {}
    points, _ = _nav_points(entries, href, 1, order)
    parts = (
        element("head", {}, head),
        element("docTitle", {}, element("text", {}, escape(title))),
        element("navMap", {}, points),
        *((_page_targets(pages, order),) if pages else ()),
    )
    attrs = {"xmlns": _NCX, "version": "2005-1", "xml:lang": language}
    return document((), element("ncx", attrs, lines(parts)))


def _highest(pages: Sequence[PageTarget]) -> int:
    """The highest number that a page has."""
    return max((int(page.label) for page in pages if _is_number(page.label)), default=0)


def _is_number(label: str) -> bool:
    return label.isdecimal()


def _play_order(
    entries: tuple[ContentsEntry, ...],
    href: Callable[[str], str | None],
    pages: Sequence[PageTarget],
    place_of: Callable[[str], tuple[int, int]],
) -> dict[str, int]:
    """The order of all places, by their addresses; one place has one number."""
    places = {page.href: place_of(page.href) for page in pages}
    waiting = list(entries)
    while waiting:
        entry = waiting.pop()
        waiting += entry.entries
        address = href(f"#{entry.target}")
        if address is not None:
            places[address] = place_of(address)
    number_by_place = {
        place: number for number, place in enumerate(sorted({*places.values()}), 1)
    }
    return {address: number_by_place[place] for address, place in places.items()}


def _page_targets(pages: Sequence[PageTarget], order: Mapping[str, int]) -> Markup:
    targets = []
    for number, page in enumerate(pages, start=1):
        is_plain = _is_number(page.label)
        attrs = {
            "id": f"page-target-{number}",
            "type": "normal" if is_plain else "front",
            "value": str(int(page.label)) if is_plain else None,
            "playOrder": str(order.get(page.href, number)),
        }
        label = element("navLabel", {}, element("text", {}, escape(page.label)))
        targets.append(
            element("pageTarget", attrs, label, void("content", {"src": page.href}))
        )
    return element("pageList", {}, lines(targets))


def _nav_points(
    entries: tuple[ContentsEntry, ...],
    href: Callable[[str], str | None],
    number: int,
    order: Mapping[str, int],
) -> tuple[Markup, int]:
    """Write the points of one level; `number` counts them through the book, from 1.

    They are played in that order, or in that of their addresses where there is one.
    """
    points = []
    for entry in entries:
        here = str(number)
        below, number = _nav_points(entry.entries, href, number + 1, order)
        label = element("text", {}, escape(entry_words(entry)))
        address = href(f"#{entry.target}")
        played = here if address is None else str(order.get(address, here))
        attrs = {"id": f"point-{here}", "playOrder": played}
        source = {"src": address}
        parts = (element("navLabel", {}, label), void("content", source), below)
        points.append(element("navPoint", attrs, lines(filter(None, parts))))
    return lines(points), number


def entry_words(entry: ContentsEntry) -> str:
    """An entry as plain words, its number before its title."""
    return " ".join(filter(None, (entry.label, plain_text(entry.title).strip())))


def _depth(entries: tuple[ContentsEntry, ...]) -> int:
    return 1 + max((_depth(e.entries) for e in entries), default=0) if entries else 0


def _without_links(entry: ContentsEntry) -> ContentsEntry:
    """An entry is a link itself and may hold none, nor ids that are the page's."""
    below = tuple(_without_links(inner) for inner in entry.entries)
    return replace(entry, title=_plain_inlines(entry.title), entries=below)


def _plain_inlines(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    def plain(node: Node) -> Node | tuple[Node, ...]:
        match node:
            case Link():
                return node.children
            case NoteReference():
                return ()
            case _ if node.attributes.id is not None:
                return replace(node, attributes=replace(node.attributes, id=None))
            case _:
                return node

    return map_nodes(Span(title), plain).children
