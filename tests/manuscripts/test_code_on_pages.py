"""Code in print: words that stay whole, and listings that go on over pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build
from bookmaker.system.workspace import Environment
from tests.support.pdf import PdfInspector

pytestmark = pytest.mark.slow

BOOK = """\
title = "Code"
language = "en-GB"
authors = ["T. Ormerod"]
modified = 2026-01-02
[contents]
body = ["one.md"]
[print]
theme = "technical"
"""
WORDS = ("lst-cap=x", "--strict", "a-b", "src/x.py")
LENGTHS = [13 + number % 5 for number in range(60)]


def texts_of(folder: Path, chapter: str) -> list[str]:
    (folder / "book.toml").write_text(BOOK, "utf-8")
    (folder / "one.md").write_text(f"# Code\n\n{chapter}", "utf-8")
    target = folder / "book.pdf"
    request = Request(
        manuscript=folder, environment=Environment(cache_folder=folder / "cache")
    )
    build(request, {"pdf": target})
    return list(PdfInspector.of(target.read_bytes()).texts)


def test_a_short_word_of_code_is_on_one_line(tmp_path: Path) -> None:
    paragraphs = [
        "i" * shift + f" and then we write `{word}` here." * 5
        for shift in range(1, 22)
        for word in WORDS
    ]
    text = "\n".join(texts_of(tmp_path, "\n\n".join(paragraphs)))
    text = text.replace("\u2060", "").replace("\u200b", "")
    for word in WORDS:
        assert text.count(word) == 5 * 21, word


def test_three_lines_of_a_listing_are_on_each_page(tmp_path: Path) -> None:
    blocks = [
        "Text.\n\n" * (number * 5 % 7)
        + "```\n"
        + "".join(f"listing {number} line {line}\n" for line in range(length))
        + "```\n"
        for number, length in enumerate(LENGTHS)
    ]
    texts = texts_of(tmp_path, "\n\n".join(blocks))
    counts = [
        [text.count(f"listing {number} line") for text in texts]
        for number in range(len(LENGTHS))
    ]
    assert [sum(one) for one in counts] == LENGTHS
    assert sum(max(one) < sum(one) for one in counts) > 3
    assert all(count == 0 or count >= 3 for one in counts for count in one)


def test_a_step_is_on_the_page_of_its_code(tmp_path: Path) -> None:
    steps = [
        "Text.\n\n" * (number * 5 % 7)
        + f"1. Step {number}x here.\n\n   ```\n   code {number}x\n   more\n   ```\n\n"
        + "2. Ring.\n"
        for number in range(60)
    ]
    texts = texts_of(tmp_path, "\n".join(steps))
    assert len(texts) > 6
    for number in range(60):
        (page,) = [text for text in texts if f"Step {number}x" in text]
        assert f"code {number}x" in page


def test_an_option_in_a_cell_is_on_one_line(tmp_path: Path) -> None:
    rows = "| `--from-station` | " + "long words that want the room " * 6 + "|\n"
    text = "\n".join(texts_of(tmp_path, f"| Option | Meaning |\n|--|--|\n{rows * 3}"))
    assert text.replace("\u2060", "").count("--from-station") == 3
