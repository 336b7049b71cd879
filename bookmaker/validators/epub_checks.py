"""Our own check of an EPUB: what shops and libraries refuse most often.

What comes in: the bytes of an EPUB from any program. What goes out: a problem for each
fault of its container, its lists, its navigation, and of what a screen reader needs.
EPUBCheck and Ace find more; this needs neither Java nor a browser.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from lxml import etree

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import (
    EpubContainerWrong,
    EpubFileWrong,
    EpubHeadingSkipped,
    EpubImageWithoutText,
    EpubLanguageMissing,
)
from bookmaker.source import SourceSpan
from bookmaker.validators.epub_container import EpubContainer, UnreadableMemberError
from bookmaker.validators.epub_package import (
    EpubPackage,
    check_navigation,
    check_package,
    check_references,
    check_sheet,
    read_package,
)

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = ("alt", "aria-label", "aria-labelledby", "title")
"""Attributes that name an image: Accessible Name and Description Computation 1.2."""
_UNSEEN_ROLES = frozenset({"presentation", "none"})


def check_epub(content: bytes, file: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with an EPUB; problems call it `file`."""
    span = SourceSpan.of_file(file)
    try:
        container = EpubContainer(content)
        for why in container.faults(content):
            yield EpubContainerWrong(why=why, span=span)
        package = read_package(container)
    except UnreadableMemberError as error:
        yield EpubContainerWrong(why=str(error), span=span)
        return
    yield from check_package(package, container, span)
    with contextlib.suppress(UnreadableMemberError):  # reported as each document is
        yield from check_navigation(package, container, span)
    yield from _check_files(package, container, span)


def _check_files(
    package: EpubPackage, container: EpubContainer, span: SourceSpan
) -> Iterator[Diagnostic]:
    readable = container.names - container.encrypted()
    for path in package.documents():
        if path not in readable:
            continue
        try:
            root = container.read_xml(path)
        except UnreadableMemberError as error:
            yield EpubFileWrong(name=path, why=str(error), span=span)
            continue
        yield from check_references(path, root, container, span)
        yield from _check_document(path, root, span)
    for path in package.sheets():
        if path not in readable:
            continue
        try:
            content = container.read(path)
        except UnreadableMemberError as error:
            yield EpubFileWrong(name=path, why=str(error), span=span)
            continue
        yield from check_sheet(path, content, container, span)


def _check_document(
    path: str, root: etree._Element, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Yield what a screen reader lacks in a content document."""
    if not (root.get("lang") or root.get(_XML_LANGUAGE) or "").strip():
        yield EpubLanguageMissing(name=path, span=span)
    above = 0
    for element in root.iter(etree.Element):
        place = f"{path}:{element.sourceline}"
        if _is_unnamed_image(element):
            yield EpubImageWithoutText(place=place, span=span)
        level = _level_of(element)
        if level and above and level > above + 1:
            yield EpubHeadingSkipped(place=place, level=level, above=above, span=span)
        above = level or above


def _is_unnamed_image(element: etree._Element) -> bool:
    """Whether nothing says what an image shows, or that it shows nothing of its own."""
    kind = etree.QName(element).localname
    role = element.get("role")
    is_image = kind == "img" or (kind == "input" and element.get("type") == "image")
    is_drawn = kind == "svg" and role == "img"
    if not (is_image or is_drawn) or role in _UNSEEN_ROLES:
        return False
    if element.get("aria-hidden") == "true":
        return False
    if is_drawn and element.find("{*}title") is not None:
        return False
    return not any(element.get(key) is not None for key in _NAMES)


def _level_of(element: etree._Element) -> int:
    """The level of a heading, counted from 1; 0: it is none."""
    kind, role = etree.QName(element).localname, element.get("role")
    is_plain = len(kind) == 2 and kind[0] == "h" and kind[1] in "123456"
    if role == "heading" or (is_plain and role is None):
        stated = element.get("aria-level") or (kind[1] if is_plain else "2")
        return int(stated) if stated in "123456" and len(stated) == 1 else 0
    return int(kind[1]) if is_plain and (role or "").startswith("doc-") else 0
