"""A page to lay things out on."""

from __future__ import annotations

from fractions import Fraction

from bookmaker.backends.pdf.geometry import PageGeometry

PAGE = PageGeometry(
    width=Fraction(400),
    height=Fraction(600),
    inner=Fraction(56),
    outer=Fraction(56),
    top=Fraction(50),
    bottom=Fraction(50),
    type_size=Fraction(10),
    leading=Fraction(14),
    lines=36,
    sink=4,
    opener=10,
)
"""Its measure is four inches."""
