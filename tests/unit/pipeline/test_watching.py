"""Watching wakes up for a file of the book, and for nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookmaker.pipeline.watching import is_source, wait_for_changes, watched_folders
from tests.support.programs import HANG


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("ford.md", True),
        ("images/new.png", True),
        ("roads.pdf", False),
        (".git/index", False),
        ("ford.md~", False),
        ("../elsewhere.txt", False),
        ("../shared.md", True),
    ],
)
def test_what_may_become_a_part_of_the_book(
    tmp_path: Path, path: str, is_one: object
) -> None:
    root = tmp_path / "roads"
    root.mkdir()
    read = {root / "ford.md", tmp_path / "shared.md"}
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


@pytest.fixture
def woken(tmp_path: Path) -> Iterator[Callable[[Callable[[], object]], None]]:
    """Makes a change again and again until the watcher has woken up."""
    ended = threading.Event()
    woke = threading.Event()

    def listen(polls: bool) -> None:  # noqa: FBT001 - a thread's argument
        waiting = wait_for_changes(
            tmp_path, lambda: (), polls=polls, must_end=ended.is_set
        )
        for _ in waiting:
            woke.set()

    threads: list[threading.Thread] = []

    def wake(change: Callable[[], object], *, polls: bool = False) -> None:
        thread = threading.Thread(target=listen, args=(polls,))
        threads.append(thread)
        thread.start()
        for _ in range(int(HANG * 20)):
            change()
            if woke.wait(0.05):
                break
        assert woke.is_set()

    yield wake
    ended.set()
    for thread in threads:
        thread.join(HANG)


@pytest.mark.parametrize("polls", [False, True])
def test_a_saved_file_wakes_the_watcher(
    tmp_path: Path,
    woken: Callable[..., None],
    polls: object,
) -> None:
    counter = iter(range(10**6))
    file = tmp_path / "ford.md"
    woken(lambda: file.write_text(f"{next(counter)}", "utf-8"), polls=polls)


def test_a_file_in_a_new_folder_wakes_the_watcher(
    tmp_path: Path, woken: Callable[..., None]
) -> None:
    counter = iter(range(10**6))

    def save() -> None:
        folder = tmp_path / "chapters"
        folder.mkdir(exist_ok=True)
        (folder / "weir.md").write_text(f"{next(counter)}", "utf-8")

    woken(save)
