"""How many layout processes a build starts where nobody says how many."""

from __future__ import annotations

import pytest

from bookmaker.backends.services import cores


def test_the_cores_are_as_many_as_the_variable_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PYTHON_CPU_COUNT", raising=False)
    usual = cores()
    assert usual >= 1
    monkeypatch.setenv("PYTHON_CPU_COUNT", str(usual + 3))
    assert cores() == usual + 3


@pytest.mark.parametrize("said", ["", "0", "-2", "default", "1.5", "²"])
def test_what_is_no_number_of_cores_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.delenv("PYTHON_CPU_COUNT", raising=False)
    usual = cores()
    monkeypatch.setenv("PYTHON_CPU_COUNT", said)
    assert cores() == usual
