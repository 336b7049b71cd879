"""Where the pictures of a page come from: its folder or archive, never the network.

The network is asked only where the one who imports has said so.
"""

from __future__ import annotations

import base64
import binascii
import io
import posixpath
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from PIL import Image

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.images.kinds import DECODING_ERRORS
from bookmaker.images.opening import opened_picture
from bookmaker.importers.archives import Archive
from bookmaker.importers.doctype import without_doctype
from bookmaker.system.files import RefusedFileError, read_file

MAX_PICTURE_BYTES = 64 * 1024 * 1024
_MAX_PIXELS = 120_000_000
_FETCH_SECONDS = 15
_SUFFIX_BY_FORMAT = {"JPEG": "jpg", "PNG": "png"}
_OTHERS = frozenset({"GIF", "WEBP", "BMP", "TIFF"})
_RASTERS = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II", b"MM")
_PROLOGUE = 4096
_SVG = re.compile(
    rb"(?P<xml>(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*>)?)"
    rb"(?:\s|<!--(?:(?!-->).)*-->|<\?[^>]*\?>|<!DOCTYPE\s[^>\[]*>)*(?=<svg\b)",
    re.S | re.I,
)
"""What stands above a drawing: remarks, its sheet, a document type by address."""


class PictureSource(Protocol):
    """A place where the files of a page are."""

    def find(self, path: str) -> bytes | None:
        """The file at a path relative to the page; `None` where there is none."""


class NoPictures:
    """A page beside which there are no pictures."""

    def find(self, path: str) -> bytes | None:  # noqa: ARG002 - as the others have it
        """Nothing is beside it."""
        return None


class FolderPictures:
    """The folder that a page was saved to.

    Nothing is read outside it, or outside the folder that is imported, `within`.
    """

    def __init__(self, folder: Path, within: Path | None = None) -> None:
        self._folder = folder.resolve()
        self._root = within.resolve() if within is not None else self._folder

    def find(self, path: str) -> bytes | None:
        """Find a file by its path, or by its name in the folders below."""
        for candidate in self._candidates(path):
            try:
                return read_file(candidate, MAX_PICTURE_BYTES, within=self._root)
            except RefusedFileError:
                continue
        return None

    def _candidates(self, path: str) -> list[Path]:
        name = posixpath.basename(path)
        found = [self._folder / path, self._root / path] if path else []
        if name:
            found += [
                self._folder / folder / name for folder in ("images", "img", "media")
            ]
        return found


class ArchivePictures:
    """The files of an archive, from the folder in it where the page stands."""

    def __init__(self, archive: Archive, page: str) -> None:
        self._archive = archive
        self._folder = posixpath.dirname(page)

    def find(self, path: str) -> bytes | None:
        """Find a file by its path from the page's folder, or from the root."""
        tidy = posixpath.normpath(posixpath.join(self._folder, path))
        for name in (tidy, posixpath.normpath(path)):
            if self._archive.has(name):
                return self._archive.read(name)
        return None


def load_picture(
    source: str, pictures: PictureSource, *, may_fetch: bool
) -> tuple[bytes, str] | None:
    """The bytes of a picture and the suffix of its format, `jpg`, `png` or `svg`.

    Other formats become PNG. `None` where it cannot be had or read.
    """
    content = _bytes_of(source, pictures, may_fetch=may_fetch)
    return as_book_picture(content) if content is not None else None


def _bytes_of(source: str, pictures: PictureSource, *, may_fetch: bool) -> bytes | None:
    if source.startswith("data:"):
        return _data_of(source)
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") or source.startswith("//"):
        name = posixpath.basename(unquote(parts.path))
        local = pictures.find(name) if name else None
        if local is not None or not may_fetch:
            return local
        return _fetched(source if parts.scheme else f"https:{source}")
    return pictures.find(unquote(parts.path)) if parts.path else None


def _data_of(source: str) -> bytes | None:
    head, comma, payload = source.partition(",")
    if not comma or len(payload) > MAX_PICTURE_BYTES:
        return None
    if not head.endswith(";base64"):
        return unquote_to_bytes(payload)
    try:
        return base64.b64decode(unquote_to_bytes(payload), validate=False)
    except (binascii.Error, ValueError):
        return None


def _fetched(address: str) -> bytes | None:
    try:
        with urllib.request.urlopen(address, timeout=_FETCH_SECONDS) as answer:
            content = answer.read(MAX_PICTURE_BYTES + 1)
    except (urllib.error.URLError, OSError, ValueError):
        return None
    is_whole = isinstance(content, bytes) and len(content) <= MAX_PICTURE_BYTES
    return content if is_whole else None


def as_book_picture(content: bytes) -> tuple[bytes, str] | None:
    """A picture in a format that both editions hold; `None` where it isn't one."""
    if b"<!ENTITY" in content[:_PROLOGUE] and not content.startswith(_RASTERS):
        try:
            content = without_doctype(content, "image")
        except ManuscriptError:
            return None
    drawn = _SVG.match(content[:_PROLOGUE])
    if drawn is not None:
        # A sheet and a document type are elsewhere; the book holds neither.
        return drawn["xml"].lstrip() + content[drawn.end() :], "svg"
    try:
        with opened_picture(content) as picture:
            name = picture.format or ""
            width, height = picture.size
            if width * height > _MAX_PIXELS:
                return None
            if name in _SUFFIX_BY_FORMAT:
                return content, _SUFFIX_BY_FORMAT[name]
            if name not in _OTHERS:
                return None
            made = io.BytesIO()
            has_clear = "A" in picture.mode or "transparency" in picture.info
            picture.convert("RGBA" if has_clear else "RGB").save(made, "PNG")
    except (*DECODING_ERRORS, Image.DecompressionBombError):
        return None
    return made.getvalue(), "png"
