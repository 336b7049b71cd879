"""Run two commands in pairs and take the median of the ratios.

What comes in: commands, each a program of its own, so that neither profits from the
other's warm interpreter. What goes out: seconds of wall time, seconds of CPU and the
largest process of each run. A pair is run alternately, first one and then the other, so
that whatever else the machine does falls on both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PAIRS = 5
"""An odd number: the median is one that was measured."""


class FailedRunError(Exception):
    """A command that was to be measured did not succeed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command, run once."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system, children that ended among them."""
    memory: int
    """The largest resident set that the command or one of its children had, in kB."""
    inner: float | None
    """Seconds that the command itself tells, by a last line `inner SECONDS`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared with what, by which measure."""

    title: str
    measure: str
    """`wall`, `cpu`, `memory` or `inner`."""
    ours: Sequence[str]
    theirs: Sequence[str]


def run_once(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises `FailedRunError`."""
    watch = [sys.executable, "-m", "bench.watch", *command]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        done = subprocess.run(
            watch, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
        )
        errors.seek(0)
        if done.returncode != 0:
            raise FailedRunError(f"{' '.join(command)}\n{errors.read()}")
    *said, figures = done.stdout.splitlines()
    wall, cpu, memory = figures.split()
    return Run(float(wall), float(cpu), int(memory), _inner(said))


def _inner(said: list[str]) -> float | None:
    told = [line.split()[1] for line in said if line.startswith("inner ")]
    return float(told[-1]) if told else None


def run_pairs(
    ours: Sequence[str], theirs: Sequence[str], run: Callable[[Sequence[str]], Run]
) -> list[tuple[Run, Run]]:
    """Run both alternately, `PAIRS` times; who begins changes with every pair."""
    pairs = []
    for turn in range(PAIRS):
        if turn % 2 == 0:
            first = run(ours)
            pairs.append((first, run(theirs)))
        else:
            second = run(theirs)
            pairs.append((run(ours), second))
    return pairs


def ratios(pairs: list[tuple[Run, Run]], measure: str) -> list[float]:
    """Ours divided by theirs, for each pair."""
    return [_figure(ours, measure) / _figure(theirs, measure) for ours, theirs in pairs]


def _figure(run: Run, measure: str) -> float:
    figures = {
        "wall": run.wall,
        "cpu": run.cpu,
        "memory": float(run.memory),
        "inner": run.inner,
    }
    figure = figures[measure]
    if figure is None:
        raise FailedRunError(f"a command told no {measure} time")
    return figure


def format_row(title: str, measure: str, found: list[float]) -> str:
    """A row of the table: the median, and how far the pairs lie apart."""
    middle = statistics.median(found)
    return (
        f"| {title} | {measure} | {middle:.2f} | {min(found):.2f} to {max(found):.2f} |"
    )


HEAD = "| what | measure | ratio | of the pairs |\n| --- | --- | ---: | --- |"


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def replace_table(page: Path, table: str) -> None:
    """Put the table between the page's two marks."""
    begin, end = "<!-- bench: begin -->", "<!-- bench: end -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", "utf-8")
