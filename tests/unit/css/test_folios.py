"""Sheets count as the book writes its numbers."""

from __future__ import annotations

import pytest

from bookmaker.css.bundle import load_sheet
from bookmaker.css.folios import with_folios
from bookmaker.css.locate import theme_names
from bookmaker.document.folios import LATIN_FOLIOS, Folios, front_letters
from bookmaker.languages.digits import Digits

_PERSIAN = Folios(Digits.PERSIAN, front_letters("fa"))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("content: counter(page)", "content: counter(page, persian)"),
        ("content: counter( pages )", "content: counter( pages, persian )"),
        (
            "content: target-counter(attr(href), page)",
            "content: target-counter(attr(href), page, persian)",
        ),
        ("content: counter(page, upper-alpha)", None),
        ("content: counter(chapter)", None),
        ("list-style-type: decimal;", "list-style-type: persian;"),
        ("list-style-type: decimal-leading-zero;", None),
        ("list-style-type: lower-roman;", None),
    ],
)
def test_a_counter_has_the_digits(rule: str, expected: str | None) -> None:
    folios = Folios(Digits.PERSIAN)
    assert with_folios(rule, folios) == (expected or rule)
    assert with_folios(rule, LATIN_FOLIOS) == rule


def test_front_matter_has_letters() -> None:
    sheet = with_folios("a { content: counter(page, lower-roman) }\n", _PERSIAN)
    assert "counter(page, front-folio)" in sheet
    assert 'symbols: "الف" "ب" "پ"' in sheet


@pytest.mark.parametrize("theme", theme_names())
def test_no_sheet_counts_pages_otherwise(theme: str) -> None:
    sheet = load_sheet("print", theme, direction="rtl", folios=_PERSIAN)
    assert "counter(page)" not in sheet
    assert "page, lower-roman" not in sheet
    assert "list-style-type: decimal" not in sheet
