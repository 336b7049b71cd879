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

ROOT = Path(__file__).parents[1]


def longest_sample() -> Path:
    """The sample manuscript with the most text."""
    samples = [path.parent for path in ROOT.glob("manuscripts/*/book.toml")]
    return max(samples, key=lambda path: sum(f.stat().st_size for f in chapters(path)))


def list_comparisons(manuscript: Path, folder: Path) -> list[Comparison]:
    """What is compared with what."""
    job = [sys.executable, "-m", "bench.jobs"]
    program = [sys.executable, "-m", "bookmaker"]
    pdf = [*program, "pdf", str(manuscript), "-q", "-o", str(folder / "book.pdf")]
    plain = [*job, "plain-tagged-pdf", str(manuscript), str(folder)]
    bare = [*job, "plain-untagged-pdf", str(manuscript), str(folder)]
    epub = [*program, "epub", str(manuscript), "-q", "-o", str(folder / "book.epub")]
    pandoc = [*job, "pandoc-epub", str(manuscript)]
    reading = [*job, "bookmaker-read", str(manuscript)]
    stock = [*job, "markdown-read", str(manuscript)]
    return [
        Comparison("PDF, against plain WeasyPrint, tagged alike", "wall", pdf, plain),
        Comparison("PDF, against plain WeasyPrint, tagged alike", "cpu", pdf, plain),
        Comparison("PDF, against plain WeasyPrint without tags", "wall", pdf, bare),
        Comparison("EPUB, against pandoc", "wall", epub, pandoc),
        Comparison("EPUB, against pandoc", "memory", epub, pandoc),
        Comparison("reading, against stock Python-Markdown", "inner", reading, stock),
    ]


def measure(manuscript: Path) -> list[str]:
    """Run every comparison; a row for each."""
    rows = []
    pairs_by_title: dict[str, list[tuple[Run, Run]]] = {}
    with tempfile.TemporaryDirectory() as name:
        dump_print(manuscript, Path(name))
        for comparison in list_comparisons(manuscript, Path(name)):
            title = comparison.title
            if title not in pairs_by_title:
                sys.stderr.write(f"{title}\n")
                pairs = run_pairs(comparison.ours, comparison.theirs, run_once)
                pairs_by_title[title] = pairs
            found = ratios(pairs_by_title[title], comparison.measure)
            rows.append(format_row(title, comparison.measure, found))
    return rows


def main(arguments: list[str]) -> int:
    """Measure on one manuscript, the longest sample unless another is named."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("manuscript", type=Path, nargs="?")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    asked = parser.parse_args(arguments)
    manuscript = (asked.manuscript or longest_sample()).resolve()
    try:
        rows = measure(manuscript)
    except FailedRunError as error:
        sys.stderr.write(f"A command failed: {error}\n")
        return 1
    setting = f"`{manuscript.name}`, {PAIRS} pairs, {cores()} cores."
    table = "\n".join([setting, "", HEAD, *rows])
    sys.stdout.write(f"{table}\n")
    if asked.write:
        replace_table(ROOT / "docs/performance.md", table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
