"""`make bench`: print the table of comparisons; `--write` puts it in the documents."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.groups import GROUPS
from bench.growth import measure_growth
from bench.load import measure_load
from bench.measure import (
    HEAD,
    PAIRS,
    FailedRunError,
    format_rounds,
    replace_table,
    run_rounds,
)
from bench.sizes import measure_sizes
from bench.texts import chapters
from bookmaker.backends.services import cores
from tools.corpus import BOOKS, CORPUS, corpus_manuscript

ROOT = Path(__file__).parents[1]
GROWTH = "growth"
CONSTRUCTS = "constructs"
SIZES = "sizes"
LOAD = "load"
_SOURCE_OF_GROWTH = "moby-dick"
_RIVALS = ("weasyprint", "pikepdf", "pypandoc-binary", "typst", "Markdown")
_QUIET = 0.3
"""The most load with which a machine is called quiet."""


def longest_sample() -> Path:
    """The sample manuscript with the most text."""
    samples = [path.parent for path in ROOT.glob("manuscripts/*/book.toml")]
    return max(samples, key=lambda path: sum(f.stat().st_size for f in chapters(path)))


def measure_book(
    manuscript: Path, folder: Path, groups: Sequence[str], count: int
) -> Iterator[str]:
    """Measure some groups on one book; a row for each comparison."""
    for name in groups:
        if name in (GROWTH, SIZES, LOAD):
            continue
        sys.stderr.write(f"{manuscript.name}: {name}\n")
        own = folder / f"{manuscript.name}-{name}"
        own.mkdir()
        group = GROUPS[name](manuscript, own)
        rounds = run_rounds(group.commands, count)
        for row in group.rows:
            if manuscript.name not in BOOKS and name != CONSTRUCTS:
                # The aims are for whole books: a short one is mostly start-up.
                row = replace(row, aim=None)
            yield f"| {manuscript.name}: {format_rounds(row, rounds)[2:]}"


def measure_all(book: str | None, groups: Sequence[str], count: int) -> Iterator[str]:
    """Measure one book; without a name the longest sample, the corpus, and growth."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "books"
        texts.mkdir()
        if book is not None:
            yield from measure_book(_find(book, texts), folder, groups, count)
        else:
            yield from measure_book(longest_sample(), folder, groups, count)
            for one in BOOKS if CORPUS.is_dir() else ():
                manuscript = corpus_manuscript(one, texts)
                yield from measure_book(manuscript, folder, groups, count)
        if GROWTH in groups and book is None and CORPUS.is_dir():
            sys.stderr.write("growth\n")
            source = CORPUS / _SOURCE_OF_GROWTH
            yield from measure_growth(source, folder / GROWTH, count)
        if SIZES in groups and book is None and CORPUS.is_dir():
            sys.stderr.write("sizes\n")
            source = CORPUS / _SOURCE_OF_GROWTH
            yield from measure_sizes(source, folder / SIZES, count)
        if LOAD in groups and book is None:
            yield from measure_load(folder / LOAD, count)


def _find(book: str, folder: Path) -> Path:
    if book in BOOKS:
        return corpus_manuscript(book, folder)
    return Path(book).resolve()


def describe_setting(count: int) -> str:
    """The day, the machine and the versions: what the figures hold for."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in _RIVALS
    )
    today = datetime.datetime.now(datetime.UTC).date()
    load = os.getloadavg()[0]
    state = "quiet" if load <= _QUIET else f"not quiet: load {load:.1f} before it began"
    return (
        f"{today}; {count} pairs; {cores()} cores ({platform.machine()}), {state}.\n"
        f"Python {platform.python_version()}, {versions}."
    )


def main(arguments: list[str]) -> int:
    """Measure what is asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument(
        "book", nargs="?", help=f"a manuscript, or one of {', '.join(BOOKS)}"
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=(*GROUPS, GROWTH, SIZES, LOAD),
        help="one group of rows; may be given again",
    )
    parser.add_argument("--pairs", type=int, default=PAIRS, help="runs of each command")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    asked = parser.parse_args(arguments)
    groups = asked.only or [*GROUPS, GROWTH, SIZES, LOAD]
    lines = [describe_setting(asked.pairs), "", HEAD]
    sys.stdout.write("\n".join(lines) + "\n")
    try:
        for row in measure_all(asked.book, groups, asked.pairs):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()
            lines.append(row)
    except FailedRunError as error:
        sys.stderr.write(f"A command failed: {error}\n")
        return 1
    if asked.write:
        replace_table(ROOT / "docs/performance.md", "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
