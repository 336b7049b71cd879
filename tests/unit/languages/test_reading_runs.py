"""The order in which the runs of a line are seen, against Annex 9's own words."""

from __future__ import annotations

import pytest

from bookmaker.languages.reading_runs import base_runs_left, runs_as_seen


def seen(line: str, *, begins_right: bool) -> str:
    """The line from left to right; letters from the right are turned."""
    runs = runs_as_seen(line, begins_right=begins_right)
    return "".join(run.text[::-1] if run.runs_left else run.text for run in runs)


@pytest.mark.parametrize(
    ("line", "begins_right", "shown"),
    [
        ("", False, ""),
        ("Tides", False, "Tides"),
        ("Tides", True, "Tides"),
        ("אבג", True, "גבא"),
        ("Tides: אבג", False, "Tides: גבא"),
        ("Tides: אבג", True, "גבא :Tides"),
        ("אבג, דה!", True, "!הד ,גבא"),
        # Numbers run from the left within words from the right (W1 to W7).
        ("אבג 12-34 דה", True, "הד 12-34 גבא"),
        ("مد 1924", True, "1924 دم"),
        ("אב 5% גד", True, "דג 5% בא"),
        # Brackets enclose what they did; which way they open is the font's (N0).
        ("אבג (Tides) 1924", True, "1924 )Tides( גבא"),
        ("a (אב) b", False, "a (בא) b"),
        ("אב (גד) x", False, ")דג( בא x"),
        ("a [b (אב) c] ג", False, "a [b (בא) c] ג"),
        # A mark stays behind its letter (W1).
        ("שׁל", True, "ל\N{HEBREW POINT SHIN DOT}ש"),
        ("אב ", True, " בא"),
    ],
)
def test_a_line_is_seen_in_its_order(
    line: str,
    begins_right: bool,  # noqa: FBT001 - a case of the table
    shown: str,
) -> None:
    assert seen(line, begins_right=begins_right) == shown


@pytest.mark.parametrize(
    ("line", "direction", "begins_right"),
    [
        ("Tides", "ltr", False),
        ("מים", "ltr", True),
        ("Tides מים", "ltr", False),
        ("Tides", "rtl", False),
        ("Tides מים", "rtl", True),
        ("1924", "rtl", True),
        ("1924", "ltr", False),
    ],
)
def test_a_line_begins_where_its_letters_do(
    line: str,
    direction: str,
    begins_right: bool,  # noqa: FBT001 - a case of the table
) -> None:
    assert base_runs_left(line, direction) is begins_right
