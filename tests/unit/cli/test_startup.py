"""What is loaded, and when: `--help` answers at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import json, sys
from bookmaker.cli import run
status = run(json.loads(sys.argv[1]))
print("\\n" + json.dumps([status, sorted(sys.modules)]))
"""

_HEAVY = {"markdown", "ebooklib", "weasyprint", "lxml", "rich", "uharfbuzz", "PIL"}


def modules_after(*words: str) -> set[str]:
    """The modules that are loaded when a command has ended well."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, json.dumps(words)],
        capture_output=True,
        check=True,
        text=True,
    )
    status, modules = json.loads(done.stdout.splitlines()[-1])
    assert status == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    modules = modules_after(*words)
    assert not modules & _HEAVY
    assert "bookmaker.pipeline.stages" not in modules


@pytest.mark.slow
def test_new_and_explain_load_nothing_heavy(tmp_path: Path) -> None:
    assert not modules_after("new", str(tmp_path / "tides")) & _HEAVY
    assert not modules_after("explain", "C001") & _HEAVY


@pytest.mark.slow
def test_the_epub_path_never_loads_weasyprint(tmp_path: Path) -> None:
    book = tmp_path / "tides"
    modules_after("new", str(book))
    modules = modules_after("epub", str(book), "-o", str(tmp_path / "tides.epub"))
    assert "ebooklib" in modules
    assert "weasyprint" not in modules


_MOST_MORE = 60
"""Modules, half of them small ones of Python's: each costs a search of the disk."""


@pytest.mark.slow
def test_help_loads_little_more_than_click_itself() -> None:
    program = "import json, sys, click\nprint(json.dumps([0, sorted(sys.modules)]))"
    alone = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    more = modules_after("--help") - set(json.loads(alone.stdout)[1])
    assert len(more) <= _MOST_MORE, sorted(more)
