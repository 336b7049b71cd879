"""Damaged and random sources of every kind: each import ends in good order.

What can't be read is refused with a documented status; what comes of the rest is a
manuscript that builds, and a text of which no word is lost. `make fuzz` draws for as
long as `FUZZ_SECONDS` says.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.diagnostics.errors import ManuscriptError
from tests.fuzz.damaged_sources import damaged_source
from tests.fuzz.drawn import drawn_while_there_is_time
from tests.fuzz.test_damaged_projects import GOOD_ENDS
from tests.support.importing import imported_files, words_of_manuscript

FAST = range(3)
SLOW = range(3, 40)
LONG = range(40, 2000)


def _end_well(
    seeds: Iterable[int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in seeds:
        home = folder / str(seed)
        home.mkdir()
        source = damaged_source(seed, home)
        try:
            files = imported_files(source.path)
        except ManuscriptError:
            shutil.rmtree(home)
            continue
        kept = " ".join(words_of_manuscript(files))
        assert [word for word in source.words if word not in kept] == [], seed
        book = home / "book"
        for name, content in files.items():
            (book / name).parent.mkdir(parents=True, exist_ok=True)
            (book / name).write_bytes(content)
        command = ["check", str(book)]
        if seed % 16:
            command = ["epub", str(book), "-o", str(home / "book.epub")]
        status = run(command)
        said = capsys.readouterr().err
        assert status in GOOD_ENDS, (seed, said[-500:])
        assert "error V0" not in said, (seed, said[-900:])
        assert "bug in bookmaker" not in said, (seed, said[-900:])
        shutil.rmtree(home)


def test_damaged_sources_end_in_good_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _end_well(FAST, tmp_path, capsys)


@pytest.mark.slow
def test_more_damaged_sources_end_in_good_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _end_well(SLOW, tmp_path, capsys)


@pytest.mark.long
def test_many_random_damaged_sources_end_in_good_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _end_well(drawn_while_there_is_time() or LONG, tmp_path, capsys)
