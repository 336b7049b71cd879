"""`bookmaker new`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from bookmaker.cli import run


def test_a_new_manuscript_says_what_was_given(tmp_path: Path) -> None:
    book = tmp_path / "tides"
    words = ["--title", "Ebb & Flow", "--author", "Ann Lee", "--language", "de"]
    assert run(["new", str(book), *words]) == 0
    manifest = tomllib.loads((book / "book.toml").read_text(encoding="utf-8"))
    assert manifest["title"] == "Ebb & Flow"
    assert manifest["authors"] == ["Ann Lee"]
    assert manifest["language"] == "de"


def test_without_a_terminal_what_was_not_given_is_assumed_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "the-long_tide")]) == 0
    said = capsys.readouterr()
    assert said.err == (
        "using title “The Long Tide” (change it with --title)\n"
        "using no author (add one with --author)\n"
        "using language “en” (change it with --language)\n"
    )
    assert "next: bookmaker build " in said.out


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Mon été à l'île"),
        ("de-CH", "Mon été à l'île"),
        ("en", "Mon Été À L'île"),
    ],
)
def test_only_english_begins_each_word_of_a_title_with_a_capital(
    tmp_path: Path, language: str, title: str
) -> None:
    folder = tmp_path / "mon_été-à l'île"
    assert run(["new", str(folder), "--language", language]) == 0
    manifest = tomllib.loads((folder / "book.toml").read_text(encoding="utf-8"))
    assert manifest["title"] == title


def test_the_date_is_the_epochs_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run(["new", str(tmp_path / "tides")]) == 0
    text = (tmp_path / "tides" / "book.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["published"].isoformat() == "2001-09-09"


def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    assert run(["new", str(tmp_path)]) == 2
    assert "isn’t empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_in_the_way_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tides").write_text("mine", encoding="utf-8")
    assert run(["new", str(tmp_path / "tides")]) == 2
    assert "is a file" in capsys.readouterr().err


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert run(["new", str(tmp_path)]) == 0
    assert (tmp_path / "book.toml").exists()


def test_a_language_that_does_not_exist_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "a"), "--language", "deutsch, bitte"]) == 2
    assert "a language tag" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_where_nothing_may_be_written_the_path_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o500)
    assert run(["new", str(tmp_path / "a")]) == 1
    assert "cannot be written" in capsys.readouterr().err
