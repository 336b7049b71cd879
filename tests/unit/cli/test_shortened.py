"""Very many problems are reported in few lines, and in few steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bookmaker.cli.report import ReportLook, Sources, render_diagnostics
from bookmaker.cli.report_github import render_github
from bookmaker.cli.report_json import Provenance, render_json
from bookmaker.cli.report_sarif import render_sarif
from bookmaker.cli.shortened import choose_shown, shorten
from bookmaker.diagnostics import Diagnostic
from bookmaker.source import SourceSpan
from tests.support.problems import Assumed, Broken, Odd
from tests.support.steps import count_steps

MANY = 1_000


def many_on_one_line(count: int) -> list[Diagnostic]:
    """As many problems, each at its own word of one line of `a.md`."""
    return [Odd(span=SourceSpan.at("a.md", 1, 5 * n + 1)) for n in range(count)]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder with one long line."""
    (tmp_path / "a.md").write_text("word " * 20 * MANY + "\n", encoding="utf-8")
    return tmp_path


def _text(found: list[Diagnostic], root: Path) -> str:
    return render_diagnostics(found, Sources(root), ReportLook())


def _github(found: list[Diagnostic], root: Path) -> str:
    return render_github(found, root=root)


def _json(found: list[Diagnostic], root: Path) -> str:
    return "".join(
        render_json(found, (), root=root, epoch=None, provenance=Provenance())
    )


def _sarif(found: list[Diagnostic], root: Path) -> str:
    return "".join(render_sarif(found, root=root))


FORMS = [_text, _github, _json, _sarif]


def test_of_a_kind_the_first_twenty_are_shown_and_the_rest_is_counted(
    book: Path,
) -> None:
    found = [*many_on_one_line(MANY), Broken(), Assumed()]
    text = _text(found, book)
    assert text.count("warning M901") == 20
    assert "error X901" in text
    assert "note M902" in text
    assert text.endswith("\nand 980 more M901: `bookmaker check --json` lists them\n")


def test_twenty_of_a_kind_are_all_shown(book: Path) -> None:
    assert "more" not in _text(many_on_one_line(20), book)
    assert choose_shown(many_on_one_line(20)).rest == ()


def test_a_code_host_gets_twenty_of_a_kind_and_the_number_of_the_others(
    book: Path,
) -> None:
    lines = _github(many_on_one_line(1_500), book).splitlines()
    assert len(lines) == 21
    assert lines[-1].startswith("::notice title=left out::and 1,480 more M901")


def test_programs_get_every_problem(book: Path) -> None:
    found = many_on_one_line(MANY)
    assert len(json.loads(_json(found, book))["diagnostics"]) == MANY
    assert len(json.loads(_sarif(found, book))["runs"][0]["results"]) == MANY


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_report_takes_steps_in_proportion_to_the_problems(
    form: Callable[[list[Diagnostic], Path], str], book: Path
) -> None:
    steps = [
        count_steps(partial(form, many_on_one_line(count), book))
        for count in (MANY // 4, MANY)
    ]
    assert steps[1] < 5 * steps[0]


@pytest.mark.slow
@pytest.mark.parametrize("form", [_text, _github])
def test_a_report_for_people_has_a_length_that_does_not_grow(
    form: Callable[[list[Diagnostic], Path], str], book: Path
) -> None:
    assert len(form(many_on_one_line(20 * MANY), book)) < 6_000


def test_what_a_message_quotes_is_shortened_in_its_middle(book: Path) -> None:
    long = Broken(what="a" + "b" * 1_000_000 + "c")
    for form in (_text, _github):
        assert len(form([long], book)) < 2_500
    assert shorten("a" * 1_000) == "a" * 1_000
    short = shorten("a" * 1_000 + "z" * 1_000)
    assert short == f"{'a' * 500} … {'z' * 500}"


def test_problems_with_the_same_cause_say_at_how_many_places(book: Path) -> None:
    found = Odd(span=SourceSpan.at("a.md", 1)).at_more_places(1_090)
    assert "this is odd (and at 1,090 more places)\n" in _text([found], book)
    assert "this is odd (and at 1,090 more places)\n" in _github([found], book)
    assert json.loads(_json([found], book))["diagnostics"][0]["further_places"] == 1_090
    (result,) = json.loads(_sarif([found], book))["runs"][0]["results"]
    assert result["occurrenceCount"] == 1_091
