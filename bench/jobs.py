"""What is measured, each a command: `python -m bench.jobs JOB MANUSCRIPT [DUMP]`.

A job that compares work inside a process prints `inner SECONDS`; the others are
measured from outside.
"""

from __future__ import annotations

import os
import shutil
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


def dump_print(manuscript: Path, folder: Path) -> None:
    """What our print backend hands to WeasyPrint, as files for `plain_pdf`."""
    from unittest.mock import patch
    from xml.etree import ElementTree

    from bookmaker import pipeline
    from bookmaker.backends.pdf import engine
    from bookmaker.backends.pdf.weasyprint_adapter import LaidOut, LayoutOrder

    def keep(order: LayoutOrder) -> LaidOut:
        ElementTree.register_namespace("", "http://www.w3.org/1999/xhtml")
        html = ElementTree.tostring(order.root, encoding="unicode", method="html")
        (folder / "book.html").write_text(f"<!DOCTYPE html>\n{html}", "utf-8")
        (folder / "book.css").write_text(order.sheet, "utf-8")
        fonts = order.font_configuration
        shutil.copytree(fonts.parent, folder / "fonts")
        listed = fonts.read_text("utf-8").replace(str(fonts.parent), f"{folder}/fonts")
        (folder / "fonts" / fonts.name).write_text(listed, "utf-8")
        (folder / "fonts.conf").symlink_to(folder / "fonts" / fonts.name)
        return LaidOut(b"", 0, {}, (), ())

    request = pipeline.Request(manuscript=manuscript)
    with patch.object(engine, "lay_out_at_once", keep):
        pipeline.build(request, {"pdf": folder / "unused.pdf"})


def plain_pdf(manuscript: Path, folder: Path, *, is_tagged: bool) -> None:
    """The same HTML, sheet and fonts, by WeasyPrint and nothing else."""
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    import weasyprint

    root = manuscript if manuscript.is_dir() else manuscript.parent
    html = weasyprint.HTML(
        string=(folder / "book.html").read_text("utf-8"), base_url=f"{root}/"
    )
    variant = "pdf/ua-1" if is_tagged else None
    html.write_pdf(
        folder / "plain.pdf",
        stylesheets=[folder / "book.css"],
        pdf_variant=variant,
    )


def plain_tagged_pdf(manuscript: Path) -> None:
    """A tagged PDF, as ours is; the dump is beside the manuscript's name."""
    plain_pdf(manuscript, Path(sys.argv[3]), is_tagged=True)


def plain_untagged_pdf(manuscript: Path) -> None:
    """The smallest work that gives the same pages."""
    plain_pdf(manuscript, Path(sys.argv[3]), is_tagged=False)


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
    "plain-tagged-pdf": plain_tagged_pdf,
    "plain-untagged-pdf": plain_untagged_pdf,
    "bookmaker-read": bookmaker_read,
    "markdown-read": markdown_read,
}


if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]))
