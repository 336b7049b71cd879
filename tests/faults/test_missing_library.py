"""Without Pango everything is done that needs no Pango, and one message says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ToolError

pytestmark = pytest.mark.slow

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


_COMMANDS: Mapping[str, Sequence[str]] = {
    "check": ("check", "two.md"),
    "check with an error": ("check", "one.md"),
    "build": ("build", "two.md", "-o", "out"),
    "pdf": ("pdf", "two.md", "-o", "two.pdf"),
    "epub": ("epub", "two.md", "-o", "two.epub"),
}
_RUN_ALL = """
import contextlib, io, json, sys
from bookmaker.cli import run
done = {}
for name, words in json.loads(sys.argv[1]).items():
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(words)
    done[name] = [status, out.getvalue(), err.getvalue()]
print(json.dumps(done))
"""


@dataclass(frozen=True, slots=True)
class _Done:
    """How a command ended."""

    folder: Path
    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, _Done]:
    """How each command ends on a machine without Pango; one process runs them all."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "hidden").mkdir()
    (folder / "hidden" / "sitecustomize.py").write_text(_HIDDEN, encoding="utf-8")
    (folder / "one.md").write_text("# One\n\nA [word](#gone).\n", encoding="utf-8")
    (folder / "two.md").write_text("# Two\n\nA word.\n", encoding="utf-8")
    package = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", _RUN_ALL, json.dumps(_COMMANDS)],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": f"{folder / 'hidden'}{os.pathsep}{package}",
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    ended = json.loads(ran.stdout.splitlines()[-1])
    return {name: _Done(folder, *how) for name, how in ended.items()}


def _said_once(done: _Done) -> None:
    said = done.out + done.err
    assert said.count("Pango library") == 1
    assert "apt-get install libpango-1.0-0" in said
    assert "brew install pango" in said
    assert "WeasyPrint" not in said
    assert "-----" not in said


def test_check_reports_the_book_and_says_that_no_page_was_looked_at(
    bare: Mapping[str, _Done],
) -> None:
    done = bare["check"]
    assert done.status == 5
    assert "the layout of the pages was not checked" in done.err
    _said_once(done)
    with_error = bare["check with an error"]
    assert "X001" in with_error.out
    assert with_error.status == 1


def test_build_writes_the_epub_and_ends_with_the_status_of_a_missing_tool(
    bare: Mapping[str, _Done],
) -> None:
    done = bare["build"]
    assert done.status == 5
    assert [path.name for path in (done.folder / "out").iterdir()] == ["two.epub"]
    assert "only out/two.epub was written" in done.err
    _said_once(done)


def test_pdf_writes_nothing_and_epub_needs_no_pango(bare: Mapping[str, _Done]) -> None:
    done = bare["pdf"]
    assert done.status == 5
    assert not (done.folder / "two.pdf").exists()
    _said_once(done)
    assert bare["epub"].status == 0
    assert (done.folder / "two.epub").exists()


def test_the_name_of_the_tool_comes_back_from_a_worker() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(ToolError("no Pango", tool="Pango")))
    assert (str(error), error.tool) == ("no Pango", "Pango")
