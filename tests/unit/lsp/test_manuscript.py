"""Which book a file is of: the nearest folder above it that has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.lsp.manuscript import find_root
from tests.support.project_folders import write_files

LONGFORM = "---\nlongform:\n  format: scenes\n  scenes: [one]\n---\n"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("book.toml", 'title = "T"\n'),
        ("_quarto.yml", "project:\n  type: book\n"),
        ("src/SUMMARY.md", "- [One](one.md)\n"),
        ("mkdocs.yml", "site_name: T\n"),
        ("index.md", LONGFORM),
        ("novel.md", LONGFORM),
    ],
)
def test_the_nearest_folder_above_with_a_project_is_the_book(
    tmp_path: Path, file: str, text: str
) -> None:
    write_files(tmp_path, {f"shelf/{file}": text, "shelf/parts/one.md": "# One\n"})
    assert find_root(tmp_path / "shelf/parts/one.md") == tmp_path / "shelf"
    assert find_root(tmp_path / "notes.md") is None


def test_a_project_in_a_folder_below_is_not_the_book_of_a_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"vault/book/index.md": LONGFORM, "home/notes.md": "# N\n"})
    assert find_root(tmp_path / "vault/book/one.md") == tmp_path / "vault/book"
    assert find_root(tmp_path / "home/notes.md") is None
