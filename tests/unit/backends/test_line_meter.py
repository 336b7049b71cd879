"""The meter, on pages whose figures are known by construction."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

import pytest

from bookmaker.backends.line_meter import (
    FlawKind,
    LayoutReport,
    LineFlaw,
    LineKind,
    LineLimits,
    SetLine,
    SetPage,
    measure_pages,
)

LEADING = 14.0
TOP = 60.0
LINES = 30
"""Of a full page."""


class Changes(TypedDict, total=False):
    """What a line may have otherwise than a sound one."""

    words: str
    kind: LineKind
    baseline: float
    paragraph: int
    is_first: bool
    is_last: bool
    is_divided: bool
    is_justified: bool
    space: float | None


def line(place: int, **changed: Unpack[Changes]) -> SetLine:
    """A sound line, in the middle of a paragraph, at a place on its page."""
    sound = SetLine(
        words="words that are in a line",
        kind=LineKind.TEXT,
        baseline=TOP + place * LEADING,
        paragraph=0,
        is_first=False,
        is_last=False,
        is_divided=False,
        is_justified=True,
        space=0.25,
    )
    return replace(sound, **changed)


def page(index: int, *lines: SetLine, chapter: int = 0) -> SetPage:
    return SetPage(
        index=index,
        label=str(index + 1),
        side="left" if index % 2 else "right",
        chapter=chapter,
        lines=lines,
    )


def full(count: int = LINES) -> list[SetLine]:
    return [line(place) for place in range(count)]


def report(*pages: SetPage) -> LayoutReport:
    return measure_pages(pages, LEADING, LineLimits())


def kinds(*pages: SetPage) -> list[FlawKind]:
    return [flaw.kind for flaw in report(*pages).flaws]


def with_line(place: int, **changed: Unpack[Changes]) -> list[SetLine]:
    """A full page whose line at a place is another."""
    lines = full()
    lines[place] = line(place, **changed)
    return lines


def test_sound_pages_have_no_flaw() -> None:
    found = report(*(page(index, *full()) for index in range(4)))
    assert found.flaws == ()
    assert (found.pages, found.lines, found.justified) == (4, 120, 120)
    assert (found.spreads, found.divided) == (1, 0)
    assert found.exceeded == ()


def test_spaces_have_a_mean_and_a_deviation() -> None:
    lines = [line(place, space=0.2 + 0.1 * (place % 2)) for place in range(LINES)]
    found = report(page(0, *lines))
    assert found.mean_space == pytest.approx(0.25)
    assert found.deviation == pytest.approx(0.05)


def test_characters_are_those_of_full_lines() -> None:
    lines = [
        line(0, words="Only", is_first=True),
        line(1, words="sixteen in these"),
        line(2, words="and twenty in these."),
        line(3, words="end.", is_last=True),
    ]
    assert report(page(0, *lines)).characters == 18
    assert report(page(0, lines[0], lines[3])).characters == 0


@pytest.mark.parametrize(
    ("space", "expected"),
    [
        (0.421, [FlawKind.LOOSE]),
        (0.42, []),
        (0.15, []),
        (0.149, [FlawKind.TIGHT]),
        (None, []),
    ],
)
def test_spaces_are_loose_or_tight_beyond_the_theme_s_limits(
    space: float | None, expected: list[FlawKind]
) -> None:
    assert kinds(page(0, *with_line(3, space=space))) == expected


def test_a_last_line_is_not_loose_and_neither_is_a_heading() -> None:
    lines = with_line(3, space=0.9, is_justified=False)
    lines[7] = line(7, space=0.9, kind=LineKind.HEADING)
    assert kinds(page(0, *lines)) == []


def test_three_hyphens_are_a_ladder_and_two_are_none() -> None:
    lines = full()
    for place in (2, 3, 4, 7, 8):
        lines[place] = line(place, is_divided=True)
    found = report(page(0, *lines))
    (ladder,) = found.flaws
    assert (ladder.kind, ladder.amount) == (FlawKind.LADDER, 3)
    assert found.divided == 5
    assert found.divided_share == pytest.approx(5 / 30)
    assert found.exceeded == ("divided", "ladder")


def test_a_ladder_may_run_over_a_page_and_ends_with_its_paragraph() -> None:
    one, two = full(), full()
    for lines, place in ((one, 28), (one, 29), (two, 0)):
        lines[place] = line(place, is_divided=True)
    assert set(kinds(page(0, *one), page(1, *two))) == {
        FlawKind.LADDER,
        FlawKind.DIVIDED_OVER_PAGE,
    }
    other = [replace(each, paragraph=1) for each in two]
    assert kinds(page(0, *one), page(1, *other)) == [FlawKind.DIVIDED_OVER_PAGE]


def test_a_widow_is_a_last_line_at_the_head_of_a_page() -> None:
    alone = with_line(0, is_last=True, words="the last of it, long enough")
    assert kinds(page(0, *full()), page(1, *alone)) == [FlawKind.WIDOW]
    whole = with_line(0, is_last=True, is_first=True)
    assert kinds(page(0, *full()), page(1, *whole)) == []


def test_an_orphan_is_a_first_line_at_the_foot_of_a_page() -> None:
    assert kinds(page(0, *with_line(29, is_first=True)), page(1, *full())) == [
        FlawKind.ORPHAN
    ]
    whole = with_line(29, is_first=True, is_last=True)
    assert kinds(page(0, *whole), page(1, *full())) == []


def test_notes_at_the_foot_do_not_hide_an_orphan() -> None:
    lines = [*with_line(29, is_first=True), line(30, kind=LineKind.NOTE)]
    assert kinds(page(0, *lines), page(1, *full())) == [FlawKind.ORPHAN]


@pytest.mark.parametrize(
    ("words", "expected"), [("sea.”", [FlawKind.RUNT]), ("whale.", [])]
)
def test_a_runt_has_fewer_than_five_letters(
    words: str, expected: list[FlawKind]
) -> None:
    lines = with_line(5, is_last=True, words=words)
    lines[6:] = [line(place, paragraph=1) for place in range(6, LINES)]
    assert kinds(page(0, *lines)) == expected


def test_facing_pages_end_together() -> None:
    pages = [page(0, *full()), page(1, *full()), page(2, *full(28)), page(3, *full())]
    (flaw,) = report(*pages).flaws
    assert (flaw.kind, flaw.page) == (FlawKind.UNEQUAL_SPREAD, 2)
    assert flaw.amount == pytest.approx(2 * LEADING)


def test_pages_that_do_not_face_each_other_may_end_apart() -> None:
    pages = [page(0, *full(28)), page(1, *full()), page(2, *full()), page(3, *full())]
    assert kinds(*pages) == []


def test_the_last_page_of_a_chapter_ends_where_it_ends() -> None:
    pages = [page(0, *full()), page(1, *full()), page(2, *full(12))]
    assert kinds(*pages, page(3, *full(), chapter=1)) == []


def test_a_note_s_small_type_at_the_foot_is_not_an_unequal_page() -> None:
    noted = [*full(29), line(29, kind=LineKind.NOTE, baseline=TOP + 29 * 14 - 1)]
    pages = [page(0, *full()), page(1, *noted), page(2, *full()), page(3, *full())]
    assert kinds(*pages) == []


@pytest.mark.parametrize(("count", "expected"), [(4, [FlawKind.SHORT_END]), (5, [])])
def test_a_chapter_ends_with_five_lines(count: int, expected: list[FlawKind]) -> None:
    pages = [page(0, *full()), page(1, *full(count))]
    assert kinds(*pages) == expected


def test_a_chapter_of_one_short_page_has_no_short_end() -> None:
    assert kinds(page(0, *full(2))) == []


def test_a_line_off_the_grid_is_measured_to_the_nearest_line() -> None:
    lines = with_line(5, baseline=TOP + 5 * LEADING - 3.5)
    (flaw,) = report(page(0, *lines)).flaws
    assert flaw.kind is FlawKind.OFF_GRID
    assert flaw.amount == pytest.approx(3.5)


def test_the_worst_comes_first() -> None:
    lines = with_line(5, space=0.5)
    lines[6] = line(6, space=0.7)
    lines[8] = line(8, baseline=TOP + 8 * LEADING + 2)
    lines[0] = line(0, is_last=True)
    found: tuple[LineFlaw, ...] = report(page(0, *full()), page(1, *lines)).flaws
    assert [flaw.kind for flaw in found] == [
        FlawKind.WIDOW,
        FlawKind.LOOSE,
        FlawKind.LOOSE,
        FlawKind.OFF_GRID,
    ]
    assert [flaw.amount for flaw in found[1:3]] == [0.7, 0.5]
