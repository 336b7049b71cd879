"""Exact lengths: 1 in = 25.4 mm = 72 pt = 96 px (CSS Values and Units 4, 6.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_POINTS_PER_UNIT = {
    "pt": Fraction(1),
    "pc": Fraction(12),
    "in": Fraction(72),
    "px": Fraction(3, 4),
    "mm": Fraction(720, 254),
    "cm": Fraction(7200, 254),
}
POINTS_PER_PIXEL = _POINTS_PER_UNIT["px"]
"""CSS pixels are what WeasyPrint counts in, points what a PDF does."""
POINTS_PER_MILLIMETRE = _POINTS_PER_UNIT["mm"]
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|pc|in|px|mm|cm)\s*")


_SIZE = re.compile(r"(\d{1,5}(?:\.\d{1,4})?)\s*(%|em|rem|pt|pc|in|px|mm|cm)?")


def css_size(text: str) -> str | None:
    """The size of a picture as CSS text; a bare number counts pixels, as in HTML.

    `None` where the text is not a size, or one of nothing.
    """
    found = _SIZE.fullmatch(text.strip())
    if found is None or float(found[1]) == 0:
        return None
    return f"{found[1]}{found[2] or 'px'}"


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length, kept as an exact fraction of a point."""

    points: Fraction

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read a number and a unit, such as `140mm` or `6in`.

        Raises `ValueError` when the text is anything else.
        """
        match = _LENGTH.fullmatch(text)
        if match is None:
            units = ", ".join(_POINTS_PER_UNIT)
            message = f"“{text}” is not a length: write a number and one of {units}"
            raise ValueError(message)
        return cls(Fraction(match[1]) * _POINTS_PER_UNIT[match[2]])

    @property
    def css(self) -> str:
        """The length as CSS text, in points with at most four decimals."""
        return f"{round(float(self.points), 4):g}pt"

    @property
    def inches(self) -> Fraction:
        """The length in inches, exact."""
        return self.points / 72

    def __add__(self, other: Length) -> Length:
        return Length(self.points + other.points)

    def __sub__(self, other: Length) -> Length:
        return Length(self.points - other.points)

    def __mul__(self, factor: int | Fraction) -> Length:
        return Length(self.points * factor)
