"""The class contract, on small sheets; tests/floors/ holds the program to it."""

from __future__ import annotations

from bookmaker.css.contract import compare_classes, styled_classes


def test_classes_are_found_wherever_a_selector_names_them() -> None:
    sheet = ".a.b > .c:first-child, p.d::before { margin: .5em } .e :not(.f) { top: 0 }"
    assert styled_classes(sheet) == {"a", "b", "c", "d", "e", "f"}


def test_a_class_in_a_value_is_none() -> None:
    assert styled_classes("p { content: '.x'; margin: .5em }") == set()


def test_both_ways_of_disagreeing_are_told() -> None:
    breach = compare_classes([".a {} .b {}"], ["b", "c", "d"], plain=["d"])
    assert breach.never_written == ("a",)
    assert breach.never_styled == ("c",)
