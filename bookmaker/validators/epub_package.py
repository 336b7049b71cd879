"""Which files an EPUB lists, has and refers to; its navigation and its language.

EPUB 3.3, sections 3, 5 and 7; Open Packaging Format 2.0.1 for older files.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import tinycss2
from lxml import etree

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import (
    EpubFileWrong,
    EpubLanguageMissing,
    EpubNavigationMissing,
)
from bookmaker.source import SourceSpan
from bookmaker.validators.epub_container import MIMETYPE, EpubContainer

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_ON_THE_WEB = frozenset({"http", "https", "ftp"})
_MAY_BE_REMOTE = ("audio/", "video/", "font/", "application/font", "application/vnd.ms")
"""Media types of what may stay on the web: EPUB 3.3, 3.6."""
_REFERRING = {
    "img": ("src",),
    "image": ("href", _XLINK),
    "link": ("href",),
    "script": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src",),
    "track": ("src",),
}
"""Attributes by element that load a file."""
_SOUNDING = frozenset({"audio", "video", "source", "track"})


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A file of the manifest."""

    path: str
    """In the zip; an address where it is on the web."""
    media_type: str
    is_navigation: bool


@dataclass(frozen=True, slots=True)
class EpubPackage:
    """What a package document says."""

    path: str
    root: etree._Element
    item_by_id: dict[str, ManifestItem]

    @property
    def is_older(self) -> bool:
        """Whether it is of EPUB 2, whose navigation is an NCX."""
        return (self.root.get("version") or "").startswith(("1", "2"))

    def documents(self) -> Iterator[str]:
        """The paths of its XHTML documents, each once, in the manifest's order."""
        yield from dict.fromkeys(
            item.path
            for item in self.item_by_id.values()
            if item.media_type == "application/xhtml+xml" and not is_on_web(item.path)
        )

    def sheets(self) -> Iterator[str]:
        """The paths of its style sheets."""
        for item in self.item_by_id.values():
            if item.media_type == "text/css" and not is_on_web(item.path):
                yield item.path


def is_on_web(address: str) -> bool:
    """Whether an address is on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _ON_THE_WEB or bool(parts.netloc and not parts.scheme)


def read_package(container: EpubContainer) -> EpubPackage:
    """Read the package document. Raises `UnreadableMemberError`."""
    path = container.package_path()
    root = container.read_xml(path)
    items = {
        one.get("id") or "": ManifestItem(
            _resolved(path, one.get("href") or ""),
            one.get("media-type") or "",
            "nav" in (one.get("properties") or "").split(),
        )
        for one in root.iter(f"{_OPF}item")
    }
    return EpubPackage(path, root, items)


def _resolved(document: str, address: str) -> str:
    """The path in the zip that an address leads to from a document."""
    if is_on_web(address):
        return address
    path = unquote(address.partition("#")[0].partition("?")[0])
    joined = posixpath.join(posixpath.dirname(document), path) if path else document
    return posixpath.normpath(joined)


def check_package(
    package: EpubPackage, container: EpubContainer, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the lists of a package document."""
    yield from _check_manifest(package, container, span)
    yield from _check_order(package, span)
    languages = [one.text or "" for one in package.root.iter(f"{_DC}language")]
    if not any(language.strip() for language in languages):
        yield EpubLanguageMissing(name=package.path, span=span)


def _check_manifest(
    package: EpubPackage, container: EpubContainer, span: SourceSpan
) -> Iterator[Diagnostic]:
    listed = {item.path for item in package.item_by_id.values()}
    for item in package.item_by_id.values():
        if is_on_web(item.path):
            if not item.media_type.startswith(_MAY_BE_REMOTE):
                yield EpubFileWrong(name=item.path, why=_REMOTE, span=span)
        elif item.path not in container.names:
            why = "the manifest lists it, but it is missing"
            yield EpubFileWrong(name=item.path, why=why, span=span)
    for name in sorted(container.names - listed - {MIMETYPE, package.path}):
        if not name.startswith("META-INF/"):
            why = "the manifest doesn’t list it"
            yield EpubFileWrong(name=name, why=why, span=span)


