"""Marks of other programs that never end are read in linear time."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bookmaker.config.conventions import Idiom
from tests.support.measuring import Measurer
from tests.support.storms import IDIOM_STORMS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="each measure has a forked process"),
]


@pytest.fixture(scope="module")
def measurer() -> Iterator[Measurer]:
    """Measures in processes of their own."""
    with Measurer() as measurer:
        yield measurer


@pytest.mark.parametrize("idiom", list(Idiom))
def test_marks_without_an_end_take_work_linear_in_their_number(
    idiom: Idiom, measurer: Measurer
) -> None:
    grows = {
        storm: measurer.find_growth("translate", f"{idiom.name} {storm}", 5_000)
        for storm in IDIOM_STORMS
    }
    assert [storm for storm, tries in grows.items() if tries] == []
