"""`bookmaker explain`."""

from __future__ import annotations

import pytest

from bookmaker.cli import run
from bookmaker.config.keys_page import options_by_table
from bookmaker.diagnostics.all_kinds import KIND_BY_CODE


def test_a_code_is_explained_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "c001"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(
        "error C001: there is no manuscript at “C001/harbour”\nhelp: "
    )
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


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    said = capsys.readouterr().out
    assert [code for code in KIND_BY_CODE if f"  {code}  " not in said] == []


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("trim", "[print]\n  trim  (a size"),
        ("print.trim", "[print]\n  trim  (a size"),
        ("title", "At the top of book.toml\n  title  ("),
        ("Numbering", "[numbering]\n  parts  ("),
        ("[epub]", "[epub]\n  cover  ("),
        ("products.isbn", "[products.NAME]\n  isbn  ("),
        ("body", "[contents]\n  body  ("),
        ("extends", "extends  (a path)"),
    ],
)
def test_a_key_is_explained_by_its_name_or_its_table(
    capsys: pytest.CaptureFixture[str], subject: str, words: str
) -> None:
    assert run(["explain", subject]) == 0
    assert words in capsys.readouterr().out


def test_a_key_of_two_tables_is_explained_in_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "notes"]) == 0
    said = capsys.readouterr().out
    assert "[print]" in said
    assert "[epub]" in said


def test_all_keys_are_listed_and_each_has_a_meaning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "book.toml"]) == 0
    said = capsys.readouterr().out
    for _, options in options_by_table():
        for option in options:
            assert f"\n  {option.key}  (" in said
            assert option.meaning


def test_an_unknown_key_is_wrong_usage_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "trimm"]) == 2
    assert "did you mean “trim”?" in capsys.readouterr().err