def _check_order(package: EpubPackage, span: SourceSpan) -> Iterator[Diagnostic]:
    order = [one.get("idref") or "" for one in package.root.iter(f"{_OPF}itemref")]
    for name in order:
        if name not in package.item_by_id:
            why = f"the reading order names “{name}”, which the manifest doesn’t have"
            yield EpubFileWrong(name=package.path, why=why, span=span)
    if not order:
        why = "its reading order (spine) is empty"
        yield EpubFileWrong(name=package.path, why=why, span=span)


_REMOTE = "it is on the web, and only sound, video and fonts may be"


def check_navigation(
    package: EpubPackage, container: EpubContainer, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Report a missing table of contents. Raises `UnreadableMemberError`."""
    items = package.item_by_id.values()
    if package.is_older:
        kind = "application/x-dtbncx+xml"
        if not any(item.media_type == kind for item in items):
            yield EpubNavigationMissing(why="the manifest lists no NCX", span=span)
        return
    path = next((item.path for item in items if item.is_navigation), None)
    if path is None:
        why = "no file of the manifest has the property “nav”"
        yield EpubNavigationMissing(why=why, span=span)
    elif path in container.names and not any(
        "toc" in (one.get(_TYPE) or "").split()
        for one in container.read_xml(path).iter(f"{_XHTML}nav")
    ):
        why = f'“{path}” has no <nav epub:type="toc">'
        yield EpubNavigationMissing(why=why, span=span)


def check_references(
    path: str, root: etree._Element, container: EpubContainer, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Yield what a content document loads that is on the web, or missing."""
    for element in root.iter(etree.Element):
        kind = etree.QName(element).localname
        for key in _REFERRING.get(kind, ()):
            address = element.get(key)
            if not address or (kind == "link" and not _loads(element)):
                continue
            line = f"{path}:{element.sourceline}"
            yield from _check_address(
                address, path, line, container, span, may_be_remote=kind in _SOUNDING
            )


def _loads(link: etree._Element) -> bool:
    return "stylesheet" in (link.get("rel") or "").lower().split()


def _check_address(
    address: str,
    path: str,
    place: str,
    container: EpubContainer,
    span: SourceSpan,
    *,
    may_be_remote: bool,
) -> Iterator[Diagnostic]:
    if is_on_web(address):
        if not may_be_remote:
            why = f"it loads “{address}”, which is on the web"
            yield EpubFileWrong(name=place, why=why, span=span)
        return
    if ":" in address.partition("/")[0]:  # `data:` and others
        return
    target = _resolved(path, address)
    if target not in container.names:
        why = f"it loads “{target}”, which is missing"
        yield EpubFileWrong(name=place, why=why, span=span)


def check_sheet(
    path: str, content: bytes, container: EpubContainer, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Yield what a style sheet loads that is on the web, or missing."""
    rules, _ = tinycss2.parse_stylesheet_bytes(
        content, skip_comments=True, skip_whitespace=True
    )
    for rule in rules:
        if rule.type == "error":
            continue
        is_font = rule.type == "at-rule" and rule.lower_at_keyword == "font-face"
        is_import = rule.type == "at-rule" and rule.lower_at_keyword == "import"
        waiting = [*rule.prelude, *(rule.content or ())]
        while waiting:
            token = waiting.pop()
            waiting += getattr(token, "content", None) or ()
            waiting += getattr(token, "arguments", None) or ()
            address = None
            if token.type == "url" or (is_import and token.type == "string"):
                address = token.value
            elif token.type == "function" and token.lower_name == "url":
                address = next(
                    (one.value for one in token.arguments if one.type == "string"), None
                )
            if address:
                yield from _check_address(
                    address,
                    path,
                    f"{path}:{token.source_line}",
                    container,
                    span,
                    may_be_remote=is_font,
                )
