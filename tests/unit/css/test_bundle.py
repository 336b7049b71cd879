"""Flat sheets: every theme for both editions, tokens filled in where they must be."""

from __future__ import annotations

import re

import pytest

from bookmaker.css.bundle import Edition, load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.tokens import fill_tokens, read_tokens
from bookmaker.diagnostics.catalog.styles import UnknownTheme
from bookmaker.diagnostics.errors import InternalError, ManuscriptError
from bookmaker.source import SourceSpan

EDITIONS: tuple[Edition, ...] = ("print", "epub")


@pytest.mark.parametrize(
    ("sheet", "filled"),
    [
        (".x { --v: none; display: var(--v) }", "--v: none; display: none"),
        (".x { --v: 1 } p { order: var(--v) }", "order: var(--v)"),
        (".x { --v: 1 } p { order: var(--v, 2) }", "order: var(--v, 2)"),
        ("p { color: var(--none, red) }", "color: red"),
        (":root { --v: 1 } .x { --w: 2 } p { order: var(--v) }", "order: 1"),
    ],
)
def test_a_property_of_some_elements_alone_is_filled_in_where_it_is_declared(
    sheet: str, filled: str
) -> None:
    assert filled in " ".join(fill_tokens(sheet).split())


def test_the_themes_are_named_for_what_they_are_for() -> None:
    assert theme_names() == (
        *("academic", "classic", "dyslexia-friendly", "large-print"),
        *("literary", "modern", "poetry", "technical"),
    )


@pytest.mark.sampled
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_bundle_imports_nothing_more(theme: str, edition: Edition) -> None:
    assert "@import" not in load_sheet(edition, theme)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("theme", theme_names())
def test_the_epub_sheet_knows_no_custom_properties(theme: str) -> None:
    sheet = load_sheet("epub", theme)
    assert "var(" not in sheet
    assert "--" not in sheet


@pytest.mark.parametrize("theme", theme_names())
def test_no_rule_of_the_epub_sheet_depends_on_an_address(theme: str) -> None:
    """foliate-js 1.0 and epub.js 0.3 change them to `blob:` ones."""
    assert not re.findall(r"\[(?:src|href)\b[^]]*\]", load_sheet("epub", theme))


def test_what_the_book_decides_wins_over_the_theme() -> None:
    sheet = load_sheet("print", "literary", {"--type-size": "18pt"})
    assert read_tokens(sheet)["--type-size"] == "18pt"


def test_the_theme_wins_over_the_tokens() -> None:
    assert read_tokens(load_sheet("print", "technical"))["--type-text"].startswith(
        '"Source Serif 4"'
    )


def test_an_unknown_theme_names_the_nearest() -> None:
    place = SourceSpan.at("book.toml", 7, 9)
    with pytest.raises(ManuscriptError) as caught:
        load_sheet("print", "litrary", place=place)
    assert caught.value.diagnostics == (
        UnknownTheme(
            theme="litrary",
            nearest="literary",
            themes=theme_names(),
            span=place,
        ),
    )


def test_a_token_made_of_others_is_filled_in_all_the_way() -> None:
    sheet = ":root { --a: 2em; --b: var(--a); } p { margin: calc(var(--b) * 2) 0 }"
    assert fill_tokens(sheet) == "p { margin: calc(2em * 2) 0 }\n"


def test_the_last_value_of_a_token_wins() -> None:
    sheet = ":root { --a: 1em } :root { --a: 3em } p { margin: var(--a) }"
    assert fill_tokens(sheet) == "p { margin: 3em }\n"


def test_what_else_the_root_says_is_kept() -> None:
    assert "color: red" in fill_tokens(":root { --a: 1em; color: red }")


@pytest.mark.parametrize("value", ["var(--a)", "var(--b)"])
def test_a_token_made_of_itself_or_of_nothing_is_our_mistake(value: str) -> None:
    with pytest.raises(InternalError):
        fill_tokens(f":root {{ --a: {value} }}")
