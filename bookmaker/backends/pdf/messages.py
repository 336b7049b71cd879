"""What WeasyPrint logs, as diagnostics with the author's words and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from bookmaker.backends.pdf.galley import BASE
from bookmaker.backends.pdf.weasyprint_adapter import EngineMessage
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import (
    DeadLinkInPrint,
    LayoutTrouble,
    UnprintablePicture,
)
from bookmaker.document.book import Book
from bookmaker.document.nodes import Image
from bookmaker.document.walk import descend_book
from bookmaker.source import SourceSpan

_PICTURE = "Failed to load image at"
_LINK = "No anchor"
_CONTENTS_LINK = "Content discarded: target points to undefined anchor"
_GLYPH = ".notdef glyph"


def diagnostics_of(
    messages: tuple[EngineMessage, ...], book: Book
) -> Iterator[Diagnostic]:
    """Turn each record into a diagnostic.

    Missing glyphs are left out: `fonts.coverage` has told them with their places.
    """
    places = _place_by_picture(book) if messages else {}
    for message in messages:
        if message.template.startswith(_PICTURE):
            address, reason = message.arguments[0], message.arguments[-1]
            path = unquote(address.removeprefix(BASE))
            yield UnprintablePicture(path=path, reason=reason, span=places.get(path))
        elif message.template.startswith((_LINK, _CONTENTS_LINK)):
            yield DeadLinkInPrint(target=_name_in(message))
        elif not message.template.startswith(_GLYPH):
            yield LayoutTrouble(trouble=message.text)


def _place_by_picture(book: Book) -> Mapping[str, SourceSpan | None]:
    places: dict[str, SourceSpan | None] = {}
    for node in descend_book(book):
        if isinstance(node, Image):
            places.setdefault(node.source, node.span)
    return places


def _name_in(message: EngineMessage) -> str:
    return message.arguments[0] if message.arguments else message.text
