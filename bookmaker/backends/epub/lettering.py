"""Lines of display type as pictures: shaped by HarfBuzz, drawn by Pillow.

Pillow alone would place letters without the kerning that display sizes show up, or
with it only where a library of the system happens to be installed.
"""

from __future__ import annotations

import importlib.resources
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
    """One face, at any size."""

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
        shaper.set_variations({"wght": float(self._face.weight)})
        return shaper

    def lacks(self, text: str) -> Iterator[str]:
        """Yield the characters that the face cannot show."""
        for character in text:
            is_seen = not character.isspace()
            if is_seen and self._shaper.get_nominal_glyph(ord(character)) is None:
                yield character

    def width(self, text: str, size: int, tracking: float = 0) -> float:
        """The width of a line in pixels; `tracking` is added to each letter, in em."""
        advances = [advance for _, advance in self._placed(text, size, tracking)]
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
        font = self._font(size)
        x, baseline = position
        for letters, advance in self._placed(text, size, tracking):
            canvas.text((x, baseline), letters, fill=fill, font=font, anchor="ls")
            x += advance

    def _placed(
        self, text: str, size: int, tracking: float
    ) -> Iterator[tuple[str, float]]:
        """Yield the letters with their advances; marks stay with their letter."""
        if not text:
            return
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
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

    def _font(self, size: int) -> ImageFont.FreeTypeFont:
        if size not in self._fonts:
            font = ImageFont.truetype(
                str(self._path), size, layout_engine=ImageFont.Layout.BASIC
            )
            font.set_variation_by_axes([self._face.weight])
            self._fonts[size] = font
        return self._fonts[size]


def broken_lines(
    lettering: Lettering, text: str, size: int, measure: float
) -> list[str]:
    """Break text into as few lines as fit, of lengths as equal as they can be."""
    return balanced_lines.broken_lines(
        lambda line: lettering.width(line, size), text, measure, size / 8
    )
