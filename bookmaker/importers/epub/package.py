"""The package document of an EPUB: order, metadata, cover; locked books refused.

EPUB Packages 3.3, section 5; Open Packaging Format 2.0.1.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import etree

from bookmaker.config.relators import RELATOR_CODES
from bookmaker.config.values import find_isbn_fault
from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.archives import Archive
from bookmaker.importers.doctype import without_doctype
from bookmaker.importers.model import (
    FoundMetadata,
)
from bookmaker.importers.xml import read_xml

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
TYPE = "{http://www.idpf.org/2007/ops}type"
"""The name of `epub:type`."""
_DAY = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2}))?")
_TYPE_BY_GUIDE = {
    "cover": "cover",
    "title-page": "titlepage",
    "copyright-page": "copyright-page",
    "toc": "toc",
    "loi": "loi",
    "lot": "lot",
    "acknowledgements": "acknowledgments",
    "dedication": "dedication",
    "epigraph": "epigraph",
    "foreword": "foreword",
    "preface": "preface",
    "glossary": "glossary",
    "bibliography": "bibliography",
    "colophon": "colophon",
}
"""Open Packaging Format 2.0.1, 2.6, to EPUB's Structural Semantics."""
_MAX_DOCUMENTS = 3000


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """What the package document says."""

    folder: str
    spine: tuple[str, ...]
    pictures: frozenset[str]
    """Those of the reading order that are pictures themselves: comics, drawn pages."""
    missing: tuple[str, ...]
    """Those of the reading order that the file doesn't hold."""
    foreign: tuple[str, ...]
    """Those of the reading order that aren't pages, but may have a fallback."""
    navigation: str | None
    ncx: str | None
    cover: str | None
    """The path of the cover's picture."""
    types_by_path: Mapping[str, tuple[str, ...]]
    """What the older kind's guide says of documents, as `epub:type` names it."""
    metadata: FoundMetadata = field(default_factory=FoundMetadata)


