"""A book that says no date is dated by its last commit or newest file (M270)."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bookmaker
from bookmaker.diagnostics.catalog.manuscript import DatedByChange
from bookmaker.pipeline.request import Outcome
from tests.support.epub import Epub

_OLD, _NEW = 1_000_000_000, 1_100_000_000
_needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


@pytest.fixture(autouse=True)
def _without_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.path.realpath("/tmp"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text(
        'title = "T"\nlanguage = "en"\n[contents]\nbody = ["a.md", "b.md"]\n', "utf-8"
    )
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(f"# {name}\n\nWords.\n", "utf-8")
    for file in folder.iterdir():
        os.utime(file, (_OLD, _OLD))
    return folder


def _commit(folder: Path, seconds: int) -> None:
    moment = f"{seconds} +0000"
    variables = {
        **os.environ,
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment,
    }
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(
            ["git", *words], cwd=folder, check=True, capture_output=True, env=variables
        )


def _built(book: Path) -> tuple[datetime, Outcome]:
    outcome = bookmaker.build(
        book,
        book.parent / "out",
        formats=["epub"],
        cache_folder=book.parent / "cache",
    )
    (output,) = outcome.outputs
    (said,) = Epub(output.path.read_bytes()).metas("dcterms:modified")
    return datetime.fromisoformat(said), outcome


def _note(outcome: Outcome) -> DatedByChange | None:
    notes = [d for d in outcome.diagnostics if isinstance(d, DatedByChange)]
    return notes[0] if notes else None


@_needs_git
def test_the_last_commit_of_the_folder_dates_the_book(book: Path) -> None:
    _commit(book, _NEW)
    moment, outcome = _built(book)
    assert moment == datetime.fromtimestamp(_NEW, UTC)
    note = _note(outcome)
    assert note is not None
    assert not note.file


@_needs_git
def test_commits_elsewhere_in_the_repository_are_not_of_the_book(book: Path) -> None:
    _commit(book.parent, _OLD)
    (book.parent / "other.txt").write_text("x", "utf-8")
    _commit(book.parent, _NEW)
    assert _built(book)[0] == datetime.fromtimestamp(_OLD, UTC)


@pytest.mark.slow
@_needs_git
def test_a_repository_that_does_not_know_the_folder_dates_nothing(book: Path) -> None:
    (book.parent / ".gitignore").write_text("*\n!.gitignore\n", "utf-8")
    _commit(book.parent, _NEW)
    assert _built(book)[0] == datetime.fromtimestamp(_OLD, UTC)


def test_the_newest_file_that_was_read_dates_the_book(book: Path) -> None:
    os.utime(book / "b.md", (_NEW, _NEW))
    (book / "unread.txt").write_text("today", "utf-8")
    moment, outcome = _built(book)
    assert moment == datetime.fromtimestamp(_NEW, UTC)
    note = _note(outcome)
    assert note is not None
    assert note.file == "b.md"


def test_a_kept_edition_is_given_back_only_with_its_own_date(book: Path) -> None:
    first, _ = _built(book)
    _, again = _built(book)
    assert again.timings.found["editions"] == 1
    os.utime(book / "a.md", (_NEW, _NEW))
    later, _ = _built(book)
    assert (first, later) == (
        datetime.fromtimestamp(_OLD, UTC),
        datetime.fromtimestamp(_NEW, UTC),
    )


@pytest.mark.parametrize(
    ("line", "epoch", "said"),
    [
        ("modified = 2020-02-03", None, "2020-02-03"),
        ("modified = 2020-02-03", "86400", "2020-02-03"),
        ("published = 2020-02-03", None, "2020-02-03"),
        ("published = 2020-02-03", "86400", "1970-01-02"),
        ("", "86400", "1970-01-02"),
    ],
)
def test_what_the_author_or_the_environment_says_is_asked_first(
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    epoch: str | None,
    said: str,
) -> None:
    toml = book / "book.toml"
    toml.write_text(f"{line}\n{toml.read_text('utf-8')}", "utf-8")
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    moment, outcome = _built(book)
    assert moment.date().isoformat() == said
    assert _note(outcome) is None
