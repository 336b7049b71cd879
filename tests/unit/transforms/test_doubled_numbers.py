"""A title that says its own number is found out, and no other."""

from __future__ import annotations

import pytest

from bookmaker.transforms.doubled_numbers import title_without_number


@pytest.mark.parametrize(
    ("title", "said", "rest"),
    [
        ("Chapter 2. The Middle", "Chapter 2.", "The Middle"),
        ("Chapter 2: The Middle", "Chapter 2:", "The Middle"),
        ("CHAPTER 2 — The Middle", "CHAPTER 2 —", "The Middle"),
        ("Chapter Two", "Chapter Two", ""),
        ("Chapter II. The Middle", "Chapter II.", "The Middle"),
        ("Chapter 7", "Chapter 7", ""),
        ("2. The Middle", "2.", "The Middle"),
        ("II. The Middle", "II.", "The Middle"),
        ("Two: The Middle", "Two:", "The Middle"),
        *((alone, alone, "") for alone in ("2", "2.", "II", "VII", "IV.")),
    ],
)
def test_a_number_in_a_title_is_found(title: str, said: str, rest: str) -> None:
    assert title_without_number(title, 2, "Chapter", "en") == (said, rest)


@pytest.mark.parametrize(
    "title",
    [
        *("1984", "Two Rivers", "2 Fast", "Chapter and Verse", "3. Abroad"),
        *("Six", "Two", "9", "X", "MIX", "I", "1984.", "D"),
        *("I, Claudius", "The Second Chapter 2", "Chapters", "2001: A Space Odyssey"),
        "",
    ],
)
def test_titles_that_begin_with_numbers_are_titles(title: str) -> None:
    assert title_without_number(title, 2, "Chapter", "en") is None


def test_words_and_numbers_are_those_of_the_language() -> None:
    said = title_without_number("Kapitel Zwei: Der Fluss", 2, "Kapitel", "de")
    assert said == ("Kapitel Zwei:", "Der Fluss")
