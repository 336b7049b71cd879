"""EPUBs, our own and others': order, parts, notes, pictures and metadata."""

from __future__ import annotations

import datetime
import html.entities
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import Block, Heading, Note, NoteReference, Text
from bookmaker.document.walk import descend
from bookmaker.importers.archives import Archive
from bookmaker.importers.html.article import remove
from bookmaker.importers.html.elements import PageMaker
from bookmaker.importers.html.notes import remove_notes, take_notes
from bookmaker.importers.html.page import Tag, name_of, parse_page, text_of
from bookmaker.importers.html.tidy import tidy_blocks
from bookmaker.importers.manuscript import slug
from bookmaker.importers.model import (
    Chapter,
    Fate,
    FoundMetadata,
    Imported,
    ImportOptions,
    Piece,
)
from bookmaker.importers.words import words_of
from bookmaker.importers.xml import read_xml, refuse_dtd

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DAY = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2}))?")
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
_MAX_DOCUMENTS = 3000


@dataclass(slots=True)
class _Document:
    """A content document, its names made unique in the whole book."""

    path: str
    body: Tag
    types: tuple[str, ...]
    title: str | None = None
    part: str | None = None
    is_part: bool = False
    name: str = ""
    """What links to the whole of it lead to."""


@dataclass(frozen=True, slots=True)
class _Package:
    """What the package document says."""

    folder: str
    spine: tuple[str, ...]
    navigation: str | None
    ncx: str | None
    cover: str | None
    metadata: FoundMetadata = field(default_factory=FoundMetadata)


class _EpubPictures:
    """Pictures by their whole path in the archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def find(self, path: str) -> bytes | None:
        name = posixpath.normpath(path.lstrip("/"))
        return self._archive.read(name) if self._archive.has(name) else None


def import_epub(archive: Archive, source: str, options: ImportOptions) -> Imported:
    """Import an EPUB. Raises `ManuscriptError` where it is damaged or locked."""
    _refuse_locked(archive)
    package = _read_package(archive)
    documents = [_read_document(archive, path) for path in package.spine]
    for document in documents:
        if document.path == package.navigation:
            document.types = ("toc", *document.types)
    pieces: list[Piece] = []
    for document in documents:
        _translate(document, source, pieces)
    _unify(documents)
    _name_documents(archive, package, documents)
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
        pieces.append(_aside(words, "the heading of notes", source, Fate.MOVED))
    chapters: list[Chapter] = []
    for document in documents:
        chapter = _chapter(document, maker, note_by_label, source, pieces)
        if chapter is not None:
            chapters.append(chapter)
    if not chapters:
        raise ManuscriptError(problems.EmptySource(path=source))
    pieces += maker.pieces
    return Imported(
        chapters=_with_back_matter(chapters),
        pictures=maker.content_by_path,
        pieces=tuple(pieces),
        metadata=package.metadata,
    )


def _with_back_matter(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Let acknowledgements and the like that close the book be its back matter."""
    found = list(chapters)
    for index in range(len(found) - 1, 0, -1):
        if found[index].role is None:
            break
        found[index] = replace(found[index], is_back=True)
    return tuple(found)


# --- What the book's own markup says ----------------------------------------------

_NUMBER_CLASSES = frozenset({"label", "chapter-number", "number", "chapnum"})
_NUMBERED = re.compile(
    r"(?:chapter|part|book|kapitel|teil|chapitre|partie|capítulo|capitolo|parte)\s+"
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"\b[.:]?\s*[–—-]?\s*",
    re.I,
)


def _translate(document: _Document, source: str, pieces: list[Piece]) -> None:
    """Turn what `epub:type` and well-known classes say into what `tidy` understands."""
    where = f"{source}: {document.path}"
    for tag in list(document.body.iter()):
        if not name_of(tag):
            continue
        names = set((tag.get("class") or "").split())
        kinds = set((tag.get(_TYPE) or tag.get("epub:type") or "").split())
        is_block = name_of(tag) in ("div", "section", "blockquote", "aside")
        if is_block and "epigraph" in names | kinds and tag is not document.body:
            if tag.getparent() is not document.body or "epigraph" not in document.types:
                tag.tag = "div"
                tag.set("class", "imported-epigraph")
        elif is_block and names & {"verse", "poem", "poetry"}:
            tag.set("class", "imported-verse")
        elif name_of(tag) == "p" and "attribution" in names:
            words = text_of(tag)
            if words and words[0] not in "—–―":
                tag.text = f"— {tag.text or ''}"
        elif name_of(tag) == "span" and names & _NUMBER_CLASSES and _in_heading(tag):
            pieces.append(_aside(text_of(tag), "a chapter’s number", where, Fate.MOVED))
            remove(tag)


