"""Numbers of lines with which the pages of a chapter are full."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from bookmaker.backends.pdf.page_plan import PagePlan, Unit, plan_pages


def text(*counts: int, gap: float = 0.0, height: float = 0.0) -> Unit:
    """A paragraph that is set in the first number of lines by itself."""
    costs = {count: float(count != counts[0]) for count in counts}
    return Unit(gap=gap, height=height, counts=costs)


def block(height: float, gap: float | None = 1.0) -> Unit:
    return Unit(gap=gap, height=height, counts={})


def noted(line: int, height: float, *counts: int) -> Unit:
    """A paragraph one of whose lines calls a note of that height."""
    costs = {count: float(count != counts[0]) for count in counts}
    notes = {count: {line: height} for count in counts}
    return Unit(gap=0.0, height=0.0, counts=costs, notes=notes)


def found(units: Sequence[Unit], page: float) -> PagePlan:
    plan = plan_pages(units, page)
    assert plan is not None
    return plan


def test_a_chapter_whose_pages_are_full_stays_as_it_is() -> None:
    plan = found([text(6, 5, 7), text(8, 9), text(12)], 10)
    assert plan.counts == (6, 8, 12)
    assert plan.cost == 0


def test_a_paragraph_is_a_line_longer_where_one_would_go_over_alone() -> None:
    # Of the second one a line would go over, so it would take another one with it.
    plan = found([text(5), text(6, 5, 7), text(14)], 10)
    assert plan.counts[1] in (5, 7)
    assert plan.cost == 1


def test_two_paragraphs_change_where_one_is_not_enough() -> None:
    plan = found([text(4, 5), text(3, 4), text(3), text(18)], 10)
    assert plan.cost <= 1
    assert sum(plan.counts[:3]) in (10, 11, 12)


def test_a_chapter_does_not_end_with_a_few_lines() -> None:
    plan = found([text(10), text(5, 6), text(8, 9)], 10)
    assert sum(plan.counts) == 25
    plan = found([text(6, 5), text(6, 5), text(10)], 10)
    assert sum(plan.counts) == 20


def test_a_block_that_does_not_fit_leaves_its_page_short() -> None:
    plan = found([text(7), block(5.0), text(10)], 10)
    assert plan.cost > 10


def test_what_is_higher_than_a_page_has_no_plan() -> None:
    assert plan_pages([text(3), block(12.0)], 10) is None


def test_a_space_that_is_not_known_is_never_needed() -> None:
    plan = found([text(9, 10), block(3.0, gap=None), text(4)], 10)
    assert plan.counts[0] == 10


def test_a_note_takes_room_from_the_page_of_its_line() -> None:
    # Eight lines and a note of two are a page; without the note two more lines are.
    assert found([noted(3, 2.0, 8), text(10)], 10).cost == 0
    assert found([text(8), text(10)], 10).cost == found([text(18)], 10).cost
    assert found([noted(3, 2.0, 8), text(1), text(9)], 10).cost == 0
    assert plan_pages([text(8), noted(0, 12.0, 2), text(9)], 10, 1.0) is None


def test_a_page_with_notes_ends_at_its_foot_though_its_text_does_not() -> None:
    plan = found([noted(3, 1.6, 8), text(10)], 10)
    assert plan.cost == 0
    assert found([noted(3, 1.6, 7), block(9.0)], 10).cost == 1


def test_the_rest_of_a_divided_note_is_at_the_foot_of_the_next_page() -> None:
    # Its line is the eighth, so two lines are left for it, and three for the next page.
    divided = noted(7, 4.8, 8)
    assert found([divided, text(6), text(10)], 10).cost == 0
    assert found([divided, text(7), block(10.0)], 10).cost > 0


def test_a_note_with_hardly_any_room_goes_on_with_its_line() -> None:
    called_at_foot = noted(8, 3.0, 12)
    plan = found([called_at_foot, text(3), text(10)], 10)
    assert plan.cost > 0


def test_the_space_above_notes_counts_once_a_page() -> None:
    pages = [noted(1, 2.0, 2), noted(1, 2.0, 3), text(10)]
    plan = plan_pages(pages, 10, above_notes=1.0)
    assert plan is not None
    assert plan.cost == 0


def laid_out(units: Sequence[Unit], counts: Sequence[int], page: int) -> float:
    """The cost of pages that are filled line by line."""
    choice: list[Mapping[int, float]] = [
        {count: unit.counts[count]} for unit, count in zip(units, counts, strict=True)
    ]
    only = [replace(unit, counts=one) for unit, one in zip(units, choice, strict=True)]
    return found(only, page).cost


HEIGHTS = (0.8, 1.6, 4.0)


@pytest.mark.parametrize("seed", range(40))
def test_no_other_choice_is_better(seed: int) -> None:
    chance = random.Random(seed)
    units = []
    for _ in range(6):
        own = chance.randint(2, 9)
        counts = [own, *chance.sample([own - 1, own + 1], chance.randint(0, 2))]
        if chance.random() < 0.3:
            units.append(
                noted(chance.randrange(own - 1), chance.choice(HEIGHTS), *counts)
            )
        else:
            units.append(text(*counts, gap=float(chance.random() < 0.2)))
    best = min(
        laid_out(units, counts, 10)
        for counts in itertools.product(*(unit.counts for unit in units))
    )
    assert found(units, 10).cost == pytest.approx(best)
