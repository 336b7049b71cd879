"""What glyphs stand for, where text from right to left mirrored them.

What comes in: a font file, and the text that layout found each glyph to stand for.
What goes out: the same, with mirrored marks as they look.
"""

from __future__ import annotations

from collections.abc import Mapping

import uharfbuzz

_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›")
_MIRROR_BY_MARK = {
    mark: pair[1 - place] for pair in _PAIRS for place, mark in enumerate(pair)
}


def as_drawn(program: bytes, text_by_glyph: Mapping[int, str]) -> dict[int, str]:
    """Let each mark stand for what it looks like, wherever it was drawn first.

    From right to left a `}` is drawn as `{` (Unicode Standard Annex 9, rule L4). As a
    glyph has one text in a whole file, a reader of PDF would else find `}` wherever a
    `{` stands; and for text that it takes to be turned, it mirrors what it finds.
    """
    texts = dict(text_by_glyph)
    marks = {g: text for g, text in texts.items() if text in _MIRROR_BY_MARK}
    if not marks:
        return texts
    font = uharfbuzz.Font(uharfbuzz.Face(program))
    for glyph, mark in marks.items():
        mirror = _MIRROR_BY_MARK[mark]
        if font.get_nominal_glyph(ord(mirror)) == glyph:
            texts[glyph] = mirror
    return texts
