"""Fonts in a PDF: whether they are embedded, and which letters they lack.

PDF 1.7, 9.6 to 9.9. What comes in: fonts as objects, from any program.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


class Embedding(enum.Enum):
    """Whether a file contains a font."""

    WHOLE = "whole"
    BROKEN = "broken"
    """What is embedded isn't a font program."""
    NONE = "none"


_BEGINNING_BY_KEY: Mapping[Name, re.Pattern[bytes]] = {
    Name.FontFile: re.compile(rb"%!|\x80\x01"),
    Name.FontFile2: re.compile(rb"\x00\x01\x00\x00|true|OTTO|ttcf"),
    Name.FontFile3: re.compile(rb"\x01[\x00-\xff]|OTTO|\x00\x01\x00\x00|%!"),
}
"""How font programs begin: Type 1; TrueType; CFF or OpenType (PDF 1.7, table 126)."""


def _is_font(key: Name, program: Any) -> bool:  # noqa: ANN401 - an object
    """Whether a font program begins as one."""
    if not isinstance(program, pikepdf.Stream):
        return False
    try:
        return _BEGINNING_BY_KEY[key].match(program.read_bytes()) is not None
    except pikepdf.PdfError:
        return False


def embedding_of(font: Object) -> Embedding:
    """Whether a font is embedded; letters of a Type 3 font are streams of the file."""
    if font.get(Name.Subtype) == Name.Type3:
        return Embedding.WHOLE
    descriptor = _descendant(font).get(Name.FontDescriptor, Dictionary())
    found = [key for key in _BEGINNING_BY_KEY if key in descriptor]
    if not found:
        return Embedding.NONE
    is_sound = any(_is_font(key, descriptor[key]) for key in found)
    return Embedding.WHOLE if is_sound else Embedding.BROKEN


def missing_glyphs(font: Any, operands: Sequence[Object]) -> int:  # noqa: ANN401
    """How many glyphs of a shown text stand for a missing character (`.notdef`)."""
    if font is None:
        return 0
    if font.get(Name.Subtype) != Name.Type0:
        missing = _codes_of_notdef(font)
        texts = _strings(operands) if missing else ()
        return sum(code in missing for text in texts for code in text)
    if font.get(Name.Encoding) not in (Name("/Identity-H"), Name("/Identity-V")):
        return 0
    glyphs = _glyph_by_code(_descendant(font))
    if glyphs is None and not _may_show_glyph_0(operands):
        return 0
    texts = _strings(operands)
    return sum(_is_missing(code, glyphs) for text in texts for code in _codes(text))


def _codes_of_notdef(font: Object) -> frozenset[int]:
    """The codes of a simple font that its encoding gives no glyph: 9.6.6 of PDF 1.7.

    The codes of control characters have none in the encodings that are named.
    """
    encoding = font.get(Name.Encoding)
    if isinstance(encoding, Name):
        return _CONTROLS if encoding in _NAMED_ENCODINGS else frozenset()
    if not isinstance(encoding, Dictionary):
        return frozenset()
    is_named = encoding.get(Name.BaseEncoding) in _NAMED_ENCODINGS
    codes = set(_CONTROLS if is_named else ())
    code = 0
    for entry in encoding.get(Name.Differences, Array()).as_list():
        if not isinstance(entry, Name):
            code = int(entry)
            continue
        if entry == Name("/.notdef"):
            codes.add(code)
        else:
            codes.discard(code)
        code += 1
    return frozenset(codes)


_NAMED_ENCODINGS = (Name("/WinAnsiEncoding"), Name("/MacRomanEncoding"))
_CONTROLS = frozenset(range(32))
"""Annex D.2 of PDF 1.7: codes without a character in both."""


def _glyph_by_code(font: Object) -> bytes | None:
    """Two bytes for each code; `None`: codes are glyphs. PDF 1.7, 9.7.4.2."""
    mapping = font.get(Name.CIDToGIDMap)
    return mapping.read_bytes() if isinstance(mapping, pikepdf.Stream) else None


_MAY_BE_GLYPH_0 = re.compile(rb"\\000|<(?:[0-9A-Fa-f]{4})*?0000")


def _may_show_glyph_0(operands: Sequence[Object]) -> bool:
    """Whether it could be: as they are written, strings are looked through at once.

    qpdf writes a zero byte as an octal number, or the whole string as hexadecimal ones.
    """
    return any(
        _MAY_BE_GLYPH_0.search(operand.unparse())
        for operand in operands
        if isinstance(operand, Array | pikepdf.String)
    )


def _is_missing(code: int, glyphs: bytes | None) -> bool:
    if glyphs is None:
        return code == 0
    return not any(glyphs[2 * code : 2 * code + 2])


def _strings(operands: Sequence[Object]) -> Iterator[bytes]:
    for operand in operands:
        parts = operand.as_list() if isinstance(operand, Array) else [operand]
        yield from (bytes(part) for part in parts if isinstance(part, pikepdf.String))


def _codes(content: bytes) -> Iterator[int]:
    for place in range(0, len(content) - 1, 2):
        yield content[place] * 256 + content[place + 1]


def _descendant(font: Object) -> Object:
    below = font.get(Name.DescendantFonts)
    return font if not isinstance(below, Array) or not len(below) else below[0]
