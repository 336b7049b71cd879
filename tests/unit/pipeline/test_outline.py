"""The outline and the word counts are those of what the author wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.pipeline.outline import words_of_book
from bookmaker.pipeline.stages import Request, build, read

TIDES = """\
---
title: Tides
author: A. Reader
language: en
---

# Low water

The pier was *long*.[^pier] See @sec-cold.^[An inline note.]

## Cold {#sec-cold}

Nobody was there.

# High water

Two words.

[^pier]: It has been taken down since.
"""


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A small book."""
    path = tmp_path / "tides.md"
    path.write_text(TIDES, "utf-8")
    return path


def test_words_are_those_of_a_build(manuscript: Path, tmp_path: Path) -> None:
    request = Request(manuscript=manuscript)
    book = read(request).book
    outcome = build(request, {"epub": tmp_path / "tides.epub"})
    proof = outcome.outputs[0].proof
    assert book is not None
    assert proof is not None
    assert words_of_book(book) == proof.words_of_manuscript


def test_words_are_counted_by_chapter(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["words", str(manuscript), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    counts = {one["title"]: one["words"] for one in found["chapters"]}
    assert counts == {"Low water": 21, "High water": 4}
    assert run(["words", str(manuscript)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].split() == "21 Chapter 1 Low water".split()
    assert said[-1].split()[1:] == ["in", "all"]


def test_headings_have_numbers_and_places(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["outline", str(manuscript), "--places"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in said] == [
        f"Chapter 1 Low water  {manuscript}:7",
        f"Cold  {manuscript}:11",
        f"Chapter 2 High water  {manuscript}:15",
    ]
    assert run(["outline", str(manuscript), "--json"]) == 0
    levels = [one["level"] for one in json.loads(capsys.readouterr().out)]
    assert levels == [1, 2, 1]
