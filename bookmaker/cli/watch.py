"""`bookmaker watch`: build on every change, a line for each build."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from bookmaker.backends import in_build_order
from bookmaker.cli.build import formats_option
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.failure import report_missing_tool
from bookmaker.cli.making import request_of, tell_diagnostics
from bookmaker.cli.report import summarize
from bookmaker.cli.shared_options import (
    RunOptions,
    draft_option,
    folder_option,
    polls_option,
    run_options,
)
from bookmaker.diagnostics import Severity
from bookmaker.pipeline.request import FORMATS, Outcome, Request, default_name, silent
from bookmaker.system.environment import read_environment
from bookmaker.system.memory import give_back_memory
from bookmaker.system.workspace import Environment, near


@click.command
@formats_option
@folder_option
@draft_option
@polls_option
@run_options
def watch(
    options: RunOptions,
    *,
    formats: tuple[str, ...],
    folder: Path,
    is_draft: bool,
    polls: bool,
) -> int:
    """Build a manuscript again whenever one of its files changes.

    One line is printed for each build; problems go to standard error. If the book has
    errors, the editions stay as they were. Ctrl-C ends it.

    \b
    Example:
      bookmaker watch my-book -f pdf
    """
    environment = read_environment(cache_folder=options.cache_folder)
    name = default_name(options.manuscript)
    targets = {
        target.name: folder / f"{name}{target.suffix}"
        for target in in_build_order(formats or FORMATS)
    }
    request = request_of(options, environment, silent)
    return watch_and_build(
        replace(request, is_draft=is_draft),
        targets,
        lambda outcome, seconds: _report(outcome, seconds, options, environment),
        polls=polls,
    )


def watch_and_build(
    request: Request,
    targets: Mapping[str, Path],
    report: Callable[[Outcome, float], None],
    *,
    polls: bool,
    must_end: Callable[[], bool] = lambda: False,
) -> int:
    """Build now and on every change until `must_end` says so, or a tool is missing."""
    from bookmaker.pipeline.session import Session
    from bookmaker.pipeline.watching import now_and_on_changes

    sources: set[Path] = set()
    with Session(request, tuple(targets)) as session:

        def build() -> Outcome:
            started = time.perf_counter()
            outcome = session.build(targets).outcome
            # A broken book.toml names no files: those of before are still watched.
            sources.update(outcome.sources)
            report(outcome, time.perf_counter() - started)
            return outcome

        for _ in now_and_on_changes(
            request.manuscript,
            lambda: sources,
            made=tuple(targets.values()),
            polls=polls,
            must_end=must_end,
        ):
            outcome = build()
            if outcome.missing_tool is not None:
                return report_missing_tool(outcome.missing_tool)
            give_back_memory()
    return ExitStatus.DONE


def _report(
    outcome: Outcome, seconds: float, options: RunOptions, environment: Environment
) -> None:
    found = tuple(outcome.diagnostics)
    tell_diagnostics(
        [one for one in found if one.severity is not Severity.NOTE],
        options.manuscript,
        environment,
        is_quiet=True,
    )
    click.echo(line_of(outcome, seconds))


def line_of(outcome: Outcome, seconds: float) -> str:
    """What came of a build, in a line."""
    clock = time.strftime("%H:%M:%S")
    if outcome.outputs:
        made = ", ".join(
            f"{near(one.path).as_posix()}"
            + (f" ({one.pages} pages)" if one.pages is not None else "")
            for one in outcome.outputs
        )
    else:
        made = "nothing was written"
    problems = summarize(tuple(outcome.diagnostics))
    return f"{clock} {made} in {seconds:.1f} s" + (f"; {problems}" if problems else "")
