"""The head of a chapter is whole on its first page, however little room it leaves."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build

pytestmark = pytest.mark.slow

BOOK = """\
title = "T"
modified = 2026-01-02
[print]
theme = "large-print"
trim = "5in x 8in"
[contents]
body = [{files}]
"""
CHAPTER = """\
---
subtitle: Coasts
translator: Ada Voss
---

# First {title} Last

The tide was out, and the boats that had come in with it lay on the shingle.
"""
MOST = 19
"""Words of a title, with which no text fits below it."""


def test_no_page_is_empty_before_the_head_of_a_chapter(tmp_path: Path) -> None:
    titles = [" ".join(["harbour"] * words) for words in range(4, MOST, 3)]
    names = [f"{number}.md" for number in range(len(titles))]
    files = ", ".join(f'"{name}"' for name in names)
    (tmp_path / "book.toml").write_text(BOOK.format(files=files), "utf-8")
    for name, title in zip(names, titles, strict=True):
        (tmp_path / name).write_text(CHAPTER.format(title=title), "utf-8")
    target = tmp_path / "book.pdf"
    build(Request(manuscript=tmp_path), {"pdf": target})
    document = pypdfium2.PdfDocument(target)
    pages = [page.get_textpage().get_text_range().split() for page in document]
    openers = [words for words in pages if "Coasts" in words]
    assert len(openers) == len(titles)
    assert all({"First", "Last", "Voss"} <= set(words) for words in openers)
    assert all(len(words) > 1 for words in pages if words)
    goes_on = sum("tide" not in words for words in openers)
    assert 0 < goes_on < len(titles)
