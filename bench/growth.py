"""How the time grows with a book: with its pages, and with its chapters.

What comes in: the text of a book of the corpus, repeated. What goes out: the rows of
two series: more and more chapters of one length, and the same pages in more and more
chapters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from bench.editions import ENGINE_ALONE, Edition
from bench.measure import (
    Command,
    Round,
    Row,
    format_rounds,
    format_row,
    run_rounds,
)
from bench.texts import chapters

PAGES = (250, 500, 1000, 2000)
CHAPTER = 10
"""Pages of a chapter in the series of pages."""
CHAPTERS = (10, 100, 1000)
FIXED = 1000
"""Pages in the series of chapters."""
_FLAT = 1.2
"""The most that a page of a large book may take of a page of the smallest."""
_OPENING = 0.6
"""Of a page: what an opener leaves free, and room for a chapter not to run over."""
_SAMPLE = 10_000
"""Words by which a page is measured."""
_HEAD = """\
title = "Growth"
language = "en-US"
authors = ["Nobody"]

[print]
chapters-open = "any"

[numbering]
chapters = "none"

[contents]
front = ["title-page", "contents"]
"""


def measure_growth(
    source: Path,
    folder: Path,
    count: int,
    pages: Sequence[int] = PAGES,
    chapter_counts: Sequence[int] = CHAPTERS,
    fixed: int = FIXED,
) -> list[str]:
    """Build the books of both series `count` times and give the rows.

    `source` is the manuscript whose text is repeated.
    """
    words = list(words_of(source))
    per_page = _words_on_a_page(words, folder)
    shapes = {(wanted // CHAPTER, CHAPTER) for wanted in pages}
    shapes |= {(number, fixed // number) for number in chapter_counts}
    editions = {}
    for number, length in sorted(shapes):
        manuscript = folder / f"{number}-chapters-of-{length}"
        chapter_words = round((length - _OPENING) * per_page)
        write_book(manuscript, words, number, chapter_words)
        editions[number, length] = _build(manuscript, folder)
    commands: dict[str, Command] = {
        _name(shape): edition.from_nothing() for shape, edition in editions.items()
    }
    pages_by_name = {
        _name(shape): _pages_of(edition) for shape, edition in editions.items()
    }
    rounds = run_rounds(commands, count)
    by_pages = [_name((wanted // CHAPTER, CHAPTER)) for wanted in pages]
    by_chapters = [_name((number, fixed // number)) for number in chapter_counts]
    return [
        *_rows_of_pages(by_pages, pages_by_name, rounds),
        *_rows_of_chapters(by_chapters, chapter_counts, pages_by_name, rounds),
    ]


def write_book(
    folder: Path, words: Sequence[str], chapter_count: int, length: int
) -> None:
    """Write a manuscript of chapters of one length in words; no two are the same."""
    (folder / "chapters").mkdir(parents=True)
    text = itertools.cycle(words)
    names = [f"chapters/{number:04}.md" for number in range(1, chapter_count + 1)]
    for number, name in enumerate(names, start=1):
        blocks = "\n\n".join(_paragraphs(list(itertools.islice(text, length))))
        (folder / name).write_text(f"# Chapter {number}\n\n{blocks}\n", "utf-8")
    listed = "".join(f'  "{name}",\n' for name in names)
    (folder / "book.toml").write_text(f"{_HEAD}body = [\n{listed}]\n", "utf-8")


_PARAGRAPH = 120
"""Words."""


def _paragraphs(words: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(words), _PARAGRAPH):
        yield " ".join(words[start : start + _PARAGRAPH])


_WORD = re.compile(r"[^\W\d_]+[,;.]?")


def words_of(source: Path) -> Iterator[str]:
    """The words of a manuscript that mean nothing to a reader of Markdown."""
    for file in chapters(source):
        for word in file.read_text("utf-8").split():
            if _WORD.fullmatch(word):
                yield word


def _words_on_a_page(words: Sequence[str], folder: Path) -> float:
    """Build one chapter of two lengths; the rest of the book is the same in both."""
    counts = []
    for length in (_SAMPLE, 2 * _SAMPLE):
        manuscript = folder / f"sample-{length}"
        write_book(manuscript, words, 1, length)
        counts.append(_pages_of(_build(manuscript, folder)))
    return _SAMPLE / (counts[1] - counts[0])


def _build(manuscript: Path, folder: Path) -> Edition:
    return Edition.of(manuscript, folder / f"{manuscript.name}-built", ENGINE_ALONE)


def _pages_of(edition: Edition) -> int:
    with pikepdf.open(edition.file) as pdf:
        return len(pdf.pages)


def _name(shape: tuple[int, int]) -> str:
    return "{} chapters of {} pages".format(*shape)


def _rows_of_pages(
    names: Sequence[str], pages: dict[str, int], rounds: Sequence[Round]
) -> Iterator[str]:
    first = names[0]
    for name in names[1:]:
        row = Row(
            title=f"growth: time a page, {name}, against {first}",
            measure="wall",
            ours=name,
            theirs=first,
            scale=pages[first] / pages[name],
            aim=_FLAT,
            note=f"{pages[name]} pages to {pages[first]}",
        )
        yield format_rounds(row, rounds)


def _rows_of_chapters(
    names: Sequence[str],
    counts: Sequence[int],
    pages: dict[str, int],
    rounds: Sequence[Round],
) -> Iterator[str]:
    first, fewest = names[0], counts[0]
    for name, count in zip(names[1:], counts[1:], strict=True):
        row = Row(
            title=f"growth: time of the book, {name}, against {first}",
            measure="wall",
            ours=name,
            theirs=first,
            note=f"{pages[name]} pages to {pages[first]}",
        )
        yield format_rounds(row, rounds)
        costs = [
            (one[name].wall - one[first].wall)
            / (count - fewest)
            / (one[first].wall / pages[first])
            for one in rounds
        ]
        title = f"growth: what a chapter more costs, in pages, at {name}"
        yield format_row(title, "wall", costs)
