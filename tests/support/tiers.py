"""Which tier a test is in, and which tests share a process.

There are three tiers. A test is in the fast one unless it is marked `slow` or `long`.
Of a test that is also marked `sampled`, some cases run in its own tier and the others
in the next: `sampled()` takes so many that each value of each parameter is there at
least once, `sampled(5)` takes five of a list. The choice is the same in every run and
process, and a case that is named alone on the command line is in its test's tier.
Properties run in their tier with few examples, and again with many in the long one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import settings

LONG_PROFILE = "bookmaker, long"
"""Hypothesis' settings where `--long` is given."""


def representatives(
    values_by_case: Mapping[str, frozenset[tuple[int, str]]], most: int | None = None
) -> frozenset[str]:
    """The names of the cases that stand for all of them.

    A case's values are pairs of a parameter's place and its value's name. The case
    that shows the most new values comes next, until there is no new value or there are
    `most` cases. Of equal cases the checksum of the name decides, so that a case which
    is added or removed changes little.
    """
    left = sorted(values_by_case, key=lambda name: (zlib.crc32(name.encode()), name))
    chosen: list[str] = []
    seen: set[tuple[int, str]] = set()
    while left and (most is None or len(chosen) < most):
        best = max(left, key=lambda name: len(values_by_case[name] - seen))
        if most is None and values_by_case[best] <= seen:
            break
        left.remove(best)
        chosen.append(best)
        seen |= values_by_case[best]
    return frozenset(chosen)


_WHOLLY_SLOW = re.compile(
    r"^pytestmark = (?:(?!\n\n).)*?mark\.(?:slow|long)\b", re.MULTILINE | re.DOTALL
)


def may_have_fast_tests(source: str) -> bool:
    """Whether not all tests of a module are slow or long.

    To load a module and to list its tests takes longer than to run most of them, so
    the fast loop passes over the others.
    """
    return _WHOLLY_SLOW.search(source) is None


_MAYBE_SLOW = re.compile(r"\bslow\b|\bsampled\b")


def may_have_slow_tests(source: str) -> bool:
    """Whether a module names the mark of slow tests, or one that gives it to some."""
    return _MAYBE_SLOW.search(source) is not None


def examples(few: int, many: int) -> int:
    """How many examples of a property are tried: many where `--long` is given."""
    return many if settings.get_current_profile_name() == LONG_PROFILE else few


def is_long(item: pytest.Item) -> bool:
    """Whether a test runs where `--long` is given, and only there."""
    return item.get_closest_marker("long") is not None


def is_property(item: pytest.Item) -> bool:
    """Whether a test has more examples with `--long`.

    Hypothesis gives it them, or it counts them by `examples` itself.
    """
    test = getattr(item, "obj", None)
    names = getattr(getattr(test, "__code__", None), "co_names", ())
    return getattr(test, "is_hypothesis_test", False) or examples.__name__ in names


def share_fixtures_of_modules(items: Iterable[pytest.Item]) -> None:
    """Let the tests that share a module's fixture run in one process.

    Otherwise each process would build it: a book of some seconds as often as there are
    processes. A group that a test names itself is kept.
    """
    for item in items:
        has_processes = item.config.pluginmanager.hasplugin("xdist")
        if not isinstance(item, pytest.Function) or not has_processes:
            continue
        fixtures = item._fixtureinfo.name2fixturedefs.values()
        is_shared = any(one.scope == "module" for found in fixtures for one in found)
        if is_shared and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def shares_fixture(item: pytest.Item) -> bool:
    """Whether a test runs in one process with others."""
    return item.get_closest_marker("xdist_group") is not None


def asks_validators(item: pytest.Item) -> bool:
    """Whether a test asks programs of others, which take seconds to start."""
    return "validate" in item.path.parts


def put_samples_in_tiers(items: Iterable[pytest.Item]) -> None:
    """Mark the cases of sampled tests that belong to the next tier."""
    cases_by_test: dict[str, list[pytest.Function]] = {}
    for case in items:
        if isinstance(case, pytest.Function) and case.get_closest_marker("sampled"):
            test = f"{case.path}::{case.originalname}"
            cases_by_test.setdefault(test, []).append(case)
    for cases in cases_by_test.values():
        mark = cases[0].get_closest_marker("sampled")
        assert mark is not None
        values = {case.name: _values(case) for case in cases}
        chosen = representatives(values, *mark.args)
        for case in cases:
            if case.name not in chosen:
                is_slow = case.get_closest_marker("slow") is not None
                case.add_marker("long" if is_slow else "slow")


def _values(case: pytest.Function) -> frozenset[tuple[int, str]]:
    # `indices` counts the cases of stacked parameters, not their values (pytest 9.1).
    return frozenset(enumerate(case.callspec._idlist))
