"""Every property that hides, shrinks, moves or recolours words; and what only adorns.

`hiding_sheets.txt` has a sheet a line; those that only adorn begin with `sound:`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from bookmaker.css.hiding import hidden_words
from bookmaker.css.hiding_rules import HidingSheet

_PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body><section>
<h2>One</h2><p>A paragraph before.</p><div class="x"><p>The words that matter.</p></div>
<p>One behind.</p><div class="x"><p>More words that matter.</p></div><p>The last.</p>
</section></body></html>"""
_SOUND = "sound: "
SHEETS = [
    line
    for line in Path(__file__)
    .with_name("hiding_sheets.txt")
    .read_text("utf-8")
    .split("\n")
    if line and not line.startswith("#")
]


def _causes(sheet: str) -> set[str]:
    (body,) = etree.fromstring(_PAGE)
    return {hidden.cause for hidden in hidden_words(body, HidingSheet(sheet))}


@pytest.mark.sampled(150)
@pytest.mark.parametrize("sheet", [s for s in SHEETS if not s.startswith(_SOUND)])
def test_a_sheet_that_hides_is_reported(sheet: str) -> None:
    assert _causes(sheet)


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.startswith(_SOUND)])
def test_a_sheet_that_adorns_is_not(sheet: str) -> None:
    assert _causes(sheet.removeprefix(_SOUND)) == set()


_OF_ROOTS = (
    "{ display: none }",
    "{ visibility: hidden }",
    "{ opacity: 0 }",
    "{ color: white }",
    "{ background: black }",
    "{ font-size: 0 }",
    "{ filter: opacity(0) }",
    "{ transform: scale(0) }",
    "{ clip-path: inset(50%) }",
    '::after { content: ""; position: fixed; inset: 0; background: white }',
)


@pytest.mark.parametrize("root", ["html", ":root", "body"])
@pytest.mark.parametrize("rule", _OF_ROOTS)
def test_a_rule_of_the_root_hides_as_one_of_the_body_does(root: str, rule: str) -> None:
    assert _causes(f"{root} {rule}" if rule.startswith("{") else f"{root}{rule}")


def test_the_words_that_the_root_hides_are_those_of_the_body() -> None:
    page = _PAGE.replace("<body>", "<head><title>Not of the book</title></head> <body>")
    body = etree.fromstring(page)[1]
    (hidden,) = hidden_words(body, HidingSheet("html { display: none }"))
    assert (hidden.start, hidden.end) == (0, len("".join(body.itertext())))
