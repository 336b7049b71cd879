"""`make` after `make`: the rules of all editions are read without a word, and hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bookmaker.cli import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("make") is None, reason="make is not here"),
]

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
_OLD = 1.0e9
_ODD = "more here/a b #2 $x: y.md"


def _make(folder: Path, *words: str) -> str:
    """What make prints, its recipes and warnings; it must succeed."""
    # Nothing that a make above the tests has told its children is for this one.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    done = subprocess.run(
        ["make", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=environment | {"LC_ALL": "C"},
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (_OLD, _OLD))


def _rebuilt(printed: str) -> list[str]:
    """The targets whose recipes make printed, without a warning."""
    assert "warning" not in printed
    return re.findall(r"^\S+bookmaker \S+ \S+ -o (\S+)", printed, re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout's Makefile, two samples, and what is set up."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for pins in ("requirements.lock", "tools/install"):
        _write(tmp_path / pins, "")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/bin").symlink_to(BIN)
    _write(tmp_path / ".venv/.books", "")
    samples = tmp_path / "manuscripts"
    _write(samples / "book/book.toml", 'title = "Book"\nlanguage = "en"\n')
    for name in ("1.md", "2.md", _ODD):
        _write(samples / "book" / name, "# One\n\nA line.\n")
    # From this make would make a chapter by a rule of its own.
    _write(samples / "book/1.md.sh", "echo")
    os.utime(samples / "book/1.md.sh")
    _write(samples / "page.md", "# Page\n\nA line.\n")
    return tmp_path


def test_the_makefile_of_a_checkout_says_nothing_the_second_time(
    checkout: Path,
) -> None:
    targets = [f"build/{name}" for name in ("book.epub", "book.pdf", "page.epub")]
    assert _make(checkout, *targets).count("--depfile") == len(targets)
    rule = (checkout / "build/book.pdf.d").read_text("utf-8")
    assert "manuscripts/book/more\\ here/a\\ b\\ \\#2\\ $$x\\:\\ y.md:\n" in rule
    nothing = "".join(f"make: '{target}' is up to date.\n" for target in targets)
    assert _make(checkout, *targets) == nothing
    chapter = checkout / "manuscripts/book/1.md"
    assert chapter.read_text("utf-8") == "# One\n\nA line.\n"

    os.utime(checkout / "manuscripts/book" / _ODD)
    assert _rebuilt(_make(checkout, "-n", *targets)) == targets[:2]
    os.utime(checkout / "manuscripts/book" / _ODD, (_OLD, _OLD))
    assert _make(checkout, *targets) == nothing
    (checkout / "manuscripts/book/2.md").unlink()
    assert _rebuilt(_make(checkout, *targets)) == targets[:2]
    assert _make(checkout, *targets) == nothing


def test_the_makefile_of_a_new_book_says_nothing_the_second_time(
    tmp_path: Path,
) -> None:
    words = ["--title", "Tides", "--language", "en", "--repository"]
    assert run(["new", str(tmp_path / "tides"), *words]) == 0
    command = [f"BOOKMAKER={BIN / 'bookmaker'}", "OPTIONS=--quiet"]
    printed = [_make(tmp_path / "tides", *command) for _ in range(2)]
    assert printed == [f"{BIN / 'bookmaker'} build . -o build --quiet\n"] * 2
