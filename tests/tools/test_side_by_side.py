"""Two commands run at the same time; their outputs and their ends are not mixed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def ran(first: str, second: str) -> tuple[int, str]:
    """The status and the output of two pieces of Python, run as the Makefile does."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tools.side_by_side"),
            *(sys.executable, "-c", first, "--and", sys.executable, "-c", second),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def waits_for(path: Path) -> str:
    """Python that ends when a file is there."""
    return (
        "import pathlib, time\n"
        f"while not pathlib.Path({str(path)!r}).exists(): time.sleep(.01)\n"
    )


def makes(path: Path) -> str:
    return f"import pathlib\npathlib.Path({str(path)!r}).touch()\n"


def test_both_run_at_the_same_time(tmp_path: Path) -> None:
    """Each waits for the other, so that one after the other would never end."""
    one, two = tmp_path / "one", tmp_path / "two"
    first = f"{makes(one)}{waits_for(two)}print('first')"
    second = f"{waits_for(one)}print('second')\n{makes(two)}"
    assert ran(first, second) == (0, "first\nsecond\n")


def test_what_the_second_says_after_the_first_has_ended_is_shown(
    tmp_path: Path,
) -> None:
    one = tmp_path / "one"
    second = f"print('early', flush=True)\n{waits_for(one)}print('late')"
    assert ran(f"print('first')\n{makes(one)}", second) == (0, "first\nearly\nlate\n")


@pytest.mark.parametrize(
    ("first", "second", "status"), [(0, 0, 0), (0, 5, 5), (3, 0, 3), (3, 5, 3)]
)
def test_the_status_is_that_of_the_first_that_failed(
    first: int, second: int, status: int
) -> None:
    ended, _ = ran(f"raise SystemExit({first})", f"raise SystemExit({second})")
    assert ended == status


def test_a_command_that_a_signal_ends_has_failed() -> None:
    first = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    assert ran(first, "") == (128 + 9, "")


def test_where_the_first_fails_the_second_is_stopped_and_not_shown(
    tmp_path: Path,
) -> None:
    number, stopped = tmp_path / "number", tmp_path / "stopped"
    second = (
        "import os, pathlib, signal, time\n"
        # A shell starts what runs in its background with this one ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "print('second', flush=True)\n"
        f"part = pathlib.Path({str(number)!r} + '.part')\n"
        "part.write_text(str(os.getpid()))\n"
        f"part.rename({str(number)!r})\n"
        "try:\n"
        "    time.sleep(600)\n"
        "except KeyboardInterrupt:\n"
        f"    pathlib.Path({str(stopped)!r}).touch()\n"
    )
    first = f"{waits_for(number)}print('first')\nraise SystemExit(1)"
    assert ran(first, second) == (1, "first\n")
    assert stopped.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text("utf-8")), 0)


def test_make_check_runs_all_that_it_promises() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "check", "ARGS=-k 'a b'"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    printed = done.stdout.replace("\\\n", " ")
    [recipe] = re.findall(r"side_by_side (.*)", printed)
    first, second = recipe.split("--and")
    assert shlex.split(first) == ["make", "format-check", "lint", "types"]
    assert shlex.split(second)[0].endswith("pytest")
    assert shlex.split(second)[-4:] == ["-m", "not slow", "-k", "a b"]
