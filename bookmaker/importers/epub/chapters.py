"""A content document of an EPUB to a chapter, or to what is set aside."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from bookmaker.document.nodes import (
    Block,
    Heading,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from bookmaker.document.walk import descend
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.epub.documents import Document
from bookmaker.importers.epub.markup import (
    is_bare_number,
    piece_of,
    without_number,
)
from bookmaker.importers.epub.package import TYPE
from bookmaker.importers.html.article import remove
from bookmaker.importers.html.elements import PageMaker
from bookmaker.importers.html.page import Tag, name_of, text_of
from bookmaker.importers.html.tidy import tidy_blocks
from bookmaker.importers.manuscript_files import slug
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    SourcePiece,
)
from bookmaker.importers.splitting import with_raised_headings

_GENERATED = {
    "cover": "the cover’s page",
    "titlepage": "the title page",
    "halftitlepage": "the half title",
    "copyright-page": "the copyright page",
    "toc": "the table of contents",
    "landmarks": "the landmarks",
    "loi": "the list of illustrations",
    "lot": "the list of tables",
}
_LEAVES = {
    **dict.fromkeys(
        ("title page", "titlepage", "titelseite", "page de titre", "portada"),
        "titlepage",
    ),
    **dict.fromkeys(("half title", "half title page", "schmutztitel"), "halftitlepage"),
    **dict.fromkeys(
        ("copyright", "copyright page", "impressum", "créditos", "colofon"),
        "copyright-page",
    ),
}
"""Pages that the contents of an EPUB name so, and that are short."""
_MOST_ON_LEAF = 300
"""Words."""
_ROLES = {
    "dedication": "dedication",
    "epigraph": "epigraph",
    "foreword": "foreword",
    "preface": "preface",
    "acknowledgments": "acknowledgements",
    "introduction": "introduction",
    "prologue": "prologue",
    "epilogue": "epilogue",
    "conclusion": "conclusion",
    "afterword": "afterword",
    "appendix": "appendix",
    "glossary": "glossary",
    "bibliography": "bibliography",
    "colophon": "colophon",
}


def read_chapter(
    document: Document,
    maker: PageMaker,
    note_by_label: Mapping[str, Note],
    source: str,
    cover: str | None,
    pieces: list[SourcePiece],
) -> Chapter | None:
    """Make a chapter; `None` where the book generates such a page, or it is empty."""
    where = f"{source}: {document.path}"
    words = text_of(document.body)
    kind = _generated_kind(document, words)
    if kind is not None or (document.body.find(".//nav") is not None and not words):
        if words:
            pieces.append(piece_of(words, _GENERATED[kind or "toc"], where))
        pieces += _pictures_aside(document.body, cover, where)
        return None
    heading, subtitle, ordinal = _take_heading(document.body)
    blocks = with_raised_headings(tidy_blocks(maker.blocks(document.body)))
    if document.is_part and not blocks:
        if words:
            pieces.append(
                piece_of(words, "the page of a part", where, Disposition.MOVED)
            )
        return None
    if not blocks:
        if words:
            pieces.append(piece_of(words, "a page without text", where))
        return None
    if heading is None and len(blocks) > 1 and _is_named(blocks[0], document.title):
        heading, blocks = document.title, blocks[1:]
    title, number = without_number(heading or document.title or "")
    moved = (
        (number, "a chapter’s number"),
        (ordinal, "a chapter’s number"),
        (subtitle, "a subtitle"),
    )
    pieces += [piece_of(w, what, where, Disposition.MOVED) for w, what in moved if w]
    labels = _called(blocks)
    notes = tuple(note_by_label[label] for label in labels if label in note_by_label)
    pieces += _kept(title, blocks, notes, where)
    role = next((_ROLES[t] for t in document.types if t in _ROLES), None)
    stem = slug(posixpath.basename(document.path).partition(".")[0])
    role = role or (stem if stem in {*_ROLES.values(), *_STEMS} else None)
    may_be_bare = document.is_part or role in ("dedication", "epigraph")
    if not title and not may_be_bare:
        title, blocks = _title_from(blocks, posixpath.basename(document.path))
    return Chapter(
        source=where,
        title=(Text(title),) if title else (),
        blocks=blocks,
        notes=notes,
        subtitle=subtitle or None,
        role=None if document.is_part else role,
        part=document.part,
        is_part_page=document.is_part,
        name=document.name if document.name in maker.linked_ids else None,
        is_title_assumed=not heading,
    )


def _generated_kind(document: Document, words: str) -> str | None:
    """What a page is that the book generates itself; `None` for any other."""
    kind = next((t for t in document.types if t in _GENERATED), None)
    if kind == "toc" and _is_of_text(document.body):
        kind = None  # InDesign's guide names the first page of the text so.
    if kind is None and len(words.split()) <= _MOST_ON_LEAF:
        kind = _LEAVES.get((document.title or "").strip().casefold())
    return kind


def _is_of_text(body: Tag) -> bool:
    """Whether a page neither says that it is a list of links nor has any."""
    tags = [tag for tag in body.iter() if isinstance(tag.tag, str)]
    types = {
        one for t in tags for one in (t.get(TYPE) or t.get("epub:type") or "").split()
    }
    return "toc" not in types and not any(tag.get("href") for tag in tags)


def _title_from(blocks: tuple[Block, ...], name: str) -> tuple[str, tuple[Block, ...]]:
    """The title that a first line in capitals or a number is; else the file's name."""
    words = " ".join(words_of(blocks[:1]).split())
    is_line = isinstance(blocks[0], Paragraph) and len(blocks) > 1
    is_head = is_bare_number(words) or (words.isupper() and words[-1].isalnum())
    if is_line and is_head and len(words.split()) <= _MOST_IN_TITLE:
        return words, blocks[1:]
    return name, blocks


