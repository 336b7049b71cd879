"""The image that a book names for its cover, read and looked at.

The EPUB has it as its cover, the cover of a printed book as its front.
"""

from __future__ import annotations

from bookmaker.diagnostics.catalog.epub import CoverOfWrongKind, CoverUnreadable
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.images.kinds import (
    Picture,
    PictureKind,
    UnusablePictureError,
    examine_picture,
)
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import RefusedFileError, Workspace


def read_named_cover(
    path: str, workspace: Workspace, place: SourceSpan | None
) -> tuple[bytes, Picture]:
    """The content of a JPEG or PNG image of the book, and what it is.

    `place` is where the book names it. Raises `ManuscriptError` where the file can't be
    read, is damaged or is of another kind.
    """
    try:
        content = workspace.read(path)
        picture = examine_picture(content)
    except RefusedFileError as error:
        unreadable = CoverUnreadable(path=path, reason=error.reason, span=place)
        raise ManuscriptError(unreadable) from error
    except UnusablePictureError as error:
        unusable = CoverUnreadable(path=path, reason=error.flaw.value, span=place)
        raise ManuscriptError(unusable) from error
    if picture.kind not in (PictureKind.JPEG, PictureKind.PNG):
        wrong = CoverOfWrongKind(path=path, found=picture.kind.name, span=place)
        raise ManuscriptError(wrong)
    return content, picture
