"""A line right below a block, without a blank one between them, is in the book."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown import read_markdown

BLOCKS = {
    "grid table": "+---+---+\n| a | b |\n+---+---+",
    "box of lines": "┌───┬───┐\n│ a │ b │\n└───┴───┘",
    "pipe table": "| a | b |\n|---|---|\n| c | d |",
    "simple table": "  A    B\n---- ----\n  c    d\n---- ----",
    "formula": "$$\na + b\n$$",
    "formula of TeX": "\\[\na + b\n\\]",
    "environment": "\\begin{center}\na\n\\end{center}",
    "listing": "```\na\n```",
    "division": "::: note\na\n:::",
    "HTML": "<div>\na\n</div>",
    "comment": "<!-- a\nb -->",
    "line block": "| a\n| b",
    "list": "- a\n- b",
    "definition": "A\n: b",
    "note": "[^a]: b",
    "heading": "## A",
    "heading below": "A\n---",
    "rule": "***",
    "inclusion": "{{< meta title >}}",
    "quotation": "> a",
}


@pytest.mark.parametrize("indent", ["", "  "], ids=["at the edge", "indented"])
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_line_right_below_a_block_is_kept(kind: str, indent: str) -> None:
    text = f"# One\n\nSee.[^a]\n\n{BLOCKS[kind]}\n{indent}zend\n"
    found = read_markdown(text, "x.md", Diagnostics())
    assert "zend" in plain_text((*found.blocks, *found.notes))
