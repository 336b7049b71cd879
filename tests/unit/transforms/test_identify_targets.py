"""Ids are unique in the book, those in titles included."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build


@pytest.mark.parametrize(
    "title", ["[]{#first}First", "The [First]{#first}", "First {#first}"]
)
def test_an_anchor_in_a_title_may_be_named_as_its_file(
    title: str, tmp_path: Path
) -> None:
    path = tmp_path / "first.md"
    path.write_text(f"# {title}\n\nNow [see there](#first).\n", encoding="utf-8")
    assert build(Request(manuscript=path), {"epub": tmp_path / "a.epub"}).outputs