_OBFUSCATIONS = frozenset(
    {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
)
"""Algorithms that only garble fonts (EPUB OCF 3.3, section 4.4; Adobe's)."""
_READ = (".xhtml", ".html", ".htm", ".opf", ".ncx", ".xml")


def refuse_locked(archive: Archive) -> None:
    """Raise `ManuscriptError` where what is read of a book is locked; fonts may be."""
    if archive.has("META-INF/encryption.xml") and _is_locked(archive):
        reason = "its files are locked (DRM)"
        raise ManuscriptError(problems.DamagedSource(path=archive.path, reason=reason))


def _is_locked(archive: Archive) -> bool:
    """Whether a content document is encrypted, by other than a fonts' algorithm."""
    content = archive.read("META-INF/encryption.xml")
    tree = read_xml(content, archive.path)
    for data in tree.iter(f"{_ENCRYPTION}EncryptedData"):
        method = data.find(f"{_ENCRYPTION}EncryptionMethod")
        algorithm = method.get("Algorithm") if method is not None else None
        files = [
            reference.get("URI") or ""
            for reference in data.iter(f"{_ENCRYPTION}CipherReference")
        ]
        is_read = any(unquote(name).lower().endswith(_READ) for name in files)
        if algorithm not in _OBFUSCATIONS and (is_read or not files):
            return True
    return False


def read_package(archive: Archive) -> PackageDocument:
    """Read the package document. Raises `ManuscriptError` where there is none."""
    container = read_xml(archive.read("META-INF/container.xml"), archive.path)
    root = container.find(f".//{_CONTAINER}rootfile")
    path = root.get("full-path") if root is not None else None
    if not path:
        reason = "it names no package document"
        raise ManuscriptError(problems.DamagedSource(path=archive.path, reason=reason))
    content = without_doctype(archive.read(path), archive.path)
    package = read_xml(content, archive.path)
    folder = posixpath.dirname(path)
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    order = _ReadingOrder(archive, folder, items)
    for reference in package.iter(f"{_OPF}itemref"):
        order.take(items.get(reference.get("idref")))
    spine = order.paths
    if len(spine) > _MAX_DOCUMENTS:
        reason = f"it has more than {_MAX_DOCUMENTS} content documents"
        raise ManuscriptError(problems.HostileSource(path=archive.path, reason=reason))

    def found(test: str) -> str | None:
        for item in items.values():
            if test in (item.get("properties") or "").split() or (
                item.get("media-type") == test
            ):
                return resolve(folder, item.get("href") or "")
        return None

    return PackageDocument(
        folder,
        tuple(path for path in spine if archive.has(path)),
        frozenset(order.pictures),
        tuple(path for path in spine if not archive.has(path)),
        tuple(order.foreign),
        found("nav"),
        found("application/x-dtbncx+xml"),
        found("cover-image") or _older_cover(package, items, folder),
        _guide(package, folder),
        _metadata(package),
    )


@dataclass(slots=True)
class _ReadingOrder:
    """What is read of the items of the reading order, each once."""

    archive: Archive
    folder: str
    items: Mapping[str | None, etree._Element]
    paths: dict[str, None] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    """Those of the paths that are images."""
    foreign: dict[str, None] = field(default_factory=dict)
    """Items in other formats, for which others stand in."""
    _content_by_page: dict[str, bytes] = field(default_factory=dict)

    def take(self, named: etree._Element | None) -> None:
        """Take the next item, or what can be read in its place."""
        item = next(filter(_is_readable, _with_fallbacks(named, self.items)), None)
        if named is not None and item is not named:
            self.foreign[self._path(named)] = None
        if item is None:
            return
        if not _is_picture(item):
            self.paths[self._path(item)] = None
        else:
            self._take_picture(item)

    def _take_picture(self, picture: etree._Element) -> None:
        """Take a picture, and the page that stands in for it: it may have the words.

        A page that shows it is enough. One page may stand in for many pictures; it is
        read once, after the last of them.
        """
        path = self._path(picture)
        page = next(filter(_is_page, _with_fallbacks(picture, self.items)), None)
        if page is None or not self._shows(self._path(page), path):
            self.paths[path] = None
            self.pictures.add(path)
        if page is not None:
            self.paths.pop(self._path(page), None)
            self.paths[self._path(page)] = None

    def _shows(self, page: str, picture: str) -> bool:
        content = self._content_by_page.get(page)
        if content is None:
            content = self.archive.read(page) if self.archive.has(page) else b""
            self._content_by_page[page] = content
        return posixpath.basename(picture).encode() in content

    def _path(self, item: etree._Element) -> str:
        return resolve(self.folder, item.get("href") or "")


def _with_fallbacks(
    item: etree._Element | None, items: Mapping[str | None, etree._Element]
) -> Iterator[etree._Element]:
    """Yield an item of the reading order, and what stands in for it, each once.

    EPUB 3.3, 3.6.2: a resource of another format names a fallback, which may have one.
    """
    seen: list[etree._Element] = []
    while item is not None and item not in seen:
        yield item
        seen.append(item)
        item = items.get(item.get("fallback"))


def _is_readable(item: etree._Element) -> bool:
    return _is_page(item) or _is_picture(item)


def _is_page(item: etree._Element) -> bool:
    """Whether an item is a page, whatever type a careless program gave it."""
    kind = (item.get("media-type") or "").lower()
    name = (item.get("href") or "").lower()
    return "html" in kind or "oeb1-document" in kind or name.endswith(_PAGES)


_PAGES = (".xhtml", ".html", ".htm")


def _is_picture(item: etree._Element) -> bool:
    return (item.get("media-type") or "").startswith("image/")


def _older_cover(
    package: etree._Element, items: Mapping[str | None, etree._Element], folder: str
) -> str | None:
    """The cover as EPUB 2 came to name it: `<meta name="cover" content="an item">`."""
    for meta in package.iter(f"{_OPF}meta"):
        item = items.get(meta.get("content")) if meta.get("name") == "cover" else None
        if item is not None and (item.get("media-type") or "").startswith("image/"):
            return resolve(folder, item.get("href") or "")
    return None


def _guide(package: etree._Element, folder: str) -> dict[str, tuple[str, ...]]:
    types: dict[str, tuple[str, ...]] = {}
    for reference in package.iter(f"{_OPF}reference"):
        kind = _TYPE_BY_GUIDE.get(reference.get("type") or "")
        path = resolve(folder, reference.get("href") or "")
        if kind is not None:
            types[path] = (*types.get(path, ()), kind)
    return types


def resolve(folder: str, href: str) -> str:
    """The path in the archive that a reference from a folder leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote(urlsplit(href).path)))


def _day(words: str) -> datetime.date | None:
    found = _DAY.match(words)
    if found is None or not found[2]:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _metadata(package: etree._Element) -> FoundMetadata:
    def words(name: str) -> list[str]:
        found = (" ".join((tag.text or "").split()) for tag in package.iter(_DC + name))
        return [text for text in found if text]

    def first(name: str) -> str | None:
        return next(iter(words(name)), None)

    titles = words("title")
    language = first("language")
    authors, contributors = _people(package)
    address, isbn = _identifiers(package)
    series, place = _series(package)
    return FoundMetadata(
        title=titles[0] if titles else None,
        subtitle=titles[1] if len(titles) > 1 else None,
        authors=authors,
        contributors=contributors,
        language=language if language and re.fullmatch(r"[\w-]+", language) else None,
        publisher=first("publisher"),
        published=_day(first("date") or ""),
        rights=first("rights"),
        description=first("description"),
        identifier=address,
        isbn=isbn,
        subjects=tuple(dict.fromkeys(words("subject"))),
        series=series,
        series_number=place,
    )


def _people(
    package: etree._Element,
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The authors, and the others with their roles (as relators have it).

    A creator without a role is an author; a contributor without one is a contributor.
    """
    refined = _refinements(package, "role")
    authors: list[str] = []
    others: list[tuple[str, str]] = []
    for kind, usual in (("creator", "aut"), ("contributor", "ctb")):
        for tag in package.iter(_DC + kind):
            name = " ".join((tag.text or "").split())
            said = tag.get(f"{_OPF}role") or refined.get(tag.get("id") or "") or ""
            role = said.strip().rpartition("/")[2] or usual
            if not name or role == "bkp":  # the program that made the book
                continue
            if role == "aut":
                authors.append(name)
            else:
                known = role if role in RELATOR_CODES else "ctb"
                others.append((name, known))
    return tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(others))


