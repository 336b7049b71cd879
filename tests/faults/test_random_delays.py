"""Threads and processes that are slow at random change nothing that is made.

Two hundred books of ten kinds, each built while every part of the program that shares
a value with another may fall behind, on a machine that has more to do than it can.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from bookmaker.backends.services import cores
from bookmaker.diagnostics import Severity
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.unchanged import build_or_reuse
from bookmaker.system.workspace import Environment
from tests.support.delays import random_delays
from tests.support.ten_kinds import KINDS, write_small_book

_BUILDS_OF_A_BOOK = 5
_BOOKS_OF_A_KIND = 4


Made: TypeAlias = tuple[tuple[str, ...], dict[str, bytes]]
"""What was reported, and the bytes of each edition."""


class Shelf:
    """Books, and what comes of them where nothing is slow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = cache(self._made)

    def _made(self, kind: str, number: int) -> tuple[Path, Made]:
        book = write_small_book(self.folder / f"{kind} {number}", kind, number)
        return book, self.build(book, jobs=1, keeps_parts=False, cache="fonts")

    def build(self, book: Path, *, jobs: int, keeps_parts: bool, cache: str) -> Made:
        """Build both editions, without an error or a warning."""
        targets = {name: self.folder / f"made.{name}" for name in ("epub", "pdf")}
        environment = Environment(cache_folder=self.folder / cache)
        outcome = build_or_reuse(
            Request(
                manuscript=book,
                environment=environment,
                jobs=jobs,
                keeps_parts=keeps_parts,
            ),
            targets,
        )
        assert [d for d in outcome.diagnostics if d.severity is not Severity.NOTE] == []
        return (
            tuple(map(repr, outcome.diagnostics)),
            {name: target.read_bytes() for name, target in targets.items()},
        )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Where the books stand."""
    return Shelf(tmp_path_factory.mktemp("shelf"))


def build_slowly(
    shelf: Shelf, kind: str, number: int, turn: int, monkeypatch: pytest.MonkeyPatch
) -> int:
    """Build with delays: the editions are those that are made without.

    Gives the number of slow lines that were met in this process.
    """
    book, made = shelf.made(kind, number)
    threads = set(threading.enumerate())
    with random_delays(f"{kind} {number} {turn}", monkeypatch) as delays:
        found = shelf.build(
            book,
            jobs=1 + turn % 3,
            keeps_parts=turn % 2 == 0,
            cache=f"cache {kind} {number} {turn // 3}",
        )
    assert found == made
    assert multiprocessing.active_children() == []
    assert set(threading.enumerate()) <= threads
    return len(delays.met)


@pytest.mark.sampled(3)
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_small_book_is_the_same_however_slow_a_part_of_the_program_is(
    shelf: Shelf, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build_slowly(shelf, kind, 0, 0, monkeypatch) > 0


@contextlib.contextmanager
def load() -> Iterator[None]:
    """More work for the machine than it has cores."""
    busy = [sys.executable, "-c", "while True: pass"]
    with contextlib.ExitStack() as stack:
        for _ in range(cores() + 1):
            process = stack.enter_context(subprocess.Popen(busy))
            stack.callback(process.kill)
        yield


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_books_under_load_are_the_same_however_slow_a_part_of_the_program_is(
    shelf: Shelf, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with load():
        for number in range(_BOOKS_OF_A_KIND):
            turns = range(_BUILDS_OF_A_BOOK)
            met = [build_slowly(shelf, kind, number, n, monkeypatch) for n in turns]
            assert sum(met) > 0
