"""What a person sees and is asked on a terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.support.programs import HANG

pty = pytest.importorskip("pty", reason="the system has no pseudo-terminals")
termios = pytest.importorskip("termios", reason="the system has no terminals")

_QUIET = ("CI", "NO_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS")


def on_terminal(
    *words: str, answers: str = "", variables: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What the command shows on a terminal whose person types these answers."""
    with _command_on_terminal(words, variables) as person:
        os.write(person, answers.encode())
        return _read_all(person)


@contextmanager
def _command_on_terminal(
    words: Sequence[str], variables: Mapping[str, str] = MappingProxyType({})
) -> Iterator[int]:
    """The person's end of a terminal on which the command runs, until it has ended."""
    person, terminal = pty.openpty()
    said = {key: value for key, value in os.environ.items() if key not in _QUIET}
    with subprocess.Popen(
        [sys.executable, "-m", "bookmaker", *words],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**said, "TERM": "xterm", **variables},
        close_fds=True,
        start_new_session=True,
    ):
        os.close(terminal)
        yield person
    os.close(person)


def in_conversation(*words: str, prompt: str, keys: str) -> str:
    """What the command shows where a person types a key whenever `prompt` is shown.

    Each key is typed after its prompt: what is typed before is thrown away when the
    terminal is told to give single keys.
    """
    shown = b""
    with _command_on_terminal(words) as person:
        for number, key in enumerate(keys, 1):
            while shown.count(prompt.encode()) < number:
                part = _read_some(person)
                assert part, shown
                shown += part
            _wait_for_single_keys(person)
            os.write(person, key.encode())
        shown += _read_all(person).encode()
    return shown.decode(errors="replace")


def _read_some(person: int) -> bytes:
    """What is shown next; nothing at the end, or if the command hangs."""
    ready, _, _ = select.select([person], [], [], HANG)
    try:
        return os.read(person, 4096) if ready else b""
    except OSError:  # how Linux says that the other end is closed
        return b""


def _wait_for_single_keys(person: int) -> None:
    """Wait until the terminal gives single keys; both ends share its settings."""
    local_modes = 3
    deadline = time.monotonic() + HANG
    while termios.tcgetattr(person)[local_modes] & termios.ICANON:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _read_all(person: int) -> str:
    parts = []
    while part := _read_some(person):
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
    assert "a language tag" in shown
    manifest = tomllib.loads((book / "book.toml").read_text(encoding="utf-8"))
    assert (manifest["title"], manifest["authors"], manifest["language"]) == (
        "Ebb",
        ["Ann Lee"],
        "fr",
    )


def test_in_continuous_integration_nothing_is_asked(tmp_path: Path) -> None:
    shown = on_terminal("new", str(tmp_path / "tides"), variables={"CI": "1"})
    assert "using title" in shown


@pytest.mark.slow
def test_problems_are_coloured_on_a_terminal(tmp_path: Path) -> None:
    write_book(tmp_path)
    assert "\x1b[1;31merror X001\x1b[0m" in on_terminal("epub", str(tmp_path), "-q")


@pytest.mark.slow
def test_no_color_is_obeyed(tmp_path: Path) -> None:
    write_book(tmp_path)
    shown = on_terminal("epub", str(tmp_path), "-q", variables={"NO_COLOR": "1"})
    assert "error X001" in shown
    assert not re.search(r"\x1b\[[0-9;]*m", shown)


@pytest.mark.slow
def test_progress_is_shown_while_the_work_goes_on(tmp_path: Path) -> None:
    write_book(tmp_path)
    shown = on_terminal("epub", str(tmp_path))
    assert "reading" in shown
    assert "error X001" in shown


ASKED = "for all the rest: "
PIERS = (
    "On Piers\n\nThe pier was long and it was cold on it that day in March.\n\n"
    "A wooden pier that runs far out into a flat grey sea\n\n"
    "Nobody was there but a man who was selling tickets to nobody.\n\n"
    "A second wooden pier that runs far out into a flat grey sea\n\n"
    "He sold one to me, and I have it still; it is for the other pier.\n\n"
    "A third wooden pier that runs far out into a flat grey sea\n\n"
    "It has no date on it, and so I may go when I like, or not at all.\n"
)


def _imported(tmp_path: Path, keys: str) -> tuple[str, str, str]:
    source = tmp_path / "piers.txt"
    source.write_text(PIERS, encoding="utf-8")
    book = tmp_path / "book"
    shown = in_conversation("import", str(source), str(book), prompt=ASKED, keys=keys)
    chapter = (book / "chapters/01-on-piers.md").read_text(encoding="utf-8")
    return shown, chapter, (book / "set-aside.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_each_doubtful_guess_is_asked_for_with_one_key(tmp_path: Path) -> None:
    shown, chapter, aside = _imported(tmp_path, "psf")
    assert "piers.txt:5\r\n" in shown
    assert " > A wooden pier" in shown
    assert "Does this describe an image? [f] a figure with a placeholder" in shown
    assert shown.count(ASKED) == 3
    assert "\nA wooden pier that runs far out into a flat grey sea\n" in chapter
    assert "A second wooden pier" not in chapter
    assert "A second wooden pier" in aside
    assert 'alt="A third wooden pier' in chapter


@pytest.mark.slow
def test_return_and_one_key_take_the_first_answer_the_key_from_there_on(
    tmp_path: Path,
) -> None:
    shown, chapter, _ = _imported(tmp_path, "p\ra")
    assert shown.count(ASKED) == 3
    assert chapter.count("alt=") == 2
