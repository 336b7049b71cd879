"""Measure lines of type before they are laid out.

HarfBuzz measures in the faces that a line is set in, as Pango shapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import uharfbuzz

from bookmaker.fonts.static_faces import SetFace

_NO_FEATURES: Mapping[str, bool] = MappingProxyType({})


class Ruler:
    """A list of families in one weight and style."""

    def __init__(
        self,
        family_list: str,
        faces: Iterable[SetFace],
        *,
        wants_italic: bool = False,
        weight: int = 400,
        features: Mapping[str, bool] = _NO_FEATURES,
    ) -> None:
        """`family_list` is a value of `font-family`; `faces` are all of the book."""
        self._features = features
        self._fonts = list(_fonts(family_list, list(faces), weight, wants_italic))

    def width(self, words: str, size: float, tracking: float = 0) -> float:
        """The width of a line in the unit of `size`, as is that of `tracking`."""
        features = dict(self._features)
        if tracking:
            # As Pango does: letters that are set apart make no ligatures.
            features |= {"liga": False, "clig": False}
        return sum(
            _width_in(font, run, size, tracking, features)
            for font, run in self._runs(words)
        )

    def lacks(self, words: str) -> str:
        """The characters that no face of the list has, each once."""
        return "".join(
            character
            for character in dict.fromkeys(words)
            if not character.isspace()
            and not any(ord(character) in font.covered for font in self._fonts)
        )

    def _runs(self, words: str) -> Iterator[tuple[_Font, str]]:
        """Stretches of one face each: a sign that one lacks is taken from the next."""
        run, used = "", self._fonts[0]
        for character in words:
            font = next((f for f in self._fonts if ord(character) in f.covered), used)
            if font is not used and run:
                yield used, run
                run = ""
            run, used = run + character, font
        if run:
            yield used, run


@dataclass(frozen=True, slots=True)
class _Font:
    font: uharfbuzz.Font
    units: int
    """In an em."""
    covered: frozenset[int]


def _width_in(
    font: _Font, run: str, size: float, tracking: float, features: dict[str, bool]
) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.font, buffer, features)
    advance: int = sum(place.x_advance for place in buffer.glyph_positions)
    clusters = len({info.cluster for info in buffer.glyph_infos})
    return float(advance * size / font.units + clusters * tracking)


def _fonts(
    family_list: str,
    faces: list[SetFace],
    weight: int,
    wants_italic: bool,  # noqa: FBT001 - of the faces, as the weight
) -> Iterator[_Font]:
    """The face of each family that suits best, in the order of the list."""
    for name in family_list.split(","):
        family = name.strip().strip("\"'")
        own = [face for face in faces if face.family == family]
        if own:
            best = min(
                own,
                key=lambda f: (f.is_italic is not wants_italic, abs(f.weight - weight)),
            )
            face = uharfbuzz.Face(best.content)
            yield _Font(uharfbuzz.Font(face), face.upem, frozenset(face.unicodes))
