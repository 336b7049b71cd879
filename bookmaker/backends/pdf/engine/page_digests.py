"""What each page of a PDF draws, as digests: two files are compared page by page.

What comes in: the bytes of a PDF, which may be anybody's. What goes out: for each page
a digest of what it draws and one of all that it draws with, its fonts and pictures, as
they are stored: nothing is unpacked. One font is on many pages, so a word more changes
what they all draw with, and what one of them draws.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

_UNRELATED = frozenset({"/Parent", "/P", "/Pg", "/StructParent", "/StructParents"})
"""Keys that lead from a page to other pages and to the structure tree."""
_ELSEWHERE = frozenset({"/Font", "/ColorSpace"})
"""What pages draw with and share: a word more anywhere in a book changes its fonts."""
_PAGES = frozenset({"/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot"})


class PageDigest(NamedTuple):
    """What a page draws, and what with."""

    drawn: bytes
    whole: bytes


def page_digests(content: bytes) -> tuple[PageDigest, ...] | None:
    """The digests of each page, in order; `None` for what is not a sound PDF."""
    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            digests = _Digests()
            return tuple(digests.of(page.obj) for page in pdf.pages)
    except (PdfError, ValueError, TypeError, KeyError, RecursionError, MemoryError):
        return None


def looks_of(pages: Iterable[Object]) -> tuple[bytes, ...]:
    """The digest of what is to be seen on each page of a file of ours.

    A word more elsewhere in the book leaves it as it is, although their font changes.
    """
    digests = _Digests(_UNRELATED | _ELSEWHERE)
    return tuple(digests.shown(page) for page in pages)


class _Digests:
    """Digests of objects, those of shared ones made once."""

    def __init__(self, left_out: frozenset[str] = _UNRELATED) -> None:
        self._left_out = left_out
        self._by_number: dict[tuple[int, int], bytes] = {}

    def of(self, page: Any) -> PageDigest:  # noqa: ANN401 - pikepdf exports no types
        """The digests of a page."""
        drawn = self._digest(page.get("/Contents"))
        return PageDigest(drawn, self._joined("page", self._entries(page)))

    def shown(self, page: Any) -> bytes:  # noqa: ANN401
        """The digest of what a page draws, with its pictures and without its fonts."""
        resources = page.get("/Resources")
        pictures = None if resources is None else resources.get("/XObject")
        drawn = self._digest(page.get("/Contents"))
        return self._joined("shown", [drawn, self._digest(pictures)])

    def _digest(self, value: Any) -> bytes:  # noqa: ANN401
        if isinstance(value, Object) and value.is_indirect:
            number = value.objgen
            if number not in self._by_number:
                self._by_number[number] = b"being read"
                self._by_number[number] = self._direct(value)
            return self._by_number[number]
        return self._direct(value)

    def _direct(self, value: Any) -> bytes:  # noqa: ANN401
        if isinstance(value, Stream):
            raw = hashlib.sha256(value.read_raw_bytes()).digest()
            return self._joined("stream", [raw, *self._entries(value.stream_dict)])
        if isinstance(value, Dictionary):
            if str(value.get("/Type", "")) in _PAGES:
                return b"elsewhere"
            return self._joined("table", self._entries(value))
        if isinstance(value, Array):
            return self._joined("list", map(self._digest, value))
        if isinstance(value, String):
            return self._joined("string", [bytes(value)])
        if isinstance(value, Name | bool | int | float | Decimal | str | None):
            return self._joined(type(value).__name__, [str(value).encode()])
        return self._joined("other", [repr(value).encode(errors="replace")])

    def _entries(self, table: Any) -> list[bytes]:  # noqa: ANN401
        return [
            part
            for key in sorted(table.keys())
            if key not in self._left_out
            for part in (key.encode(errors="replace"), self._digest(table[key]))
        ]

    def _joined(self, kind: str, parts: Iterable[bytes]) -> bytes:
        digest = hashlib.sha256(kind.encode())
        for part in parts:
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.digest()
