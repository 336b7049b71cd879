"""Watching wakes up for a file of the book, and for nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookmaker.pipeline.watching import (
    is_source,
    now_and_on_changes,
    watched_folders,
)
from tests.support.programs import HANG


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("ford.md", True),
        ("images/new.png", True),
        ("roads.pdf", False),
        (".git/index", False),
        ("ford.md~", False),
        ("build/tides.epub", False),
        ("build/another.pdf", False),
        ("plan.pdf", True),
        ("../elsewhere.txt", False),
        ("../shared.md", True),
    ],
)
def test_what_may_become_a_part_of_the_book(
    tmp_path: Path, path: str, is_one: object
) -> None:
    root = tmp_path / "roads"
    root.mkdir()
    read = {root / "ford.md", tmp_path / "shared.md", root / "plan.pdf"}
    made = {root / "roads.pdf"}
    assert is_source(root / path, root, read, made) is is_one


def test_of_a_single_file_only_what_was_read_counts(tmp_path: Path) -> None:
    manuscript = tmp_path / "ford.md"
    manuscript.write_text("# Ford\n", "utf-8")
    (tmp_path / "other").mkdir()
    assert not is_source(tmp_path / "notes.md", manuscript, {manuscript}, set())
    assert watched_folders(manuscript, {manuscript}) == {tmp_path.resolve()}


def test_hidden_folders_are_not_watched(tmp_path: Path) -> None:
    for name in ("chapters", ".git", "node_modules"):
        (tmp_path / name).mkdir()
    outside = tmp_path.parent / "fonts" / "face.otf"
    outside.parent.mkdir(exist_ok=True)
    found = watched_folders(tmp_path, {outside})
    assert found == {tmp_path.resolve(), tmp_path / "chapters", outside.parent}


def _watched(root: Path, *, polls: bool = False) -> Iterator[None]:
    """Turns to build, of which the first has come."""
    ends = time.monotonic() + HANG
    turns = now_and_on_changes(
        root, lambda: (), polls=polls, must_end=lambda: time.monotonic() > ends
    )
    next(turns)
    return turns


def _has_a_turn(turns: Iterator[None]) -> bool:
    return next(turns, "it ended") is None


@pytest.mark.slow
@pytest.mark.parametrize("polls", [False, True])
def test_no_saved_file_is_missed(tmp_path: Path, *, polls: bool) -> None:
    file = tmp_path / "ford.md"
    file.write_text("First.", "utf-8")
    turns = _watched(tmp_path, polls=polls)
    for number in range(3):
        # Before the first time no folder is watched.
        file.write_text(f"Save {number}.", "utf-8")
        assert _has_a_turn(turns)
    file.unlink()
    assert _has_a_turn(turns)


@pytest.mark.parametrize(
    "failure", [OSError("too many watches"), RuntimeError("watch failed")]
)
def test_where_the_system_cannot_watch_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fails(*_: object, **__: object) -> Iterator[object]:
        raise failure

    monkeypatch.setattr("watchfiles.watch", fails)
    file = tmp_path / "ford.md"
    turns = _watched(tmp_path)
    for number in range(2):
        file.write_text(f"Save {number}.", "utf-8")
        assert _has_a_turn(turns)


def test_a_save_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    file, new = tmp_path / "ford.md", tmp_path / ".ford.new"
    for path in (file, new):
        path.write_text("Words.", "utf-8")
        os.utime(path, (0, 0))
    turns = _watched(tmp_path)
    new.replace(file)
    assert _has_a_turn(turns)


@pytest.mark.slow
def test_a_file_in_a_new_folder_is_seen(tmp_path: Path) -> None:
    turns = _watched(tmp_path)
    for name in ("chapters", "plates"):
        folder = tmp_path / name
        folder.mkdir()
        for number in range(2):
            (folder / "weir.md").write_text(f"{number}", "utf-8")
            assert _has_a_turn(turns)


@pytest.mark.slow
def test_an_old_folder_that_is_moved_in_is_seen(tmp_path: Path) -> None:
    old, root = tmp_path / "drafts", tmp_path / "roads"
    for folder in (old, root):
        folder.mkdir()
    (old / "weir.md").write_text("Old words.", "utf-8")
    os.utime(old / "weir.md", (0, 0))
    turns = _watched(root)
    for name in ("chapters", "later"):
        old = old.rename(root / name)
        assert _has_a_turn(turns)


@pytest.mark.slow
def test_a_file_elsewhere_that_the_first_build_read_is_seen(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "roads", tmp_path / "elsewhere" / "map.svg"
    for folder in (root, elsewhere.parent):
        folder.mkdir()
    read: set[Path] = set()
    ends = time.monotonic() + HANG
    turns = now_and_on_changes(
        root, lambda: read, must_end=lambda: time.monotonic() > ends
    )
    next(turns)
    read.add(elsewhere)
    time.sleep(0.05)  # a file system's clock may tick only so often
    elsewhere.write_text("<svg/>", "utf-8")
    assert _has_a_turn(turns)
