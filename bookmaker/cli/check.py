"""`bookmaker check`: everything but writing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.cli.failure import UnwritableError, report_missing_tool
from bookmaker.cli.making import look_of_stdout, render_for_person, request_of
from bookmaker.cli.progress import report_progress
from bookmaker.cli.report import root_of, shown_path
from bookmaker.cli.shared_options import RunOptions, run_options
from bookmaker.diagnostics import Diagnostic
from bookmaker.pipeline.request import Request, silent
from bookmaker.source import split_lines
from bookmaker.system.environment import read_environment

if TYPE_CHECKING:
    from bookmaker.system.workspace import Environment


FORMS = ("text", "json", "sarif", "github")
"""The forms that a report of problems can have."""

report_option = click.option(
    "--report",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Kind of report: for people, programs, editors or GitHub workflows.",
)


@click.command
@report_option
@click.option("--json", "is_json", is_flag=True, help="The same as --report json.")
@click.option(
    "--format",
    "old_form",
    type=click.Choice(FORMS),
    hidden=True,
    help="The old name of --report.",
)
@click.option(
    "--fix",
    "is_fixed",
    is_flag=True,
    help="First correct what has exactly one safe correction. No word changes.",
)
@click.option(
    "--fix-also",
    "also",
    multiple=True,
    metavar="CODE",
    help="With --fix or --diff: correct problems of this code too. Can be repeated.",
)
@click.option(
    "--diff",
    "is_diff",
    is_flag=True,
    help="Print what --fix would change, and do nothing else.",
)
@run_options
def check(
    options: RunOptions,
    *,
    form: str,
    is_json: bool,
    old_form: str | None,
    is_fixed: bool,
    also: tuple[str, ...],
    is_diff: bool,
) -> int:
    """Check a manuscript without writing anything.

    The report goes to standard output. MANUSCRIPT is the current folder by default.

    \b
    Example:
      bookmaker check my-book --strict
    """
    from bookmaker.pipeline import stages

    if old_form is not None:
        # In `build`, --format names an edition; a word has one meaning.
        click.echo(f"--format is now --report: write --report {old_form}", err=True)
    form = "json" if is_json else old_form or form
    environment = read_environment(cache_folder=options.cache_folder)
    if also and not (is_diff or is_fixed):
        message = "--fix-also needs --fix or --diff"
        raise click.UsageError(message)
    if is_diff or is_fixed:
        request = request_of(options, environment, silent)
        codes = [code.upper() for code in also]
        if is_diff:
            click.echo(_diff(request, codes), nl=False)
            return ExitStatus.DONE
        _fix(request, codes)
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        outcome = stages.check(request_of(options, environment, progress))
    found = tuple(outcome.diagnostics)
    echo_report(found, options.manuscript, form, environment, is_quiet=options.is_quiet)
    status = exit_status_of(outcome.diagnostics, is_strict=options.is_strict)
    if status is ExitStatus.STRICT:
        click.echo("failed: --strict treats warnings as errors", err=True)
    if outcome.missing_tool is not None:
        consequence = "; the layout of the pages was not checked"
        missing = report_missing_tool(outcome.missing_tool, consequence=consequence)
        return missing if status is ExitStatus.DONE else status
    return status


def _diff(request: Request, also: Sequence[str]) -> str:
    """What the fixes would change, as a unified diff."""
    import difflib

    from bookmaker.pipeline.fixes import plan_fixes

    root = root_of(request.manuscript)
    lines: list[str] = []
    for one in plan_fixes(request, also):
        path = shown_path(root, one.file)
        before, after = (
            split_lines(content.decode("utf-8")) for content in (one.before, one.after)
        )
        lines += difflib.unified_diff(before, after, path, path, lineterm="")
    return "".join(f"{make_visible(line)}\n" for line in lines)


def _fix(request: Request, also: Sequence[str]) -> None:
    """Correct the manuscript, and say where. Raises `UnwritableError`."""
    from bookmaker.pipeline.fixes import fix_manuscript

    root = root_of(request.manuscript)
    try:
        fixes = fix_manuscript(request, also)
    except OSError as error:
        raise UnwritableError(request.manuscript, error) from error
    for fix in fixes:
        span = fix.edit.span
        place = f"{shown_path(root, span.file)}:{span.line}:{span.column}"
        click.echo(f"fixed {make_visible(place)} ({fix.code})", err=True)


def echo_report(
    found: Sequence[Diagnostic],
    manuscript: Path,
    form: str,
    environment: Environment,
    *,
    is_quiet: bool,
) -> None:
    """Print problems in one of the `FORMS`; places are relative to `manuscript`."""
    root = root_of(manuscript)
    match form:
        case "json":
            from bookmaker.cli.json_pieces import echo_pieces
            from bookmaker.cli.report_json import find_provenance, render_json

            provenance = find_provenance(root)
            epoch = environment.epoch
            echo_pieces(
                render_json(found, (), root=root, epoch=epoch, provenance=provenance)
            )
        case "sarif":
            from bookmaker.cli.json_pieces import echo_pieces
            from bookmaker.cli.report_sarif import render_sarif

            echo_pieces(render_sarif(found, root=root))
        case "github":
            from bookmaker.cli.report_github import render_github

            click.echo(render_github(found, root=root), nl=False, color=True)
        case _:
            look = look_of_stdout(environment)
            report = render_for_person(found, manuscript, look, is_quiet=is_quiet)
            text = report or ("" if is_quiet else "nothing is wrong\n")
            click.echo(text, nl=False, color=True)
