"""Rules of every kind that end before their block: no reading of a sheet ends there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookmaker.backends.pdf.engine.sheets import text_sheet
from bookmaker.css.contract import styled_classes
from bookmaker.css.contrast import find_colour_pairs
from bookmaker.css.tokens import fill_tokens, read_tokens

READINGS: dict[str, Callable[[str], object]] = {
    "the sheet of the text": text_sheet,
    "its classes": styled_classes,
    "its colours": find_colour_pairs,
    "its tokens": read_tokens,
    "filled": fill_tokens,
}
NAMES = (
    *("page", "font-face", "media", "supports", "layer", "container", "scope", "x"),
    *("property", "counter-style", "keyframes", "import", "charset", "namespace"),
    *("starting-style", "top-left", "footnote", "-webkit-x", "font-feature-values"),
)
FORMS = (
    *("@{0}", "@{0};", "@{0} a", "@{0} a;", "@{0} {{", "@{0} a {{", "@{0}{{}}"),
    *("p{{@{0}}}", "p{{@{0};}}", "p{{@{0} a", "@media print{{@{0}}}", "@page{{@{0}}}"),
    *("@page{{@{0} {{", "@page x{{@{0};}}", "@layer a{{@{0}", "@{0} !;", '@{0} "a'),
    *(":root{{@{0}}}", "@{0}:first{{margin:1cm}}", "@{0} a,{{p{{"),
)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_rule_without_its_block_is_read(reading: str, name: str) -> None:
    for form in FORMS:
        READINGS[reading](form.format(name))


@pytest.mark.parametrize("sheet", ["@page", "@page;", "@page a", "@page a;"])
def test_a_page_without_a_block_sets_nothing(sheet: str) -> None:
    assert text_sheet(sheet).strip() == ""
