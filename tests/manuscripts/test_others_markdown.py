"""Every way of writing in the tables beside this has its right result in the EPUB."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bookmaker
from tests.manuscripts.others_habits import HABITS
from tests.manuscripts.others_markdown import PICTURE, ROWS, Row
from tests.support.epub import Epub
from tests.support.importing import picture

_NO_DATE = "M270"
_ASKS_FOR_A_COVER = "E006"
"""No letters of the drawn cover have the script."""


def _write(row: Row, folder: Path) -> None:
    for name, text in row.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = picture() if text == PICTURE else text.encode()
        path.write_bytes(content)


def _shown(epub: Epub) -> str:
    """The markup of the text, and what the package document says of the book."""
    parts = [epub.read(name).decode() for name in epub.reading_order]
    bodies = [re.sub(r".*<body[^>]*>|</body>.*", "", p, flags=re.DOTALL) for p in parts]
    package = re.sub(
        r"<manifest>.*", "", epub.read("content.opf").decode(), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", " ".join((*bodies, package)))


@pytest.mark.sampled(4)
@pytest.mark.parametrize("row", [*ROWS, *HABITS], ids=lambda row: row.name)
def test_what_authors_write_elsewhere_is_read(row: Row, tmp_path: Path) -> None:
    _write(row, tmp_path / "book")
    outcome = bookmaker.build(
        tmp_path / "book", tmp_path / "out", formats=("epub",), cache=False
    )
    odd = {d.code for d in outcome.diagnostics if d.severity.value != "note"}
    assert odd - {_NO_DATE, _ASKS_FOR_A_COVER} == row.codes
    (output,) = outcome.outputs
    shown = _shown(Epub(output.path.read_bytes()))
    assert [part for part in row.has if part not in shown] == [], shown
    texts = re.sub(r"<[^>]*>", " ", shown.partition("<?xml")[0])
    found = [part for part in row.has_not if part in texts]
    assert [part for part in found if not part.startswith("<")] == []
    assert [
        part for part in row.has_not if part.startswith("<") and part in shown
    ] == []
