"""The table of exit statuses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.diagnostics import Diagnostic
from tests.support.problems import Assumed, Broken, Misplaced, Odd


def test_the_numbers_are_those_that_were_promised() -> None:
    assert {status.name: status.value for status in ExitStatus} == {
        "DONE": 0,
        "BOOK": 1,
        "USAGE": 2,
        "STRICT": 3,
        "CONFIGURATION": 4,
        "TOOL": 5,
        "VERIFY": 6,
        "INTERNAL": 70,
        "INTERRUPTED": 130,
        "PIPE": 141,
        "TERMINATED": 143,
    }


@pytest.mark.parametrize(
    ("found", "is_strict", "status"),
    [
        ((), True, ExitStatus.DONE),
        ((Assumed(),), True, ExitStatus.DONE),
        ((Odd(),), False, ExitStatus.DONE),
        ((Odd(),), True, ExitStatus.STRICT),
        ((Odd(), Broken()), True, ExitStatus.BOOK),
        ((Broken(), Misplaced()), False, ExitStatus.CONFIGURATION),
    ],
)
def test_problems_decide_how_a_command_ends(
    found: Sequence[Diagnostic],
    is_strict: bool,  # noqa: FBT001 - a parameter of the table
    status: ExitStatus,
) -> None:
    assert exit_status_of(found, is_strict=is_strict) is status


def test_a_draft_that_was_written_is_done() -> None:
    assert exit_status_of((Broken(),), is_strict=True, is_draft=True) is ExitStatus.DONE
