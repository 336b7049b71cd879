"""EPUBs, our own and others': order, parts, notes, pictures and metadata."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import Figure, Note
from bookmaker.importers.archives import Archive
from bookmaker.importers.dead_links import without_dead_links
from bookmaker.importers.epub.chapters import read_chapter
from bookmaker.importers.epub.documents import (
    Document,
    read_document,
    read_picture,
    read_whole,
    unify_names,
    words_of_foreign,
)
from bookmaker.importers.epub.index_marks import restore_index
from bookmaker.importers.epub.markup import piece_of, translate_markup
from bookmaker.importers.epub.navigation import name_documents
from bookmaker.importers.epub.own_lists import take_own_lists
from bookmaker.importers.epub.package import (
    PackageDocument,
    read_package,
    refuse_locked,
)
from bookmaker.importers.html.elements import PageMaker
from bookmaker.importers.html.notes import remove_notes, take_notes
from bookmaker.importers.html.page import text_of
from bookmaker.importers.html.picture_sources import as_book_picture
from bookmaker.importers.html.tidy import tidy_blocks
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    Imported,
    ImportOptions,
    SourcePiece,
)
from bookmaker.importers.source_words import with_lost_words


def _is_picture_page(chapter: Chapter) -> bool:
    """Whether a page has no title and only pictures: the one before goes on."""
    return (
        chapter.is_title_assumed
        and chapter.name is None
        and chapter.role is None
        and all(isinstance(block, Figure) for block in chapter.blocks)
    )


def _goes_on(document: Document, chapter: Chapter, above: Chapter) -> bool:
    """Whether a page goes on with the chapter above: programs divide long files.

    Neither a heading nor the contents of the EPUB say that a chapter begins there.
    """
    return (
        chapter.is_title_assumed
        and not document.is_listed
        and document.title is None
        and chapter.name is None
        and not (chapter.role or above.role or above.is_part_page)
        and not document.types
    )


def _joined(
    read: Sequence[tuple[Document, Chapter]], *, has_contents: bool
) -> list[Chapter]:
    """The chapters, each with the pages that go on with it."""
    chapters: list[Chapter] = []
    for document, chapter in read:
        above = chapters[-1] if chapters else None
        goes_on = above is not None and (
            (document.title is None and _is_picture_page(chapter))
            or (has_contents and _goes_on(document, chapter, above))
        )
        if above is None or not goes_on:
            chapters.append(chapter)
            continue
        chapters[-1] = replace(
            above,
            blocks=(*above.blocks, *chapter.blocks),
            notes=tuple(dict.fromkeys((*above.notes, *chapter.notes))),
        )
    return chapters


class _EpubPictures:
    """Pictures by their whole path in the archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def find(self, path: str) -> bytes | None:
        name = posixpath.normpath(path.lstrip("/"))
        return self._archive.read(name) if self._archive.has(name) else None


