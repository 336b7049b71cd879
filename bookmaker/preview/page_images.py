"""Pictures of the printed pages and the words on them, from the PDF itself.

What comes in: the bytes of the newest print edition. What goes out: a page as PNG in
the width that the browser has for it, and its text. A page is drawn when somebody looks
at it. PDFium works in one thread at a time, so there is one lock.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_KEPT = 48
"""Pictures that are kept: a window shows a few, and looks back now and then."""
_NARROWEST, _WIDEST = 60, 4000
"""Pixels of a picture."""
_STEP = 20
"""Widths are rounded to it, so that a window that is dragged doesn't ask for each."""

PDFIUM = threading.RLock()
"""Held by whoever calls PDFium in the preview's process."""


class PageImages:
    """The pages of the newest edition, found by a hash of what they show."""

    def __init__(self) -> None:
        self._document: Any = None
        self._index_by_hash: dict[str, int] = {}
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._texts: dict[str, str] = {}

    def show(self, content: bytes, hashes: Sequence[str]) -> None:
        """Take another edition; pictures of pages that it still has are kept."""
        import pypdfium2

        with PDFIUM:
            self.close()
            self._document = pypdfium2.PdfDocument(content)
            self._index_by_hash = {one: n for n, one in enumerate(hashes)}
            for key in [key for key in self._kept if key[0] not in self._index_by_hash]:
                del self._kept[key]
            for one in [one for one in self._texts if one not in self._index_by_hash]:
                del self._texts[one]

    def close(self) -> None:
        """Close the file."""
        with PDFIUM:
            if self._document is not None:
                self._document.close()
                self._document = None

    def picture(self, page: str, width: int) -> bytes | None:
        """A page as PNG, so many pixels wide; `None` where it is of another edition."""
        rounded = max(_NARROWEST, min(_WIDEST, -(-width // _STEP) * _STEP))
        with PDFIUM:
            index = self._index_by_hash.get(page)
            if index is None or self._document is None:
                return None
            key = (page, rounded)
            if key not in self._kept:
                self._kept[key] = self._on(index, lambda one: _draw(one, rounded))
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def size(self) -> tuple[float, float]:
        """Width and height of the first page, in points."""
        with PDFIUM:
            return self._on(0, lambda page: tuple(page.get_size()))

    def search(self, words: str, limit: int) -> list[tuple[int, str]]:
        """Pages, counted from 0, with these words, and the words around them."""
        wanted = " ".join(words.casefold().split())
        found: list[tuple[int, str]] = []
        for page, index in sorted(self._index_by_hash.items(), key=lambda one: one[1]):
            with PDFIUM:
                if self._document is None:
                    break
                if page not in self._texts:
                    self._texts[page] = self._on(index, _text_of)
            text = self._texts[page]
            at = text.casefold().find(wanted) if wanted else -1
            if at >= 0:
                around = text[max(0, at - 40) : at + len(wanted) + 40]
                found.append((index, around))
            if len(found) == limit:
                break
        return found

    def _on(self, index: int, work: Callable[[Any], _Result]) -> _Result:
        with closing(self._document[index]) as page:
            return work(page)


def _draw(page: Any, width: int) -> bytes:  # noqa: ANN401 - PDFium's
    scale = width / page.get_width()
    image = page.render(scale=scale).to_pil()
    written = io.BytesIO()
    # The browser is on the same machine: time counts, not size.
    image.save(written, "PNG", compress_level=1)
    return written.getvalue()


def _text_of(page: Any) -> str:  # noqa: ANN401 - PDFium's
    with closing(page.get_textpage()) as text:
        # U+0002 and U+FFFE: a hyphen at a line's end.
        joined = str(text.get_text_bounded()).replace("\x02", "").replace("\ufffe", "")
        return " ".join(joined.split())
