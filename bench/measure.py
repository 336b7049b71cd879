"""Run commands in rounds and take the median of their ratios.

What comes in: commands, each a program of its own, so that none profits from another's
warm interpreter. What goes out: seconds of wall time, seconds of CPU and the memory of
each run. In a round every command is run once, one after the other; the next round goes
the other way, so that whatever else the machine does falls on all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAIRS = 5
"""An odd number: the median is one that was measured."""


class FailedRunError(Exception):
    """A command that was to be measured did not succeed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command, run once."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system, of all its processes."""
    memory: int
    """The largest resident set that one of its processes had, in kB."""
    total: int
    """The most that all its processes had at once, in kB: what they share counts once.
    0: the system does not say."""
    inner: float | None = None
    """Seconds that the command itself tells, by a last line `inner SECONDS`."""


def _nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is measured."""

    words: Sequence[str]
    variables: Mapping[str, str] = field(default_factory=dict)
    """Of the environment, besides those that are there."""
    prepare: Callable[[], None] = _nothing
    """Called before each run, and not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is compared with what, by which measure; both named as in the round."""

    title: str
    measure: str
    """`wall`, `cpu`, `memory`, `total` or `inner`."""
    ours: str
    theirs: str
    scale: float = 1.0
    """What the ratio is multiplied by: pages of theirs by pages of ours, say."""
    aim: float | None = None
    """The most that the ratio should be."""
    note: str = ""
    tells_seconds: bool = False
    """Whether the note says what ours took: where the aim is a time."""


Round = Mapping[str, Run]
RunOnce = Callable[[Command], Run]


def run_once(command: Command) -> Run:
    """Run a command to the end of all its processes. Raises `FailedRunError`."""
    command.prepare()
    watch = [sys.executable, "-m", "bench.watch", *command.words]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        done = subprocess.run(
            watch,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            check=False,
            env={**os.environ, **command.variables},
        )
        errors.seek(0)
        if done.returncode != 0:
            raise FailedRunError(f"{' '.join(command.words)}\n{errors.read()}")
    *said, figures = done.stdout.splitlines()
    wall, cpu, memory, total = figures.split()
    return Run(
        wall=float(wall),
        cpu=float(cpu),
        memory=int(memory),
        total=int(total),
        inner=_inner(said),
    )


def _inner(said: list[str]) -> float | None:
    told = [line.split()[1] for line in said if line.startswith("inner ")]
    return float(told[-1]) if told else None


def run_rounds(
    commands: Mapping[str, Command], count: int, run: RunOnce = run_once
) -> list[Round]:
    """Run all commands once a round; every other round begins with the last one."""
    rounds: list[Round] = []
    for turn in range(count):
        names = list(commands) if turn % 2 == 0 else list(commands)[::-1]
        rounds.append({name: run(commands[name]) for name in names})
    return rounds


def ratios(rounds: Sequence[Round], row: Row) -> list[float]:
    """Ours divided by theirs, for each round."""
    return [
        row.scale
        * _figure(one[row.ours], row.measure)
        / _figure(one[row.theirs], row.measure)
        for one in rounds
    ]


def _figure(run: Run, measure: str) -> float:
    figures: Mapping[str, float | None] = {
        "wall": run.wall,
        "cpu": run.cpu,
        "memory": float(run.memory),
        "total": float(run.total) or None,
        "inner": run.inner,
    }
    figure = figures[measure]
    if figure is None:
        raise FailedRunError(f"a command told no figure for “{measure}”")
    return figure


def format_rounds(row: Row, rounds: Sequence[Round]) -> str:
    """A row of the table, from the runs that it is about."""
    notes = [row.note]
    if row.tells_seconds:
        own = statistics.median(_figure(one[row.ours], row.measure) for one in rounds)
        notes.insert(0, f"{own:.2f} s of it")
    return format_row(
        row.title,
        row.measure,
        ratios(rounds, row),
        aim=row.aim,
        note="; ".join(filter(None, notes)),
    )


def format_row(
    title: str,
    measure: str,
    found: Sequence[float],
    *,
    aim: float | None = None,
    note: str = "",
) -> str:
    """A row of the table: the median, how far the rounds lie apart, the aim."""
    middle, least, most = map(
        _short, (statistics.median(found), min(found), max(found))
    )
    wanted = "" if aim is None else f"at most {_short(aim)}"
    return f"| {title} | {measure} | {middle} | {least} to {most} | {wanted} | {note} |"


def _short(ratio: float) -> str:
    return f"{ratio:.2f}" if abs(ratio) >= 0.1 else f"{ratio:.3f}"


HEAD = (
    "| what | measure | ratio | of the pairs | aim | note |\n"
    "| --- | --- | ---: | --- | --- | --- |"
)


def replace_table(page: Path, table: str) -> None:
    """Put the table between the page's two marks."""
    begin, end = "<!-- bench: begin -->", "<!-- bench: end -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", "utf-8")