def import_epub(archive: Archive, source: str, options: ImportOptions) -> Imported:
    """Import an EPUB. Raises `ManuscriptError` where it is damaged or locked."""
    refuse_locked(archive)
    package = read_package(archive)
    documents = _read_documents(archive, package)
    if package.cover is None:
        package = replace(package, cover=_picture_of_cover(documents))
    pieces = [
        piece_of(path, "a page that the file doesn’t hold", source)
        for path in package.missing
    ]
    pieces += _foreign_pages(archive, package, source)
    for document in documents:
        translate_markup(document, source, pieces)
    unify_names(documents)
    name_documents(archive, package, documents)
    index = restore_index(documents)
    if index is not None:
        documents.remove(index)
        where = f"{source}: {index.path}"
        pieces.append(piece_of(text_of(index.body), "the index", where))
    lists = take_own_lists(documents, pieces, source)
    whole = etree.Element("html")
    for document in documents:
        whole.append(document.body)
    label_by_call, found_notes = take_notes(whole, whole)
    linked = frozenset((link.get("href") or "")[1:] for link in whole.iter("a"))
    pictures = _EpubPictures(archive)
    maker = PageMaker(source, pictures, options.may_fetch, label_by_call, linked)
    note_by_label: dict[str, Note] = {}
    for found in found_notes:
        blocks = tidy_blocks(maker.blocks(found.tag))
        note_by_label[found.label] = Note(found.label, blocks)
    for heading in remove_notes(found_notes):
        words = text_of(heading)
        pieces.append(
            piece_of(words, "the heading of notes", source, Disposition.MOVED)
        )
    read = [
        (document, chapter)
        for document in documents
        if (
            chapter := read_chapter(
                document, maker, note_by_label, source, package.cover, pieces
            )
        )
        is not None
    ]
    chapters = _joined(read, has_contents=sum(d.is_listed for d in documents) > 1)
    if not chapters:
        raise ManuscriptError(problems.EmptySource(path=source))
    pieces += maker.pieces
    cover = _take_cover(package, pictures, maker, source, pieces)
    imported = Imported(
        chapters=_with_back_matter(chapters),
        pictures=maker.content_by_path,
        pieces=tuple(pieces),
        metadata=replace(package.metadata, cover=cover),
        has_index=index is not None,
        lists=lists,
    )
    imported = without_dead_links(imported, source)
    again = [
        (
            f"{source}: {path}",
            read_whole(archive, path, is_picture=path in package.pictures),
        )
        for path in package.spine
    ]
    return with_lost_words(imported, again)


def _foreign_pages(
    archive: Archive, package: PackageDocument, source: str
) -> Iterator[SourcePiece]:
    """What pages of other formats say, which a fallback stands in for, or nothing."""
    for path in package.foreign:
        if archive.has(path):
            words = words_of_foreign(archive, path)
            yield piece_of(words or path, "a page in another format", source)


def _read_documents(archive: Archive, package: PackageDocument) -> list[Document]:
    """The content documents in their order, with what the package says of each."""
    documents = [
        read_picture(archive, path)
        if path in package.pictures
        else read_document(archive, path)
        for path in package.spine
    ]
    for document in documents:
        document.types += package.types_by_path.get(document.path, ())
        if document.path == package.navigation:
            document.types = ("toc", *document.types)
        elif _is_cover(document, package.cover) or (
            package.cover is None
            and len(documents) > 1
            and document is documents[0]
            and _shows_only_a_picture(document)
        ):
            document.types = ("cover", *document.types)
    return documents


def _is_cover(document: Document, cover: str | None) -> bool:
    """Whether a page shows nothing but the cover."""
    sources = [picture.get("src") for picture in document.body.iter("img")]
    return sources == [cover] and not text_of(document.body)


def _picture_of_cover(documents: Sequence[Document]) -> str | None:
    """What the page of the cover shows, for a package that names no cover."""
    pages = (d for d in documents if "cover" in d.types and _shows_only_a_picture(d))
    page = next(pages, None)
    return None if page is None else next(page.body.iter("img")).get("src")


def _shows_only_a_picture(document: Document) -> bool:
    pictures = list(document.body.iter("img"))
    return len(pictures) == 1 and not text_of(document.body)


def _take_cover(
    package: PackageDocument,
    pictures: _EpubPictures,
    maker: PageMaker,
    source: str,
    pieces: list[SourcePiece],
) -> str | None:
    """Keep the cover's picture; its path in the manuscript, if a cover can be it."""
    if package.cover is None:
        return None
    content = pictures.find(package.cover)
    made = as_book_picture(content) if content is not None else None
    if made is None or made[1] == "svg":
        what = "the cover image, neither JPEG nor PNG"
        pieces.append(piece_of(package.cover, what, source))
        return None
    path = f"images/cover.{made[1]}"
    while maker.content_by_path.get(path, made[0]) != made[0]:
        path = path.replace("images/", "images/the-")
    maker.content_by_path[path] = made[0]
    pieces.append(piece_of(package.cover, "the cover image", source, Disposition.MOVED))
    return path


def _with_back_matter(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Let acknowledgements and the like that close the book be its back matter."""
    found = list(chapters)
    for index in range(len(found) - 1, 0, -1):
        if found[index].role is None:
            break
        found[index] = replace(found[index], is_back=True)
    return tuple(found)
