"""Storms end, and in time linear in their size."""

from __future__ import annotations

import gc
import time

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import COMMONMARK, DIALECT, ReaderOptions, read_markdown
from tests.support.storms import STORMS

pytestmark = pytest.mark.slow

_TOO_SHORT = 0.05
"""Seconds of CPU below which a measure is noise, and no storm."""
_GROWTH = 10.0
"""Four times the text may take so many times as long; a square would take sixteen."""

_TRIES = 5
"""On a busy machine one measure may lie; what grows as a square does so every time."""


def _seconds(text: str, options: ReaderOptions) -> float:
    times: list[float] = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        read_markdown(text, "x.md", Diagnostics(), options=options)
        times.append(time.process_time() - start)
    return min(times)


def _assert_linear(storm: str, options: ReaderOptions, size: int) -> None:
    make = STORMS[storm]
    measured: list[tuple[float, float]] = []
    for _ in range(_TRIES):
        large = _seconds(make(4 * size), options)
        if large < _TOO_SHORT:
            return
        measured.append((_seconds(make(size), options), large))
        small, large = measured[-1]
        if large / small < _GROWTH:
            return
    raise AssertionError(f"seconds, small and large: {measured}")


@pytest.mark.parametrize("storm", STORMS)
def test_a_storm_takes_time_linear_in_its_size(storm: str) -> None:
    _assert_linear(storm, DIALECT, 1_000)


@pytest.mark.parametrize("storm", STORMS)
def test_a_storm_of_fifty_thousand_is_linear_too(storm: str) -> None:
    _assert_linear(storm, DIALECT, 12_500)


@pytest.mark.parametrize("storm", STORMS)
def test_a_storm_of_commonmark_is_linear(storm: str) -> None:
    _assert_linear(storm, COMMONMARK, 5_000)


@pytest.mark.parametrize("options", [DIALECT, COMMONMARK], ids=["dialect", "plain"])
def test_a_paragraph_of_200_kb_is_read_whole(options: ReaderOptions) -> None:
    text = "word *word* `word` [word](word)\n" * 6_500
    assert len(text) > 200_000
    found = read_markdown(text, "x.md", Diagnostics(), options=options)
    assert len(found.blocks) == 1