def _in_heading(tag: Tag) -> bool:
    return any(name_of(a) in ("h1", "h2", "h3", "h4") for a in tag.iterancestors())


def without_number(title: str) -> tuple[str, str]:
    """A title without `Chapter 3:` before it, which the book supplies; and that."""
    found = _NUMBERED.match(title)
    if found is None or found.end() == len(title):
        return title, ""
    return title[found.end() :], title[: found.end()].strip()


# --- Package ----------------------------------------------------------------------


def _refuse_locked(archive: Archive) -> None:
    if archive.has("META-INF/encryption.xml") and _is_locked(archive):
        reason = "its files are locked (DRM)"
        raise ManuscriptError(problems.DamagedSource(path=archive.path, reason=reason))


def _is_locked(archive: Archive) -> bool:
    content = archive.read("META-INF/encryption.xml")
    tree = read_xml(content, archive.path)
    algorithms = [
        tag.get("Algorithm") or "" for tag in tree.iter() if tag.get("Algorithm")
    ]
    return any("obfuscation" not in name and "font" not in name for name in algorithms)


def _read_package(archive: Archive) -> _Package:
    container = read_xml(archive.read("META-INF/container.xml"), archive.path)
    root = container.find(f".//{_CONTAINER}rootfile")
    path = root.get("full-path") if root is not None else None
    if not path:
        reason = "it names no package document"
        raise ManuscriptError(problems.DamagedSource(path=archive.path, reason=reason))
    package = read_xml(archive.read(path), archive.path)
    folder = posixpath.dirname(path)
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    spine = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "xhtml" in (item.get("media-type") or ""):
            spine.append(_resolve(folder, item.get("href") or ""))
    if len(spine) > _MAX_DOCUMENTS:
        reason = f"it has more than {_MAX_DOCUMENTS} content documents"
        raise ManuscriptError(problems.HostileSource(path=archive.path, reason=reason))

    def found(test: str) -> str | None:
        for item in items.values():
            if test in (item.get("properties") or "").split() or (
                item.get("media-type") == test
            ):
                return _resolve(folder, item.get("href") or "")
        return None

    return _Package(
        folder,
        tuple(path for path in dict.fromkeys(spine) if archive.has(path)),
        found("nav"),
        found("application/x-dtbncx+xml"),
        found("cover-image"),
        _metadata(package),
    )


def _resolve(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(href).path)))


def _metadata(package: etree._Element) -> FoundMetadata:
    def words(name: str) -> list[str]:
        found = (" ".join((tag.text or "").split()) for tag in package.iter(_DC + name))
        return [text for text in found if text]

    def first(name: str) -> str | None:
        return next(iter(words(name)), None)

    titles = words("title")
    date = _DAY.match(first("date") or "")
    published = None
    if date is not None and date[2]:
        published = datetime.date(int(date[1]), int(date[2]), int(date[3]))
    identifier = first("identifier")
    is_address = identifier is not None and re.match(
        r"[A-Za-z][\w+.-]*:\S+$", identifier
    )
    language = first("language")
    return FoundMetadata(
        title=titles[0] if titles else None,
        subtitle=titles[1] if len(titles) > 1 else None,
        authors=tuple(words("creator")),
        language=language if language and re.fullmatch(r"[\w-]+", language) else None,
        publisher=first("publisher"),
        published=published,
        rights=first("rights"),
        description=first("description"),
        identifier=identifier if is_address else None,
    )


# --- Content documents ------------------------------------------------------------


