"""Lines of white space that Markdown does not call blank, beside every construct.

Python strips more than spaces and tabs: a no-break space alone on a line, as word
processors write it, is a line with text in it until it is stripped.
"""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import read_markdown

_LAST = 0x3000
"""The ideographic space: no sign behind it is white space (Unicode 17)."""
ODD = [
    sign
    for sign in map(chr, range(_LAST + 1))
    if sign.isspace() and sign not in " \t\n\r"
]
OPENINGS = (
    *("# A", "## A {#a}", "*a*", "_a_", "**a**", "`a`", "~~a~~", "==a==", "++a++"),
    *("[a](b)", "![a](b.png)", "[^1]", "[^1]: a", "[a]: b", "[@a]", "@a", "<b>a</b>"),
    *(
        "<div>",
        "</div>",
        "<!-- a",
        "-->",
        "{{< a >}}",
        "{a}",
        "\\newpage",
        "\\[",
        "\\]",
    ),
    *("$$", "$a$", "```", "~~~", "    a", "- a", "- [ ] a", "1. a", "(@) a", "#. a"),
    *(
        "> a",
        "> [!NOTE]",
        "| a | b |",
        "|---|---|",
        "+---+",
        "---",
        "***",
        "===",
        ": a",
    ),
    *(
        "::: note",
        ":::",
        "!!! note",
        "Table: a",
        "| verse",
        "%% a",
        "#tag",
        "- - -",
        "A",
    ),
    *(
        "{#include a}",
        "[TOC]",
        "+++",
        "-a",
        "@include a",
        "\\begin{center}",
        "W>",
        "A>",
    ),
)


@pytest.mark.parametrize("sign", ODD, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_line_of_odd_white_space_is_read_beside_every_construct(sign: str) -> None:
    for opening in OPENINGS:
        for text in (
            f"{opening}\n{sign}\n",
            f"{sign}\n{opening}\n",
            f"A\n{sign}\n{opening}\n{sign}{sign}\nB\n",
            f"{opening}\n\n{sign}\n\n{opening}{sign}\n {sign}",
            f"> {opening}\n> {sign}\n\n- {opening}\n  {sign}\n",
        ):
            read_markdown(f"# One\n\n{text}", "x.md", Diagnostics())
