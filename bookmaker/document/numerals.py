"""Numbers in figures that are not ours: roman ones and letters."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
ROMAN_END = 4000
"""The first number without roman figures of its own (CSS Counter Styles 3, 6.1)."""


def roman(number: int) -> str:
    """Write a number from 1 on in roman figures."""
    written = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        written += figure * count
    return written


def letters(number: int) -> str:
    """Write a number from 1 on as A, B, … Z, AA."""
    written = ""
    while number:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("A") + letter) + written
    return written
