"""A title page that says much is printed whole in every theme, on small paper too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Severity
from bookmaker.pipeline.stages import Request, build
from bookmaker.system.workspace import Environment
from tests.support.pdf import PdfInspector

_BOOK = """\
title = "The Long Road Through the Salt Marshes"
subtitle = "A Natural and Unnatural History"
language = "en"
publisher = "Harbour Press"
published = 2026-01-02
authors = [
  "Ann Author", "Bob Writer",
  {{ name = "Tess Translator", role = "trl" }},
  {{ name = "Ines Illustrator", role = "ill" }},
]
series = {{ name = "Specimens", position = "1" }}
[contents]
front = ["title-page"]
body = ["one.md"]
[print]
theme = "{theme}"
trim = "{trim}"
chapters-open = "any"
"""
TOO_LARGE: dict[str, set[str]] = {
    "mass-market": {"large-print"},
    "trade": set(),
}
"""Themes whose type is too large for one page of the trim."""


@pytest.mark.slow
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("trim", TOO_LARGE)
def test_a_title_page_that_says_much_is_printed_whole(
    trim: str, theme: str, tmp_path: Path
) -> None:
    (tmp_path / "book.toml").write_text(_BOOK.format(theme=theme, trim=trim), "utf-8")
    (tmp_path / "one.md").write_text("# One\n\nWords.\n", "utf-8")
    target = tmp_path / "out" / "one.pdf"
    request = Request(manuscript=tmp_path, environment=Environment(), jobs=1)
    outcome = build(request, {"pdf": target})
    assert [d.code for d in outcome.diagnostics if d.severity is Severity.ERROR] == []
    first = PdfInspector.of(target.read_bytes()).texts[0]
    assert ("Harbour" in first) is (theme not in TOO_LARGE[trim])
