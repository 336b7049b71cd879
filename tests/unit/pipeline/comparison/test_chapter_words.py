"""Chapters of two states are paired by what they say, then by their names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import bookmaker
from bookmaker.document.book import Book
from bookmaker.pipeline.comparison.chapter_words import chapters_of, pair_chapters
from bookmaker.pipeline.comparison.errata import word_changes
from bookmaker.proof.difference import Change

ONE = "The tide goes out twice a day and takes a little of the ford along."
TWO = "A ferryman kept accounts of everything, even of the weather and the dogs."
THREE = "Nobody had seen the parapet since the flood of nineteen hundred and three."
BOOK = {
    "one.md": f"# Low water\n\n{ONE}\n",
    "two.md": f"# The ferry\n\n{TWO}[^a]\n\n[^a]: In ink.\n",
    "three.md": f"# The parapet\n\n{THREE} See @fig-x.\n",
}


def _read(folder: Path, files: Mapping[str, str]) -> Book:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    listed = ", ".join(f'"{name}"' for name in files)
    head = 'title = "Tides"\nlanguage = "en"\n'
    (folder / "book.toml").write_text(f"{head}[contents]\nbody = [{listed}]\n", "utf-8")
    book = bookmaker.read(folder).book
    assert book is not None
    return book


def _pairs(tmp_path: Path, new: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    old = chapters_of(_read(tmp_path / "old", BOOK))
    now = chapters_of(_read(tmp_path / "new", new))
    return [
        (
            "" if pair.old is None else pair.old.title,
            "" if pair.new is None else pair.new.title,
            pair.is_moved,
        )
        for pair in pair_chapters(old, now)
    ]


def test_a_chapter_has_its_words_and_notes_without_what_follows_from_the_rest(
    tmp_path: Path,
) -> None:
    chapters = chapters_of(_read(tmp_path / "old", BOOK))
    assert chapters[1].words == ("The", "ferry", *TWO.split(), "In", "ink.")
    assert [one.file for one in chapters] == ["one.md", "two.md", "three.md"]


@pytest.mark.parametrize(
    ("new", "pairs"),
    [
        pytest.param(
            {"a.md": BOOK["one.md"], "two.md": BOOK["two.md"].replace("ferry", "boat")},
            [
                ("Low water", "Low water", False),
                ("The ferry", "The boat", False),
                ("The parapet", "", False),
            ],
            id="other file, other title, removed",
        ),
        pytest.param(
            {
                "three.md": BOOK["three.md"],
                "one.md": BOOK["one.md"],
                "two.md": BOOK["two.md"],
            },
            [
                ("The parapet", "The parapet", True),
                ("Low water", "Low water", False),
                ("The ferry", "The ferry", False),
            ],
            id="moved",
        ),
        pytest.param(
            {
                "one.md": BOOK["one.md"],
                "new.md": "# Between\n\nSomething else.\n",
                "x.md": f"# Accounts\n\n{TWO} And of cats.\n",
                "three.md": BOOK["three.md"],
            },
            [
                ("Low water", "Low water", False),
                ("", "Between", False),
                ("The ferry", "Accounts", False),
                ("The parapet", "The parapet", False),
            ],
            id="added, renamed and edited at once",
        ),
    ],
)
def test_chapters_are_paired(
    tmp_path: Path, new: Mapping[str, str], pairs: list[tuple[str, str, bool]]
) -> None:
    assert _pairs(tmp_path, new) == pairs


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a b c d e f g", "a b c d e f g", []),
        ("a b c d e f g", "a x c d e f g", [(1, 2, 1, 2)]),
        ("a b c d e f g", "a b c d e f", [(6, 7, 6, 6)]),
        ("a b c d e f g", "z a b c d e f g", [(0, 0, 0, 1)]),
        ("a b c d e f g", "x b c d e f y", [(0, 1, 0, 1), (6, 7, 6, 7)]),
        ("", "a", [(0, 0, 0, 1)]),
    ],
)
def test_changes_are_counted_in_words(
    old: str, new: str, found: list[tuple[int, int, int, int]]
) -> None:
    assert word_changes(old.split(), new.split()) == tuple(Change(*f) for f in found)
