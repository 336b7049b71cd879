"""`bookmaker explain`."""

from __future__ import annotations

import pytest

from bookmaker.cli import run


def test_a_code_is_explained_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "c001"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("error C001: there is no manuscript at “‹path›”\nhelp: ")
    assert "A manuscript is a folder" in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    ("code", "nearest"), [("C000", "C001"), ("X0001", "X001"), ("C01", "C001")]
)
def test_an_unknown_code_is_wrong_usage_with_the_nearest(
    capsys: pytest.CaptureFixture[str], code: str, nearest: str
) -> None:
    assert run(["explain", code]) == 2
    assert f"the nearest is {nearest}" in capsys.readouterr().err