def _read_document(archive: Archive, path: str) -> _Document:
    content = refuse_dtd(archive.read(path), f"{archive.path}: {path}")
    root = _parse(content, path)
    body = root.find("body")
    if body is None:
        body = root
    types: list[str] = []
    for tag in (body, *[child for child in body if name_of(child) == "section"][:1]):
        types += (tag.get(_TYPE) or tag.get("epub:type") or "").split()
    for picture in body.iter("img"):
        source = picture.get("src") or ""
        if not urlsplit(source).scheme:
            picture.set("src", _resolve(posixpath.dirname(path), source))
    return _Document(path, body, tuple(types))


def _parse(content: bytes, path: str) -> Tag:
    """Parse XHTML as XML, where it is well-formed, and as HTML otherwise."""

    def numbered(found: re.Match[str]) -> str:
        name = found[1]
        characters = html.entities.html5.get(f"{name};")
        if name in _XML_NAMES or characters is None:
            return found[0]
        return "".join(f"&#{ord(character)};" for character in characters)

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        text = content.decode("utf-8-sig")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _NAMED.sub(numbered, text))
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return parse_page(content, path, None).root
    for tag in root.iter():
        if isinstance(tag.tag, str):
            tag.tag = etree.QName(tag).localname
    etree.cleanup_namespaces(root)
    return root


def _unify(documents: Sequence[_Document]) -> None:
    """Make names unique in the whole book, and links lead to them."""
    prefix_by_path = _prefixes(documents)
    name_by_own: dict[str, str] = {}
    for document in documents:
        document.name = prefix = prefix_by_path[document.path]
        own = _own_names(document.body)
        name_by_own |= {f"{prefix}-{name}": prefix for name in own}
        _rename(document, own)
    for document in documents:
        for link in document.body.iter("a"):
            name = _name_in_book(link.get("href") or "", document, prefix_by_path)
            if name is not None:
                link.set("href", f"#{name_by_own.get(name, name)}")


def _rename(document: _Document, own: set[str]) -> None:
    for tag in document.body.iter():
        name = tag.get("id") if isinstance(tag.tag, str) else None
        if name in own:
            del tag.attrib["id"]
        elif name:
            tag.set("id", f"{document.name}-{name}")


def _name_in_book(
    href: str, document: _Document, prefix_by_path: Mapping[str, str]
) -> str | None:
    """The name that a link within the book leads to; `None` for any other link."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or not href:
        return None
    path = document.path
    if parts.path:
        path = _resolve(posixpath.dirname(document.path), href)
    prefix = prefix_by_path.get(path)
    if prefix is None:
        return None
    return f"{prefix}-{parts.fragment}" if parts.fragment else prefix


def _prefixes(documents: Sequence[_Document]) -> dict[str, str]:
    """A name for each document, of its file's name, unique in the book."""
    prefix_by_path: dict[str, str] = {}
    taken: set[str] = set()
    for document in documents:
        stem = slug(posixpath.basename(document.path).partition(".")[0])
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        prefix_by_path[document.path] = name
    return prefix_by_path


def _own_names(body: Tag) -> set[str]:
    """The names that mean the whole document: of what holds all of it, of its title."""
    names: set[str] = set()
    tag: Tag | None = body
    while tag is not None:
        if tag.get("id"):
            names.add(tag.get("id") or "")
        first = next((child for child in tag if name_of(child)), None)
        is_title = name_of(tag) in ("h1", "h2", "h3")
        tag = None if is_title or (tag.text or "").strip() else first
        if tag is not None and name_of(tag) not in (
            "section",
            "div",
            "article",
            "main",
            "header",
            "h1",
            "h2",
            "h3",
        ):
            break
    return names


# --- Titles and parts -------------------------------------------------------------


@dataclass(slots=True)
class _Entry:
    """An entry of the navigation."""

    path: str
    title: str
    entries: list[_Entry]


def _name_documents(
    archive: Archive, package: _Package, documents: Sequence[_Document]
) -> None:
    entries = _navigation(archive, package)
    by_path = {document.path: document for document in documents}
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


