"""The bars of an ISBN: widths, guards, parities."""

from __future__ import annotations

import itertools

import pytest

from bookmaker.backends.pdf.cover.barcode import (
    bars_of,
    ean5,
    ean13,
    symbol_width,
)

ISBN = "9783161484100"


def test_a_number_has_95_modules_between_its_guards() -> None:
    modules = ean13(ISBN)
    assert len(modules) == 95
    assert modules[:3] == modules[-3:] == "101"
    assert modules[45:50] == "01010"


def test_digits_have_the_codes_of_the_specification() -> None:
    # 7 on the left, odd; 0 on the right: GS1 General Specifications, 5.2.1.2.
    assert ean13(ISBN)[3:10] == "0111011"
    assert ean13(ISBN)[85:92] == "1110010"


@pytest.mark.parametrize("first", range(10))
def test_the_first_digit_is_in_the_parity_of_the_next_six(first: int) -> None:
    left = ean13(f"{first}0000000000000"[:13])[3:45]
    parities = tuple(left[place : place + 7] == "0001101" for place in range(0, 42, 7))
    assert parities[0], "the first of the six is odd"
    assert parities.count(True) == (6 if first == 0 else 3)


def test_an_add_on_has_47_modules() -> None:
    modules = ean5("51299")
    assert len(modules) == 47
    assert modules.startswith("1011")


@pytest.mark.parametrize("digits", ["", "123", "12345678901234", "97831614841x0"])
def test_what_is_no_number_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        ean13(digits)
    with pytest.raises(ValueError, match="digits"):
        ean5(digits)


def test_bars_keep_clear_of_the_quiet_zones_and_each_other() -> None:
    bars = list(bars_of(ISBN, "90000"))
    assert bars[0].left == 11
    assert bars[-1].left + bars[-1].width == symbol_width(has_add_on=True) - 5
    for one, other in itertools.pairwise(bars):
        gap = other.left - one.left - one.width
        assert gap == 9 if other.is_add_on and not one.is_add_on else 1 <= gap <= 4
    assert sum(bar.is_guard for bar in bars) == 6
    assert all(1 <= bar.width <= 4 for bar in bars)


def test_without_an_add_on_the_quiet_zone_on_the_right_is_seven_modules() -> None:
    last = list(bars_of(ISBN))[-1]
    assert last.left + last.width + 7 == symbol_width(has_add_on=False)
