"""The program that changes bookmaker at random and looks whether a test notices."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tools import mutants
from tools.mutation import mutations_of

_MODULE = '''\
"""A docstring."""

LIMIT: int = 3


def pays(years: int, *, member: bool = False) -> bool | None:
    """Say whether a person pays."""
    if years < LIMIT and not member:
        return None
    for _ in range(years):
        print("x")
        break
    return years + 1 in (4, 5)
'''


def _changes(source: str) -> set[tuple[str, int, str, str]]:
    return {(m.operator, m.line, m.before, m.after) for m in mutations_of(source)}


def test_each_kind_of_change_is_made_where_it_can_be() -> None:
    changes = _changes(_MODULE)
    assert {operator for operator, *_ in changes} == {
        "and-or",
        "arithmetic",
        "call",
        "comparison",
        "condition",
        "loop",
        "not",
        "number",
        "return",
        "text",
        "truth",
    }
    assert ("number", 3, "3", "4") in changes
    assert ("comparison", 8, "years < LIMIT", "years <= LIMIT") in changes
    assert ("condition", 8, "years < LIMIT and not member", "False") in changes
    assert ("call", 11, 'print("x")', "pass") in changes
    assert ("loop", 12, "break", "continue") in changes


def test_docstrings_and_annotations_stay_as_they_are() -> None:
    assert not {before for _, _, before, _ in _changes(_MODULE) if "doc" in before}
    assert _changes('"""A."""\nx: "int | str"\n') == set()
    assert _changes("if TYPE_CHECKING:\n    x = 1\n") == set()


def test_every_change_is_python_with_the_lines_where_they_were() -> None:
    for mutation in mutations_of(_MODULE):
        ast.parse(mutation.source)
        assert mutation.source != _MODULE
        assert mutation.source.count("\n") == _MODULE.count("\n")


def _checkout(folder: Path) -> Path:
    """A program of one module with a test that knows half of it."""
    copy = folder / "checkout"
    (copy / "bookmaker/config").mkdir(parents=True)
    (copy / "tests/unit/config").mkdir(parents=True)
    for package in ("bookmaker", "bookmaker/config"):
        (copy / package / "__init__.py").touch()
    (copy / "bookmaker/config/fees.py").write_text(_MODULE, "utf-8")
    (copy / "tests/unit/config/test_fees.py").write_text(
        "from bookmaker.config.fees import pays\n\n\n"
        "def test_children_pay_nothing() -> None:\n"
        "    assert pays(2) is None\n"
        "    assert pays(3) is True\n",
        "utf-8",
    )
    return copy


@pytest.mark.slow
def test_a_mutant_that_no_test_notices_is_a_survivor(tmp_path: Path) -> None:
    copy = _checkout(tmp_path)
    test = "tests/unit/config/test_fees.py::test_children_pay_nothing"
    place = "bookmaker/config/fees.py:6"
    reached = [{place: [test]}, {test: 0.1}]
    (tmp_path / "reached.json").write_text(json.dumps(reached), "utf-8")
    sample = [
        one
        for one in mutants.candidates(copy, ["config"])
        if (one.mutation.line, one.mutation.operator)
        in {(8, "comparison"), (11, "call")}
    ]
    assert {one.function for one in sample} == {place}
    report = mutants.try_mutants(tmp_path, sample, copy)
    rows = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert {row["operator"]: row["noticed"] for row in rows} == {
        "comparison": True,
        "call": False,
    }
    assert "| all | 2 | 1 | 50% |" in mutants.summary(report)
    assert (copy / "bookmaker/config/fees.py").read_text("utf-8") == _MODULE
    again = mutants.try_mutants(tmp_path, sample, copy)
    assert len(again.read_text("utf-8").splitlines()) == 2, "what was tried stays tried"


def test_the_tests_of_a_mutant_are_those_that_reach_it_its_own_first() -> None:
    first, second = "bookmaker/config/a.py:1", "bookmaker/config/a.py:9"
    seconds = {"tests/golden/x": 0.1, "tests/unit/config/y": 9.0, "tests/unit/z": 59.0}
    tests = {first: ["tests/golden/x", "tests/unit/config/y"], second: ["tests/unit/z"]}
    mutation = next(mutations_of("x = 1\n"))

    def chosen(function: str | None) -> list[str]:
        one = mutants.Candidate("bookmaker/config/a.py", function, mutation)
        return mutants.choose_tests(one, tests, seconds)

    assert chosen(first) == ["tests/unit/config/y", "tests/golden/x"]
    assert chosen(second) == ["tests/unit/z"]
    assert chosen(None) == ["tests/unit/config/y", "tests/golden/x"], "a minute of them"
    assert chosen("bookmaker/config/a.py:30") == []


@pytest.mark.parametrize("seed", [1, 2])
def test_equal_seeds_give_equal_samples(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[list[str]] = []

    def remember(_folder: Path, sample: list[mutants.Candidate], _copy: Path) -> Path:
        chosen.append([f"{one.mutation.line} {one.mutation.after}" for one in sample])
        report = tmp_path / "mutants.jsonl"
        report.write_text('{"place": "bookmaker/config/a.py:1", "noticed": true}\n')
        return report

    copy = _checkout(tmp_path)
    monkeypatch.setattr(mutants, "copy_checkout", lambda _folder: copy)
    monkeypatch.setattr(mutants, "map_tests", lambda *_: None)
    monkeypatch.setattr(mutants, "try_mutants", remember)
    monkeypatch.setattr(mutants, "PACKAGES", ("config",))
    for _ in range(2):
        mutants.main([str(tmp_path), "--seed", str(seed), "--most", "5"])
    assert chosen[0] == chosen[1]
    assert len(chosen[0]) == 5