def _refinements(package: etree._Element, name: str) -> dict[str, str]:
    """What `<meta refines="#x" property="…">` says, by the id that it refines."""
    return {
        (meta.get("refines") or "").removeprefix("#"): (meta.text or "").strip()
        for meta in package.iter(f"{_OPF}meta")
        if meta.get("property") == name and meta.get("refines")
    }


def _identifiers(package: etree._Element) -> tuple[str | None, str | None]:
    """The book's identifier, if it is an address, and its ISBN."""
    unique = package.get("unique-identifier")
    found = list(package.iter(f"{_DC}identifier"))
    found.sort(key=lambda tag: tag.get("id") != unique)
    address = isbn = None
    for tag in found:
        words = "".join((tag.text or "").split())
        scheme = (tag.get(f"{_OPF}scheme") or "").lower()
        bare = re.sub(r"^urn:isbn:|^isbn:?", "", words, flags=re.IGNORECASE)
        if scheme == "isbn" or bare != words:
            if isbn is None and find_isbn_fault(bare) is None:
                isbn = bare
        elif address is None and re.match(r"[A-Za-z][\w+.-]*:\S+$", words):
            address = words
    return address, isbn


def _series(package: etree._Element) -> tuple[str | None, str | None]:
    """The series and the place in it: calibre's `<meta>`, or EPUB 3's collection."""
    said = {
        meta.get("name"): meta.get("content") or ""
        for meta in package.iter(f"{_OPF}meta")
        if meta.get("name")
    }
    name: str | None = said.get("calibre:series")
    if name:
        return name, said.get("calibre:series_index") or None
    kinds = _refinements(package, "collection-type")
    places = _refinements(package, "group-position")
    for meta in package.iter(f"{_OPF}meta"):
        own = meta.get("id") or ""
        if meta.get("property") == "belongs-to-collection" and (
            kinds.get(own, "series") == "series"
        ):
            return " ".join((meta.text or "").split()) or None, places.get(own)
    return None, None
