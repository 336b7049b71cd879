"""Our own check of a tagged PDF: what screen readers need most, without veraPDF.

What comes in: the bytes of a PDF from any program. What goes out: a problem for each
figure without alt text, each level of headings that is left out, and a document without
a language: ISO 14289-1, 7.2, 7.3 and 7.4.2. veraPDF finds more; this needs no Java.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import (
    PdfHeadingSkipped,
    PdfImageWithoutText,
    PdfLanguageMissing,
)
from bookmaker.source import SourceSpan
from bookmaker.validators.limits import open_pdf

_HEADING = re.compile(r"/H([1-9]\d?)")
_MOST_ELEMENTS = 2_000_000
"""Elements that are read: a book of 1,000 pages has a tenth of them."""
_MOST_ROLES = 16
"""Steps from a role to the standard one; a malicious file may have a circle."""


def check_tags(content: bytes, file: str) -> tuple[Diagnostic, ...] | None:
    """What is wrong with the tags of a PDF; `None` if it has none or can't be read.

    Problems call it `file`. What is wrong with a file that can't be read is for the
    checks of its syntax to say.
    """
    try:
        with open_pdf(content) as pdf:
            root = pdf.Root.get(Name.StructTreeRoot)
            if not isinstance(root, Dictionary):
                return None
            return tuple(_check(pdf, root, SourceSpan.of_file(file)))
    except (pikepdf.PikepdfError, RuntimeError, TypeError, ValueError):
        return None


def _check(pdf: Pdf, root: Object, span: SourceSpan) -> Iterator[Diagnostic]:
    if not str(pdf.Root.get(Name.Lang, "")).strip():
        yield PdfLanguageMissing(span=span)
    number_by_page = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}
    above = 0
    for element, role in _elements(root):
        if role == "/Figure" and not _has_words(element):
            yield PdfImageWithoutText(page=_page(element, number_by_page), span=span)
        heading = _HEADING.fullmatch(role)
        if heading is not None:
            level = int(heading[1])
            if above and level > above + 1:
                page = _page(element, number_by_page)
                yield PdfHeadingSkipped(page=page, level=level, above=above, span=span)
            above = level


def _elements(root: Object) -> Iterator[tuple[Object, str]]:
    """The structure elements in reading order, each once, with their standard roles."""
    roles = root.get(Name.RoleMap)
    if not isinstance(roles, Dictionary):
        roles = Dictionary()
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            return
        element = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        role = element.get(Name.S)
        if isinstance(role, Name):
            yield element, _standard(role, roles)
        kids = element.get(Name.K)
        listed = kids.as_list() if isinstance(kids, Array) else [kids]
        waiting += [one for one in reversed(listed) if isinstance(one, Dictionary)]


def _standard(role: Name, roles: Object) -> str:
    for _ in range(_MOST_ROLES):
        other = roles.get(role)
        if not isinstance(other, Name) or other == role:
            break
        role = other
    return str(role)


def _has_words(element: Object) -> bool:
    """Whether an element has alt text, or the text that its image shows."""
    said = (element.get(key) for key in (Name.Alt, Name.ActualText))
    return any(text is not None and str(text).strip() for text in said)


def _page(element: Object, number_by_page: dict[tuple[int, int], int]) -> int | None:
    """The number of the page that an element begins on, from 1, if it is known."""
    for _ in range(_MOST_ROLES):
        page = element.get(Name.Pg)
        if isinstance(page, Dictionary):
            return number_by_page.get(page.objgen)
        kids = element.get(Name.K)
        listed = kids.as_list() if isinstance(kids, Array) else [kids]
        inner = [one for one in listed if isinstance(one, Dictionary)]
        if not inner:
            return None
        element = inner[0]
    return None
