"""Content documents of an EPUB: parsed, their names made unique in the whole book."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from bookmaker.document.identifiers import TakenIds
from bookmaker.importers.archives import Archive
from bookmaker.importers.doctype import without_doctype
from bookmaker.importers.epub.package import TYPE, resolve
from bookmaker.importers.html.page import Tag, name_of, parse_page
from bookmaker.importers.html.span_styles import write_styles_out
from bookmaker.importers.manuscript_files import slug

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(slots=True)
class Document:
    """A content document, its names made unique in the whole book."""

    path: str
    body: Tag
    types: tuple[str, ...]
    title: str | None = None
    part: str | None = None
    is_part: bool = False
    is_listed: bool = False
    """Whether the contents of the EPUB name it, or a place in it."""
    name: str = ""
    """What links to the whole of it lead to."""


def read_document(archive: Archive, path: str) -> Document:
    """Read a content document; its pictures get their whole paths in the archive."""
    content = without_doctype(archive.read(path), f"{archive.path}: {path}")
    root = parse_document(content, path)
    body = root.find("body")
    if body is None:
        body = root
    types: list[str] = []
    for tag in (body, *[child for child in body if name_of(child) == "section"][:1]):
        types += (tag.get(TYPE) or tag.get("epub:type") or "").split()
    write_styles_out(body, _sheets(archive, root, posixpath.dirname(path)))
    _free_drawn_pictures(body)
    for picture in body.iter("img"):
        source = picture.get("src") or ""
        if not urlsplit(source).scheme:
            picture.set("src", resolve(posixpath.dirname(path), source))
    return Document(path, body, tuple(types))


def read_picture(archive: Archive, path: str) -> Document:
    """Make a document of a picture that stands in the reading order by itself.

    A drawing that only frames another picture gives that picture.
    """
    body = etree.Element("body")
    content = archive.read(path)
    source, alternative = path, ""
    if path.lower().endswith((".svg", ".svgz")) or content.lstrip()[:5] == b"<?xml":
        root = parse_document(without_doctype(content, f"{archive.path}: {path}"), path)
        frame = etree.SubElement(body, "div")
        frame.append(root)
        _free_drawn_pictures(body)
        framed = next(body.iter("img"), None)
        if framed is not None:
            source = resolve(posixpath.dirname(path), framed.get("src") or "")
            alternative = framed.get("alt") or ""
        named = next((t for t in root.iter("title", "desc") if (t.text or "")), None)
        if named is not None:
            alternative = " ".join((named.text or "").split())
        body.remove(frame)
    etree.SubElement(etree.SubElement(body, "p"), "img", src=source, alt=alternative)
    return Document(path, body, ())


def read_whole(archive: Archive, path: str, *, is_picture: bool) -> Tag:
    """What is read a second time of a document, to compare its words."""
    if not is_picture:
        return read_document(archive, path).body
    content = archive.read(path)
    if path.lower().endswith((".svg", ".svgz")) or content.lstrip()[:5] == b"<?xml":
        return parse_document(without_doctype(content, f"{archive.path}: {path}"), path)
    return etree.Element("body")


def words_of_foreign(archive: Archive, path: str) -> str:
    """The words of a page that isn't one of EPUB's own; empty if it isn't XML."""
    content = archive.read(path)
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return ""
    where = f"{archive.path}: {path}"
    root = parse_document(without_doctype(content, where), path)
    return " ".join(" ".join(root.itertext()).split())


def _sheets(archive: Archive, root: Tag, folder: str) -> list[str]:
    """The style sheets of a document, in their order."""
    found: list[str] = []
    for tag in root.iter("link", "style"):
        path = resolve(folder, tag.get("href") or "")
        if name_of(tag) == "style":
            found.append(tag.text or "")
        elif "stylesheet" in (tag.get("rel") or "").split() and archive.has(path):
            found.append(archive.read(path).decode("utf-8", errors="replace"))
    return found


def _free_drawn_pictures(body: Tag) -> None:
    """Let a picture that a drawing only frames be a picture: most covers are so."""
    for drawing in list(body.iter("svg")):
        pictures = [tag for tag in drawing.iter() if name_of(tag) == "image"]
        named = [tag for tag in drawing.iter("title", "desc") if tag.text]
        said = " ".join("".join(tag.itertext()) for tag in named)
        is_frame = len(pictures) == 1 and (
            "".join("".join(drawing.itertext()).split()) == "".join(said.split())
        )
        source = ""
        if is_frame:
            source = pictures[0].get(_XLINK_HREF) or pictures[0].get("href") or ""
        if source:
            tail = drawing.tail
            for child in list(drawing):
                drawing.remove(child)
            drawing.attrib.clear()
            drawing.tag, drawing.text, drawing.tail = "img", None, tail
            drawing.set("src", source)
            if named:
                drawing.set("alt", " ".join(said.split()))


def parse_document(content: bytes, path: str) -> Tag:
    """Parse XHTML as XML, where it is well-formed, and as HTML otherwise.

    The document type has been taken off.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        text = content.decode("utf-8-sig")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return parse_page(content, path, None).root
    for tag in root.iter():
        if isinstance(tag.tag, str):
            tag.tag = etree.QName(tag).localname
    etree.cleanup_namespaces(root)
    return root


def unify_names(documents: Sequence[Document]) -> None:
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


def _rename(document: Document, own: set[str]) -> None:
    for tag in document.body.iter():
        name = tag.get("id") if isinstance(tag.tag, str) else None
        if name in own:
            del tag.attrib["id"]
        elif name:
            tag.set("id", f"{document.name}-{name}")


def _name_in_book(
    href: str, document: Document, prefix_by_path: Mapping[str, str]
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
        path = resolve(posixpath.dirname(document.path), href)
    prefix = prefix_by_path.get(path)
    if prefix is None:
        return None
    return f"{prefix}-{parts.fragment}" if parts.fragment else prefix


def _prefixes(documents: Sequence[Document]) -> dict[str, str]:
    """A name for each document, of its file's name, unique in the book."""
    prefix_by_path: dict[str, str] = {}
    taken = TakenIds()
    for document in documents:
        stem = slug(posixpath.basename(document.path).partition(".")[0])
        prefix_by_path[document.path] = taken.take(stem, str, "-", 2)
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
            "hgroup",
            "h1",
            "h2",
            "h3",
        ):
            break
    return names
