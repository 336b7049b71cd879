"""The file that was probably meant, and what differs where that is hard to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.near_files import (
    NearFile,
    NearFiles,
    as_seen_from,
    find_near_file,
)

FILES = (
    "ledger.png",
    "images/flag.png",
    "images/my flag.png",
    "images/caf\u00e9.jpg",
    "images/deep/harbour-at-dawn.jpeg",
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("leger.png", "ledger.png"),
        ("Ledger.PNG", "ledger.png"),
        ("ledger.jpg", "ledger.png"),
        ("ledger", "ledger.png"),
        ("chapters/ledger.png", "ledger.png"),
        ("flag.png", "images/flag.png"),
        ("flag.svg", "images/flag.png"),
        ("image/flag.png", "images/flag.png"),
        ("images/flga.png", "images/flag.png"),
        ("/images/flag.png", "images/flag.png"),
        ("../images/flag.png", "images/flag.png"),
        ("images\\flag.png", "images/flag.png"),
        (".\\images\\flag.png", "images/flag.png"),
        ("images//flag.png", "images/flag.png"),
        ("images/my%20flag.png", "images/my flag.png"),
        ("images/cafe\u0301.jpg", "images/caf\u00e9.jpg"),
        ("images/deep/harbor-at-dawn.jpeg", "images/deep/harbour-at-dawn.jpeg"),
        ("C:\\Users\\ann\\images\\flag.png", "images/flag.png"),
    ],
)
def test_the_meant_file_is_found(path: str, expected: str) -> None:
    near = find_near_file(path, FILES)
    assert near is not None
    assert near.path == expected


@pytest.mark.parametrize("path", ["quay.png", "x.png", "nothing.jpeg", "", "."])
def test_a_suffix_alone_makes_no_file_similar(path: str) -> None:
    assert find_near_file(path, FILES) is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("Ledger.PNG", "upper and lower case"),
        ("IMAGES/flag.png", "upper and lower case"),
        ("images\\flag.png", "/"),
        ("images/cafe\u0301.jpg", "accents"),
        ("leger.png", ""),
    ],
)
def test_what_is_hard_to_see_is_said(path: str, words: str) -> None:
    near = find_near_file(path, FILES)
    assert near is not None
    assert words in near.difference
    assert bool(words) == bool(near.difference)


def test_a_path_is_written_as_the_authors_file_needs_it() -> None:
    near = NearFile("images/my flag.png")
    assert as_seen_from("text/a.md", near) == "../images/my%20flag.png"
    assert as_seen_from("a.md", near) == "images/my%20flag.png"


def test_the_folder_is_listed_once_and_only_so_many_files_are_sought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledger.png").write_bytes(b"")
    listed: list[tuple[str, ...]] = []

    def list_files(root: Path, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        listed.append(suffixes)
        return tuple(path.name for path in root.iterdir())

    monkeypatch.setattr("bookmaker.config.near_files.list_files", list_files)
    near = NearFiles(tmp_path)
    found = [near.find(f"leger{number}.png", (".png",)) for number in range(500)]
    assert found[0] == NearFile("ledger.png")
    assert found[-1] is None
    assert len(listed) == 1


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_there_is_not_meant_by_its_own_path(file: str) -> None:
    assert find_near_file(file, FILES) is None
