"""Equal pages are named once; what overlaps a range is within it."""

from __future__ import annotations

import pytest

from bookmaker.document.index_pages import PageRange, merge_locators


def _pages(*ranges: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    merged = merge_locators(PageRange(first, last) for first, last in ranges)
    return tuple((found.first, found.last) for found in merged)


@pytest.mark.parametrize(
    ("given", "merged"),
    [
        (((4, 4), (4, 4)), ((4, 4),)),
        (((4, 4), (5, 5), (6, 6)), ((4, 4), (5, 5), (6, 6))),
        (((4, 7), (5, 5)), ((4, 7),)),
        (((4, 7), (8, 9)), ((4, 9),)),
        (((4, 7), (8, 8)), ((4, 7), (8, 8))),
        (((9, 9), (2, 3)), ((2, 3), (9, 9))),
        (((2, 5), (4, 8)), ((2, 8),)),
    ],
)
def test_pages_are_merged(
    given: tuple[tuple[int, int], ...], merged: tuple[tuple[int, int], ...]
) -> None:
    assert _pages(*given) == merged


def test_a_page_of_a_definition_stands_out_and_is_named_once() -> None:
    merged = merge_locators((PageRange(4, 4), PageRange(4, 4, is_main=True)))
    assert merged == (PageRange(4, 4, is_main=True),)


def test_a_definition_within_a_range_is_still_named() -> None:
    merged = merge_locators((PageRange(4, 8), PageRange(5, 5, is_main=True)))
    assert [found.is_main for found in merged] == [False, True]


def test_a_joined_range_knows_whose_links_its_ends_are() -> None:
    merged = merge_locators(
        (PageRange(2, 5, False, 0, 1), PageRange(4, 8, False, 2, 3))
    )
    assert [(r.first_locator, r.last_locator) for r in merged] == [(0, 3)]
