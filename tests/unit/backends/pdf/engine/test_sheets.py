"""The sheet of the text: what a chapter needs that is laid out alone."""

from __future__ import annotations

import pytest

from bookmaker.backends.pdf.engine.sheets import text_sheet
from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names


def test_margin_boxes_go_and_the_page_stays() -> None:
    sheet = text_sheet(
        "@page text:left { size: 10pt 20pt; @top-left { content: counter(page) }"
        " margin: 1pt; @bottom-right-corner { content: 'x' } }"
    )
    assert "top-left" not in sheet
    assert "bottom-right-corner" not in sheet
    assert "@page text:left" in sheet
    assert "size: 10pt 20pt;" in sheet
    assert "margin: 1pt;" in sheet


def test_the_place_of_notes_is_not_a_margin_box() -> None:
    sheet = text_sheet("@page { @footnote { padding-top: 4pt } @TOP-LEFT { top: 0 } }")
    assert "@footnote { padding-top: 4pt }" in sheet


@pytest.mark.parametrize(
    "counter",
    [
        "target-counter(attr(href), page)",
        "target-counter( attr( href url ) , page , lower-roman )",
        "Target-Counter(attr(href),page,decimal)",
    ],
)
def test_the_folio_of_another_place_comes_from_the_markup(counter: str) -> None:
    sheet = text_sheet(f'a::after {{ content: " " {counter} }}')
    assert "target-counter" not in sheet.lower()
    assert 'content: " " attr(data-page)' in sheet


def test_other_counters_of_other_places_stay() -> None:
    counter = "target-counter(attr(href), figure)"
    assert counter in text_sheet(f"a::after {{ content: {counter} }}")


def test_other_rules_stay_as_they_are() -> None:
    rules = (
        "@media print { p { color: red } }",
        ':root { --head: "a } b"; }',
        '.a > .b::before { content: "@top-left { }" }',
    )
    sheet = text_sheet("\n".join(rules))
    assert all(rule in sheet for rule in rules)


@pytest.mark.parametrize("theme", theme_names())
def test_a_theme_leaves_nothing_that_asks_for_page_numbers(theme: str) -> None:
    sheet = text_sheet(load_sheet("print", theme))
    assert "counter(page" not in sheet
    assert "@footnote" in sheet
