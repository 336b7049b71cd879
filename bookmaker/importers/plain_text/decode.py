"""The bytes of a plain text to characters, by its mark or by what was said of it."""

from __future__ import annotations

import codecs
import re

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import SourceSpan

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_TEXT_BYTES = 16 * 1024 * 1024
_LINE_ENDS = re.compile("\r\n?|\x0b|\x85|\u2028|\u2029")
_FORM_FEED = re.compile("(?<!\n)(?<!^)\f")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def decode_text(
    content: bytes, source: str, encoding: str | None
) -> tuple[str, tuple[str, ...]]:
    """Decode a text; what the account is to say of it comes back too.

    Raises `ManuscriptError` where the bytes are not of that encoding.
    """
    if len(content) > MAX_TEXT_BYTES:
        reason = "it is longer than any book (16 MiB)"
        raise ManuscriptError(problems.HostileSource(path=source, reason=reason))
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    name = marked or encoding or "utf-8"
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(content, source, name, error.start) from error
    except (LookupError, ValueError) as error:  # a name of no characters, too
        raise ManuscriptError(problems.UnknownEncoding(encoding=name)) from error
    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        raise _undecodable(content, source, name, forbidden.start())
    remarks = (f"{source} was read as {name}.",) if name != "utf-8" else ()
    text = _LINE_ENDS.sub("\n", text)
    return _FORM_FEED.sub("\n\f", text), remarks


def _undecodable(
    content: bytes, source: str, encoding: str, offset: int
) -> ManuscriptError:
    line = content.count(b"\n", 0, offset) + 1
    span = SourceSpan.at(source, line)
    return ManuscriptError(problems.NoText(encoding=encoding, span=span))
