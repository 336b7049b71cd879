"""EPUBCheck finds nothing in the three smallest kinds of manuscript.

The samples are checked by `make epubcheck`, on what `make book` has built.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.epubcheck import MissingValidatorError, Verdict, run_epubcheck

pytestmark = pytest.mark.slow

CHAPTER = "# {title}\n\nA paragraph with a note.[^1]\n\n[^1]: The note.\n"


def bookmaker(*arguments: str, folder: Path) -> None:
    command = [sys.executable, "-m", "bookmaker", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def check(epub: Path) -> Verdict:
    try:
        return run_epubcheck(epub)
    except MissingValidatorError as error:
        pytest.skip(str(error))


def test_one_markdown_file_makes_a_valid_epub(tmp_path: Path) -> None:
    (tmp_path / "essay.md").write_text(CHAPTER.format(title="Tides"), "utf-8")
    bookmaker("epub", "essay.md", "-o", "essay.epub", folder=tmp_path)
    verdict = check(tmp_path / "essay.epub")
    assert verdict.is_valid, verdict.messages


def test_folder_of_markdown_files_makes_a_valid_epub(tmp_path: Path) -> None:
    essays = tmp_path / "essays"
    essays.mkdir()
    for number, title in enumerate(("Tides", "Locks", "Weirs"), 1):
        (essays / f"{number}.md").write_text(CHAPTER.format(title=title), "utf-8")
    bookmaker("epub", "essays", "-o", "essays.epub", folder=tmp_path)
    verdict = check(tmp_path / "essays.epub")
    assert verdict.is_valid, verdict.messages


def test_new_manuscript_makes_a_valid_epub(tmp_path: Path) -> None:
    bookmaker("new", "my-book", "--title", "Tides", folder=tmp_path)
    bookmaker("epub", "my-book", "--strict", "-o", "my-book.epub", folder=tmp_path)
    verdict = check(tmp_path / "my-book.epub")
    assert verdict.is_valid, verdict.messages


def test_name_that_is_not_ascii_is_checked_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "essay.md").write_text(CHAPTER.format(title="Tides"), "utf-8")
    bookmaker("epub", "essay.md", "-o", "Müller – Gezeiten.epub", folder=tmp_path)
    assert check(tmp_path / "Müller – Gezeiten.epub").documents > 0


def test_file_that_is_not_an_epub_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "broken.epub").write_bytes(b"not a zip")
    verdict = check(tmp_path / "broken.epub")
    assert not verdict.is_valid
