"""Which tests run where: the cases that stand for a matrix, and the three tiers."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from tests.support.tiers import (
    examples,
    is_property,
    may_have_fast_tests,
    may_have_slow_tests,
    representatives,
)

ROOT = Path(__file__).parents[2]


def _matrix(rows: int, columns: int) -> dict[str, frozenset[tuple[int, str]]]:
    return {
        f"[{row}-{column}]": frozenset({(0, f"{row}"), (1, f"{column}")})
        for row, column in product(range(rows), range(columns))
    }


def test_a_sample_shows_each_row_and_each_column() -> None:
    for rows, columns in ((1, 1), (3, 3), (2, 7), (45, 6)):
        cases = _matrix(rows, columns)
        chosen = representatives(cases)
        assert frozenset().union(*(cases[name] for name in chosen)) == (
            frozenset().union(*cases.values())
        )
        assert len(chosen) <= rows + columns


def test_a_sample_of_a_list_has_as_many_as_are_asked_for() -> None:
    cases = {f"[{n}]": frozenset({(0, f"{n}")}) for n in range(20)}
    assert len(representatives(cases, 5)) == 5
    assert representatives(cases, 99) == set(cases)
    assert representatives(cases) == set(cases)


def test_a_sample_is_the_same_in_any_order_of_the_cases() -> None:
    cases = _matrix(6, 9)
    backwards = dict(reversed(cases.items()))
    assert representatives(cases) == representatives(backwards)


def test_a_sample_keeps_its_cases_when_one_more_comes() -> None:
    cases = {f"[{n}]": frozenset({(0, f"{n}")}) for n in range(20)}
    before = representatives(cases, 5)
    more = representatives({**cases, "[20]": frozenset({(0, "20")})}, 5)
    assert len(before & more) >= 4


def test_every_tier_is_run_somewhere() -> None:
    """Fast and slow tests by `.ci/run`, long ones by a workflow on a schedule."""
    steps = (ROOT / ".ci/run").read_text("utf-8")
    assert re.search(r"^step .* make check$", steps, re.MULTILINE)
    assert re.search(r"^step .* make test ARGS='-m slow'$", steps, re.MULTILINE)
    nightly = (ROOT / ".github/workflows/long.yml").read_text("utf-8")
    assert "schedule:" in nightly
    assert "- run: make test-long" in nightly


def test_the_fast_loop_passes_over_modules_that_are_slow() -> None:
    slow = "pytestmark = [\n    needs_corpus,\n    pytest.mark.slow,\n]\n"
    long = "pytestmark = pytest.mark.long\n"
    mixed = "pytestmark = needs_git\n\n\n@pytest.mark.slow\ndef test_a() -> None: ...\n"
    fast = "def test_a() -> None: ...\n"
    modules = (slow, long, mixed, fast)
    assert [m for m in modules if may_have_fast_tests(m)] == [mixed, fast]


def test_a_run_of_slow_tests_passes_over_modules_without_any() -> None:
    whole = "pytestmark = pytest.mark.slow\n"
    some = "@pytest.mark.slow\ndef test_a() -> None: ...\n"
    cases = "CASES = [1, pytest.param(2, marks=pytest.mark.slow)]\n"
    sampled = "@pytest.mark.sampled(4)\ndef test_a() -> None: ...\n"
    none = "def test_a_slowly_read_book() -> None: ...\n"
    modules = (whole, some, cases, sampled, none)
    assert [m for m in modules if may_have_slow_tests(m)] == list(modules[:4])


@pytest.mark.sampled
@pytest.mark.parametrize("row", ["a", "b", "c"])
@pytest.mark.parametrize("column", ["d", "e", "f"])
def test_some_cases_of_a_matrix_are_fast(
    row: str, column: str, request: pytest.FixtureRequest
) -> None:
    """Three of the nine; a run of this module's slow tests has the others."""
    assert row < column
    cases = [
        item
        for item in request.session.items
        if getattr(item, "originalname", "") == request.function.__name__
    ]
    fast = [item for item in cases if item.get_closest_marker("slow") is None]
    assert len(fast) == 3 or len(cases) in (1, 6)


def test_what_counts_its_examples_runs_among_the_long_tests(
    request: pytest.FixtureRequest,
) -> None:
    assert not is_property(request.node)
    request.node.obj = lambda: range(examples(2, 40))
    assert is_property(request.node)
