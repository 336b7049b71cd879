"""The dates above the entries of a diary are its headings, in any language."""

from __future__ import annotations

import pytest

from bookmaker.importers.model import take_safe_choice
from bookmaker.importers.plain_text.lines import Role
from bookmaker.importers.plain_text.recognise import recognise

DIARIES = {
    "English": ("12 March 1921", "13 March", "Tuesday, 15th March", "March 16"),
    "German": ("Montag, den 3. Mai 1920", "4. Mai", "Mittwoch, 5. Mai"),
    "French": ("1er mai", "Le 2 mai 1888", "jeudi 3 mai"),
    "Spanish": ("3 de mayo de 1920", "martes, 4 de mayo", "5 de mayo"),
    "Russian": ("12 марта 1921 г.", "13 марта", "Четверг, 15 марта"),
    "Polish": ("12 marca 1921", "13 marca", "piątek, 14 marca"),
    "Japanese": ("3月12日（月）", "3月13日", "2021年3月14日"),
    "figures": ("2024-03-12", "2024-03-13", "2024-03-20"),
}
SAID = ("It rained all day, and the river rose.", "Nothing.", "Er kam.", "Low water.")


def _headings(text: str) -> list[str]:
    lines = recognise(text, "x.txt", take_safe_choice).lines
    return [line.words for line in lines if line.role is Role.HEADING]


def _diary(dates: tuple[str, ...]) -> str:
    return "\n\n".join(
        f"{date}\n\n{said}" for date, said in zip(dates, SAID, strict=False)
    )


@pytest.mark.parametrize("head", ["", "The Weir\n\n", "The Weir\n\nby Ann Lee\n\n"])
@pytest.mark.parametrize("language", DIARIES)
def test_dates_above_entries_are_headings(language: str, head: str) -> None:
    dates = DIARIES[language]
    text = head + _diary(dates)
    assert _headings(text) == list(dates)
    lines = recognise(text, "x.txt", take_safe_choice).lines
    titles = [line.words for line in lines if line.role is Role.TITLE]
    assert titles == (["The Weir"] if head else [])


def test_the_dates_of_an_essay_and_its_comments_are_no_headings() -> None:
    prose = "\n\n".join(["A weir is a low dam that holds the water back a little."] * 4)
    comments = "\n\n".join(
        f"{name}\n\n{day} March 2024\n\nVery nice, thank you for this one."
        for name, day in (("Bob", 13), ("Eve", 14), ("Ida", 15))
    )
    text = f"On Weirs\n\nBy Ann Lee\n\n12 March 2024\n\n{prose}\n\n{comments}\n"
    assert not {line for line in _headings(text) if "March" in line}


@pytest.mark.parametrize(
    "lines",
    [
        ("Ford 12", "Mill 13", "Lock 14"),  # no month, and each word once
        ("12 March 1921", "13 March 1921"),  # two may be letters quoted
        ("On 12 March he came.", "On 13 March too.", "On 14 March he went."),
    ],
)
def test_other_short_lines_are_no_dates_of_a_diary(lines: tuple[str, ...]) -> None:
    text = f"The Weir\n\n{SAID[0]}\n\n{_diary(lines)}"
    assert not {*_headings(text)} & {*lines}
