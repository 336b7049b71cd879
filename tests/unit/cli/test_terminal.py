"""What a person sees and is asked on a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="the system has no pseudo-terminals")

_QUIET = ("CI", "NO_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS")


def on_terminal(
    *words: str, answers: str = "", variables: Mapping[str, str] | None = None
) -> str:
    """What the command shows on a terminal whose person types these answers."""
    person, terminal = pty.openpty()
    said = {key: value for key, value in os.environ.items() if key not in _QUIET}
    said |= {"TERM": "xterm", **(variables or {})}
    with subprocess.Popen(
        [sys.executable, "-m", "bookmaker", *words],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=said,
        close_fds=True,
        start_new_session=True,
    ):
        os.close(terminal)
        os.write(person, answers.encode())
        shown = _read_all(person)
    os.close(person)
    return shown


def _read_all(person: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(person, 4096)
        except OSError:  # how Linux tells that the other end is closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode(errors="replace")


def write_book(folder: Path) -> None:
    """Write a book with a dead link."""
    (folder / "book.toml").write_text(
        'title = "Tides"\n[contents]\nbody = ["one.md"]\n', encoding="utf-8"
    )
    (folder / "one.md").write_text("# One\n\n[pier](#peir)\n", encoding="utf-8")


def test_new_asks_for_what_was_not_given(tmp_path: Path) -> None:
    book = tmp_path / "tides"
    shown = on_terminal("new", str(book), answers="Ebb\nAnn Lee\nnot a tag!\nfr\n")
    assert "Title [Tides]:" in shown
    assert "no language tag" in shown
    manifest = tomllib.loads((book / "book.toml").read_text(encoding="utf-8"))
    assert (manifest["title"], manifest["authors"], manifest["language"]) == (
        "Ebb",
        ["Ann Lee"],
        "fr",
    )


def test_in_continuous_integration_nothing_is_asked(tmp_path: Path) -> None:
    shown = on_terminal("new", str(tmp_path / "tides"), variables={"CI": "1"})
    assert "assumed: title" in shown


def test_problems_are_coloured_on_a_terminal(tmp_path: Path) -> None:
    write_book(tmp_path)
    assert "\x1b[1;31merror X001\x1b[0m" in on_terminal("check", str(tmp_path), "-q")


def test_no_color_is_obeyed(tmp_path: Path) -> None:
    write_book(tmp_path)
    shown = on_terminal("check", str(tmp_path), "-q", variables={"NO_COLOR": "1"})
    assert "error X001" in shown
    assert not re.search(r"\x1b\[[0-9;]*m", shown)


def test_progress_is_shown_while_the_work_goes_on(tmp_path: Path) -> None:
    write_book(tmp_path)
    shown = on_terminal("check", str(tmp_path))
    assert "reading" in shown
    assert "error X001" in shown
