"""Drawings for the pages: what may act, reach out or never shows is taken from them.

What comes in: a finished tree and the workspace. What goes out: the workspace with the
cleaned drawings laid over the author's, so that both editions show the same; what
stands in HTML within them, which paper cannot show, is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureCleaned
from bookmaker.diagnostics.catalog.printing import HtmlInDrawing
from bookmaker.document.book import Book
from bookmaker.document.nodes import Image
from bookmaker.document.walk import find_nodes
from bookmaker.images.kinds import PictureKind, UnusablePictureError, find_kind
from bookmaker.images.svg import clean_svg
from bookmaker.images.svg_words import drawn_words, printable
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import RefusedFileError, Workspace


def with_clean_drawings(
    book: Book, workspace: Workspace, diagnostics: Diagnostics
) -> Workspace:
    """Lay cleaned drawings over those that need it, and say what went."""
    images: dict[str, Image] = {}
    for image in find_nodes(book.divisions, Image):
        images.setdefault(image.source, image)
    cleaned: dict[str, bytes] = {}
    for source, image in images.items():
        try:
            content = workspace.read(source)
        except RefusedFileError:
            continue  # layout meets it too, and says so
        if find_kind(content) is not PictureKind.SVG:
            continue
        safe, removed = clean_svg(content)
        if removed:
            diagnostics.add(
                PictureCleaned(path=source, removed=removed, span=image.span)
            )
        else:
            safe = content
        painted, words = printable(safe, book.metadata.language)
        if painted is not content:
            cleaned[source] = painted
        if words.in_html:
            said = tuple(words.in_html)
            diagnostics.add(HtmlInDrawing(path=source, words=said, span=image.span))
    return replace(workspace, overlay={**workspace.overlay, **cleaned})


def words_in_drawings(
    book: Book, workspace: Workspace
) -> Iterator[tuple[str, SourceSpan | None]]:
    """Yield what the drawings say, and where the author shows them first."""
    seen: set[str] = set()
    for image in find_nodes(book.divisions, Image):
        if image.source in seen:
            continue
        seen.add(image.source)
        # What is wrong with a picture is reported elsewhere.
        with suppress(RefusedFileError, UnusablePictureError):
            content = workspace.read(image.source)
            if find_kind(content) is PictureKind.SVG:
                yield drawn_words(content, book.metadata.language).painted, image.span
