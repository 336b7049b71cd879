"""Selectors of ours are matched in time that grows with the depth of an element alone.

`.a .b .c .d` is tried at each combination of ancestors, so that a hundred quotations in
one another take minutes. Within `:is()` the search ends with the first that matches.
"""

from __future__ import annotations

import pytest
import tinycss2
from cssselect2 import parser
from tinycss2 import ast

from bookmaker.css.bundle import Edition, load_sheet
from bookmaker.css.locate import theme_names

_MOST = 2


def searches(selector: object) -> int:
    """How many searches among ancestors or siblings are within one another."""
    if not isinstance(selector, parser.CombinedSelector):
        return 0
    return (selector.combinator in " ~") + searches(selector.left)


def deep_selectors(sheet: str) -> list[str]:
    """The preludes with a selector that searches within searches."""
    return [
        tinycss2.serialize(rule.prelude).strip()
        for rule in tinycss2.parse_stylesheet(sheet)
        if isinstance(rule, ast.QualifiedRule)
        and any(
            searches(one.parsed_tree) > _MOST
            for one in parser.parse(rule.prelude, namespaces={})
        )
    ]


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("edition", ["print", "epub"])
def test_no_selector_searches_within_searches(theme: str, edition: Edition) -> None:
    assert deep_selectors(load_sheet(edition, theme)) == []


def test_a_chain_of_descendants_is_found() -> None:
    deep = ".note .a .a .a { margin: 0 }"
    assert deep_selectors(f"p {{}} {deep} .note :is(.a .a .a) {{}}") == [
        ".note .a .a .a"
    ]
