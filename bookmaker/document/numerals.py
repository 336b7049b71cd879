"""Numbers in figures that are not ours: roman ones."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Write a number from 1 on in roman figures."""
    written = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        written += figure * count
    return written
