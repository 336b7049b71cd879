"""What very many chapters and a very long one cost, by a tenth of them.

What comes in: the text of a book of the corpus, repeated. What goes out: rows of an
edition's CPU and memory, a chapter or a word each: 1 where they grow with the book.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.growth import words_of, write_book
from bench.measure import Command, Row, format_rounds, run_rounds

MANY = 10_000
"""Chapters, of so many words:"""
SHORT = 100
LONG = 1_800_000
"""Words of one chapter: some 10 MB."""
_PART = 10
_FLAT = 1.2


@dataclass(frozen=True, slots=True)
class _Size:
    """A size of book, a tenth of it, and the editions that are made of both."""

    large: str
    small: str
    chapters: tuple[int, int]
    words: tuple[int, int]
    """Of each chapter."""
    editions: Sequence[str]


def measure_sizes(
    source: Path, folder: Path, count: int, many: int = MANY, long: int = LONG
) -> list[str]:
    """Build the editions `count` times and give the rows."""
    sizes = (
        _Size(
            large=f"{many} chapters",
            small=f"{many // _PART} chapters",
            chapters=(many, many // _PART),
            words=(SHORT, SHORT),
            editions=("epub", "pdf"),
        ),
        _Size(
            large=f"one chapter of {long} words",
            small=f"one of {long // _PART}",
            chapters=(1, 1),
            words=(long, long // _PART),
            editions=("epub",),  # the layout of such a chapter ends with P004
        ),
    )
    text = list(words_of(source))
    commands = {}
    for number, size in enumerate(sizes):
        for name, chapters, words in zip(
            (size.large, size.small), size.chapters, size.words, strict=True
        ):
            manuscript = folder / f"{number}-{chapters}-{words}"
            write_book(manuscript, text, chapters, words)
            for edition in size.editions:
                commands[_title(edition, name)] = _command(manuscript, edition)
    rounds = run_rounds(commands, count)
    return [
        format_rounds(row, rounds)
        for size in sizes
        for edition in size.editions
        for row in _rows(edition, size)
    ]


def _title(edition: str, name: str) -> str:
    return f"{edition.upper()} of {name}"


def _command(manuscript: Path, edition: str) -> Command:
    words = [*(sys.executable, "-m", "bookmaker", edition, str(manuscript), "-q")]
    target = manuscript.with_suffix(f".{edition}")
    return Command([*words, "--no-cache", "-o", str(target)])


def _rows(edition: str, size: _Size) -> Sequence[Row]:
    large = _title(edition, size.large)
    return [
        Row(
            title=f"sizes: {large}, against {_PART} times {size.small}",
            measure=measure,
            ours=large,
            theirs=_title(edition, size.small),
            scale=1 / _PART,
            aim=_FLAT,
        )
        for measure in ("cpu", "memory")
    ]
