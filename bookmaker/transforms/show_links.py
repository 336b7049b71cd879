"""On paper a link says where it leads: in a note, in a list, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bookmaker.config.model import BookConfig, LinkPlacement
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.addresses import is_outward
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Group,
    Heading,
    Link,
    Node,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes, map_divisions, map_nodes
from bookmaker.languages.words import words_of
from bookmaker.transforms.number_notes import number_notes

_SCHEME_UNSAID = re.compile(r"(?:https?:)?//|mailto:|tel:")
_MAY_BREAK = re.compile(r"(?<=[/:])(?=[^/])|(?<=[^/:.])(?=[.?&=#_~%,-])")
"""After a slash or a colon, before any other sign (The Chicago Manual, 14.18)."""
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_LABEL = "address "
"""No author's label holds a space."""


def show_links(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Show the addresses of external links, as `print.links` says.

    Before: a link's address is not seen. After: it stands in a note, numbered with the
    others, or in a list at the chapter's end; an address that is shown may break at
    its signs. An address that is its link's own words is not repeated.
    """
    if not any(map(_is_outward, find_nodes(book.divisions, Link))):
        return book
    placement = config.print.links
    if placement is LinkPlacement.NOTES:
        return number_notes(map_divisions(book, _with_notes), config, diagnostics)
    if placement is LinkPlacement.CHAPTER_LIST:
        title = words_of(book.metadata.language).links
        return map_divisions(book, lambda d: _with_list(d, title))
    return map_divisions(book, lambda d: _mapped(d, lambda link: (_breaking(link),)))


def _is_outward(node: Node) -> bool:
    return isinstance(node, Link) and is_outward(node.target)


def _is_bare(link: Link) -> bool:
    """Whether the link's own words are its address."""
    return _plain(plain_text(link.children)) == _plain(link.target)


def _plain(address: str) -> str:
    bare = address.replace(_ZERO_WIDTH_SPACE, "").strip()
    return _SCHEME_UNSAID.sub("", bare, count=1).rstrip("/").casefold()


def _breaking(link: Link) -> Link:
    """A link whose words are an address, with places where it may break."""
    if not _is_bare(link):
        return link
    words = plain_text(link.children).replace(_ZERO_WIDTH_SPACE, "")
    return replace(link, children=(Text(_with_breaks(words)),))


def _with_breaks(address: str) -> str:
    return _MAY_BREAK.sub(_ZERO_WIDTH_SPACE, address)


def _shown(link: Link) -> Link:
    """The address as print shows it."""
    words = link.target.removeprefix("mailto:").removeprefix("tel:")
    return Link((Text(_with_breaks(words)),), link.target)


_MapLink = Callable[[Link], tuple[Node, ...]]


def _mapped(division: Division, map_link: _MapLink) -> Division:
    """Map the links of a division's own text; those of its notes say where they lead.

    A note within a note would stand far from its page.
    """

    def mapping(node: Node) -> Node | tuple[Node, ...]:
        if isinstance(node, Link) and _is_outward(node):
            return map_link(node)
        return node

    def in_note(node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, Link) or not _is_outward(node):
            return node
        link = _breaking(node)
        if _is_bare(link):
            return link
        return (link, Text(" ("), _shown(link), Text(")"))

    own = map_nodes(replace(division, divisions=(), notes=()), mapping, Link)
    notes = tuple(
        note if note.label.startswith(_LABEL) else map_nodes(note, in_note, Link)
        for note in division.notes
    )
    return replace(own, divisions=division.divisions, notes=notes)


def _with_notes(division: Division) -> Division:
    if any(note.label.startswith(_LABEL) for note in division.notes):
        return division
    label_by_target: dict[str, str] = {}
    taken = {note.label for note in division.notes}
    links: list[Link] = []

    def noted(link: Link) -> tuple[Node, ...]:
        if _is_bare(link):
            return (_breaking(link),)
        label = label_by_target.get(link.target)
        if label is None:
            label = f"{_LABEL}{len(label_by_target) + 1}"
            while label.replace(" ", "-") in taken:
                label += "-"
            label_by_target[link.target] = label
            links.append(link)
        return (link, NoteReference(label))

    division = _mapped(division, noted)
    notes = (
        Note(
            label_by_target[link.target],
            (Paragraph((_shown(link),)),),
            span=link.span,
        )
        for link in links
    )
    return replace(division, notes=(*division.notes, *notes))


def _with_list(division: Division, title: str) -> Division:
    link_by_target: dict[str, Link] = {}

    def listed(link: Link) -> tuple[Node, ...]:
        if not _is_bare(link):
            link_by_target.setdefault(link.target, link)
        return (_breaking(link),)

    if any("link-list" in block.attributes.classes for block in division.blocks):
        return division
    division = _mapped(division, listed)
    if not link_by_target:
        return division
    listed_links = tuple(_listed(link) for link in link_by_target.values())
    blocks: tuple[Block, ...] = (
        Heading(1, (Text(title),)),
        Group(listed_links, attributes=Attributes(classes=("plain-list",))),
    )
    gathered = Group(blocks, attributes=Attributes(classes=("link-list",)))
    return replace(division, blocks=(*division.blocks, gathered))


def _listed(link: Link) -> Paragraph:
    words = " ".join(plain_text(link.children).split())
    before = (Text(f"{words}: "),) if words else ()
    return Paragraph((*before, _shown(link)))
