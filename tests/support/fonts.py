"""Tiny fonts, made for a test: each glyph is a square."""

from __future__ import annotations

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_EM = 1000
_NOTDEF = ".notdef"


def make_font(
    characters: str,
    *,
    family: str = "Squares",
    permission: int = 0,
    weight: int = 400,
    flavor: str | None = None,
) -> bytes:
    """A font of these characters; `permission` is its `fsType`."""
    name_by_code = {
        ord(character): f"u{ord(character):04X}" for character in characters
    }
    names = [_NOTDEF, *name_by_code.values()]
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(name_by_code)
    builder.setupGlyf(dict.fromkeys(names, _square()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (_EM, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(fsType=permission, usWeightClass=weight)
    builder.setupPost()
    builder.font.flavor = flavor
    target = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(target)
    return target.getvalue()


def _square() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((900, 0), (900, 800), (100, 800)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
