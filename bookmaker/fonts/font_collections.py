"""One face of a collection, as a font of its own.

A collection (OpenType 1.9.1, “Font Collections”) holds faces that share tables: those
of Noto CJK are of five regions. An edition embeds one of them, and no reading system
has to know collections.
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.system.store import Store, key_of

NO_FONT = "isn’t an OpenType font, or is damaged"
"""Completes “the font …”."""
_TAG = b"ttcf"
_COUNT = slice(8, 12)
"""Where the header has the number of faces."""
_FULL_NAME, _POSTSCRIPT_NAME = 4, 6
"""Of the table `name`."""
_MOST_FACES = 256
"""More are in no collection: a number beyond it is damage."""
# What fontTools 4 raises on bytes that lie, beside its own TTLibError.
READING_ERRORS = (
    struct.error,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    MemoryError,
    OverflowError,
    RecursionError,
)


class UnusableFontError(BookmakerError):
    """Bytes that are not a font, or not one that can be used."""

    def __init__(self, reason: str, advice: str = "download the font again") -> None:
        super().__init__(reason)
        self.advice = advice
        """What to do, as an imperative."""


class FaceNotFoundError(BookmakerError):
    """A collection of several faces, none of which is the one named."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names
        """The PostScript names of the faces, in the file's order."""


@dataclass(frozen=True, slots=True)
class _Names:
    full: str
    postscript: str

    def is_meant_by(self, named: str) -> bool:
        return named.casefold() in (self.full.casefold(), self.postscript.casefold())


def is_collection(content: bytes) -> bool:
    """Tell whether the bytes are a collection, whatever the name of the file."""
    return content.startswith(_TAG)


def face_of_collection(content: bytes, named: str, store: Store) -> bytes:
    """Take one face out of a collection.

    `named` is its full name, its PostScript name, or its number, counted from 0 as
    fontconfig does; it may be empty where there is only one face. The face is kept in
    the store. Raises `FaceNotFoundError`, and `UnusableFontError` for damage.
    """
    count = int.from_bytes(content[_COUNT], "big")
    if not 1 <= count <= _MOST_FACES:
        raise UnusableFontError(NO_FONT)
    number = _number(content, count, named)
    key = key_of("face of collection", hashlib.sha256(content).digest(), str(number))
    kept = store.find(key)
    if kept is None:
        kept = _taken_out(content, number)
        store.keep(key, kept)
    return kept


def _number(content: bytes, count: int, named: str) -> int:
    if named.isdecimal() and len(named) < len(str(_MOST_FACES)) + 1:
        if int(named) < count:
            return int(named)
    elif not named and count == 1:
        return 0
    names = tuple(_names(content, count))
    for number, name in enumerate(names):
        if named and name.is_meant_by(named):
            return number
    raise FaceNotFoundError(tuple(name.postscript for name in names))


def _names(content: bytes, count: int) -> Iterator[_Names]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        for number in range(count):
            with TTFont(io.BytesIO(content), fontNumber=number, lazy=True) as face:
                names = face["name"]
                full = names.getDebugName(_FULL_NAME) or ""
                postscript = names.getDebugName(_POSTSCRIPT_NAME) or str(number)
            yield _Names(full, postscript)
    except (TTLibError, *READING_ERRORS) as error:
        raise UnusableFontError(NO_FONT) from error


def _taken_out(content: bytes, number: int) -> bytes:
    """The face's tables as they are; the time of making is left as well."""
    from fontTools.ttLib import TTFont, TTLibError

    target = io.BytesIO()
    try:
        with TTFont(
            io.BytesIO(content),
            fontNumber=number,
            lazy=True,
            recalcBBoxes=False,
            recalcTimestamp=False,
        ) as face:
            face.save(target, reorderTables=None)
    except (TTLibError, *READING_ERRORS) as error:
        raise UnusableFontError(NO_FONT) from error
    return target.getvalue()
