"""Leanpub's `Book.txt` is the order of a book."""

from __future__ import annotations

from pathlib import Path

import pytest

import bookmaker
from bookmaker.diagnostics import Severity
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions

LIST = """# Not a file
frontmatter:
preface.md
{mainmatter}
two.md
one.txt
two.md
gone.md
art.png
backmatter:
end.md
"""


@pytest.mark.parametrize("folder", ["", "manuscript/"])
def test_a_list_is_the_order_of_a_book(tmp_path: Path, folder: str) -> None:
    home = tmp_path / folder
    home.mkdir(exist_ok=True)
    (home / "Book.txt").write_text(LIST)
    (home / "art.png").touch()
    for name in ("preface.md", "one.txt", "two.md", "end.md", "unlisted.md"):
        (home / name).write_text(f"# {name}\n\n{{mainmatter}}\n\nWords.\n")
    outcome = bookmaker.read(tmp_path)
    book = outcome.book
    assert book is not None
    files = [[d.file for d in m if d.file] for m in (book.front, book.body, book.back)]
    assert files == [
        [f"{folder}preface.md"],
        [f"{folder}two.md", f"{folder}one.txt"],
        [f"{folder}end.md"],
    ]
    assert not any("{" in plain_text(d.blocks) for d in all_divisions(book))
    (note,) = [d.message() for d in outcome.diagnostics if d.code == "M132"]
    assert note == (
        f"this is a project for Leanpub, read from {folder}Book.txt; not read: two.md, "
        f"which is listed again, art.png, {folder}unlisted.md; assumed: the title "
        f"“{tmp_path.name}”, the folder’s name, the language English"
    )
    severities = [d.severity for d in outcome.diagnostics if d.code == "C023"]
    assert severities == [Severity.WARNING]


def test_a_list_leads_nowhere_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n")
    home = tmp_path / "book"
    home.mkdir()
    (home / "Book.txt").write_text("../secret.md\none.md\n")
    (home / "one.md").write_text("# One\n\nWords.\n")
    book = bookmaker.read(home).book
    assert book is not None
    assert [division.file for division in book.body] == ["one.md"]
