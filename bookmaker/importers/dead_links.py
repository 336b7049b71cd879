"""Links to places that no chapter has: their words stay, the links go.

The contents, a copyright page or a title page of a source are set aside, and pages have
links to menus or to notes that they lack. Such a link would stop the build.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.document.nodes import Block, Group, Link, Node, Note
from bookmaker.document.text import plain_text
from bookmaker.document.walk import Attributed, Mapping, find_nodes, map_nodes
from bookmaker.importers.model import Chapter, Disposition, Imported, SourcePiece


def without_dead_links(imported: Imported, source: str) -> Imported:
    """Take the links to places that no chapter has; each is listed."""
    known = {name for chapter in imported.chapters for name in _names(chapter)}
    dead: list[SourcePiece] = []

    def linked(node: Node) -> Node | tuple[Node, ...]:
        if not isinstance(node, Link) or not node.target.startswith("#"):
            return node
        if node.target[1:] in known:
            return node
        what = "a link to a page that is not in the manuscript"
        words = f"{plain_text(node.children)} ({node.target})"
        piece = SourcePiece(
            source=source, line=None, fate=Disposition.ASIDE, what=what, words=words
        )
        dead.append(piece)
        return node.children

    chapters = tuple(
        replace(
            chapter,
            blocks=_mapped(chapter.blocks, linked),
            notes=tuple(
                Note(note.label, _mapped(note.blocks, linked)) for note in chapter.notes
            ),
        )
        for chapter in imported.chapters
    )
    return replace(imported, chapters=chapters, pieces=(*imported.pieces, *dead))


def _mapped(blocks: tuple[Block, ...], mapping: Mapping) -> tuple[Block, ...]:
    return map_nodes(Group(blocks), mapping).blocks


def _names(chapter: Chapter) -> list[str]:
    nodes = find_nodes((*chapter.title, *chapter.blocks, *chapter.notes), Attributed)
    own = [node.attributes.id for node in nodes if node.attributes.id]
    return [*own, chapter.name] if chapter.name else own
