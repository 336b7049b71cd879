"""A log has a line for each stage of a long build, and none of a short one."""

from __future__ import annotations

import io

import pytest

from bookmaker.cli.progress import LinesOfProgress, report_progress
from bookmaker.system.workspace import Environment


def _log(*told: tuple[float, str]) -> list[str]:
    """What is written when stages are told at seconds after the beginning."""
    now = 0.0
    log = io.StringIO()
    progress = LinesOfProgress(log, clock=lambda: now)
    for second, words in told:
        now = second
        progress.report(words)
    return log.getvalue().splitlines()


def test_a_short_build_writes_nothing() -> None:
    assert _log((0, "reading"), (1, "making the EPUB"), (9, "making the PDF")) == []


def test_a_long_build_writes_a_line_for_each_stage() -> None:
    assert _log(
        (0, "reading"),
        (12, "laying out: chapter 3 of 40, 41 pages so far"),
        (13, "proving the PDF"),
    ) == [
        "laying out: chapter 3 of 40, 41 pages so far (12 s)",
        "proving the PDF (13 s)",
    ]


def test_a_long_stage_writes_a_line_now_and_then() -> None:
    told = [(10 + n / 10, f"laying out: chapter {n} of 400") for n in range(400)]
    lines = _log(*told)
    assert 3 <= len(lines) <= 5
    assert lines[0] == "laying out: chapter 0 of 400 (10 s)"


def test_a_log_that_is_closed_stops_nothing() -> None:
    log = io.StringIO()
    now = 0.0
    progress = LinesOfProgress(log, clock=lambda: now)
    now = 20.0
    log.close()
    progress.report("reading")


def test_a_quiet_command_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with report_progress(Environment(), is_quiet=True) as progress:
        progress("reading")
    assert capsys.readouterr().err == ""
