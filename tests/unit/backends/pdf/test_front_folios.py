"""How the pages of the front matter are numbered."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folios", "labels", "printed"),
    [
        ("roman", ["i", "ii", "1"], "1"),
        ("arabic", ["1", "2", "3"], "3"),
    ],
)
def test_pages_are_counted_as_the_book_says(
    folios: str, labels: list[str], printed: str, tmp_path: Path
) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nfront = ["title-page", "preface.md"]\n'
        f'body = ["one.md"]\n[print]\nfront-folios = "{folios}"\n'
    )
    (tmp_path / "preface.md").write_text("# Preface\n\nSee [](#a){.page}.\n")
    (tmp_path / "one.md").write_text("# One {#a}\n\nThe tide was out.\n")
    target = tmp_path / "book.pdf"
    found = build(Request(manuscript=tmp_path), {"pdf": target}).diagnostics
    assert tuple(found) == ()
    document = pypdfium2.PdfDocument(target)
    assert [document.get_page_label(index) for index in range(len(document))] == labels
    text = document[2].get_textpage().get_text_range()
    assert text.split()[-1] == printed
    assert f"page\xa0{printed}." in document[1].get_textpage().get_text_range()
