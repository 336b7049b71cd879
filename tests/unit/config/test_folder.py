"""The files of a manuscript's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.folder import (
    inside_path,
    list_all_files,
    list_files,
    list_upper_files,
    natural_key,
)


def test_files_are_sorted_as_people_do() -> None:
    names = [
        "10.md",
        "b/1.md",
        "2.md",
        "Chapter 10.md",
        "chapter 9.md",
        "a.md",
        "1a.md",
    ]
    assert sorted(names, key=natural_key) == [
        "1a.md",
        "2.md",
        "10.md",
        "a.md",
        "b/1.md",
        "chapter 9.md",
        "Chapter 10.md",
    ]


def test_names_that_sort_alike_have_one_order(tmp_path: Path) -> None:
    names = ["A.md", "B.md", "01.md", "1.md", "a.md", "b.md"]
    for name in names:
        (tmp_path / name).touch()
    assert list_all_files(tmp_path) == (
        *("01.md", "1.md"),
        *("A.md", "a.md", "B.md", "b.md"),
    )


def test_what_is_not_an_author_s_file_is_left_out(tmp_path: Path) -> None:
    for name in (
        "README.md",
        "readme.en.md",
        ".draft.md",
        ".venv/x.md",
        "node_modules/y.md",
        "build/z.md",
        "one.MD",
        "two.markdown",
        "three.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list_files(tmp_path, (".md", ".markdown")) == ("one.MD", "two.markdown")


@pytest.mark.parametrize(
    ("deepest", "most", "found"),
    [
        (0, 9, ("1.md",)),
        (1, 9, ("1.md", "a/2.md", "b/3.md")),
        (1, 3, ("1.md", "a/2.md", "b/3.md")),
        (1, 2, ()),
        (2, 4, ("1.md", "a/2.md", "a/b/4.md", "b/3.md")),
    ],
)
def test_upper_files_are_listed_to_a_depth_and_all_of_them_or_none(
    tmp_path: Path, deepest: int, most: int, found: tuple[str, ...]
) -> None:
    for name in ("1.md", "a/2.md", "b/3.md", "a/b/4.md", ".x/5.md", "a/b/c/6.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list_upper_files(tmp_path, deepest, most) == found


@pytest.mark.parametrize(
    ("path", "tidy"),
    [
        ("a.md", "a.md"),
        ("./a//b.md", "a/b.md"),
        ("../a.md", None),
        ("a/../b.md", None),
        ("/a.md", None),
        ("a\\b.md", None),
        ("a\0.md", None),
        ("out/a.md", None),
        ("loop/a.md", "loop/a.md"),
    ],
)
def test_a_path_stays_inside_the_folder(
    tmp_path: Path, path: str, tidy: str | None
) -> None:
    root = (tmp_path / "book").resolve()
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    (root / "loop").symlink_to("loop")
    assert inside_path(root, path) == tidy
