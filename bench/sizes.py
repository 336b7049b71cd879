"""What very many chapters and a very long one cost, by a tenth of them.

What comes in: the text of a book of the corpus, repeated. What goes out: rows of the
EPUB's CPU and memory, a chapter or a word each: 1 where they grow with the book.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
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


def measure_sizes(
    source: Path, folder: Path, count: int, many: int = MANY, long: int = LONG
) -> list[str]:
    """Build the EPUBs `count` times and give the rows."""
    words = list(words_of(source))
    shapes = {
        f"{many} chapters": (many, SHORT),
        f"{many // _PART} chapters": (many // _PART, SHORT),
        f"one chapter of {long} words": (1, long),
        f"one of {long // _PART}": (1, long // _PART),
    }
    commands = {}
    for number, (name, (chapters, length)) in enumerate(shapes.items()):
        manuscript = folder / f"{number}"
        write_book(manuscript, words, chapters, length)
        commands[name] = _command(manuscript)
    rounds = run_rounds(commands, count)
    names = list(shapes)
    return [
        format_rounds(row, rounds)
        for pair in (names[:2], names[2:])
        for row in _rows(*pair)
    ]


def _command(manuscript: Path) -> Command:
    words = [*(sys.executable, "-m", "bookmaker", "epub", str(manuscript), "-q")]
    target = manuscript.with_suffix(".epub")
    return Command([*words, "--no-cache", "-o", str(target)])


def _rows(large: str, small: str) -> Sequence[Row]:
    return [
        Row(
            title=f"sizes: EPUB of {large}, against {_PART} times {small}",
            measure=measure,
            ours=large,
            theirs=small,
            scale=1 / _PART,
            aim=_FLAT,
        )
        for measure in ("cpu", "memory")
    ]
