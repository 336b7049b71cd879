"""Paired runs and their median."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.measure import (
    FailedRunError,
    Run,
    format_row,
    ratios,
    replace_table,
    run_once,
    run_pairs,
)


def test_who_begins_changes_with_every_pair() -> None:
    began: list[str] = []

    def run(command: Sequence[str]) -> Run:
        began.append(command[0])
        return Run(1.0, 1.0, 1, None)

    run_pairs(["a"], ["b"], run)
    assert began == ["a", "b", "b", "a", "a", "b", "b", "a", "a", "b"]


def test_ratio_is_ours_by_theirs_and_the_row_holds_the_median() -> None:
    pairs = [(Run(wall, 1.0, 1, None), Run(2.0, 1.0, 1, None)) for wall in (1, 4, 2)]
    found = ratios(pairs, "wall")
    assert found == [0.5, 2.0, 1.0]
    assert format_row("EPUB", "wall", found) == "| EPUB | wall | 1.00 | 0.50 to 2.00 |"


def test_measure_that_no_command_told_is_a_failure() -> None:
    run = Run(1.0, 1.0, 1, None)
    with pytest.raises(FailedRunError):
        ratios([(run, run)], "inner")


def test_table_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("a\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nb\n", "utf-8")
    replace_table(page, "new")
    assert page.read_text("utf-8") == (
        "a\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nb\n"
    )


def test_run_tells_time_memory_and_what_the_command_says() -> None:
    run = run_once(["echo", "inner 0.25"])
    assert run.inner == 0.25
    assert run.memory > 0


def test_failing_command_is_told_with_its_errors() -> None:
    with pytest.raises(FailedRunError, match="No such file"):
        run_once(["cat", "/missing/file"])
