"""Large print and dyslexia-friendly text: rules of theme and edition have one home."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import tinycss2

from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import styles_folder, theme_names

NAMES = ("large-print", "dyslexia-friendly")


def declarations(sheet: str) -> Iterator[tuple[str, str, str]]:
    """Selector, property and value of each declaration."""
    for rule in tinycss2.parse_stylesheet(sheet, True, True):
        if rule.type == "qualified-rule":
            for selector in tinycss2.serialize(rule.prelude).split(","):
                for one in tinycss2.parse_blocks_contents(rule.content, True, True):
                    value = tinycss2.serialize(one.value).strip()
                    yield " ".join(selector.split()), one.name, value


def declared_in(*names: str) -> set[tuple[str, str, str]]:
    folder = styles_folder() / "accessible"
    return {
        one
        for name in names
        for one in declarations((folder / f"{name}.css").read_text("utf-8"))
    }


@pytest.mark.sampled
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("theme", theme_names())
def test_theme_and_adaptation_have_the_same_rules(name: str, theme: str) -> None:
    shared = declared_in("plain", name, "title-page")
    assert shared <= set(declarations(load_sheet("print", name)))
    assert shared <= set(declarations(load_sheet("print", theme, adaptation=name)))


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_has_a_second_home(name: str) -> None:
    shared = declared_in("plain", name, "title-page")
    for path in (f"themes/{name}/theme.css", f"adaptations/{name}.css"):
        own = set(declarations((styles_folder() / path).read_text("utf-8")))
        assert not shared & own, path
