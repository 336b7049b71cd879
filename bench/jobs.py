"""What is measured, each a command: `python -m bench.jobs JOB MANUSCRIPT`.

A job that compares work inside a process prints `inner SECONDS`; the others are
measured from outside.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPETITIONS = 5
"""How often the reading jobs read: one reading is too short to measure."""


def chapters(manuscript: Path) -> list[Path]:
    """The Markdown files of a manuscript, by path."""
    if manuscript.is_file():
        return [manuscript]
    files = sorted(manuscript.rglob("*.md"))
    return [file for file in files if file.name != "README.md"]


def pandoc_epub(manuscript: Path) -> None:
    """An EPUB by pandoc, with its own defaults."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                pypandoc.get_pandoc_path(),
                "--from=markdown",
                "--standalone",
                "--metadata=title:Bench",
                f"--resource-path={manuscript}:{manuscript / 'chapters'}",
                f"--output={folder}/book.epub",
                *map(str, chapters(manuscript)),
            ],
            check=True,
        )


def bookmaker_read(manuscript: Path) -> None:
    """Our reader, from the manuscript's files to the tree."""
    from bookmaker.config.load import load_manuscript
    from bookmaker.diagnostics import Diagnostics
    from bookmaker.readers.manuscript import read_manuscript
    from bookmaker.workspace import Workspace

    loaded = load_manuscript(manuscript, Diagnostics())

    def work() -> None:
        read_manuscript(loaded.config, Workspace(loaded.root), Diagnostics())

    _time(work)


def markdown_read(manuscript: Path) -> None:
    """Stock Python-Markdown with `extra`, from the manuscript's files to HTML."""
    import markdown

    def work() -> None:
        for file in chapters(manuscript):
            text = file.read_text("utf-8")
            markdown.Markdown(extensions=["extra"]).convert(text)

    _time(work)


def _time(work: Callable[[], None]) -> None:
    work()  # the first time compiles patterns
    began = time.process_time()
    for _ in range(REPETITIONS):
        work()
    sys.stdout.write(f"inner {time.process_time() - began}\n")


JOBS: dict[str, Callable[[Path], None]] = {
    "pandoc-epub": pandoc_epub,
    "bookmaker-read": bookmaker_read,
    "markdown-read": markdown_read,
}


if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]))
