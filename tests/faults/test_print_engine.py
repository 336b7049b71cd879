"""Layout's processes and cache in a bad way: the command comes to the right end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.programs import HANG, without_progress

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/task").is_dir(), reason="processes are looked up in /proc"
    ),
]

_WAIT = 0.02
_PARAGRAPH = "The tide was out and the pier stood dry for days on end. " * 20


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of three chapters, of which the second takes long to lay out."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n'
        '[contents]\nbody = ["one.md", "two.md", "three.md"]\n',
        "utf-8",
    )
    for name, length in (("one", 1), ("two", 40), ("three", 1)):
        text = f"# Story {name}\n\n" + f"{_PARAGRAPH}\n\n" * length
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def command(book: Path, *words: str) -> list[str]:
    """A build of the print edition beside the book, with a cache beside it too."""
    cache = str(book.parent / "cache")
    return [
        *(sys.executable, "-m", "bookmaker", "pdf", "book", "-o", "book.pdf"),
        *("--cache-folder", cache, *words),
    ]


def start(book: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(book, *words),
        cwd=book.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def build(book: Path, *words: str) -> bytes:
    """Build, without a word on standard error but progress, and give the edition."""
    running = start(book, *words)
    _, err = running.communicate(timeout=HANG)
    assert (running.returncode, without_progress(err)) == (0, "")
    return (book.parent / "book.pdf").read_bytes()


def descendants(process: int) -> Iterator[int]:
    """The processes that one has started, and those that they have."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        found = [int(number) for number in children.read_text("utf-8").split()]
    except OSError:
        return
    for child in found:
        yield child
        yield from descendants(child)


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and is not buried does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def worker_of(running: subprocess.Popen[str]) -> int:
    """The process that lays out: a child of the one that workers are forked from."""
    until = time.monotonic() + HANG
    while time.monotonic() < until:
        assert running.poll() is None
        for parent in descendants(running.pid):
            for child in filter(_is_worker, descendants(parent)):
                return child
        time.sleep(_WAIT)
    pytest.fail("no worker was started")


def _is_worker(process: int) -> bool:
    """Whether it has begun to wait for work.

    By then it has a second thread, which watches its parent; one that was forked to run
    another program, the linker say, has not.
    """
    folder = Path(f"/proc/{process}")
    try:
        is_forked = b"forkserver" in (folder / "cmdline").read_bytes()
        return is_forked and len(list((folder / "task").iterdir())) > 1
    except OSError:
        return False


def are_gone(processes: list[int]) -> bool:
    """Whether they end; those that serve a program see a moment later that it has."""
    until = time.monotonic() + HANG
    while any(map(is_there, processes)) and time.monotonic() < until:
        time.sleep(_WAIT)
    return not any(map(is_there, processes))


def test_a_killed_worker_is_reported_with_its_chapter_and_nothing_hangs(
    book: Path,
) -> None:
    (book.parent / "book.pdf").write_bytes(b"%PDF before")
    running = start(book, "--jobs", "1")
    os.kill(worker_of(running), signal.SIGKILL)
    processes = list(descendants(running.pid))
    _, err = running.communicate(timeout=HANG)
    assert running.returncode == 1
    assert (
        "book/two.md:1:1: error P004: “Story two” has no pages: its layout was ended"
        " from outside (SIGKILL)" in err
    )
    assert err.count("error") == 2, "the others were laid out; the count names one"
    assert (book.parent / "book.pdf").read_bytes() == b"%PDF before"
    assert are_gone(processes)
    assert build(book).startswith(b"%PDF"), "what was laid out is kept; it goes on"


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--layout-seconds", "1", "took longer than 1 s"),
        # A library in C may crash before Python knows of it.
        ("--layout-memory", "256", "(needs more than 0.25 GiB of|.* where) memory"),
    ],
)
def test_a_chapter_that_takes_too_much_is_reported(
    book: Path, option: str, value: str, reason: str
) -> None:
    (book.parent / "book.pdf").write_bytes(b"%PDF before")
    (book / "two.md").write_text("# Story two\n\n" + f"{_PARAGRAPH}\n\n" * 400)
    running = start(book, option, value, "--jobs", "1")
    _, err = running.communicate(timeout=HANG)
    assert running.returncode == 1, err
    where = "^book/two.md:1:1: error P004: “Story two” has no pages: its layout "
    assert re.search(where + reason, err, re.MULTILINE)
    assert (book.parent / "book.pdf").read_bytes() == b"%PDF before"


def test_a_killed_build_leaves_no_process(book: Path) -> None:
    running = start(book, "--jobs", "1")
    worker_of(running)
    processes = list(descendants(running.pid))
    running.kill()
    running.communicate(timeout=HANG)
    assert are_gone(processes)


def test_a_damaged_cache_is_made_again(book: Path) -> None:
    first = build(book)
    entries = list((book.parent / "cache" / "parts").rglob("*/*"))
    sizes = {path: path.stat().st_size for path in entries}
    assert sizes
    for path, size in sizes.items():
        os.truncate(path, size // 2)
    assert build(book) == first
    assert {path: path.stat().st_size for path in entries} == sizes


@pytest.mark.long
def test_two_builds_at_once_share_a_cache(book: Path) -> None:
    other = book.parent / "other"
    other.mkdir()
    shutil.copytree(book, other / "book")
    (other / "cache").symlink_to(book.parent / "cache")
    both = [start(book), start(other / "book")]
    said = [running.communicate(timeout=HANG) for running in both]
    assert [running.returncode for running in both] == [0, 0], said
    one, two = ((f / "book.pdf").read_bytes() for f in (book.parent, other))
    assert one == two == build(book, "--no-cache")
    parts = book.parent / "cache" / "parts"
    assert [path.name for path in parts.rglob(".new-*")] == []


_ON_A_SMALL_DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
_MOUNT = 'mount -t tmpfs -o size=16k none "$0" && exec "$@"'


def test_a_full_disk_under_the_cache_costs_the_cache_and_not_the_book(
    book: Path,
) -> None:
    parts = book.parent / "cache" / "parts"
    parts.mkdir(parents=True)
    on_small_disk = [*_ON_A_SMALL_DISK, _MOUNT, str(parts)]
    tried = subprocess.run([*on_small_disk, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"no small disk can be mounted: {tried.stderr.decode().strip()}")
    whole = build(book, "--no-cache")
    run = subprocess.run(
        [*on_small_disk, *command(book)],
        cwd=book.parent,
        capture_output=True,
        check=False,
        text=True,
        timeout=HANG,
    )
    assert run.returncode == 0, run.stderr
    assert (book.parent / "book.pdf").read_bytes() == whole
