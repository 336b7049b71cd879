"""`bookmaker cache`: what is there, and clearing it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.system.store import Store, key_of


def said(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert run(["cache", *words]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("words", [[], ["--clear"]])
def test_a_folder_that_does_not_exist_has_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    folder = tmp_path / "never"
    assert said(capsys, "--cache-folder", str(folder), *words) == [
        f"nothing is cached: {folder / 'parts'} does not exist"
    ]
    assert not folder.exists()


def test_an_empty_folder_takes_no_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parts").mkdir()
    told = said(capsys, "--cache-folder", str(tmp_path))
    assert [line.split()[:2] for line in told[1:]] == [["parts", "0"], ["size", "0"]]


def test_parts_are_counted_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "parts")
    for name in ("one", "two"):
        store.keep(key_of(name), b"x" * 3000)
    words = ["--cache-folder", str(tmp_path)]
    assert said(capsys, *words)[1:] == [
        "parts   2",
        "size    6 kB of at most 1073.7 MB",
    ]
    assert said(capsys, *words, "--clear") == ["removed 2 parts"]
    assert said(capsys, *words)[1] == "parts   0"


def test_a_part_that_cannot_be_removed_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError

    Store(tmp_path / "parts").keep(key_of("one"), b"x")
    monkeypatch.setattr(Path, "unlink", refuse)
    assert run(["cache", "--clear", "--cache-folder", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.out == "removed 0 parts\n"
    assert told.err == f"1 part in {tmp_path / 'parts'} could not be removed\n"


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_a_folder_that_is_a_link_to_itself_has_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "parts").symlink_to("parts")
    assert "does not exist" in said(capsys, "--cache-folder", str(tmp_path))[0]
