"""What the drawn covers of a book have in common: colours, a pattern, names.

They come from the title, so that a book has the same cover every time, and its EPUB the
cover of its paperback.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bookmaker.document.metadata import Metadata
from bookmaker.languages.digits import usual_digits
from bookmaker.languages.words import words_of

_MOST_NAMES = 4
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_PLAIN_THEMES = frozenset({"dyslexia-friendly", "large-print", "modern", "technical"})


def is_plain(theme: str) -> bool:
    """Whether a theme's cover is set from the left below a field of shapes.

    Those of the others are centred within a frame.
    """
    return theme in _PLAIN_THEMES


@dataclass(frozen=True, slots=True)
class CoverColour:
    """A colour on screens and in the inks of a press."""

    rgb: tuple[int, int, int]
    """From 0 to 255."""
    cmyk: tuple[int, int, int, int]
    """Inks in per cent."""

    def mixed(self, other: CoverColour, share: float) -> CoverColour:
        """The colour with a share of another, from 0 to 1."""
        red, green, blue = (
            round(one + (two - one) * share)
            for one, two in zip(self.rgb, other.rgb, strict=True)
        )
        cyan, magenta, yellow, black = (
            round(one + (two - one) * share)
            for one, two in zip(self.cmyk, other.cmyk, strict=True)
        )
        return CoverColour((red, green, blue), (cyan, magenta, yellow, black))


@dataclass(frozen=True, slots=True)
class CoverColours:
    """The cloth and the stamping of a bound book."""

    ground: CoverColour
    ink: CoverColour


# Ink on ground has a contrast of at least 7 to 1. The inks of a ground add up to 230 %
# at most: IngramSpark is said to refuse more than 240 %.
_COLOURS = tuple(
    CoverColours(CoverColour(*ground), CoverColour(*ink))
    for ground, ink in (
        (
            ((24, 46, 70), (95, 70, 25, 40)),
            ((243, 231, 203), (2, 6, 22, 0)),
        ),  # blue
        (((94, 28, 34), (25, 95, 70, 40)), ((246, 230, 201), (0, 7, 22, 0))),  # oxblood
        (((26, 64, 54), (85, 40, 65, 40)), ((241, 232, 206), (3, 5, 21, 0))),  # bottle
        (
            ((58, 38, 60), (65, 80, 30, 45)),
            ((244, 228, 210), (1, 9, 16, 0)),
        ),  # plum
        (((60, 44, 30), (40, 60, 75, 55)), ((243, 229, 199), (2, 7, 23, 0))),  # walnut
        (((38, 42, 48), (60, 45, 35, 70)), ((240, 234, 220), (4, 5, 13, 0))),  # slate
        (((18, 66, 78), (95, 40, 35, 40)), ((243, 233, 209), (2, 5, 20, 0))),  # petrol
    )
)


def seed_of(title: str) -> bytes:
    """What a composed title decides: 32 bytes."""
    return hashlib.sha256(title.encode("utf-8", "surrogatepass")).digest()


def colours_of(seed: bytes) -> CoverColours:
    """The colours of a cover."""
    return _COLOURS[seed[0] % len(_COLOURS)]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a disc that fills a square of the field from one corner."""

    column: int
    row: int
    corner: int
    """From 0, clockwise from the upper left one."""
    tint: float
    """The share of ink, from 0 to 1."""


FIELD_COLUMNS, FIELD_ROWS = 5, 4


def field_of(seed: bytes) -> Iterator[Quarter]:
    """The field of quarter discs on a plain cover, each turned as the title decides."""
    turns = chain.from_iterable((byte >> 4, byte & 15) for byte in seed)
    for row in range(FIELD_ROWS):
        for column in range(FIELD_COLUMNS):
            turn = next(turns)
            tint = (20, 34, 52, 76)[(turn >> 2) % 4]
            yield Quarter(column, row, turn % 4, tint / 255)


def names_on_cover(metadata: Metadata) -> list[str]:
    """The authors; of more than four, the first three and “and others”."""
    names = [composed(author.name) for author in metadata.authors]
    if len(names) > _MOST_NAMES:
        others = words_of(metadata.language).and_others
        return [*names[: _MOST_NAMES - 1], others]
    return names


def composed(text: str) -> str:
    """Text with marks joined to their letters and white space made single.

    Spaces at which no line breaks stay.
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def series_on_cover(metadata: Metadata) -> str:
    """The series with the number of the book in it; nothing without one."""
    series = metadata.series
    if series is None:
        return ""
    words = words_of(metadata.language)
    position = series.position
    if position is not None:
        position = usual_digits(metadata.language).write(position)
    return composed(words.series_volume(series.name, position))
