"""Lint rules: a list, a switch for each, and corrections as values."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostic, Severity
from bookmaker.diagnostics.edits import Edit
from bookmaker.lint import RULE_BY_CODE, RULES, summary_of
from bookmaker.pipeline.request import Outcome, Request
from bookmaker.pipeline.stages import read

_TEXT = """\
# One

##The gauge

See [the docs](htp://example.org/a) and [another](https:/example.org).
"""


def outcome_of(folder: Path, lint: str = "") -> Outcome:
    """What reading a book of one chapter reports."""
    (folder / "one.md").write_text(_TEXT, "utf-8")
    (folder / "book.toml").write_text(
        f'title = "A"\n{lint}\n[contents]\nbody = ["one.md"]\n', "utf-8"
    )
    return read(Request(manuscript=folder))


def codes_of(outcome: Outcome) -> list[str]:
    return [found.code for found in outcome.diagnostics]


def corrected(text: str, found: Diagnostic) -> str:
    """The text after the problem's own edit."""
    edit = found.edit()
    assert edit is not None
    lines = text.split("\n")
    line = lines[edit.span.line - 1]
    lines[edit.span.line - 1] = (
        line[: edit.span.column - 1]
        + edit.replacement
        + line[edit.span.end_column - 1 :]
    )
    return "\n".join(lines)


def test_rules_have_codes_of_their_own_and_a_sentence_each() -> None:
    assert len(RULE_BY_CODE) == len(RULES)
    for rule in RULES:
        assert rule.severity is not Severity.ERROR, rule.code
        assert summary_of(rule).endswith((".", "?"))


def test_rules_are_on_unless_a_book_switches_them_off(tmp_path: Path) -> None:
    assert codes_of(outcome_of(tmp_path)) == ["M160", "M169", "M169"]
    off = outcome_of(tmp_path, '[lint]\noff = ["M169"]')
    assert codes_of(off) == ["M160"]


@pytest.mark.parametrize("code", ["M999", "M001", "m160", ""])
def test_what_is_not_a_rule_cannot_be_switched_off(tmp_path: Path, code: str) -> None:
    refused = outcome_of(tmp_path, f'[lint]\noff = ["{code}"]')
    assert refused.diagnostics.has_errors
    (found,) = [d for d in refused.diagnostics if d.severity is Severity.ERROR]
    assert found.span is not None
    assert found.span.file == "book.toml"


def test_a_missing_space_is_a_safe_edit(tmp_path: Path) -> None:
    found = next(d for d in outcome_of(tmp_path).diagnostics if d.code == "M160")
    edit = found.edit()
    assert edit is not None
    assert edit.is_safe
    assert "\n## The gauge\n" in corrected(_TEXT, found)


def test_a_mistyped_address_is_an_edit_that_a_person_agrees_to(tmp_path: Path) -> None:
    first, second = (d for d in outcome_of(tmp_path).diagnostics if d.code == "M169")
    edit = first.edit()
    assert isinstance(edit, Edit)
    assert not edit.is_safe
    assert "[the docs](http://example.org/a)" in corrected(_TEXT, first)
    assert "[another](https://example.org)" in corrected(_TEXT, second)
