"""Storms end, and the work of reading them is linear in their size."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import COMMONMARK, DIALECT, ReaderOptions, read_markdown
from tests.support.measuring import Measurer
from tests.support.storms import STORMS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="each measure has a forked process"),
]


@pytest.fixture(scope="session")
def measurer() -> Iterator[Measurer]:
    """Measures in processes of their own."""
    with Measurer() as measurer:
        yield measurer


def test_the_measure_finds_a_square_and_passes_what_is_linear(
    measurer: Measurer,
) -> None:
    assert measurer.find_growth("count", "1", 2_000) == []
    assert len(measurer.find_growth("count", "2", 15)) > 1


@pytest.mark.sampled(60)
@pytest.mark.parametrize("storm", STORMS)
def test_a_storm_takes_work_linear_in_its_size(storm: str, measurer: Measurer) -> None:
    assert measurer.find_growth("read", storm, 5_000) == []


@pytest.mark.sampled(20)
@pytest.mark.parametrize("storm", STORMS)
def test_a_storm_of_commonmark_is_linear(storm: str, measurer: Measurer) -> None:
    assert measurer.find_growth("read CommonMark", storm, 5_000) == []


@pytest.mark.long
@pytest.mark.parametrize("size", [1_000, 12_500])
@pytest.mark.parametrize("storm", STORMS)
def test_a_smaller_storm_and_one_of_fifty_thousand_are_linear_too(
    storm: str, size: int, measurer: Measurer
) -> None:
    assert measurer.find_growth("read", storm, size) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("storm", "size"),
    [("nested commands of TeX", 35_000)],
)
def test_what_grows_beyond_a_hundred_levels_is_linear_up_to_a_megabyte(
    storm: str, size: int, measurer: Measurer
) -> None:
    """Nested deeper than the limit, each level is looked at and left as words."""
    assert measurer.find_growth("read", storm, size) == []


@pytest.mark.parametrize(
    "unit",
    [
        "http://",
        "a@",
        "::",
        "=1",
        "a:",
        "w: ",
        "TODO",
        "#",
        "**a ",
        "%%",
        "[a](b ",
        "(",
    ],
)
def test_slips_are_found_in_work_linear_in_a_paragraph(
    unit: str, measurer: Measurer
) -> None:
    assert measurer.find_growth("find slips", unit, 2_000) == []


@pytest.mark.parametrize("unit", ['"', "'", "\"'", "''\" ", "s' a ", '1" ', "'a "])
def test_straight_marks_take_work_linear_in_a_paragraph(
    unit: str, measurer: Measurer
) -> None:
    assert measurer.find_growth("classify marks", unit, 3_000) == []


@pytest.mark.parametrize("options", [DIALECT, COMMONMARK], ids=["dialect", "plain"])
def test_a_paragraph_of_200_kb_is_read_whole(options: ReaderOptions) -> None:
    text = "word *word* `word` [word](word)\n" * 6_500
    assert len(text) > 200_000
    found = read_markdown(text, "x.md", Diagnostics(), options=options)
    assert len(found.blocks) == 1