def _navigation(archive: Archive, package: _Package) -> list[_Entry]:
    if package.navigation and archive.has(package.navigation):
        root = _parse(archive.read(package.navigation), package.navigation)
        for nav in root.iter("nav"):
            kind = nav.get(_TYPE) or nav.get("epub:type") or ""
            listing = nav.find(".//ol")
            if "toc" in kind.split() and listing is not None:
                return _entries_of(listing, posixpath.dirname(package.navigation))
    if package.ncx and archive.has(package.ncx):
        root = read_xml(archive.read(package.ncx), archive.path)
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
            path = _resolve(folder, href) if href else ""
            entries.append(_Entry(path, text_of(label), inner))
    return entries


def _points_of(parent: etree._Element, folder: str) -> list[_Entry]:
    entries = []
    for point in parent.iterchildren(f"{_NCX}navPoint"):
        label = point.find(f"{_NCX}navLabel/{_NCX}text")
        content = point.find(f"{_NCX}content")
        if label is not None and content is not None:
            path = _resolve(folder, content.get("src") or "")
            words = " ".join((label.text or "").split())
            entries.append(_Entry(path, words, _points_of(point, folder)))
    return entries


# --- Chapters ---------------------------------------------------------------------


def _chapter(
    document: _Document,
    maker: PageMaker,
    note_by_label: Mapping[str, Note],
    source: str,
    pieces: list[Piece],
) -> Chapter | None:
    where = f"{source}: {document.path}"
    kind = next((t for t in document.types if t in _GENERATED), None)
    words = text_of(document.body)
    if kind is not None or (document.body.find(".//nav") is not None and not words):
        if words:
            pieces.append(_aside(words, _GENERATED[kind or "toc"], where))
        return None
    heading = _take_heading(document.body)
    blocks = tidy_blocks(maker.blocks(document.body))
    if document.is_part and not blocks:
        if words:
            pieces.append(_aside(words, "the page of a part", where, Fate.MOVED))
        return None
    if not blocks:
        if words:
            pieces.append(_aside(words, "a page without text", where))
        return None
    title, number = without_number(heading or document.title or "")
    if number:
        pieces.append(_aside(number, "a chapter’s number", where, Fate.MOVED))
    labels = _called(blocks)
    notes = tuple(note_by_label[label] for label in labels if label in note_by_label)
    pieces += _kept(title, blocks, notes, where)
    role = next((_ROLES[t] for t in document.types if t in _ROLES), None)
    stem = slug(posixpath.basename(document.path).partition(".")[0])
    role = role or (stem if stem in {*_ROLES.values(), *_STEMS} else None)
    may_be_bare = document.is_part or role in ("dedication", "epigraph")
    if not title and not may_be_bare:
        title = posixpath.basename(document.path)
    return Chapter(
        source=where,
        title=(Text(title),) if title else (),
        blocks=blocks,
        notes=notes,
        role=None if document.is_part else role,
        part=document.part,
        is_part_page=document.is_part,
        name=document.name if document.name in maker.linked_ids else None,
        is_title_assumed=not heading,
    )


_STEMS = ("about-the-author", "also-by", "colophon", "acknowledgements")


def _kept(
    title: str, blocks: Sequence[Block], notes: Sequence[Note], where: str
) -> Iterable[Piece]:
    if title:
        yield Piece(
            source=where, line=None, fate=Fate.KEPT, what="the title", words=title
        )
    for block in (*blocks, *(block for note in notes for block in note.blocks)):
        words = words_of([block])
        if words.strip():
            yield Piece(
                source=where,
                line=block.span.line if block.span else None,
                fate=Fate.KEPT,
                what="a heading" if isinstance(block, Heading) else "text",
                words=words,
            )


def _called(blocks: Iterable[Block]) -> list[str]:
    calls = [n.label for n in descend(*blocks) if isinstance(n, NoteReference)]
    return list(dict.fromkeys(calls))


def _take_heading(body: Tag) -> str | None:
    """Take the first heading, if no text stands before it."""
    for tag in body.iter():
        name = name_of(tag)
        if name in ("h1", "h2", "h3") and text_of(tag):
            words = text_of(tag)
            remove(tag)
            return words
        if name in ("p", "blockquote", "ul", "ol", "table", "pre", "img"):
            return None
    return None


def _aside(words: str, what: str, source: str, fate: Fate = Fate.ASIDE) -> Piece:
    return Piece(source=source, line=None, fate=fate, what=what, words=words)
