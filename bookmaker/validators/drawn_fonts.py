"""Fonts in a PDF: whether they are embedded, and which letters they lack.

PDF 1.7, 9.6 to 9.9. What comes in: fonts as objects, from any program.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class KnownFont:
    """What is asked of a font on every page."""

    embedding: Embedding
    glyphs: int | None = None
    """How many its program has; `None` where codes are no numbers of glyphs."""
    cid_by_code: Mapping[int, int] | None = None
    """The numbers of letters that a CMap in the file gives codes of two bytes."""
    codes_of_notdef: frozenset[int] = frozenset()
    """The codes of a simple font that its encoding gives no glyph."""


def know_font(font: Object) -> KnownFont:
    """What there is to know of a font before its text is read."""
    embedding = embedding_of(font)
    is_whole = embedding is Embedding.WHOLE
    cid_by_code = None
    mapping = font.get(Name.Encoding)
    is_composite = font.get(Name.Subtype) == Name.Type0
    if is_composite and isinstance(mapping, pikepdf.Stream):
        cid_by_code = _read_cmap(mapping.read_bytes())
    return KnownFont(
        embedding,
        _glyphs_of(font) if is_whole else None,
        cid_by_code,
        frozenset() if is_composite else _codes_of_notdef(font),
    )


_TWO_BYTES = re.compile(
    rb"1\s+begincodespacerange\s*<0000>\s*<[fF]{4}>\s*endcodespacerange"
)
_CID_LIST = re.compile(rb"(char|range)\b")
_MOST_LISTED = 4 * 0x10000
"""Codes of two bytes, each a few times."""
_CID_CHAR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*(\d+)")
_CID_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*(\d+)")


def _read_cmap(content: bytes) -> dict[int, int] | None:
    """The codes of a CMap; `None` if they aren't all of two bytes and listed here, or
    if a code is listed again and again.

    PDF 1.7, 9.7.5.
    """
    if _TWO_BYTES.search(content) is None or b"usecmap" in content:
        return None
    found: dict[int, int] = {}
    left = _MOST_LISTED
    for part in content.split(b"begincid")[1:]:
        listed, ended, _ = part.partition(b"endcid")
        kind = _CID_LIST.match(listed)
        if kind is None or not ended:
            continue
        if kind[1] == b"char":
            found |= {int(a, 16): int(n) for a, n in _CID_CHAR.findall(listed)}
            continue
        for first, last, number in _CID_RANGE.findall(listed):
            start = int(first, 16)
            codes = range(start, int(last, 16) + 1)
            left -= len(codes)
            if left < 0:
                return None
            found |= {code: int(number) + code - start for code in codes}
    return found


def _glyphs_of(font: Object) -> int | None:
    """How many glyphs a TrueType program of a composite font has: table `maxp`.

    Codes of fonts of another kind are names in the program, and may be any number.
    """
    below = _descendant(font)
    program = below.get(Name.FontDescriptor, Dictionary()).get(Name.FontFile2)
    if below.get(Name.Subtype) != Name.CIDFontType2 or program is None:
        return None
    content = program.read_bytes()
    for at in range(12, 12 + 16 * int.from_bytes(content[4:6]), 16):
        if content[at : at + 4] == b"maxp":
            start = int.from_bytes(content[at + 8 : at + 12]) + 4
            count = content[start : start + 2]
            return int.from_bytes(count) if len(count) == 2 else None
    return None


def missing_glyphs(
    font: Any,  # noqa: ANN401 - an object
    operands: Sequence[Object],
    known: KnownFont,
) -> int:
    """How many glyphs of a shown text stand for a missing character.

    That is `.notdef`, and any glyph that the program doesn't have: WeasyPrint 70 counts
    missing characters on from the last glyph.
    """
    if font.get(Name.Subtype) != Name.Type0:
        missing = known.codes_of_notdef
        texts = _strings(operands) if missing else ()
        return sum(code in missing for text in texts for code in text)
    is_identity = font.get(Name.Encoding) in (Name("/Identity-H"), Name("/Identity-V"))
    if not is_identity and known.cid_by_code is None:
        return 0
    mapping = _glyph_by_code(_descendant(font))
    if mapping is None and not _may_miss_glyphs(operands, known):
        return 0
    texts = _strings(operands)
    return sum(
        _is_missing(code, mapping, known) for text in texts for code in _codes(text)
    )


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


_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f]+)>")
_FOUR = re.compile(rb"....")


def _may_miss_glyphs(operands: Sequence[Object], known: KnownFont) -> bool:
    """Whether it could be: as they are written, strings are looked through at once.

    qpdf writes a zero byte as an octal number, or the whole string as hexadecimal ones.
    """
    written = [
        operand.unparse()
        for operand in operands
        if isinstance(operand, Array | pikepdf.String)
    ]
    return any(
        _MAY_BE_GLYPH_0.search(text) or _may_be_beyond(text, known) for text in written
    )


def _may_be_beyond(text: bytes, known: KnownFont) -> bool:
    if known.glyphs is None and known.cid_by_code is None:
        return False
    codes = set(_FOUR.findall(b"".join(_HEXADECIMAL.findall(text))))
    return b"(" in text or any(_is_missing(int(c, 16), None, known) for c in codes)


def _is_missing(code: int, mapping: bytes | None, known: KnownFont) -> bool:
    glyph = code if known.cid_by_code is None else known.cid_by_code.get(code, 0)
    if mapping is not None:
        glyph = int.from_bytes(mapping[2 * glyph : 2 * glyph + 2])
    return glyph == 0 or (known.glyphs is not None and glyph >= known.glyphs)


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
