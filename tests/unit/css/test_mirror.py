"""Sheets for a book that is read from right to left."""

from __future__ import annotations

import re

import pytest

from bookmaker.css.bundle import Edition, load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.mirror import mirrored

EDITIONS: tuple[Edition, ...] = ("print", "epub")


@pytest.mark.parametrize(
    ("rule", "turned"),
    [
        ("p { margin-left: 1em }", "p { margin-right: 1em }"),
        (
            "p{padding-right:1em;text-align:left}",
            "p{padding-left:1em;text-align:right}",
        ),
        ("p { border-left-width: 1pt }", "p { border-right-width: 1pt }"),
        ("p { float: right }", "p { float: left }"),
        ("p { margin: 1em 2em 3em 4em }", "p { margin: 1em 4em 3em 2em }"),
        (
            "p { margin: 0 var(--b) 1em calc(2 * (1em + 2px))}",
            "p { margin: 0 calc(2 * (1em + 2px)) 1em var(--b)}",
        ),
        ("p { margin: 1em 2em }", "p { margin: 1em 2em }"),
        ("@media print { p { left: 1em } }", "@media print { p { right: 1em } }"),
        (".left { color: red }", ".left { color: red }"),
        ("p { --left: 1em }", "p { --left: 1em }"),
        ("p { break-before: right }", "p { break-before: right }"),
        ("pre.listing { text-align: left }", "pre.listing { text-align: left }"),
        ("code { margin-left: 1em }", "code { margin-left: 1em }"),
        ("@page :left { margin-left: 1em }", "@page :left { margin-left: 1em }"),
        (
            "@page { @footnote { background-position: 0 0 } }",
            "@page { @footnote { background-position: 100% 0 } }",
        ),
    ],
)
def test_left_and_right_are_exchanged_where_text_has_them(
    rule: str, turned: str
) -> None:
    assert mirrored(rule).replace(" }", "}") == turned.replace(" }", "}")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("theme", theme_names())
def test_no_rule_is_lost_or_added(theme: str, edition: Edition) -> None:
    sheet = load_sheet(edition, theme)
    turned = load_sheet(edition, theme, direction="rtl")
    assert sheet != turned
    for sign in "{};":
        assert sheet.count(sign) == turned.count(sign)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("theme", theme_names())
def test_no_letters_are_spaced_from_right_to_left(theme: str, edition: Edition) -> None:
    spaced = re.compile(r"(?:letter-spacing|-tracking)\s*:\s*([^;{}]+?)\s*[;}]")
    values = set(spaced.findall(load_sheet(edition, theme, direction="rtl")))
    # A token has no value of its own, and each that gives it one is among these.
    assert values - {"0", "normal", "var(--head-tracking)"} == {"0em"}
