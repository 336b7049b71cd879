"""What `bookmaker explain` advises is true: the slip has the code, the advice has not.

Each row is a code, a text that has the problem, and the same text as its explanation or
its help says that it should be. The examples between backquotes of each are words of
the explanation itself, so that the two cannot differ.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.diagnostics.all_kinds import KIND_BY_CODE
from bookmaker.diagnostics.explanations import example_of, explain
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read
from bookmaker.readers.metadata_block import KEYS
from bookmaker.system.workspace import Environment

_PICTURE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'>"
    b"<rect width='8' height='8'/></svg>"
)
_ADVICE = [
    ("M003", "[x]\u202e", "[words]{dir=rtl}"),
    ("M010", "> " * 300 + "x", "\\> x"),
    ("M011", "A.[^1]\n\n[^1]: First.\n\n[^1]: Second.", "A.[^1]\n\n[^1]: First."),
    ("M012", "[^1]: First.", "A.[^1]\n\n[^1]: First."),
    ("M013", "A.[^whale]", "A.[^whale]\n\n[^whale]: …"),
    ("M014", "::: verse\nX", "::: verse\nX\n:::"),
    ("M015", "X\n\n:::", "::: name\nX\n:::"),
    ("M016", '[x]{alt="A grey}', "[x]{#id .class key=value}"),
    ("M017", "`x` Vec<T>", "`Vec<T>` and \\<T>"),
    ("M021", "<div>\n\nX", "<div>\n\nX\n\n</div>"),
    ("M022", "A <em>x.", "A <em>x</em>."),
    ("M023", "A x</em>.", "A <em>x</em>."),
    ("M025", "<!-- x", "<!-- x -->"),
    ("M022", "A <!-- x", "A <!-- x -->"),
    ("M027", "| a |\n| - |\n| 1 | 2 |", "| a |\n| - |\n| 1 \\| 2 |"),
    ("M028", "```\nx", "```\nx\n```"),
    ("M030", "A {{< pagebreak >}}", "A\n\n{{< pagebreak >}}"),
    ("M080", '![A](quai.svg){alt="A"}', '![A](quay.svg){alt="A"}'),
    (
        "M085",
        "![](quay.jpg)",
        "![A heron on the quay](quay.jpg)",
    ),
    (
        "M085",
        "![](quay.jpg)",
        '![The quay at dawn](quay.jpg){alt="A heron on the quay"}',
    ),
    ("M100", '![A](quay.svg){alt="A" width=wide}', '![A](quay.svg){alt="A" width=60%}'),
    ("M111", "$$\nx", "$$\nx\n$$"),
    ("M140", "A []{.index}.", 'A []{.index entry="Whales!sperm"}.'),
    ("M160", "##The Gauge", "## The Gauge"),
    ("M160", "#Gauge", "\\#gauge"),
    ("M162", "\tHe went to the door, and looked.", "He went to the door, and looked."),
    ("M163", "[the docs]()", "[the docs](https://example.org)"),
    ("M164", "### A", "## A\n\n### B"),
    ("M294", "!!! note\n\n    Mind it.", "::: note\nMind it.\n:::"),
    ("M294", "{% if dry %}", "\\{% if dry %}"),
    ("M295", "{>> ask the harbour master <<}", "<!-- ask the harbour master -->"),
    ("M296", "：：： note", "::: note\nMind it.\n:::"),
    ("M300", '[A]{tilte="B"}', '[A]{title="B"}'),
    ("M165", "A [x]{#a #b}.", "A [x]{#a}."),
    ("M167", "[mot]{lang=french}", "[mot]{lang=fr} [x]{lang=pt-BR}"),
    ("M168", "TODO: more.", "<!-- TODO: … -->"),
    ("M169", "[x](htp://a.b)", "[x](https://a.b) [y](http://a.b)"),
    ("M172", "$$x$$ {#qe-x}", "$$x$$ {#eq-x}"),
    ("M174", "![A](my picture.svg)", '![A](my%20picture.svg){alt="A"}'),
    ("M174", "![A](my picture.svg)", '![A](<my picture.svg>){alt="A"}'),
    ("X001", "[x](#gone)", "[x](#one)"),
    ("X002", "[x](www.example.org)", "[x](https://www.example.org)"),
]


def _codes(markdown: str, folder: Path) -> set[str]:
    (folder / "one.md").write_text(f"# One\n\n{markdown}\n", encoding="utf-8")
    for name in ("quay.svg", "quay.jpg", "my picture.svg"):
        (folder / name).write_bytes(_PICTURE)
    request = Request(manuscript=folder / "one.md", environment=Environment())
    return {problem.code for problem in read(request).diagnostics}


@pytest.mark.parametrize(("code", "slip", "advice"), _ADVICE)
def test_the_advice_of_an_explanation_has_not_its_problem(
    code: str, slip: str, advice: str, tmp_path: Path
) -> None:
    assert code in _codes(slip, tmp_path)
    assert code not in _codes(advice, tmp_path)


@pytest.mark.parametrize("code", KIND_BY_CODE)
def test_an_explanation_can_be_read(code: str) -> None:
    text = explain(KIND_BY_CODE[code])
    # A placeholder is whole, and no number is there that only fills a field.
    for broken in ("U+2039", "‹‹", "››", "or one of \n", "None", "3 by 3"):
        assert broken not in text
    assert text.count("`") % 2 == 0 or "```" in text
    example = example_of(KIND_BY_CODE[code])
    assert example.message()[:1] == example.message()[:1].strip()
    assert not example.help().startswith("Did")
    assert not re.search(r"\s{2,}", example.message())


def test_the_keys_of_a_metadata_block_are_all_explained() -> None:
    text = explain(KIND_BY_CODE["M008"])
    assert [key for key in KEYS if key not in text] == []
