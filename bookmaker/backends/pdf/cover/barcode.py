"""The bars of an ISBN: EAN-13, with an EAN-5 add-on.

What comes in: digits. What goes out: bars, in modules, the width of the narrowest bar.
GS1 General Specifications, 5.2 (EAN/UPC symbology) and 5.2.2.5 (add-on symbols).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bookmaker.units import POINTS_PER_MILLIMETRE

QUIET_LEFT, QUIET_RIGHT, QUIET_AFTER_ADD_ON = 11, 7, 5
"""Modules without ink beside the bars."""
_GAP = 9
"""Modules between the bars and those of an add-on: 7 to 12."""
BAR_WIDTH, ADD_ON_WIDTH = 95, 47
NOMINAL_MODULE = Fraction(33, 100) * POINTS_PER_MILLIMETRE
SMALLEST_MODULE = NOMINAL_MODULE * Fraction(8, 10)
"""Books are scanned down to 80 per cent."""
NOMINAL_HEIGHT = Fraction(2285, 100) * POINTS_PER_MILLIMETRE
"""Of the bars that reach to the digits, at the nominal size."""
GUARD = 5
"""Modules by which the guard bars are longer."""

_LEFT_ODD = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
_SWAPPED = str.maketrans("01", "10")
_RIGHT = tuple(code.translate(_SWAPPED) for code in _LEFT_ODD)
_LEFT_EVEN = tuple(code[::-1] for code in _RIGHT)
_EVEN_BY_FIRST = (
    "",
    "245",
    "235",
    "234",
    "145",
    "125",
    "123",
    "135",
    "134",
    "124",
)
"""Which of the six digits on the left are even, by the digit that is not shown."""
_EVEN_IN_ADD_ON = ("01", "02", "03", "04", "12", "23", "34", "13", "14", "24")
"""Which of the five digits are even, by the checksum."""
_GUARD, _CENTRE, _ADD_ON_GUARD, _ADD_ON_SEPARATOR = "101", "01010", "1011", "01"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; lengths are modules from the left end of the quiet zone."""

    left: int
    width: int
    is_guard: bool = False
    """Whether it reaches down between the digits."""
    is_add_on: bool = False


def symbol_width(*, has_add_on: bool) -> int:
    """The modules of a symbol with its quiet zones."""
    if has_add_on:
        return QUIET_LEFT + BAR_WIDTH + _GAP + ADD_ON_WIDTH + QUIET_AFTER_ADD_ON
    return QUIET_LEFT + BAR_WIDTH + QUIET_RIGHT


def add_on_left() -> int:
    """Where the bars of an add-on begin, in modules."""
    return QUIET_LEFT + BAR_WIDTH + _GAP


def bars_of(isbn: str, add_on: str | None = None) -> Iterator[Bar]:
    """The bars of thirteen digits, and of five more."""
    main = ean13(isbn)
    guards = {*range(3), *range(45, 50), *range(92, 95)}
    for start, width in _runs(main):
        yield Bar(QUIET_LEFT + start, width, is_guard=start in guards)
    if add_on is not None:
        for start, width in _runs(ean5(add_on)):
            yield Bar(add_on_left() + start, width, is_add_on=True)


def ean13(digits: str) -> str:
    """The 95 modules of thirteen digits: `1` is ink. Raises `ValueError`."""
    if len(digits) != 13 or not digits.isdecimal():
        message = f"“{digits}” are not thirteen digits"
        raise ValueError(message)
    first, left, right = int(digits[0]), digits[1:7], digits[7:]
    even = _EVEN_BY_FIRST[first]
    return "".join(
        (
            _GUARD,
            *(
                (_LEFT_EVEN if str(place) in even else _LEFT_ODD)[int(digit)]
                for place, digit in enumerate(left)
            ),
            _CENTRE,
            *(_RIGHT[int(digit)] for digit in right),
            _GUARD,
        )
    )


def ean5(digits: str) -> str:
    """The 47 modules of five digits. Raises `ValueError`."""
    if len(digits) != 5 or not digits.isdecimal():
        message = f"“{digits}” are not five digits"
        raise ValueError(message)
    checksum = 3 * sum(map(int, digits[::2])) + 9 * sum(map(int, digits[1::2]))
    even = _EVEN_IN_ADD_ON[checksum % 10]
    codes = (
        (_LEFT_EVEN if str(place) in even else _LEFT_ODD)[int(digit)]
        for place, digit in enumerate(digits)
    )
    return _ADD_ON_GUARD + _ADD_ON_SEPARATOR.join(codes)


def _runs(modules: str) -> Iterator[tuple[int, int]]:
    """Where each bar starts, and how wide it is."""
    start = None
    for place, module in enumerate(f"{modules}0"):
        if module == "1" and start is None:
            start = place
        elif module == "0" and start is not None:
            yield start, place - start
            start = None
