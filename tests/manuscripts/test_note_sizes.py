"""Notes at the foot look the same whatever calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.css.locate import theme_names
from tests.support.proven import proven_pdf

pytestmark = pytest.mark.slow

CALLERS = {
    "title": "# Title[^a] of it\n\nText[^z].\n",
    "heading": "# T\n\n## Section[^a]\n\n### Below[^b]\n\nText[^z].\n",
    "head and cell": "# T\n\n| Head[^a] | B |\n|---|---|\n| a[^b] | c |\n\nText[^z].\n",
    "caption": "# T\n\n| A | B |\n|---|---|\n| a | c |\n\nTable: So[^a]\n\nText[^z].\n",
    "quotation": "# T\n\n> Said[^a] he.\n\nText[^z].\n",
    "verse": "# T\n\n::: verse\nLine[^a]\n  more[^b]\n:::\n\nText[^z].\n",
    "marked words": "# T\n\n*A[^a]* **b[^b]** [c[^c]]{.small-caps} text[^z].\n",
    "description": "# T\n\nTerm[^a]\n:   Words[^b].\n\nText[^z].\n",
}


BOOK = """\
title = "Notes"
language = "en"
modified = 2026-01-02
[contents]
body = ["one.md"]
[print]
theme = "{theme}"
"""


@pytest.mark.sampled
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("caller", CALLERS)
def test_notes_look_the_same_whatever_calls_them(
    caller: str, theme: str, tmp_path: Path
) -> None:
    text = CALLERS[caller]
    words = [f"Wordof{name}" for name in "abcz" if f"[^{name}]" in text]
    notes = "".join(f"\n[^{word[-1]}]: {word}.\n" for word in words)
    (tmp_path / "book.toml").write_text(BOOK.format(theme=theme), "utf-8")
    (tmp_path / "one.md").write_text(text + notes, "utf-8")
    pdf = proven_pdf(tmp_path)
    assert len(pdf.looks_of("Wordofz")) == 1
    assert {word: pdf.looks_of(word) for word in words} == dict.fromkeys(
        words, pdf.looks_of("Wordofz")
    )
