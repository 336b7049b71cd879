"""Hostile files of sources are read in linear time and bounded room."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator

import pytest

from bookmaker.citations.bibtex import read_bibtex
from bookmaker.diagnostics import Diagnostics
from tests.support.measuring import Measurer
from tests.support.storms import BIBTEX_STORMS

pytestmark = pytest.mark.slow

_MOST_BYTES = 50_000_000
"""What a storm of some ten kilobytes may take: a thousand times its size, and more."""


@pytest.fixture(scope="module")
def measurer() -> Iterator[Measurer]:
    """Measures in processes of their own."""
    with Measurer() as measurer:
        yield measurer


@pytest.mark.skipif(os.name != "posix", reason="each measure has a forked process")
@pytest.mark.parametrize("storm", BIBTEX_STORMS)
def test_a_storm_of_sources_takes_work_linear_in_its_size(
    storm: str, measurer: Measurer
) -> None:
    assert measurer.find_growth("read BibTeX", storm, 5_000) == []


@pytest.mark.parametrize("storm", BIBTEX_STORMS)
def test_a_storm_of_sources_has_room(storm: str) -> None:
    text = BIBTEX_STORMS[storm](1_000)
    tracemalloc.start()
    try:
        read_bibtex(text, "x.bib", Diagnostics())
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < _MOST_BYTES
