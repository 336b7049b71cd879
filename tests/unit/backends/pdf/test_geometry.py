"""The page worked out from its trim."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bookmaker.backends.pdf.geometry import page_tokens, plan_page
from bookmaker.config.model import ChapterOpening, PrintConfig
from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.tokens import read_tokens
from bookmaker.units import Length

TRIMS = ("5in x 8in", "5.5in x 8.5in", "6in x 9in", "148mm x 210mm")


def configured(trim: str) -> PrintConfig:
    width, height = trim.split(" x ")
    return PrintConfig(trim=(Length.parse(width), Length.parse(height)))


def plan(theme: str) -> dict[str, str]:
    return read_tokens(load_sheet("print", theme))


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("trim", TRIMS)
def test_a_line_holds_as_many_characters_as_read_well(trim: str, theme: str) -> None:
    tokens = plan(theme)
    page = plan_page(configured(trim), tokens)
    characters = page.measure / (page.type_size * Fraction(tokens["--plan-character"]))
    # Verse stands in shorter lines, so that few of them are turned over.
    fewest = 54 if theme == "poetry" else 60
    assert fewest <= characters <= 70


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("trim", TRIMS)
def test_the_page_holds_whole_lines_and_nothing_is_left(trim: str, theme: str) -> None:
    page = plan_page(configured(trim), plan(theme))
    assert page.top + page.lines * page.leading + page.bottom == page.height
    assert page.inner < page.outer
    assert page.top < page.bottom


def test_margins_that_the_book_gives_are_kept() -> None:
    config = replace(configured("6in x 9in"), margin_inner=Length.parse("1in"))
    assert plan_page(config, plan("literary")).inner == 72


def test_a_type_size_that_the_book_gives_is_kept_and_leading_follows() -> None:
    config = replace(configured("6in x 9in"), type_size=Length.parse("18pt"))
    page = plan_page(config, plan("literary"))
    assert page.type_size == 18
    assert page.leading == Fraction(91, 4)


@pytest.mark.parametrize("theme", ["literary", "poetry"])
def test_the_theme_decides_on_hyphens_where_the_book_does_not(theme: str) -> None:
    config = configured("6in x 9in")
    assert "--type-hyphens" not in page_tokens(plan_page(config, plan(theme)), config)
    assert plan(theme)["--type-hyphens"] == ("manual" if theme == "poetry" else "auto")


def test_what_a_book_wants_becomes_tokens() -> None:
    config = replace(
        configured("6in x 9in"), chapters_open=ChapterOpening.ANY, hyphenate=False
    )
    tokens = page_tokens(plan_page(config, plan("literary")), config)
    assert tokens["--break-division"] == "page"
    assert tokens["--type-hyphens"] == "manual"
    assert tokens["--page-width"] == "432pt"
