"""What was there before stays whole, whatever stops a build; no litter is left."""

from __future__ import annotations

import io
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.support.programs import HANG, answer_signals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")

_OLD = b"PK the edition before"
_WAIT = 0.05


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book that takes some seconds to lay out, and editions of it from before."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["one.md"]\n', "utf-8"
    )
    paragraph = "The tide was out and the pier stood dry for days on end. " * 20
    (folder / "one.md").write_text("# One\n\n" + f"{paragraph}\n\n" * 300, "utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "book.epub").write_bytes(_OLD)
    (tmp_path / "build" / "book.pdf").write_bytes(b"%PDF before")
    (tmp_path / "temporary").mkdir()
    return folder


def start(
    book: Path, *words: str, prepare: Callable[[], None] | None = None
) -> subprocess.Popen[str]:
    """Start the command beside the book, with a folder for temporary files."""
    environment = {
        **os.environ,
        "TMPDIR": str(book.parent / "temporary"),
        "XDG_CACHE_HOME": "/dev/null",
        # Python 3.11 keeps a compiled module that was cut short (seen), and each later
        # import of it fails.
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    def prepare_child() -> None:
        answer_signals()
        if prepare is not None:
            prepare()

    return subprocess.Popen(
        [sys.executable, "-m", "bookmaker", *words],
        cwd=book.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=prepare_child,
    )


def wait_until_it_minds_signals(running: subprocess.Popen[str]) -> None:
    """Let Python start; before the program's first line it has no say."""
    status = Path(f"/proc/{running.pid}/status")
    while running.poll() is None:
        caught = re.search(r"^SigCgt:\s*(\w+)", status.read_text("utf-8"), re.MULTILINE)
        if caught and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(_WAIT / 50)


def left_beside(book: Path) -> list[str]:
    """What stands beside the book, in the folders that a build writes to."""
    return sorted(
        path.relative_to(book.parent).as_posix()
        for folder in ("build", "temporary")
        for path in (book.parent / folder).rglob("*")
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (signal.SIGINT, 130, "bookmaker: interrupted"),
        (signal.SIGTERM, 143, "bookmaker: ended by another program"),
        (signal.SIGHUP, 143, "bookmaker: ended by another program"),
    ],
)
def test_a_signal_leaves_the_old_editions_and_no_litter(
    book: Path, number: signal.Signals, status: int, said: str
) -> None:
    running = start(book, "build", "book")
    while not any((book.parent / "temporary").iterdir()):  # until layout begins
        assert running.poll() is None
        time.sleep(_WAIT)
    running.send_signal(number)
    out, err = running.communicate(timeout=HANG)
    # Above it may stand how far the build has come, where the machine is busy.
    assert (running.returncode, out, err.splitlines()[-1:]) == (status, "", [said])
    assert left_beside(book) == ["build/book.epub", "build/book.pdf"]
    assert (book.parent / "build" / "book.epub").read_bytes() == _OLD


@pytest.mark.slow
def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(book: Path) -> None:
    import resource

    def be_short_of_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    running = start(book, "epub", "book", prepare=be_short_of_room)
    _, err = running.communicate(timeout=HANG)
    assert running.returncode == 1
    assert "error W001: “build/book.epub” cannot be written: the file would be" in err
    assert left_beside(book) == ["build/book.epub", "build/book.pdf"]
    assert (book.parent / "build" / "book.epub").read_bytes() == _OLD


@pytest.mark.slow
def test_a_full_folder_for_temporary_files_is_reported(book: Path) -> None:
    import resource

    def be_short_of_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    running = start(book, "pdf", "book", prepare=be_short_of_room)
    _, err = running.communicate(timeout=HANG)
    assert running.returncode == 5
    assert "the fonts cannot be written" in err
    assert "TMPDIR" in err
    assert left_beside(book) == ["build/book.epub", "build/book.pdf"]


@pytest.mark.long
@pytest.mark.slow
def test_four_builds_at_once_leave_one_whole_edition(book: Path) -> None:
    (book / "one.md").write_text("# One\n\n" + "The tide was out.\n\n" * 60, "utf-8")
    four = [start(book, "epub", "book") for _ in range(4)]
    for running in four:
        running.communicate(timeout=HANG)
        assert running.returncode == 0
    assert left_beside(book) == ["build/book.epub", "build/book.pdf"]
    once = (book.parent / "build" / "book.epub").read_bytes()
    start(book, "epub", "book").communicate(timeout=HANG)
    assert (book.parent / "build" / "book.epub").read_bytes() == once


@pytest.mark.slow
def test_four_builds_of_both_editions_at_once_leave_whole_ones(book: Path) -> None:
    (book / "one.md").write_text("# One\n\nThe tide was out.\n", "utf-8")
    four = [start(book, "build", "book") for _ in range(4)]
    said = [running.communicate(timeout=HANG) for running in four]
    assert [running.returncode for running in four] == [0] * 4, said
    assert left_beside(book) == ["build/book.epub", "build/book.pdf"]
    made = _editions(book)
    assert all(map(_is_whole, made))
    start(book, "build", "book", "--no-cache").communicate(timeout=HANG)
    assert _editions(book) == made


@pytest.mark.slow
def test_a_folder_for_temporary_files_may_have_a_long_name(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n\nThe tide was out.\n", "utf-8")
    temporary = tmp_path / ("long" * 25)
    temporary.mkdir()
    subprocess.run(
        [sys.executable, "-m", "bookmaker", "pdf", "one.md"],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary), "XDG_CACHE_HOME": "/dev/null"},
        check=True,
        timeout=HANG,
    )
    assert (tmp_path / "build" / "one.pdf").is_file()
    assert not any(temporary.iterdir())


