"""What a book says of itself."""

from __future__ import annotations

import datetime

import pytest

from bookmaker.document.metadata import day_named


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-29", (2026, 11, 29)),
        ("2026-1-2", (2026, 1, 2)),
        ("2026-11", (2026, 11, 1)),
        ("2026", (2026, 1, 1)),
        ("2026-11-29T10:30:00Z", (2026, 11, 29)),
        ("2026-11-29 10:30", (2026, 11, 29)),
    ],
)
def test_a_day_is_named_by_numbers(words: str, day: tuple[int, int, int]) -> None:
    assert day_named(words) == datetime.date(*day)


@pytest.mark.parametrize(
    "words",
    ["last-modified", "2026-13-01", "2026-02-30", "29 November 2026", "0000", ""],
)
def test_other_words_name_no_day(words: str) -> None:
    assert day_named(words) is None
