"""What is measured, each a command: `python -m bench.jobs JOB MANUSCRIPT [WHOLE]`.

WHOLE is the folder that `bench.whole` wrote; for `preview-edits` the cache.

A job that compares work inside a process prints `inner SECONDS`; the others are
measured from outside.
"""

from __future__ import annotations

import gc
import itertools
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench import whole_folder
from bench.edits import change_a_word, new_words
from bench.texts import chapters
from bookmaker.cli import OBJECTS_BETWEEN_COLLECTIONS

REPETITIONS = 5
"""How often the reading jobs read: one reading is too short to measure."""
EDITS = 15
"""How often a word is changed by the jobs that stay warm between edits."""


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


def pandoc_typst(manuscript: Path) -> None:
    """A PDF by pandoc and typst, on our page and in our type."""
    import typst

    given = Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        book = _written_for_typst(manuscript, given, Path(name))
        typst.compile(
            str(book),
            output=str(given / "typst.pdf"),
            font_paths=[str(given / whole_folder.FACES)],
            ignore_system_fonts=True,
        )


def typst_edits(manuscript: Path) -> None:
    """A word changed in typst's own source, compiled by a process that stays warm.

    The median of some edits, each from the save of the source to the new PDF. Stands
    for `typst watch`, which the Python package doesn't have.
    """
    import typst

    given = Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        book = _written_for_typst(manuscript, given, Path(name))
        compiler = typst.Compiler(
            str(book),
            font_paths=[str(given / whole_folder.FACES)],
            ignore_system_fonts=True,
        )
        edition = str(given / "typst.pdf")
        compiler.compile(output=edition)
        seconds = []
        for word in itertools.islice(new_words(), EDITS):
            changed = change_a_word(book.read_text("utf-8"), word)
            began = time.perf_counter()
            book.write_text(changed, "utf-8")
            compiler.compile(output=edition)
            seconds.append(time.perf_counter() - began)
    sys.stdout.write(f"inner {statistics.median(seconds)}\n")


def _written_for_typst(manuscript: Path, given: Path, folder: Path) -> Path:
    """The book as typst's source, by pandoc."""
    import pypandoc

    subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            f"--from={_MARKDOWN_FOR_TYPST}",
            "--to=typst",
            "--standalone",
            "--toc",
            "--file-scope",
            "--metadata=title:Bench",
            f"--include-before-body={given / whole_folder.TYPST_PAGE}",
            f"--resource-path={manuscript}:{manuscript / 'chapters'}",
            "--extract-media=media",
            "--output=book.typ",
            *map(str, chapters(manuscript)),
        ],
        check=True,
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )
    book = folder / "book.typ"
    book.write_text(without_lost_links(book.read_text("utf-8")), "utf-8")
    return book


_MARKDOWN_FOR_TYPST = "markdown-tex_math_dollars-citations"
"""What looks like mathematics or a citation in these books is neither, and stops typst.
"""


_LABEL = re.compile(r"(#?\blink\()?<([\w:.-]+)>(\))?")


def without_lost_links(text: str) -> str:
    """Leave the words of links that lead to no place, or to several: typst stops there.

    pandoc keeps what it cannot resolve in dialects that are not its own.
    """
    places = Counter(found[2] for found in _LABEL.finditer(text) if found[1] is None)

    def mend(found: re.Match[str]) -> str:
        is_link = found[1] is not None and found[3] is not None
        return "#" if is_link and places[found[2]] != 1 else found[0]

    return _LABEL.sub(mend, text)


def plain_pdf(folder: Path, *, is_tagged: bool) -> None:
    """The same markup, sheet and fonts, by WeasyPrint and nothing else."""
    # fontconfig looks at the environment when it loads.
    os.environ["FONTCONFIG_FILE"] = str(folder / whole_folder.FONT_CONFIGURATION)
    os.environ["XDG_CACHE_HOME"] = str(folder)
    from xml.etree import ElementTree

    import cssselect2
    import weasyprint

    html = weasyprint.HTML(string="<html/>", base_url=folder.as_uri())
    # WeasyPrint 70 parses HTML alone; our markup is XML, and its notes hold blocks.
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(
        ElementTree.fromstring((folder / whole_folder.MARKUP).read_bytes()),
        content_language=None,
    )
    html.etree_element = html.wrapper_element.etree_element
    sys.setrecursionlimit(20_000)  # as in the engine: deep trees are laid out deeply
    html.write_pdf(
        folder / "plain.pdf",
        stylesheets=[folder / whole_folder.SHEET],
        pdf_variant="pdf/a-2a" if is_tagged else None,
    )


def plain_tagged_pdf(_manuscript: Path) -> None:
    """A tagged PDF of the variant that ours is."""
    plain_pdf(Path(sys.argv[3]), is_tagged=True)


def plain_untagged_pdf(_manuscript: Path) -> None:
    """The smallest work that gives the same pages."""
    plain_pdf(Path(sys.argv[3]), is_tagged=False)


def preview_edits(manuscript: Path) -> None:
    """A word changed in a chapter, until the page with it is in the browser."""
    from bench.preview import seconds_of_edits

    found = seconds_of_edits(manuscript, Path(sys.argv[3]), EDITS)
    sys.stdout.write(f"inner {statistics.median(found)}\n")


def bookmaker_read(manuscript: Path) -> None:
    """Our reader, from the manuscript's files to the tree."""
    from bookmaker.config.load import load_manuscript
    from bookmaker.diagnostics import Diagnostics
    from bookmaker.readers.manuscript import read_manuscript
    from bookmaker.system.workspace import Workspace

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
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)  # as the program reads
    work()  # the first time compiles patterns
    began = time.process_time()
    for _ in range(REPETITIONS):
        work()
    sys.stdout.write(f"inner {time.process_time() - began}\n")


JOBS: dict[str, Callable[[Path], None]] = {
    "pandoc-epub": pandoc_epub,
    "pandoc-typst": pandoc_typst,
    "typst-edits": typst_edits,
    "preview-edits": preview_edits,
    "plain-tagged-pdf": plain_tagged_pdf,
    "plain-untagged-pdf": plain_untagged_pdf,
    "bookmaker-read": bookmaker_read,
    "markdown-read": markdown_read,
}


if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]))
