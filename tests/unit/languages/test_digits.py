"""The digits, commas and letters of languages in generated words."""

from __future__ import annotations

import pytest

from bookmaker.languages.digits import Digits, usual_digits
from bookmaker.languages.marks import joined_names, with_joined_and
from bookmaker.languages.words import words_of


@pytest.mark.parametrize(
    ("tag", "digits"),
    [
        ("ar", "arabic-indic"),
        ("ar-EG", "arabic-indic"),
        ("ar-MA", "latin"),
        ("ar-AE", "latin"),
        ("fa", "persian"),
        ("fa-AF", "persian"),
        ("ur", "latin"),
        ("ur-IN", "persian"),
        ("he", "latin"),
        ("hi", "latin"),
        ("en", "latin"),
        ("xx", "latin"),
    ],
)
def test_digits_are_those_of_the_cldr(tag: str, digits: str) -> None:
    # As ICU 78 with CLDR 48 says; it gives `ar` without a country Latin ones.
    assert usual_digits(tag).value == digits


@pytest.mark.parametrize("digits", Digits)
def test_digits_have_the_values_of_the_latin_ones(digits: Digits) -> None:
    written = digits.write(1234567890)
    assert [int(digit) for digit in written] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert digits.write("2.1") == f"{digits.write(2)}.{digits.write(1)}"


@pytest.mark.parametrize(
    ("tag", "words", "joined"),
    [
        ("ar", "ليلى و سعاد و حسن", "ليلى وسعاد وحسن"),
        ("ar", "ليلى و Lee", "ليلى و Lee"),
        ("he", "רות ו דוד", "רות ודוד"),
        ("he", "רות ו Lee", "רות ו־Lee"),
        ("fa", "لیلا و سعاد", "لیلا و سعاد"),
        ("en", "Ann and Ben", "Ann and Ben"),
    ],
)
def test_and_is_part_of_the_word_behind_it_where_it_is(
    tag: str, words: str, joined: str
) -> None:
    assert with_joined_and(words, tag) == joined


@pytest.mark.parametrize(
    ("tag", "names", "joined"),
    [
        ("he", ["דן", "רות"], "דן ורות"),
        ("he", ["דן", "Tom Lee"], "דן ו־Tom Lee"),
        ("ar", ["كمال", "نور"], "كمال ونور"),
        ("ar", ["كمال", "Tom Lee"], "كمال و Tom Lee"),
        ("fa", ["کمال", "Tom Lee"], "کمال و Tom Lee"),
        ("en", ["Ann Lee", "דן", "Per Lind"], "Ann Lee, דן and Per Lind"),
        ("ar", ["نور"], "نور"),
        ("ar", [], ""),
    ],
)
def test_names_are_joined_as_the_last_one_has_it(
    tag: str, names: list[str], joined: str
) -> None:
    assert joined_names(names, words_of(tag)) == joined
