"""Nesting ends at a limit, with a diagnostic and no word lost."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import NestingTooDeep
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown import read_markdown
from tests.support.markdown_texts import depth_of

DEEP = {
    "quotations": ">" * 3000 + " word",
    "lists": "- " * 3000 + "word",
    "lists over lines": "".join("  " * n + "- word\n" for n in range(300)),
    "divisions": "::: a\n" * 3000 + "word\n" + ":::\n" * 3000,
    "emphasis": "*a **b " * 300 + "word" + "***" * 300,
    "spans": "[" * 3000 + "word" + "]{.a}" * 3000,
    "images": "![" * 3000 + "word" + "](x)" * 3000,
    "notes": "^[" * 300 + "word" + "]" * 300,
    "tags in a line": "a " + "<b>" * 3000 + "word" + "</b>" * 3000,
    "block tags": "<div>\n\n" * 3000 + "word\n\n" + "</div>\n\n" * 3000,
    "block tags at once": "<div>\n" * 3000 + "word\n" + "</div>\n" * 3000,
    "a mixture": "> - " * 40 + "*a **b " * 40 + "word" + "***" * 40,
    "emphasis in tags": "<div>\n\n" * 90 + "*a **b " * 40 + "word" + "***" * 40,
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_too_deep_is_reported_and_its_words_stay(kind: str) -> None:
    diagnostics = Diagnostics()
    found = read_markdown(DEEP[kind], "x.md", diagnostics)
    nodes = (*found.blocks, *found.notes)
    assert "word" in plain_text(nodes)
    assert depth_of(nodes) <= 112
    if kind not in ("images", "notes"):  # neither holds what stands in it
        assert NestingTooDeep in {type(problem) for problem in diagnostics}


def test_a_hundred_is_deep_enough_for_any_book() -> None:
    diagnostics = Diagnostics()
    read_markdown(">" * 60 + " *a **b***", "x.md", diagnostics)
    assert list(diagnostics) == []


def _grids(depth: int, words: str) -> str:
    lines = [words]
    for _ in range(depth):
        rule = "+" + "-" * (len(lines[0]) + 2) + "+"
        lines = [rule, *(f"| {line} |" for line in lines), rule]
    return "\n".join(lines) + "\n"


def test_grids_are_read_in_five_others_and_their_words_stay_in_more() -> None:
    """Each level is one more look at all that stands in it."""
    for depth, is_read in ((5, True), (6, False), (20, False)):
        diagnostics = Diagnostics()
        found = read_markdown(_grids(depth, "word"), "x.md", diagnostics)
        assert "word" in plain_text(found.blocks)
        told = [problem.message() for problem in diagnostics]
        assert any("it stands in 5 others" in words for words in told) is not is_read
