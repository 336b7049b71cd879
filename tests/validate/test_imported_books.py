"""What was imported builds at once, both editions, and EPUBCheck has nothing to say."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.pipeline.stages import Request, build, check
from tests.importers.test_pages import PAGE
from tests.support.importing import keyed_text, older_epub, picture, texts_in
from tests.support.word_files import find_pandoc, word_file
from tools.epubcheck import MissingValidatorError, run_epubcheck

pytestmark = pytest.mark.slow
OWN_BOOK = Path(__file__).parents[2] / "manuscripts/how-to-read-a-tide-table.md"


def _texts(folder: Path) -> list[Path]:
    sources = []
    for path in (*texts_in("worked"), *texts_in("aside"), *texts_in("later")):
        source = folder / path.name
        source.write_text(keyed_text(path)[0], encoding="utf-8")
        sources.append(source)
    return sources


def _text(folder: Path) -> list[Path]:
    return _texts(folder)[:1]


def _word_file(folder: Path) -> list[Path]:
    source = folder / "draft.docx"
    source.write_bytes(word_file())
    return [source]


def _page(folder: Path) -> list[Path]:
    source = folder / "clock.html"
    source.write_text(PAGE, encoding="utf-8")
    (folder / "files").mkdir()
    (folder / "files/pic.png").write_bytes(picture())
    return [source]


def _foreign_epub(folder: Path) -> list[Path]:
    source = folder / "old.epub"
    older_epub(source, picture())
    return [source]


def _own_epub(folder: Path) -> list[Path]:
    source = folder / "own.epub"
    assert build(Request(manuscript=OWN_BOOK), {"epub": source}).outputs
    return [source]


def _import(sources: list[Path], folder: Path, *options: str) -> None:
    """Import, and hold what check says of the folder against the account."""
    words = [str(source) for source in sources]
    assert run(["import", *words, str(folder), "--yes", *options]) == 0
    account = (folder / "IMPORT.md").read_text(encoding="utf-8")
    for found in check(Request(manuscript=folder)).diagnostics:
        assert f"{found.code}: {found.message()}" in account


def _validate(folder: Path, edition: Path) -> None:
    assert run(["epub", str(folder), "-o", str(edition), "--quiet"]) == 0
    try:
        verdict = run_epubcheck(edition)
    except MissingValidatorError as error:
        pytest.skip(str(error))
    assert verdict.messages == ()


def _texts_pages_and_word_files(folder: Path) -> list[Path]:
    """One book of three kinds of sources: EPUBCheck takes seconds for each book."""
    return [*_texts(folder), *_page(folder), *_word_file(folder)]


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "make",
    [_texts_pages_and_word_files, _foreign_epub, _own_epub],
    ids=["texts-page-word", "foreign-epub", "own-epub"],
)
def test_every_source_becomes_a_book_that_passes(
    make: Callable[[Path], list[Path]], tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    _import(make(tmp_path), folder)
    _validate(folder, tmp_path / "book.epub")


def test_a_word_file_read_by_pandoc_becomes_a_book_that_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pandoc = find_pandoc()
    if pandoc is None:
        pytest.skip("pandoc is not installed")
    # Java, which EPUBCheck needs, stays where it is.
    monkeypatch.setenv("PATH", str(pandoc), prepend=os.pathsep)
    folder = tmp_path / "book"
    _import(_word_file(tmp_path), folder, "--pandoc")
    _validate(folder, tmp_path / "book.epub")


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "make",
    [_text, _word_file, _page, _foreign_epub],
    ids=["text", "word", "page", "epub"],
)
def test_one_of_each_is_printed_at_once(
    make: Callable[[Path], list[Path]], tmp_path: Path
) -> None:
    folder, edition = tmp_path / "book", tmp_path / "book.pdf"
    _import(make(tmp_path), folder)
    assert run(["pdf", str(folder), "-o", str(edition), "--quiet"]) == 0
    assert edition.read_bytes().startswith(b"%PDF-")
