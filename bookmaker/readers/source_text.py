"""The bytes of a manuscript file to text.

UTF-8, with or without its mark; line ends become line feeds, which moves no column.
What no edition can hold is replaced and reported, so that a draft still gets pages.
"""

from __future__ import annotations

import codecs
import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.characters import (
    NOT_IN_XML,
    TURNING,
    find_wide_encoding,
    without_forbidden,
)
from bookmaker.source import SourceSpan

_MARK = b"\xef\xbb\xbf"
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
"""The marks of encodings with more bytes, the longer first: one begins the other."""
_LINE_ENDS = re.compile("\r\n?")


def decode_source(content: bytes, file: str, diagnostics: Diagnostics) -> str:
    """Decode a file; bad bytes are an error, and `�` stands in their place.

    A file of UTF-16 or UTF-32 is an error too; a draft shows its words.
    """
    wide = next((name for mark, name in _WIDE if content.startswith(mark)), None)
    codec = wide or find_wide_encoding(content)
    if codec is not None:
        wide = wide or "UTF-16"
        span = SourceSpan(file, 1, 1, 1, 2)
        diagnostics.add(problems.BadBytes(0, content[0], 1, wide, span=span))
        content = content.decode(codec, errors="replace").encode(errors="replace")
    mark = len(_MARK) if content.startswith(_MARK) else 0
    content = content[mark:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", errors="replace")
        _report_bad_bytes(content, error, mark, file, diagnostics)
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    _report_characters(text, file, diagnostics)
    return without_forbidden(text)


def _report_bad_bytes(
    content: bytes,
    error: UnicodeDecodeError,
    mark: int,
    file: str,
    diagnostics: Diagnostics,
) -> None:
    before = _LINE_ENDS.sub("\n", content[: error.start].decode("utf-8"))
    span = _place(before, len(before), file)
    count = content.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
    count -= content.count("\N{REPLACEMENT CHARACTER}".encode())
    diagnostics.add(
        problems.BadBytes(
            offset=error.start + mark,
            byte=content[error.start],
            count=max(count, 1),
            span=span,
        )
    )


def _report_characters(text: str, file: str, diagnostics: Diagnostics) -> None:
    for pattern, kind in (
        (NOT_IN_XML, problems.ForbiddenCharacter),
        (TURNING, problems.BidiOverride),
    ):
        found = pattern.search(text)
        if found is not None:
            diagnostics.add(
                kind(
                    code_point=ord(found[0]),
                    count=len(pattern.findall(text)),
                    span=_place(text, found.start(), file),
                )
            )


def _place(text: str, offset: int, file: str) -> SourceSpan:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return SourceSpan(file, line, column, line, column + 1)
