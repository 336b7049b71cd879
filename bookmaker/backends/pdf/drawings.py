"""Drawings for the pages: what may act or reach out is taken from them first.

What comes in: a finished tree and the workspace. What goes out: the workspace with the
cleaned drawings laid over the author's, so that both editions show the same.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureCleaned
from bookmaker.document.book import Book
from bookmaker.document.nodes import Image
from bookmaker.document.walk import find_nodes
from bookmaker.images.kinds import PictureKind, find_kind
from bookmaker.images.svg import clean_svg
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
            cleaned[source] = safe
            diagnostics.add(
                PictureCleaned(path=source, removed=removed, span=image.span)
            )
    return replace(workspace, overlay={**workspace.overlay, **cleaned})
