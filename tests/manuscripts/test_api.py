"""The examples of docs/api.md run as they are printed, and leave nothing behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bookmaker
from bookmaker.pipeline.public import Options

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.M | re.S)
_BOOK = """\
---
title: The Salt Roads
author: Ann Lee
---

# The ford

The line $a^2$ here.[^1]

[^1]: A note.

```python
x = 1
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the manuscript of the examples."""
    book = tmp_path / "salt-roads"
    book.mkdir()
    (book / "ford.md").write_text(_BOOK, "utf-8")
    return tmp_path


def run(folder: Path, program: str) -> str:
    """Run a program in a process of its own; give what it prints."""
    script = folder / "program.py"
    script.write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "caches")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_every_example_runs_as_printed(folder: Path) -> None:
    body = "\n".join(EXAMPLES)
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    said = run(folder, f"if __name__ == '__main__':\n{indented}")
    assert (folder / "dist" / "salt-roads.pdf").is_file()
    assert (folder / "shop" / "roads.epub").is_file()
    assert "The Salt Roads 1" in said


_TEN_BUILDS = """
import atexit, gc, json, locale, logging, multiprocessing, os, resource, signal
import subprocess, sys, threading, warnings
from multiprocessing import spawn
from PIL import Image, ImageFile
import bookmaker

def umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask

def surroundings():
    children = f"/proc/{os.getpid()}/task/{os.getpid()}/children"
    descriptors = "/proc/self/fd"
    signals = signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}
    limits = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    root = logging.getLogger()
    return {
        "environment": dict(os.environ),
        "signals": [str(signal.getsignal(n)) for n in sorted(signals)],
        "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
        "timer": signal.getitimer(signal.ITIMER_REAL),
        "recursion": sys.getrecursionlimit(),
        "collector": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()),
        "folder": os.getcwd(),
        "mask": umask(),
        "locale": locale.setlocale(locale.LC_ALL),
        "limits": [resource.getrlimit(getattr(resource, name)) for name in limits],
        "hooks": (
            sys.unraisablehook is sys.__unraisablehook__,
            sys.excepthook is sys.__excepthook__,
            threading.excepthook is threading.__excepthook__,
            sys.gettrace() is None, sys.getprofile() is None, len(sys.path_hooks),
        ),
        "paths": (sys.path, sys.argv, sys.dont_write_bytecode),
        "streams": [id(s) for s in (sys.stdin, sys.stdout, sys.stderr)],
        "threads": threading.active_count(),
        "main": sys.modules["__main__"].__file__,
        "children": open(children).read().split(),
        "descriptors": sorted(
            os.readlink(f"{descriptors}/{n}")
            for n in os.listdir(descriptors)
            if os.path.exists(f"{descriptors}/{n}")
        ),
        "start": multiprocessing.get_start_method(allow_none=True),
        "preparing": spawn.get_preparation_data.__qualname__,
        "warnings": [str(f) for f in warnings.filters],
        "logging": (root.level, len(root.handlers), root.manager.disable),
        "handlers": sorted(
            name for name, logger in root.manager.loggerDict.items()
            if getattr(logger, "handlers", ()) or getattr(logger, "disabled", False)
        ),
        "pillow": (
            ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS, ImageFile.MAXBLOCK,
        ),
        # multiprocessing keeps a folder of its own until the program ends.
        "temporary": [n for n in os.listdir(os.environ["TMPDIR"]) if n[:5] != "pymp-"],
    }

if __name__ == "__main__":
    before = surroundings()
    for number in range(10):
        outcome = bookmaker.build("salt-roads", "dist", cache=number % 2 == 0)
        assert len(outcome.outputs) == 2, [p.message() for p in outcome.diagnostics]
    after = surroundings()
    changed = [key for key in before if before[key] != after[key]]
    print(json.dumps({key: [before[key], after[key]] for key in changed}))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_ten_builds_leave_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    assert json.loads(run(folder, _TEN_BUILDS)) == {}


def test_the_page_lists_every_option() -> None:
    options = PAGE.split("## Options")[1].split("##")[0]
    listed = re.findall(r"^\| `(\w+)` \|", options, flags=re.M)
    assert listed == list(Options.__annotations__)


def test_public_names_load_and_no_others() -> None:
    for name in bookmaker.__all__:
        assert getattr(bookmaker, name) is not None
    with pytest.raises(AttributeError):
        bookmaker.nonsense  # noqa: B018


def test_wrong_calls_are_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="docx"):
        bookmaker.build(folder / "salt-roads", formats=["docx"])
    with pytest.raises(TypeError, match="no option"):
        bookmaker.check(folder / "salt-roads", colour=True)  # type: ignore[call-arg]
