"""What the surroundings say."""

from __future__ import annotations

import pytest

from bookmaker.system.environment import OddVariableError, read_environment


def test_without_variables_nothing_is_said() -> None:
    environment = read_environment({})
    assert environment.epoch is None
    assert environment.is_colour_wanted
    assert not environment.is_ci


def test_the_variables_are_read() -> None:
    said = {"SOURCE_DATE_EPOCH": "1700000000", "NO_COLOR": "1", "CI": "true"}
    environment = read_environment(said)
    assert environment.epoch == 1_700_000_000
    assert not environment.is_colour_wanted
    assert environment.is_ci


def test_an_empty_or_false_variable_says_nothing() -> None:
    said = {"SOURCE_DATE_EPOCH": "", "NO_COLOR": "", "CI": "false"}
    assert read_environment(said) == read_environment({})


@pytest.mark.parametrize("text", ["yesterday", "-1", "1.5", "9" * 30])
def test_an_epoch_that_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(OddVariableError, match="SOURCE_DATE_EPOCH"):
        read_environment({"SOURCE_DATE_EPOCH": text})
