"""Chapters that say their numbers keep them, and the book doesn't number them too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, read
from tests.support.importing import imported_files

_WORDS = "It was low water, and the men were out on the mud with their lamps."


@pytest.mark.parametrize(
    ("titles", "is_numbered"),
    [
        (("CHAPTER I: THE REACH.", "CHAPTER II: THE ROPE."), False),
        (("Chapter 1. Low", "Chapter 2. High"), False),
        (("1. Low", "2. High", "3. Slack"), False),
        (("Low", "High", "Slack"), True),
        (("1984", "Two Rivers", "Slack"), True),
    ],
)
def test_a_number_is_said_once(
    titles: tuple[str, ...], *, is_numbered: bool, tmp_path: Path
) -> None:
    sources = []
    for number, title in enumerate(titles, 1):
        source = tmp_path / f"{number}.html"
        source.write_text(f"<html><body><h1>{title}</h1><p>{_WORDS}</p></body></html>")
        sources.append(source)
    files = imported_files(*sources)
    assert ('chapters = "none"' not in files["book.toml"].decode()) is is_numbered
    folder = tmp_path / "made"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    found = read(Request(manuscript=folder)).diagnostics
    assert "X070" not in {one.code for one in found}
