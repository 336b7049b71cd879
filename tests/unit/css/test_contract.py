"""The class contract, on small sheets; tests/floors/ holds the program to it."""

from __future__ import annotations

from bookmaker.css.contract import (
    AUTHORS,
    ENGINE,
    compare_classes,
    styled_classes,
)
from bookmaker.css.locate import styles_folder
from bookmaker.document.classes import TAKEN


def test_classes_are_found_wherever_a_selector_names_them() -> None:
    sheet = ".a.b > .c:first-child, p.d::before { margin: .5em } .e :not(.f) { top: 0 }"
    assert styled_classes(sheet) == {"a", "b", "c", "d", "e", "f"}


def test_a_class_in_a_value_is_not_a_class() -> None:
    assert styled_classes("p { content: '.x'; margin: .5em }") == set()


def test_both_ways_of_disagreeing_are_reported() -> None:
    breach = compare_classes([".a {} .b {}"], ["b", "c", "d"], plain=["d"])
    assert breach.never_written == ("a",)
    assert breach.never_styled == ("c",)


READ_AND_STYLED = frozenset(
    {"blank", "dropcap", "epigraph", "figure", "listing", "small-caps", "subtitle"}
    | {"turned", "verse"}
)
"""Styled as the author who writes them wants it, or not by their class alone."""


def test_every_class_of_our_sheets_is_taken_or_is_for_authors() -> None:
    """No class that an author may write is one that a sheet takes for ours."""
    styled = {
        name
        for sheet in styles_folder().rglob("*.css")
        for name in styled_classes(sheet.read_text(encoding="utf-8"))
    }
    assert styled - AUTHORS - ENGINE - READ_AND_STYLED == TAKEN
