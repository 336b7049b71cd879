"""Whether the pages of the file are what was laid out.

What comes in: the file, and the digest of what draws each page of a chapter.
"""

from __future__ import annotations

import hashlib
import io
from types import TracebackType
from typing import Self

from pikepdf import Object, Pdf

from bookmaker.backends.pdf.engine.merge import pages_of
from bookmaker.backends.pdf.engine.shifts import unshifted


class FilePages:
    """The pages of a file, which is opened when it is first asked for one, and once."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._pdf: Pdf | None = None
        self._pages: list[Object] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()
            self._pdf, self._pages = None, []

    def draws(self, index: int, content: str) -> bool:
        """Whether a page, counted from 0, is drawn by what has this digest."""
        if self._pdf is None:
            self._pdf = Pdf.open(io.BytesIO(self._content))
            self._pages = pages_of(self._pdf)
        page = self._pages[index]
        drawn = unshifted(page.Contents.read_bytes())
        return hashlib.sha256(drawn).hexdigest() == content
