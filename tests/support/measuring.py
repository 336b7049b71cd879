"""How work grows with what it is done on, measured in a process of its own.

A test's process has a large heap when it has built whole books, and the collector's
passes over it would be in the measure. Here a server loads little, and each measure
runs in a child that is forked from it, without a collector. What counts is the
processor's time of that child, and only how it grows: no seconds are judged.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from bookmaker.citations.bibtex import read_bibtex
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.idioms import translate
from bookmaker.readers.markdown import COMMONMARK, DIALECT, ReaderOptions, read_markdown
from bookmaker.readers.slips import report_slips
from bookmaker.transforms.quotation_marks import Paths, classify_marks
from tests.support.storms import BIBTEX_STORMS, STORMS

NOISE = 0.05
"""Seconds below which a measure says nothing: as little work is no storm."""
GROWTH = 8.0
"""Work on four times as much that grows as a square takes sixteen times as long; the
reader's storms take between four and a little more than five."""
_TRIES = 5
"""On a busy machine one measure may lie; what grows as a square does so every time."""

Work = Callable[[], object]


def _reading(options: ReaderOptions) -> Callable[[str, int], Work]:
    def work_on(storm: str, size: int) -> Work:
        text = STORMS[storm](size)
        return lambda: read_markdown(text, "x.md", Diagnostics(), options=options)

    return work_on


def _reading_bibtex(storm: str, size: int) -> Work:
    text = BIBTEX_STORMS[storm](size)
    return lambda: read_bibtex(text, "x.bib", Diagnostics())


def _translating(idiom_and_storm: str, size: int) -> Work:
    idiom, _, storm = idiom_and_storm.partition(" ")
    conventions = Conventions(
        program="X", idiom=Idiom[idiom], has_mdbook_marks=idiom == Idiom.NONE.name
    )
    return lambda: translate(storm * size, "x.md", conventions, Diagnostics())


def _finding_slips(unit: str, size: int) -> Work:
    text = f"# One\n\n{unit * size}\n"
    reading = read_markdown(text, "x.md", Diagnostics())
    return lambda: report_slips(reading, text, "x.md", Diagnostics())


def _classifying_marks(unit: str, size: int) -> Work:
    text = unit * size
    return lambda: classify_marks(text, Paths(text))


def _counting(power: str, size: int) -> Work:
    return lambda: sum(1 for _ in range(1000 * size ** int(power)))


WORKS: Mapping[str, Callable[[str, int], Work]] = MappingProxyType(
    {
        "read": _reading(DIALECT),
        "read CommonMark": _reading(COMMONMARK),
        "read BibTeX": _reading_bibtex,
        "translate": _translating,
        "find slips": _finding_slips,
        "classify marks": _classifying_marks,
        "count": _counting,
    }
)
"""What can be measured: from a name and a size to a function that does the work."""


class Measurer:
    """A server of measures; it ends with the context."""

    def __enter__(self) -> Measurer:
        """Start it."""
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._server.communicate()

    def find_growth(self, work: str, name: str, size: int) -> list[tuple[float, float]]:
        """Find growth above `GROWTH`, from a size to four times as much.

        Gives the seconds of both for each try, and nothing where one of them grew as it
        should or the work is too little to be measured.
        """
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps([work, name, size]), file=self._server.stdin, flush=True)
        answer = self._server.stdout.readline()
        assert answer, "the measure ended without an answer"
        return [(small, large) for small, large in json.loads(answer)]


def _seconds(work: Work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _find_growth(work: str, name: str, size: int) -> list[tuple[float, float]]:
    work_on = WORKS[work]
    tries: list[tuple[float, float]] = []
    for _ in range(_TRIES):
        large = _seconds(work_on(name, 4 * size))
        if large < NOISE:
            return []
        small = min(_seconds(work_on(name, size)) for _ in range(2))
        if large < GROWTH * small:
            return []
        tries.append((small, large))
    return tries


def serve() -> None:
    """Answer each line that comes in with one that goes out."""
    gc.disable()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stdout.write(f"{json.dumps(_find_growth(*json.loads(line)))}\n")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    serve()
