"""Sums of lengths are worked out, unless only a screen knows what they come to."""

from __future__ import annotations

import pytest

from bookmaker.css.hiding_rules import HidingSheet
from bookmaker.css.sums import work_out

SIZES = {"px": 1.0, "em": 16.0}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("calc(1px * 0)", 0.0),
        ("calc(2em - (3px + 1px) / 2)", 30.0),
        ("calc(-1 * 2px)", -2.0),
        ("calc(+1.5e1px)", 15.0),
        ("min(3px, 1em, 2px)", 2.0),
        ("max(calc(1px + 1px), 1px)", 2.0),
        ("clamp(2px, 9em, 4px)", 4.0),
        ("calc(2px * sin(90deg))", 2.0),
        ("abs(calc(1px - 3px))", 2.0),
        ("mod(5px, 3px)", 2.0),
        ("round(3.6px, 1px)", 4.0),
        ("max(1px, pow(2, 3))", 8.0),
    ],
)
def test_a_sum_is_worked_out(written: str, value: float) -> None:
    assert work_out(written, SIZES) == value


@pytest.mark.parametrize(
    "written",
    [
        *("calc(1px / 0)", "calc(", "calc(1vw + 1px)", "min()", "calc(1px ** 9)"),
        *("calc(__import__('os'))", f"{'calc(' * 900}1px{')' * 900}", "calc(9 9)"),
        *("sin()", "sin(1, 2)", "pow(9, 99999)", "log(0)", "mod(1, 0)", "abs(x)"),
    ],
)
def test_what_is_no_sum_has_no_value(written: str) -> None:
    assert work_out(written, SIZES) is None


def test_rules_that_double_with_each_level_end() -> None:
    """2 to the power of 60 selectors, if all were written out."""
    HidingSheet("& & {" * 60 + "display: none" + "}" * 60)
