"""The tokens of a theme that bookmaker computes with, and what each may be.

What comes in: the tokens of a print sheet. What goes out: those that are not what they
must be. An author's theme may set any token; what only the sheets use may be any CSS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

_NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """What a token may be: a number, both ends included, and its unit."""

    least: Fraction
    most: Fraction
    unit: str = ""
    """`em`, or empty for a bare number."""

    def holds(self, value: str) -> bool:
        """Whether a token's value is such a number."""
        number = value.removesuffix(self.unit)
        if number + self.unit != value or _NUMBER.fullmatch(number) is None:
            return False
        return self.least <= Fraction(number) <= self.most

    def __str__(self) -> str:
        """Say it in words: `a number from 0.5 to 5`."""
        least, most = (f"{float(end):g}{self.unit}" for end in (self.least, self.most))
        return f"a number from {least} to {most}"


def _range(least: str, most: str, unit: str = "") -> NumberRange:
    return NumberRange(Fraction(least), Fraction(most), unit)


NUMBERS: Mapping[str, NumberRange] = {
    "--plan-least-type": _range("4", "72"),
    "--plan-most-type": _range("4", "72"),
    "--plan-measure": _range("10", "400"),
    "--plan-character": _range("0.05", "5"),
    "--plan-leading": _range("0.5", "5"),
    "--plan-sink": _range("0", "1"),
    "--plan-opener": _range("0", "1"),
    "--plan-inner": _range("0", "0.45"),
    "--plan-outer": _range("0", "0.45"),
    "--plan-top": _range("0", "0.45"),
    "--plan-bottom": _range("0", "0.45"),
    "--plan-bleed": _range("0", "72"),
    "--plan-marks": _range("0", "1"),
    "--limit-loose-space": _range("0", "10"),
    "--limit-tight-space": _range("0", "10"),
    "--limit-loose-lines": _range("0", "1"),
    "--limit-divided-lines": _range("0", "1"),
    "--type-small": _range("0.1", "5", "em"),
    "--type-listing": _range("0.1", "5", "em"),
}
"""Bounds are wide: within them a page may be ugly, beyond them there is none."""


def wrong_numbers(
    tokens: Mapping[str, str],
) -> Iterator[tuple[str, str, NumberRange]]:
    """Each token that is not what it must be, with its value."""
    for name, wanted in NUMBERS.items():
        value = tokens[name]
        if not wanted.holds(value):
            yield name, value, wanted
