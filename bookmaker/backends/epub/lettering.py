"""Lines of display type as pictures: shaped by HarfBuzz, drawn by Pillow.

Pillow alone would place letters without the kerning that display sizes show up, or
with it only where a library of the system happens to be installed.
"""

from __future__ import annotations

import importlib.resources
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import uharfbuzz
from PIL import ImageDraw, ImageFont

from bookmaker.backends import balanced_lines
from bookmaker.fonts.families import Face

# No ligatures and no alternates: every letter is drawn as itself.
_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False, "ccmp": False}


class Lettering:
    """One face at any size, with others for the letters that it lacks."""

    def __init__(self, face: Face, *others: Face) -> None:
        self._cuts = [_Cut(one) for one in (face, *others)]

    def lacks(self, text: str) -> Iterator[str]:
        """Yield the characters that no face can show.

        Letters that join their neighbours, as Arabic ones do, would stand apart.
        """
        for character in text:
            is_seen = not character.isspace()
            joins = unicodedata.bidirectional(character) == "AL"
            if is_seen and (joins or not any(c.has(character) for c in self._cuts)):
                yield character

    def width(self, text: str, size: int, tracking: float = 0) -> float:
        """The width of a line in pixels; `tracking` is added to each letter, in em."""
        advances = [advance for _, _, advance in self._placed(text, size, tracking)]
        return sum(advances) - tracking * size if advances else 0

    def draw(
        self,
        canvas: ImageDraw.ImageDraw,
        position: tuple[float, float],
        text: str,
        *,
        size: int,
        fill: int,
        tracking: float = 0,
    ) -> None:
        """Draw a line; `position` is where its baseline begins."""
        x, baseline = position
        for cut, letters, advance in self._placed(text, size, tracking):
            canvas.text(
                (x, baseline), letters, fill=fill, font=cut.font(size), anchor="ls"
            )
            x += advance

    def _placed(
        self, text: str, size: int, tracking: float
    ) -> Iterator[tuple[_Cut, str, float]]:
        """Yield the letters from left to right with their faces and advances."""
        for cut, run in self._runs(_from_left_to_right(text)):
            for letters, advance in cut.placed(run, size, tracking):
                yield cut, letters, advance

    def _runs(self, text: str) -> Iterator[tuple[_Cut, str]]:
        """Stretches of one face: the first that has the letter, with its marks."""
        run, used = "", self._cuts[0]
        for character in text:
            cut = used
            if not (unicodedata.combining(character) and used.has(character)):
                cut = next((c for c in self._cuts if c.has(character)), used)
            if cut is not used and run:
                yield used, run
                run = ""
            run, used = run + character, cut
        if run:
            yield used, run


class _Cut:
    """One face."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._fonts: dict[int, ImageFont.FreeTypeFont] = {}

    @cached_property
    def _path(self) -> Path:
        return Path(str(importlib.resources.files(self._face.module) / self._face.file))

    @cached_property
    def _shaper(self) -> uharfbuzz.Font:
        blob = uharfbuzz.Blob.from_file_path(str(self._path))
        shaper = uharfbuzz.Font(uharfbuzz.Face(blob))
        if self._face.is_variable:
            shaper.set_variations({"wght": float(self._face.weight), **self._face.axes})
        return shaper

    def has(self, character: str) -> bool:
        """Whether it can show a character."""
        return self._shaper.get_nominal_glyph(ord(character)) is not None

    def placed(
        self, text: str, size: int, tracking: float
    ) -> Iterator[tuple[str, float]]:
        """Yield the letters with their advances; marks stay with their letter."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        uharfbuzz.shape(self._shaper, buffer, _FEATURES)
        scale = size / self._shaper.face.upem
        advance_by_cluster: dict[int, float] = {}
        for glyph, place in zip(
            buffer.glyph_infos, buffer.glyph_positions, strict=True
        ):
            before = advance_by_cluster.get(glyph.cluster, 0)
            advance_by_cluster[glyph.cluster] = before + place.x_advance * scale
        starts = sorted(advance_by_cluster)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield text[start:end], advance_by_cluster[start] + tracking * size

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels."""
        if size not in self._fonts:
            font = ImageFont.truetype(
                str(self._path), size, layout_engine=ImageFont.Layout.BASIC
            )
            if self._face.is_variable:
                size_axis = self._face.axes.get("opsz", 0)
                font.set_variation_by_axes(
                    [
                        size_axis if b"Optical" in axis["name"] else self._face.weight
                        for axis in font.get_variation_axes()
                    ]
                )
            self._fonts[size] = font
        return self._fonts[size]


def _from_left_to_right(text: str) -> str:
    """The letters of a line as they stand, where words run from right to left.

    Enough for titles and names: the words of a line that begins with a letter of such
    a script are turned, and the letters of each of its words (Unicode Standard Annex
    9, without its levels).
    """
    ways = [unicodedata.bidirectional(character) for character in text]
    if "R" not in ways:
        return text
    words = [_turned(word) if _runs_left(word) else word for word in text.split(" ")]
    first = next((way for way in ways if way in ("L", "R")), "L")
    return " ".join(words[::-1] if first == "R" else words)


def _runs_left(word: str) -> bool:
    return any(unicodedata.bidirectional(character) == "R" for character in word)


def _turned(word: str) -> str:
    letters: list[str] = []
    for character in word:
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return "".join(reversed(letters))


def broken_lines(
    lettering: Lettering, text: str, size: int, measure: float
) -> list[str]:
    """Break text into as few lines as fit, of lengths as equal as they can be."""
    return balanced_lines.broken_lines(
        lambda line: lettering.width(line, size), text, measure, size / 8
    )
