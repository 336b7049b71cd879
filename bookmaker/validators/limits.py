"""Limits for PDFs, which may be anybody's: what unpacks to far more than a book has.

What comes in: a PDF from any program. What goes out: the file, opened so that nothing
in it is unpacked beyond a limit, and the instructions of its content streams.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

_MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes of a stream: twice the largest image that a manuscript may have."""
_MOST_FILTERS = 4
"""Filters of a stream, one after the other: each may multiply what it is given."""
_MOST_CONTENT = 32 * 1024 * 1024
"""Bytes of what a page, a form or a pattern draws."""
_MOST_CONTENT_OF_ALL = 1024 * 1024 * 1024
"""Bytes of what all pages draw, each as often as a page has it."""
_COST_OF_STREAM = 200
"""Instructions that take as long as it takes to begin with a stream."""
_MOST_INSTRUCTIONS = 20_000_000
"""Instructions that the pages of a file draw, each as often as it is drawn: a book of
800 pages has a fifth of them."""


class TooMuchError(ValueError):
    """A file asks for more work than any book does; the message says of what."""


def open_pdf(content: bytes) -> Pdf:
    """Open a PDF, with limits for all that is unpacked. Raises `pikepdf.PdfError` and
    `pikepdf.PasswordError`."""
    # qpdf's limits are those of the process; what bookmaker writes is far below them.
    set_qpdf_limits(
        flate_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
        png_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED,
        dct_max_memory=_MOST_UNPACKED,
        max_stream_filters=_MOST_FILTERS,
    )
    return Pdf.open(io.BytesIO(content))


_LARGE = "the content of a page is larger than 32 MiB"
_MUCH = "its pages draw more than those of any book"


def refuse_content(pdf: Pdf) -> None:
    """Raise `TooMuchError` where the content of pages takes too long to read."""
    size_by_stream: dict[tuple[int, int], int] = {}
    whole = 0
    for page in pdf.pages:
        size = sum(_size_of(one, size_by_stream) for one in _streams(page.obj))
        whole += size
        if size > _MOST_CONTENT:
            raise TooMuchError(_LARGE)
        if whole > _MOST_CONTENT_OF_ALL:
            raise TooMuchError(_MUCH)


def _size_of(stream: Stream, size_by_stream: dict[tuple[int, int], int]) -> int:
    size = size_by_stream.get(stream.objgen)
    if size is None:
        try:
            size = len(stream.read_bytes())
        except pikepdf.PdfError:  # qpdf's check says why
            size = 0
        size_by_stream[stream.objgen] = size
    return size


class InstructionReader:
    """Reads content streams, and counts what it reads of a file."""

    def __init__(self) -> None:
        self._left = _MOST_INSTRUCTIONS

    def read(self, holder: Object) -> Iterator[tuple[list[Object], str]]:
        """Operands and operator of each instruction of a page, a form or a pattern.

        Raises `TooMuchError`, and `pikepdf.PdfError` where the content is damaged.
        """
        if sum(len(one.read_bytes()) for one in _streams(holder)) > _MOST_CONTENT:
            raise TooMuchError(_LARGE)
        self._left -= _COST_OF_STREAM
        for one in pikepdf.parse_content_stream(holder):
            self._left -= 1
            if self._left < 0:
                raise TooMuchError(_MUCH)
            yield list(one.operands), str(one.operator)


def _streams(holder: Object) -> Iterator[Stream]:
    if isinstance(holder, Stream):
        yield holder
        return
    contents = holder.get(Name.Contents)
    for one in contents.as_list() if isinstance(contents, Array) else [contents]:
        if isinstance(one, Stream):
            yield one
