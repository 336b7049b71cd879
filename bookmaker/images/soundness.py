"""Look at every picture before an edition meets it.

What comes in: a tree and the workspace. What goes out: diagnostics at the pictures'
places, and the paths that no edition can show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.config.near_files import SHOWN_PICTURES, NearFiles, as_seen_from
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    DrawingDeclaresEntities,
    OddSize,
    PictureTooLarge,
    PictureUnreadable,
    PictureUnusable,
    PictureWithoutFile,
    PictureWithoutWords,
    RemotePicture,
)
from bookmaker.document.book import Book
from bookmaker.document.nodes import Figure, Image
from bookmaker.document.walk import find_nodes
from bookmaker.images.kinds import ImageFlaw, UnusablePictureError, examine_picture
from bookmaker.source import SourceSpan
from bookmaker.system.store import Memo
from bookmaker.system.workspace import RefusedFileError, Workspace
from bookmaker.units import css_size

_NO_FILE = ("", ".")
"""What `![]()` shows: nothing, or its folder once the path is the manuscript's."""
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")
_WITH_SLASHES = "write its path as seen from this file, with / between the folders"


def check_pictures(
    book: Book, workspace: Workspace, diagnostics: Diagnostics, memo: Memo
) -> frozenset[str]:
    """Report what is wrong with the pictures; give the paths that cannot be shown.

    Each file is read and decoded once, however often it is shown; one that an earlier
    build found sound is not decoded again.
    """
    unusable: dict[str, bool] = {}
    near = NearFiles(workspace.root)
    for image in _pictures(book, diagnostics):
        if image.source in _NO_FILE:
            diagnostics.add(PictureWithoutFile(span=image.span))
            unusable[image.source] = True
            continue
        if image.source not in unusable:
            found = _find_flaw(image.source, workspace, image.span, memo, near)
            unusable[image.source] = found is not None
            if found is not None:
                diagnostics.add(found)
        if image.alternative is None:
            diagnostics.add(PictureWithoutWords(path=image.source, span=image.span))
    return frozenset(path for path, is_unusable in unusable.items() if is_unusable)


def _pictures(book: Book, diagnostics: Diagnostics) -> Iterator[Image]:
    """Yield every picture; what is wrong with the sizes asked for is reported."""
    for node in find_nodes(book.divisions, Figure, Image):
        diagnostics.extend(_odd_sizes(node))
        if isinstance(node, Image):
            yield node


def _odd_sizes(node: Figure | Image) -> Iterator[Diagnostic]:
    for key in ("width", "height"):
        text = node.attributes.find(key)
        if text is not None and css_size(text) is None:
            yield OddSize(key=key, text=text, span=node.span)


def _find_flaw(
    path: str,
    workspace: Workspace,
    span: SourceSpan | None,
    memo: Memo,
    near: NearFiles,
) -> Diagnostic | None:
    if _ADDRESS.match(path):
        return RemotePicture(address=path, span=span)
    try:
        content = workspace.read(path)
        # A flaw stops here, and nothing is remembered.
        memo.recall((content,), lambda: bool(examine_picture(content)))
    except RefusedFileError as error:
        return _unreadable(error, span, near)
    except UnusablePictureError as error:
        match error.flaw:
            case ImageFlaw.TOO_LARGE:
                return PictureTooLarge(path=path, span=span)
            case ImageFlaw.DECLARES_ENTITIES:
                return DrawingDeclaresEntities(path=path, span=span)
            case (
                ImageFlaw.UNKNOWN
                | ImageFlaw.EMPTY
                | ImageFlaw.DAMAGED
                | ImageFlaw.ENDLESS
            ):
                reason = error.flaw.value
                return PictureUnusable(path=path, reason=reason, span=span)
    return None


def _unreadable(
    error: RefusedFileError, span: SourceSpan | None, near: NearFiles
) -> PictureUnreadable:
    """The problem of a picture that is refused, with the one that was meant."""
    path = error.path
    found = None if error.advice else near.find(path, SHOWN_PICTURES)
    nearest = None
    if found is not None:
        nearest = as_seen_from(span.file if span is not None else "", found)
    reason, advice = error.reason, error.advice
    if "\\" in path:
        reason = "has a backslash in its path"
        advice = advice or _WITH_SLASHES
    return PictureUnreadable(
        path=path,
        reason=reason,
        nearest=nearest,
        difference=found.difference if found is not None else "",
        advice=advice,
        span=span,
    )
