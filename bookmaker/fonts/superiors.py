"""Whether a face has superior figures of its own, for the calls of notes.

The OpenType feature `sups`: figures drawn as small, as heavy and as high as they should
be, where figures that are made smaller are too light.
"""

from __future__ import annotations

from collections.abc import Iterable

import uharfbuzz

from bookmaker.fonts.static_faces import SetFace

_FIGURES = "0123456789"


def has_superiors(faces: Iterable[SetFace], family_lists: Iterable[str]) -> bool:
    """Whether the first family of each list has them in its upright text weight."""
    upright = {
        face.family: face.content
        for face in faces
        if face.weight == 400 and not face.is_italic
    }
    first = {names.split(",")[0].strip().strip("\"'") for names in family_lists}
    return all(name in upright and _has_them(upright[name]) for name in first)


def _has_them(content: bytes) -> bool:
    font = uharfbuzz.Font(uharfbuzz.Face(content))
    plain, raised = (_glyphs(font, is_on=is_on) for is_on in (False, True))
    return all(one != other for one, other in zip(plain, raised, strict=True))


def _glyphs(font: uharfbuzz.Font, *, is_on: bool) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(_FIGURES)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"sups": is_on})
    return [info.codepoint for info in buffer.glyph_infos]
