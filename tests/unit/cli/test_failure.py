"""Every way a command can stop."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from bookmaker.cli.failure import UnwritableError, find_unwritable, run_guarded
from bookmaker.diagnostics.errors import BookmakerError, InternalError, ToolError


def raising(error: BaseException) -> Callable[[], object]:
    """A command that stops so."""

    def run() -> object:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (ToolError("Pango is missing"), 5, "bookmaker: Pango is missing\n"),
        (BookmakerError("no book"), 1, "bookmaker: no book\n"),
        (KeyboardInterrupt(), 130, "bookmaker: interrupted\n"),
        (click.UsageError("no such word"), 2, "Error: no such word\n"),
        (
            UnwritableError(Path("a.pdf"), OSError(errno.EACCES, "Permission denied")),
            1,
            "bookmaker: a.pdf cannot be written: you don’t have permission to write "
            "there\n",
        ),
    ],
)
def test_each_failure_is_a_sentence_and_a_status(
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    status: int,
    sentence: str,
) -> None:
    assert run_guarded(raising(error)) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert "Traceback" not in said.err


@pytest.mark.parametrize("error", [KeyError("x"), InternalError("x"), OSError("x")])
def test_what_was_not_foreseen_is_our_mistake_and_keeps_its_details_in_a_file(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run_guarded(raising(error)) == 70
    said = capsys.readouterr().err
    assert said.startswith(
        "bookmaker: this is a bug in bookmaker, not a problem in your book: "
    )
    assert "Traceback" not in said
    (kept,) = tmp_path.iterdir()
    assert str(kept) in said
    assert "Traceback" in kept.read_text(encoding="utf-8")


def test_a_developer_sees_the_details_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKMAKER_DEBUG", "1")
    assert run_guarded(raising(KeyError("x"))) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_command_that_ends_gives_its_own_status() -> None:
    assert run_guarded(lambda: 3) == 3
    assert run_guarded(lambda: None) == 0


def test_the_target_whose_writing_failed_is_found() -> None:
    book, list_ = Path("build/a.pdf"), Path("deps/a.d")
    targets = (book, list_)

    def about(name: str | None) -> Path | None:
        return find_unwritable(OSError(errno.EACCES, "no", name), targets)

    assert about("deps/.a.d.x1") == list_
    assert about("build") == book
    assert about(None) == book
    assert about("/usr/share/fonts/x.ttf") is None
