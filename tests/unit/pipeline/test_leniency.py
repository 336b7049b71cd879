"""What another program lets pass is a warning in its projects, and its words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

import bookmaker
from bookmaker.diagnostics import Severity
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions

FAULTS = {
    "X001": "See [the ford](#nowhere).",
    "X006": "See [the ford](b.md#nowhere).",
    "M120": "```rust\n{{#include gone.rs}}\n```",
    "M123": "```rust\n{{#include x.rs:gone}}\n```",
    "M080": "The ![ford](gone.png) here.",
}
KEPT = {
    "X001": "the ford",
    "X006": "the ford",
    "M120": "gone.rs",
    "M123": "x.rs:gone",
    "M080": "ford",
}


def _words(outcome: bookmaker.Outcome) -> str:
    assert outcome.book is not None
    return " ".join(plain_text(d.blocks) for d in all_divisions(outcome.book))


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_a_fault_that_mdbook_lets_pass_stops_no_build(
    tmp_path: Path, code: str
) -> None:
    (tmp_path / "x.rs").write_text("fn x() {}\n")
    (tmp_path / "a.md").write_text(f"# A\n\n{FAULTS[code]}\n")
    (tmp_path / "b.md").write_text("# B\n\nWords.\n")
    native = bookmaker.read(tmp_path)
    (tmp_path / "SUMMARY.md").write_text("# Summary\n\n- [A](a.md)\n- [B](b.md)\n")
    outcome = bookmaker.read(tmp_path)
    severities = {d.code: d.severity for d in outcome.diagnostics}
    assert severities[code] is Severity.WARNING
    assert not any(d.severity is Severity.ERROR for d in outcome.diagnostics)
    assert KEPT[code] in _words(outcome)
    if code != "X006":
        own = {d.code: d.severity for d in native.diagnostics}
        assert own[code] is Severity.ERROR


def test_an_unsafe_address_is_left_out_and_its_words_stay(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n[the ford](javascript:alert(1))\n")
    native = bookmaker.read(tmp_path)
    (tmp_path / "SUMMARY.md").write_text("- [A](a.md)\n")
    outcome = bookmaker.read(tmp_path)
    for made, severity in ((native, Severity.ERROR), (outcome, Severity.WARNING)):
        assert {d.severity for d in made.diagnostics if d.code == "M020"} == {severity}
        assert "the ford" in _words(made)
        assert made.book is not None
        assert "javascript" not in repr(made.book)
