"""The entries of a contents: from the tree, for the page and for navigation alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Code,
    CodeBlock,
    ContentsEntry,
    ContentsKind,
    CrossReference,
    Figure,
    Image,
    IndexTerm,
    Inline,
    Link,
    Node,
    NoteReference,
    Panel,
    PanelKind,
    Section,
    Span,
    Table,
    Text,
)
from bookmaker.document.walk import find_nodes, map_nodes

_NOT_LISTED = frozenset(
    {
        DivisionKind.HALF_TITLE,
        DivisionKind.TITLE_PAGE,
        DivisionKind.COPYRIGHT,
        DivisionKind.DEDICATION,
        DivisionKind.EPIGRAPH,
        DivisionKind.ALSO_BY,
        DivisionKind.CONTENTS,
    }
)


def contents_entries(book: Book, *, depth: int) -> tuple[ContentsEntry, ...]:
    """List what the contents show.

    `depth` is 1 for parts and chapters, 2 with the first level of sections (or the
    section files of a chapter), and so on. The title of an entry holds no note call
    and no link.
    """
    return tuple(
        entry
        for division in book.divisions
        if division.kind not in _NOT_LISTED and not _is_unnamed_colophon(division)
        for entry in _division_entries(division, depth)
    )


def _is_unnamed_colophon(division: Division) -> bool:
    """Whether it is a colophon whose title is for assistive technology alone."""
    return division.kind is DivisionKind.COLOPHON and not division.shows_title


_SENTENCE_END = re.compile(r"(?:^|[^\W\d_]{2}|[\d)\]”’»“])\.$")
"""A full stop behind a word of two letters, a number or a closing mark: initials and
what is left out (`A. N.`, `…`, `...`) keep theirs."""
KIND_BY_LIST = {
    DivisionKind.LIST_OF_FIGURES: ContentsKind.FIGURES,
    DivisionKind.LIST_OF_TABLES: ContentsKind.TABLES,
    DivisionKind.LIST_OF_LISTINGS: ContentsKind.LISTINGS,
}
"""What each generated list lists."""
NODE_BY_KIND: dict[ContentsKind, type[Figure | Table | CodeBlock]] = {
    ContentsKind.FIGURES: Figure,
    ContentsKind.TABLES: Table,
    ContentsKind.LISTINGS: CodeBlock,
}
"""Nodes of which kind stand in a list of that kind, beside panels."""
_KIND_OF_PANEL = {
    PanelKind.FIGURE: ContentsKind.FIGURES,
    PanelKind.TABLE: ContentsKind.TABLES,
    PanelKind.LISTING: ContentsKind.LISTINGS,
}


def caption_entries(book: Book, kind: ContentsKind) -> tuple[ContentsEntry, ...]:
    """List the numbered figures, tables or listings of a book, in its order.

    What has no words of its own is left out: a number alone would lead nowhere. So is
    what stands in a panel, which is listed itself.
    """
    wanted = NODE_BY_KIND[kind]
    within = {
        id(node)
        for panel in find_nodes(book.divisions, Panel)
        for node in find_nodes(panel.blocks, wanted)
    }
    return tuple(
        ContentsEntry(node.attributes.id, words, node.number)
        for node in find_nodes(book.divisions, wanted, Panel)
        if not isinstance(node, Panel) or _KIND_OF_PANEL[node.kind] is kind
        if node.number and node.attributes.id and id(node) not in within
        if (words := _caption(node))
    )


def _caption(node: Figure | Table | CodeBlock | Panel) -> tuple[Inline, ...]:
    """What a list says of it: its caption, or the words that stand for its picture."""
    caption = repeated_title(node.caption)
    if caption:
        return _without_full_stop(caption)
    if isinstance(node, Figure) and node.image.alternative:
        return _without_full_stop((Text(node.image.alternative),))
    if isinstance(node, CodeBlock) and node.file_name is not None:
        return (Code(node.file_name),)
    return ()


def _without_full_stop(caption: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A caption as an entry of a list, which is not a sentence: a leader follows it."""
    last = caption[-1]
    if not isinstance(last, Text) or not _SENTENCE_END.search(last.text):
        return caption
    return (*caption[:-1], replace(last, text=last.text[:-1]))


def repeated_title(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A title as it is repeated elsewhere, in words.

    Note calls, links and marks of the index belong to its page; a picture is named by
    its words, and an id stands where it was given.
    """

    def repeated(node: Node) -> Node | tuple[Node, ...]:
        if isinstance(node, NoteReference):
            return ()
        if isinstance(node, Image):
            return (Text(node.alternative),) if node.alternative else ()
        if isinstance(node, Link | IndexTerm | CrossReference):
            return node.children
        if isinstance(node, Span) and not node.children:  # an anchor
            return ()
        if node.attributes.id is not None:
            return replace(node, attributes=replace(node.attributes, id=None))
        return node

    return map_nodes(Section(1, title, ()), repeated).title


def _division_entries(division: Division, depth: int) -> Iterator[ContentsEntry]:
    target = division.attributes.id
    is_part = division.kind is DivisionKind.PART
    below_depth = depth if is_part else depth - 1
    below = (
        *_section_entries(division.blocks, below_depth - 1 if is_part else below_depth),
        *_lower_division_entries(division.divisions, below_depth),
    )
    title = repeated_title(division.title)
    if target is None or not (title or division.label):
        yield from below
        return
    number = division.label if is_part else division.number
    if not title:
        title, number = (Text(division.label or ""),), None
    yield ContentsEntry(target, (*title, *_author(division)), number, below)


def _author(division: Division) -> tuple[Inline, ...]:
    """Who wrote this piece, where that is not the book's author."""
    if not division.author:
        return ()
    attributes = Attributes(classes=("entry-author",))
    return (Text(", "), Span((Text(division.author),), attributes=attributes))


def _lower_division_entries(
    divisions: Iterable[Division], depth: int
) -> Iterator[ContentsEntry]:
    if depth >= 1:
        for division in divisions:
            yield from _division_entries(division, depth)


def _section_entries(blocks: tuple[Block, ...], depth: int) -> Iterator[ContentsEntry]:
    if depth < 1:
        return
    for block in blocks:
        if isinstance(block, Section) and block.attributes.id is not None:
            title = repeated_title(block.title)
            below = tuple(_section_entries(block.blocks, depth - 1))
            if title:
                yield ContentsEntry(block.attributes.id, title, block.number, below)
            else:
                yield from below
