"""Problems are values: filled once, equal by what they say, never changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import UnknownMetadata
from bookmaker.diagnostics.catalog.references import (
    DuplicateIdentifier,
    UnknownIdentifier,
)
from bookmaker.source import SourceSpan

PLACE = SourceSpan.at("a.md", 3)


def test_values_are_given_in_order_or_by_name() -> None:
    problem = UnknownIdentifier("peir", "pier", span=PLACE)

    assert problem == UnknownIdentifier(identifier="peir", nearest="pier", span=PLACE)
    assert (problem.identifier, problem.nearest, problem.span) == (
        "peir",
        "pier",
        PLACE,
    )
    assert UnknownIdentifier("peir").nearest is None
    assert UnknownIdentifier("peir").span is None


def test_problems_are_equal_where_kind_and_all_values_are() -> None:
    problem = UnknownIdentifier("peir")

    assert len({problem, UnknownIdentifier("peir")}) == 1
    assert problem != UnknownIdentifier("quay")
    assert problem != UnknownIdentifier("peir", span=PLACE)
    assert problem != DuplicateIdentifier("peir")
    assert replace(problem, span=PLACE) == UnknownIdentifier("peir", span=PLACE)


def test_problems_show_what_they_hold() -> None:
    assert (
        repr(UnknownIdentifier("peir"))
        == "UnknownIdentifier(None, False, 0, 'peir', None)"
    )


def test_problems_do_not_change() -> None:
    problem = UnknownIdentifier("peir")

    with pytest.raises(FrozenInstanceError):
        problem.identifier = "pier"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del problem.identifier


@pytest.mark.parametrize(
    ("given", "named", "reason"),
    [
        ((), {}, "is given no “identifier”"),
        (("a", "b", "c"), {}, "is given a value too many"),
        (("a",), {"identifier": "b"}, "is given a value too many"),
        (("a",), {"name": "b"}, "has no “name”"),
    ],
)
def test_wrong_values_are_refused(
    given: tuple[str, ...], named: dict[str, str], reason: str
) -> None:
    with pytest.raises(TypeError, match=reason):
        UnknownIdentifier(*given, **named)  # type: ignore[arg-type]


def test_problems_with_the_same_cause_are_one_at_their_first_place() -> None:
    places = [SourceSpan.at("a.md", line) for line in (9, 3, 5)]
    found = [UnknownMetadata("when", span=place) for place in places]
    other = UnknownMetadata("where", span=places[0])

    folded = Diagnostics([*found, other]).folded()

    assert list(folded) == [found[1].at_more_places(2), other]
    assert list(folded.folded()) == list(folded)


def test_problems_that_need_their_own_fixes_stay_apart() -> None:
    found = [UnknownIdentifier("peir", span=SourceSpan.at("a.md", n)) for n in (1, 2)]

    assert list(Diagnostics(found).folded()) == found


def test_a_problem_folded_before_counts_all_its_places() -> None:
    first = UnknownMetadata("when", span=PLACE).at_more_places(4)
    second = UnknownMetadata("when", span=SourceSpan.at("b.md", 1))

    assert list(Diagnostics([first, second]).folded()) == [first.at_more_places(5)]
    assert first.full_message().endswith(" (and at 4 more places)")
    assert first.at_more_places(1).full_message().endswith(" (and at 1 more place)")