_MOST_IN_TITLE = 8
_STEMS = ("about-the-author", "also-by", "colophon", "acknowledgements")


def _is_named(block: Block, title: str | None) -> bool:
    """Whether a paragraph says just what the contents call the chapter."""
    said = " ".join(words_of([block]).split()).casefold()
    named = (title or "").casefold()
    return isinstance(block, Paragraph) and said == named != ""


def _pictures_aside(body: Tag, cover: str | None, where: str) -> Iterable[SourcePiece]:
    """The pictures of a page that the book generates; the cover's is the book's."""
    for picture in body.iter("img"):
        source = picture.get("src") or ""
        if source != cover:
            words = " ".join(f"{source} {picture.get('alt') or ''}".split())
            yield piece_of(words, "a picture", where)


def _kept(
    title: str, blocks: Sequence[Block], notes: Sequence[Note], where: str
) -> Iterable[SourcePiece]:
    if title:
        yield SourcePiece(
            source=where,
            line=None,
            fate=Disposition.KEPT,
            what="the title",
            words=title,
        )
    for block in (*blocks, *(block for note in notes for block in note.blocks)):
        words = words_of([block])
        if words.strip():
            yield SourcePiece(
                source=where,
                line=block.span.line if block.span else None,
                fate=Disposition.KEPT,
                what="a heading" if isinstance(block, Heading) else "text",
                words=words,
            )


def _called(blocks: Iterable[Block]) -> list[str]:
    calls = [n.label for n in descend(*blocks) if isinstance(n, NoteReference)]
    return list(dict.fromkeys(calls))


def _take_heading(body: Tag) -> tuple[str | None, str, str]:
    """Take the first heading, if no text stands before it.

    Gives its words, those of a subtitle in its group, and a number that stands alone
    above the title in it (EPUB Structural Semantics, `ordinal`).
    """
    for tag in body.iter():
        name = name_of(tag)
        if name == "hgroup" and text_of(tag):
            found = _grouped(tag)
            remove(tag)
            return found
        is_heading = name in _HEADINGS and text_of(tag)
        number = text_of(tag) if is_heading or name == "p" else ""
        below = _block_below(tag, body) if is_bare_number(number) else None
        if below is not None and name_of(below) in _HEADINGS:
            words = text_of(below)
            remove(tag)
            remove(below)
            return words, "", number
        if is_heading:
            words = text_of(tag)
            subtitle = _take_subtitle(tag)
            remove(tag)
            return words, subtitle, ""
        if name in ("p", "blockquote", "ul", "ol", "table", "pre", "img"):
            return None, "", ""
    return None, "", ""


def _take_subtitle(heading: Tag) -> str:
    """Take the subtitle next to a heading (DPUB-ARIA, `doc-subtitle`)."""
    below = heading.getnext()
    if below is None or "doc-subtitle" not in (below.get("role") or "").split():
        return ""
    words = text_of(below)
    remove(below)
    return words


_HEADINGS = ("h1", "h2", "h3")
_BLOCKS = (*_HEADINGS, "h4", "p", "blockquote", "ul", "ol", "dl", "table", "pre", "img")


def _block_below(tag: Tag, body: Tag) -> Tag | None:
    """The next block with words below one; `None` at the end, or above bare words."""
    own = set(tag.iter())
    is_below = False
    for other in body.iter():
        if other is tag:
            is_below = True
        elif is_below and other not in own:
            if name_of(other) in _BLOCKS:
                return other
            if (other.text or "").strip():
                return None
    return None


def _grouped(group: Tag) -> tuple[str, str, str]:
    lines = [child for child in group if text_of(child)]
    kinds = (lines[0].get(TYPE) or lines[0].get("epub:type") or "").split()
    first, *others = (text_of(line) for line in lines)
    is_number = "ordinal" in kinds or is_bare_number(first)
    if is_number and others:
        return others[0], ": ".join(others[1:]), first
    return first, ": ".join(others), ""