@pytest.mark.slow
def test_a_folder_that_is_read_only_keeps_the_old_editions(book: Path) -> None:
    folder = book.parent / "build"
    tried = subprocess.run(
        [*_READ_ONLY, "true", str(folder)], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip("no folder can be mounted read-only here")
    (book / "one.md").write_text("# One\n\nThe tide was out.\n", "utf-8")
    command = f"{shlex.quote(sys.executable)} -m bookmaker build book"
    done = subprocess.run(
        [*_READ_ONLY, command, str(folder)],
        cwd=book.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )
    assert done.returncode == 1, done.stderr
    for name in ("epub", "pdf"):
        assert (
            f"error W001: “build/book.{name}” cannot be written: nothing can be written"
            " to that disk" in done.stderr
        )
    assert left_beside(book) == ["build/book.epub", "build/book.pdf"]
    assert (book.parent / "build" / "book.epub").read_bytes() == _OLD


_READ_ONLY = (
    *("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"),
    'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && eval "$0"',
)
"""Run the first word given with the second as a folder on a disk that is read-only."""
_KINDS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
_STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}
_SAID = {
    signal.SIGINT: "bookmaker: interrupted\n",
    signal.SIGTERM: "bookmaker: ended by another program\n",
}


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").is_file(), reason="who minds signals stands in /proc"
)
@pytest.mark.parametrize("moments", [6, pytest.param(20, marks=pytest.mark.long)])
def test_a_signal_at_any_moment_leaves_whole_editions(book: Path, moments: int) -> None:
    (book / "one.md").write_text("# One\n\n" + "The tide was out.\n\n" * 60, "utf-8")
    began = time.monotonic()
    whole = start(book, "build", "book")
    whole.communicate(timeout=HANG)
    assert whole.returncode == 0
    lasts = time.monotonic() - began
    made = _editions(book)
    chance = random.Random(20)
    for moment in range(moments):
        number = _KINDS[moment % len(_KINDS)]
        # A word more each time: each build that is not stopped makes other editions.
        with (book / "one.md").open("a", encoding="utf-8") as file:
            file.write(f"Wave {moment}.\n\n")
        running = start(book, "build", "book")
        wait_until_it_minds_signals(running)
        time.sleep(chance.uniform(0, lasts))
        running.send_signal(number)
        _, err = running.communicate(timeout=HANG)
        assert "Traceback" not in err
        assert "Fatal" not in err
        if number is not signal.SIGKILL and running.returncode:
            assert running.returncode == _STATUS[number], err
            assert err.endswith(_SAID[number])
        litter = set(left_beside(book)) - {"build/book.epub", "build/book.pdf"}
        if number is not signal.SIGKILL:
            assert litter == set(), (number, running.returncode, err)
        # What a killed process leaves, nobody can take away for it.
        for name in litter:
            if name.startswith("build/"):
                (book.parent / name).unlink()
        shutil.rmtree(book.parent / "temporary")
        (book.parent / "temporary").mkdir()
        for content, before in zip(_editions(book), made, strict=True):
            assert content == before or _is_whole(content)
        made = _editions(book)
    last = start(book, "build", "book")
    last.communicate(timeout=HANG)
    assert last.returncode == 0
    assert all(map(_is_whole, _editions(book)))


def _editions(book: Path) -> tuple[bytes, bytes]:
    build = book.parent / "build"
    return (build / "book.epub").read_bytes(), (build / "book.pdf").read_bytes()


def _is_whole(content: bytes) -> bool:
    """Whether an edition can be read from end to end."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.testzip() is None
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages) > 0 and not pdf.check_pdf_syntax()


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_edition(book: Path) -> None:
    disk = book.parent / "disk"
    disk.mkdir()
    if not _mounted(disk):
        pytest.skip("no disk can be mounted here")
    try:
        (disk / "book.epub").write_bytes(_OLD)
        (disk / "filler").write_bytes(b"x" * 110_000)
        running = start(book, "epub", "book", "-o", "disk/book.epub")
        _, err = running.communicate(timeout=HANG)
        assert running.returncode == 1
        assert "error W001: “disk/book.epub” cannot be written: the disk is full" in err
        assert sorted(p.name for p in disk.iterdir()) == ["book.epub", "filler"]
        assert (disk / "book.epub").read_bytes() == _OLD
        (disk / "filler").unlink()
        again = start(book, "epub", "book", "-o", "disk/book.epub")
        again.communicate(timeout=HANG)
        assert again.returncode == 0
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def _mounted(disk: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
