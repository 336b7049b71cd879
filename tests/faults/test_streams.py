"""Every command under streams that are closed, full or without a reader."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookmaker.cli import COMMANDS
from bookmaker.cli.exit_status import ExitStatus

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="streams here are POSIX's"),
]

DOCUMENTED = {status.value for status in ExitStatus} - {ExitStatus.INTERNAL}

WORDS_BY_COMMAND: dict[str, tuple[str, ...]] = {
    "build": ("m.md", "-o", "out"),
    "epub": ("m.md", "-o", "m.epub"),
    "pdf": ("m.md", "-o", "m.pdf"),
    "accessibility": ("m.md", "--no-validate", "-o", "dossier"),
    "check": ("m.md",),
    "layout": ("m.md",),
    "compare": ("m.md", "m.md"),
    "cover": ("m.md", "--pages", "20", "-o", "cover.pdf"),
    "new": ("fresh",),
    "import": ("source.txt", "imported"),
    "tree": ("m.md",),
    "outline": ("m.md",),
    "words": ("m.md",),
    "where": ("m.md:3",),
    "completion": ("bash",),
    "explain": ("M001",),
    "themes": (),
    "release": ("m.md", "-e", "epub", "--no-validate", "-o", "dist"),
    "verify": ("release",),
    "cache": (),
    "doctor": (),
}
"""What each command is asked for; `--help` stands for those that are not here."""

OUTPUT, ERROR = 1, 2


@dataclass(frozen=True)
class Case:
    """What is done to the streams before the command begins."""

    name: str
    spoil: Callable[[], None]
    has_output: bool = False
    """Whether what is written to standard output can be read."""
    has_error: bool = True


def _close(*numbers: int) -> None:
    for number in numbers:
        os.close(number)


def _fill(*numbers: int) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    for number in numbers:
        os.dup2(full, number)


def _leave_unread(*numbers: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    for number in numbers:
        os.dup2(writing, number)


CASES = [
    Case("stdin closed", lambda: _close(0), has_output=True),
    Case("stdout closed", lambda: _close(OUTPUT)),
    Case("stdout full", lambda: _fill(OUTPUT)),
    Case("stdout unread", lambda: _leave_unread(OUTPUT)),
    Case("stderr closed", lambda: _close(ERROR), has_output=True, has_error=False),
    Case("stderr full", lambda: _fill(ERROR), has_output=True, has_error=False),
    Case("both unread", lambda: _leave_unread(OUTPUT, ERROR), has_error=False),
    Case("both full", lambda: _fill(OUTPUT, ERROR), has_error=False),
    Case("all closed", lambda: _close(0, OUTPUT, ERROR), has_error=False),
]


def _run(
    folder: Path, words: tuple[str, ...], case: Case
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bookmaker", *words],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "CI": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=case.spoil,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with something for every command."""
    (tmp_path / "m.md").write_text("# One\n\nThe pier.\n", encoding="utf-8")
    (tmp_path / "source.txt").write_text("One\n\nThe pier.\n", encoding="utf-8")
    (tmp_path / "release").mkdir()
    return tmp_path


@pytest.mark.sampled
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_ends_with_a_documented_status_and_a_sentence(
    command: str, case: Case, folder: Path
) -> None:
    words = (command, *WORDS_BY_COMMAND.get(command, ("--help",)))
    done = _run(folder, words, case)
    said = done.stdout + done.stderr
    assert done.returncode in DOCUMENTED, said
    assert "Traceback" not in said
    assert "bug in bookmaker" not in said
    if case.has_output and command not in {"verify", "doctor"}:
        assert done.returncode == ExitStatus.DONE
    if not case.has_output and case.has_error and command != "verify":
        expected = ExitStatus.PIPE if "unread" in case.name else ExitStatus.BOOK
        assert done.returncode == expected, said
        assert expected is ExitStatus.PIPE or "standard output cannot be" in done.stderr


def test_a_closed_stream_is_not_a_file_of_the_book(folder: Path) -> None:
    """What is opened next would take its number, and get what is said."""
    case = Case("all closed", lambda: _close(0, OUTPUT, ERROR))
    _run(folder, ("build", "m.md", "-o", "out", "-q"), case)
    assert (folder / "out/m.epub").read_bytes().startswith(b"PK")
    assert (folder / "out/m.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "m.md").read_text(encoding="utf-8") == "# One\n\nThe pier.\n"


def test_a_reader_that_does_not_wait_gets_everything(folder: Path) -> None:
    """A pipe may be set not to wait by whoever shares it."""
    text = "# One\n\n" + "".join(f"The pier {n}.\n\n" for n in range(3_000))
    (folder / "m.md").write_text(text, encoding="utf-8")
    case = Case("unwaiting", lambda: os.set_blocking(OUTPUT, False))
    done = _run(folder, ("tree", "m.md"), case)
    assert done.returncode == ExitStatus.DONE
    assert "The pier 2999." in done.stdout
