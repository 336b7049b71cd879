"""The handbook's project files are taken as they stand, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.document.nodes import CodeBlock
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.pipeline.stages import Request, read

HANDBOOK = Path(__file__).parents[2] / "manuscripts" / "handbook"
_SHARED = "house.toml"
"""What some of the books extend."""
_WORDS = "The [tide]{.index} was out."


def listings() -> dict[str, CodeBlock]:
    """The files of TOML that the handbook shows, by their captions."""
    book = read(Request(manuscript=HANDBOOK)).book
    assert book is not None
    return {
        plain_text(node.caption): node
        for node in descend_book(book)
        if isinstance(node, CodeBlock) and (node.file_name or "").endswith(".toml")
    }


@pytest.mark.parametrize("caption", sorted(listings()))
def test_a_project_file_is_taken(caption: str, tmp_path: Path) -> None:
    shown = listings()
    for listing in shown.values():
        if listing.file_name == _SHARED:
            (tmp_path / _SHARED).write_text(listing.text)
    folder = tmp_path / "book"
    folder.mkdir()
    text = shown[caption].text
    if shown[caption].file_name == _SHARED:
        text = f'title = "One of Them"\nextends = "../{_SHARED}"\n'
    (folder / "book.toml").write_text(text)
    for name in ("preface", "01-the-road", "02-the-water", "thanks"):
        (folder / f"{name}.md").write_text(f"# {name}\n\n{_WORDS}\n")
    found = read(Request(manuscript=folder))
    told = [d for d in found.diagnostics if d.severity is not Severity.NOTE]
    assert told == []
    assert found.book is not None
