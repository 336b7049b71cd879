"""Without Pango everything is done that needs no Pango, and one message says so."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ToolError

_HIDDEN = textwrap.dedent(
    """
    import cffi

    _open = cffi.FFI.dlopen

    def dlopen(self, name, *args):
        if isinstance(name, str) and "pango" in name:
            raise OSError(f"cannot load library {name!r}: hidden by a test")
        return _open(self, name, *args)

    cffi.FFI.dlopen = dlopen
    """
)
"""Run by each Python that the command starts: the library is as if it were missing."""


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with a book, on a machine without Pango."""
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "sitecustomize.py").write_text(_HIDDEN, encoding="utf-8")
    (tmp_path / "one.md").write_text("# One\n\nA [word](#gone).\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("# Two\n\nA word.\n", encoding="utf-8")
    return tmp_path


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "hidden"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-m", "bookmaker", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _said_once(done: subprocess.CompletedProcess[str]) -> None:
    said = done.stdout + done.stderr
    assert said.count("Pango library") == 1
    assert "apt-get install libpango-1.0-0" in said
    assert "brew install pango" in said
    assert "WeasyPrint" not in said
    assert "-----" not in said


def test_check_reports_the_book_and_says_that_no_page_was_looked_at(bare: Path) -> None:
    done = _run(bare, "check", "two.md")
    assert done.returncode == 5
    assert "the layout of the pages was not checked" in done.stderr
    _said_once(done)
    with_error = _run(bare, "check", "one.md")
    assert "X001" in with_error.stdout
    assert with_error.returncode == 1


def test_build_writes_the_epub_and_ends_with_the_status_of_a_missing_tool(
    bare: Path,
) -> None:
    done = _run(bare, "build", "two.md", "-o", "out")
    assert done.returncode == 5
    assert [path.name for path in (bare / "out").iterdir()] == ["two.epub"]
    assert "only out/two.epub was written" in done.stderr
    _said_once(done)


def test_pdf_writes_nothing_and_epub_needs_no_pango(bare: Path) -> None:
    done = _run(bare, "pdf", "two.md", "-o", "two.pdf")
    assert done.returncode == 5
    assert not (bare / "two.pdf").exists()
    _said_once(done)
    assert _run(bare, "epub", "two.md", "-o", "two.epub").returncode == 0


def test_the_name_of_the_tool_comes_back_from_a_worker() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(ToolError("no Pango", tool="Pango")))
    assert (str(error), error.tool) == ("no Pango", "Pango")
