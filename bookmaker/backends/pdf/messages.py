"""Messages of the layout engine as diagnostics, with places if they have any."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

from bookmaker.backends.pdf.facts import EngineMessage
from bookmaker.backends.pdf.finished_text import NOT_COMPOSED
from bookmaker.backends.pdf.galley import BASE
from bookmaker.backends.pdf.overruns import Overrun
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import (
    LayoutTrouble,
    NotComposed,
    TextOffPage,
)
from bookmaker.diagnostics.catalog.validators import WordsMissing
from bookmaker.document.book import Book
from bookmaker.document.nodes import Code, CodeBlock, Image, Link, NoteReference, Text
from bookmaker.document.page_map import ChapterPages
from bookmaker.document.walk import find_nodes
from bookmaker.source import SourceSpan

_PICTURE = "Failed to load image at"
_LINK = "No anchor"
_TOLD_ALREADY = (".notdef glyph", 'Image "%s" has no required alt')


def diagnostics_of(
    messages: tuple[EngineMessage, ...], book: Book
) -> Iterator[Diagnostic]:
    """Turn each record into a diagnostic.

    Left out is what was reported before layout, with a place: missing glyphs (`S002`),
    pictures without words (`M085`), and links that lead nowhere (`X001`). A note that
    found no page, as where a sheet of the author's hides it, is missing.
    """
    if not messages:
        return
    places = _place_by_picture(book)
    calls = {call.target: call for call in find_nodes(book.divisions, NoteReference)}
    targets = {link.target for link in find_nodes(book.divisions, Link)}
    for message in messages:
        if message.template.startswith(_TOLD_ALREADY):
            continue
        if message.template == NOT_COMPOSED:
            yield _not_composed(message, book)
            continue
        first = message.arguments[0] if message.arguments else ""
        if message.template.startswith(_LINK):
            if first in calls:
                yield _missing(calls[first])
                continue
            if f"#{first}" in targets:
                continue
        span = None
        if message.template.startswith(_PICTURE):
            span = places.get(unquote(first.removeprefix(BASE)))
        yield LayoutTrouble(trouble=message.text.replace(BASE, ""), span=span)


def _not_composed(message: EngineMessage, book: Book) -> NotComposed:
    name, said, words = message.arguments
    reason = textwrap.shorten(f"{name}: {said}", _LONGEST_WORDS, placeholder="…")
    return NotComposed(words=words, reason=reason, span=_find_place(words, book, ()))


def _missing(call: NoteReference) -> WordsMissing:
    """The words of a note that no page has."""
    texts = (n.text for n in find_nodes((call.note,), Text)) if call.note else ()
    words = " ".join(" ".join(texts).split()) or call.label
    words = textwrap.shorten(words, _LONGEST_WORDS, placeholder="…")
    return WordsMissing(words=words, place="the PDF", span=call.span)


_LONGEST_WORDS = 80


def _place_by_picture(book: Book) -> Mapping[str, SourceSpan | None]:
    places: dict[str, SourceSpan | None] = {}
    for image in find_nodes(book.divisions, Image):
        places.setdefault(image.source, image.span)
    return places


def check_overruns(
    overruns: Iterable[Overrun], book: Book, chapters: Iterable[ChapterPages]
) -> Iterator[Diagnostic]:
    """Report each page that words run off, at the place of one of them.

    The same words may stand in several chapters: they are looked for in those of the
    page first.
    """
    files_by_page = {page: part.files for part in chapters for page in part.pages}
    overruns_by_page: dict[int, list[Overrun]] = {}
    for overrun in overruns:
        overruns_by_page.setdefault(overrun.page, []).append(overrun)
    for index, found in overruns_by_page.items():
        # The longest piece is the likeliest to stand in one place alone.
        telling = sorted(found, key=lambda overrun: -len(overrun.words))
        files = files_by_page.get(index, ())
        places = (_find_place(overrun.words, book, files) for overrun in telling)
        yield TextOffPage(
            page=index + 1,
            words=found[0].words,
            pieces=len(found),
            span=next(filter(None, places), None),
        )


def _find_place(words: str, book: Book, files: Collection[str]) -> SourceSpan | None:
    """The place of words in some files, else the first in the book."""
    elsewhere: SourceSpan | None = None
    for node in find_nodes(book.divisions, Text, Code, CodeBlock):
        if node.span is not None and words in " ".join(node.text.split()):
            if not files or node.span.file in files:
                return node.span
            elsewhere = elsewhere or node.span
    return elsewhere
