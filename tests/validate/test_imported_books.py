"""What was imported builds at once, and EPUBCheck has nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.cli import run
from tests.support.importing import keyed_text, texts_in
from tests.support.word_files import word_file
from tools.epubcheck import MissingValidatorError, run_epubcheck

pytestmark = pytest.mark.slow


def _texts(folder: Path) -> list[Path]:
    sources = []
    for path in (*texts_in("worked"), *texts_in("aside"), *texts_in("later")):
        source = folder / path.name
        source.write_text(keyed_text(path)[0], encoding="utf-8")
        sources.append(source)
    return sources


def _word_file(folder: Path) -> list[Path]:
    source = folder / "draft.docx"
    source.write_bytes(word_file())
    return [source]


@pytest.mark.parametrize("make", [_texts, _word_file], ids=["texts", "word"])
def test_every_source_becomes_a_book_that_passes(
    make: Callable[[Path], list[Path]], tmp_path: Path
) -> None:
    sources = [str(source) for source in make(tmp_path)]
    folder = tmp_path / "book"
    assert run(["import", *sources, str(folder), "--yes"]) == 0
    edition = tmp_path / "book.epub"
    assert run(["epub", str(folder), "-o", str(edition), "--quiet"]) == 0
    try:
        verdict = run_epubcheck(edition)
    except MissingValidatorError as error:
        pytest.skip(str(error))
    assert verdict.messages == ()
