"""`make bench`: print the table of comparisons; `--write` puts it in the documents."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.jobs import chapters, dump_print
from bench.measure import (
    HEAD,
    PAIRS,
    Comparison,
    FailedRunError,
    Run,
    cores,
    format_row,
    ratios,
    replace_table,
    run_once,
    run_pairs,
)
from tools.corpus import BOOKS, CORPUS, corpus_manuscript

ROOT = Path(__file__).parents[1]


def longest_sample() -> Path:
    """The sample manuscript with the most text."""
    samples = [path.parent for path in ROOT.glob("manuscripts/*/book.toml")]
    return max(samples, key=lambda path: sum(f.stat().st_size for f in chapters(path)))


_JOB = (sys.executable, "-m", "bench.jobs")
_PROGRAM = (sys.executable, "-m", "bookmaker")


def print_comparisons(manuscript: Path, folder: Path) -> list[Comparison]:
    """The print edition beside a plain render of the same HTML."""
    given = (str(manuscript), str(folder))
    pdf = [*_PROGRAM, "pdf", given[0], "-q", "-o", str(folder / "book.pdf")]
    plain = [*_JOB, "plain-tagged-pdf", *given]
    bare = [*_JOB, "plain-untagged-pdf", *given]
    return [
        Comparison("PDF, against plain WeasyPrint, tagged alike", "wall", pdf, plain),
        Comparison("PDF, against plain WeasyPrint, tagged alike", "cpu", pdf, plain),
        Comparison("PDF, against plain WeasyPrint without tags", "wall", pdf, bare),
    ]


def text_comparisons(manuscript: Path, folder: Path) -> list[Comparison]:
    """The EPUB beside pandoc's, and reading alone beside stock Python-Markdown."""
    given = str(manuscript)
    epub = [*_PROGRAM, "epub", given, "-q", "-o", str(folder / "book.epub")]
    pandoc = [*_JOB, "pandoc-epub", given]
    reading = [*_JOB, "bookmaker-read", given]
    stock = [*_JOB, "markdown-read", given]
    return [
        Comparison("EPUB, against pandoc", "wall", epub, pandoc),
        Comparison("EPUB, against pandoc", "memory", epub, pandoc),
        Comparison("reading, against stock Python-Markdown", "inner", reading, stock),
    ]


def measure(comparisons: list[Comparison], name: str) -> list[str]:
    """Run every comparison; a row for each."""
    rows = []
    pairs_by_title: dict[str, list[tuple[Run, Run]]] = {}
    for comparison in comparisons:
        title = comparison.title
        if title not in pairs_by_title:
            sys.stderr.write(f"{name}: {title}\n")
            pairs = run_pairs(comparison.ours, comparison.theirs, run_once)
            pairs_by_title[title] = pairs
        found = ratios(pairs_by_title[title], comparison.measure)
        rows.append(format_row(f"{name}: {title}", comparison.measure, found))
    return rows


def measure_all(sample: Path) -> list[str]:
    """Measure both editions of a sample, and the EPUB of each corpus book there is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump_print(sample, folder)
        comparisons = print_comparisons(sample, folder)
        rows = measure([*comparisons, *text_comparisons(sample, folder)], sample.name)
        for book in BOOKS if CORPUS.is_dir() else ():
            manuscript = corpus_manuscript(book, folder)
            rows += measure(text_comparisons(manuscript, folder), book)
    return rows


def main(arguments: list[str]) -> int:
    """Measure the longest sample, unless another is named, and the corpus books."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("manuscript", type=Path, nargs="?")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    asked = parser.parse_args(arguments)
    manuscript = (asked.manuscript or longest_sample()).resolve()
    try:
        rows = measure_all(manuscript)
    except FailedRunError as error:
        sys.stderr.write(f"A command failed: {error}\n")
        return 1
    setting = f"{PAIRS} pairs, {cores()} cores."
    table = "\n".join([setting, "", HEAD, *rows])
    sys.stdout.write(f"{table}\n")
    if asked.write:
        replace_table(ROOT / "docs/performance.md", table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
