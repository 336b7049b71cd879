"""Lines of display type as pixels: shaped and drawn by HarfBuzz.

Every script is set as its readers expect it: letters join, marks are at their letters,
lines run in their direction. Pillow would need a library of the system for that.
"""

from __future__ import annotations

import importlib.resources
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import uharfbuzz
from PIL import Image, ImageDraw

from bookmaker.fonts.families import Face
from bookmaker.fonts.own_faces import OwnFace
from bookmaker.languages.reading_runs import DirectionRun, base_runs_left, runs_as_seen
from bookmaker.languages.words import direction_of

_SLENDER_FROM = 600
"""A face without so heavy a weight is made bolder where the theme asks for it."""
_ADDED_WEIGHT = 0.022
"""In em: as much as a semibold stem of DejaVu Sans or Noto Sans CJK adds."""
_JOINED_SCRIPTS = frozenset(
    {
        *("Arab", "Syrc", "Mong", "Nkoo", "Mand", "Phag", "Rohg"),
        *("Deva", "Beng", "Guru"),  # their headline would be broken
    }
)
"""Letters that are never set apart (CSS Text 3, 8.2.1)."""


class Lettering:
    """One face at any size, with others for the letters that it lacks."""

    def __init__(self, language: str, weight: int, *faces: Face | OwnFace) -> None:
        """`faces` are in order of preference; `weight` is that of the theme."""
        self._cuts = [_Cut(one, weight, language) for one in faces]
        self._direction = direction_of(language)

    def lacks(self, text: str) -> Iterator[str]:
        """Yield the characters that no face can show."""
        for character in text:
            is_seen = not character.isspace() and not _is_format(character)
            if is_seen and not any(c.has(character) for c in self._cuts):
                yield character

    def begins_right(self, text: str) -> bool:
        """Whether the lines of a text begin at the right."""
        return base_runs_left(text, self._direction)

    def width(self, text: str, size: float, tracking: float = 0) -> float:
        """The width of a line in pixels; `tracking` is added to each letter, in em."""
        pieces = list(self._placed(text, size, tracking))
        if not pieces:
            return 0
        return sum(p.advance for p in pieces) - pieces[-1].tracking

    def draw(
        self,
        canvas: ImageDraw.ImageDraw,
        position: tuple[float, float],
        text: str,
        *,
        size: float,
        fill: int,
        tracking: float = 0,
    ) -> None:
        """Draw a line; `position` is the left end of its baseline."""
        left, baseline = position
        pen = uharfbuzz.RasterDraw()
        for piece in self._placed(text, size, tracking):
            piece.draw(pen, left, baseline)
            left += piece.advance
        image = pen.render()
        extents = image.extents
        if not extents.width or not extents.height:
            return
        ink = Image.frombytes(
            "L",
            (extents.width, extents.height),
            image.buffer,
            "raw",
            "L",
            extents.stride,
            1,
        )
        canvas.bitmap((extents.x_origin, extents.y_origin), ink, fill=fill)

    def _placed(self, text: str, size: float, tracking: float) -> Iterator[_Glyph]:
        """Yield the glyphs of a line from left to right."""
        begins_right = self.begins_right(text)
        for run in runs_as_seen(text, begins_right=begins_right):
            pieces = list(self._pieces(run))
            for cut, script, piece in pieces[::-1] if run.runs_left else pieces:
                apart = 0 if script in _JOINED_SCRIPTS else tracking
                yield from cut.placed(
                    DirectionRun(piece, run.runs_left), script, size, apart
                )

    def _pieces(self, run: DirectionRun) -> Iterator[tuple[_Cut, str, str]]:
        """Stretches of one script and one face: the first that has the letter."""
        text, script, used = "", "", self._cuts[0]
        for character in run.text:
            named = _script_of(character)
            cut = used
            follows = unicodedata.combining(character) or _is_format(character)
            if not (text and follows and (used.has(character) or not named)):
                cut = next((c for c in self._cuts if c.has(character)), used)
            is_other = bool(named and script and named != script)
            if text and (cut is not used or is_other):
                yield used, script, text
                text, script = "", ""
            text, used, script = text + character, cut, script or named
        if text:
            yield used, script, text


def _is_format(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _script_of(character: str) -> str:
    """Its script by ISO 15924, or nothing for what all scripts share."""
    if character < "\u0250":
        return "Latn" if character.isalpha() else ""
    # fontTools takes a while to load, and most titles are in Latin letters.
    from fontTools.unicodedata import script

    code: str = script(character)
    return "" if code in ("Zyyy", "Zinh", "Zzzz") else code


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph at its place; lengths in pixels."""

    font: uharfbuzz.Font
    number: int
    scale: float
    offset: tuple[float, float]
    """To the right and upwards."""
    advance: float
    """With what sets it apart."""
    tracking: float

    def draw(self, pen: uharfbuzz.RasterDraw, left: float, baseline: float) -> None:
        x, y = self.offset
        pen.transform = (self.scale, 0, 0, -self.scale, left + x, baseline - y)
        pen.draw_glyph(self.font, self.number)


class _Cut:
    """One face."""

    def __init__(self, face: Face | OwnFace, weight: int, language: str) -> None:
        self._face = face
        self._weight = weight
        self._language = language

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        face = self._face
        if isinstance(face, OwnFace):
            blob = uharfbuzz.Blob(face.content)
        else:
            path = importlib.resources.files(face.module) / face.file
            blob = uharfbuzz.Blob.from_file_path(str(path))
        font = uharfbuzz.Font(uharfbuzz.Face(blob))
        if isinstance(face, Face) and face.is_variable:
            font.set_variations({"wght": float(face.weight), **face.axes})
        elif face.weight < _SLENDER_FROM <= self._weight:
            font.synthetic_bold = (_ADDED_WEIGHT, _ADDED_WEIGHT, False)
        return font

    def has(self, character: str) -> bool:
        """Whether it can show a character."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    def placed(
        self, run: DirectionRun, script: str, size: float, tracking: float
    ) -> Iterator[_Glyph]:
        """Yield the glyphs of a run, from left to right."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run.text)
        buffer.direction = "rtl" if run.runs_left else "ltr"
        buffer.script = script or "Latn"
        buffer.language = self._language
        # Letters that are set apart make no ligatures (CSS Text 3, 8.2).
        apart = {"liga": False, "clig": False} if tracking else {}
        uharfbuzz.shape(self._font, buffer, apart)
        scale = size / self._font.face.upem
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        for number, (info, place) in enumerate(zip(infos, places, strict=True)):
            ends = number + 1 == len(infos) or infos[number + 1].cluster != info.cluster
            added = tracking * size if ends else 0
            yield _Glyph(
                self._font,
                info.codepoint,
                scale,
                (place.x_offset * scale, place.y_offset * scale),
                place.x_advance * scale + added,
                added,
            )
