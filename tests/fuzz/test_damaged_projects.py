"""Damaged files of every format: an end in good order for each, the same every time.

A manuscript of each kind has one file damaged as a number decides, and is checked. The
status is a documented one, never that of a mistake of ours, and the report is whole.
`make fuzz` draws for as long as `FUZZ_SECONDS` says.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.cli.exit_status import ExitStatus
from tests.fuzz.damaged_projects import TARGETS, damaged_project
from tests.fuzz.drawn import drawn_while_there_is_time

SLOW = range(len(TARGETS))
LONG = range(len(TARGETS), 50 * len(TARGETS))

GOOD_ENDS = frozenset(
    {ExitStatus.DONE, ExitStatus.BOOK, ExitStatus.CONFIGURATION, ExitStatus.STRICT}
)


def _end_well(
    seeds: Iterable[int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in seeds:
        book = folder / str(seed)
        target = damaged_project(seed, book)
        words = ["epub", str(book), "-o", str(folder / "book.epub")]
        if target.is_printed:
            words = ["check", str(book), "--untrusted"]
        status = run(words)
        said = capsys.readouterr()
        assert status in GOOD_ENDS, (seed, target.name, said.err[-500:])
        shutil.rmtree(book)


@pytest.mark.slow
def test_damaged_files_end_in_good_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _end_well(SLOW, tmp_path, capsys)


@pytest.mark.long
def test_many_random_damaged_files_end_in_good_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _end_well(drawn_while_there_is_time() or LONG, tmp_path, capsys)
