"""`bookmaker check`: everything but writing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookmaker.cli.exit_status import ExitStatus, find_status
from bookmaker.cli.failure import report_missing_tool
from bookmaker.cli.making import look_of_stdout, render_for_person, request_of
from bookmaker.cli.progress import report_progress
from bookmaker.cli.report import find_root
from bookmaker.cli.shared_options import RunOptions, run_options
from bookmaker.pipeline.request import Outcome
from bookmaker.system.environment import read_environment

if TYPE_CHECKING:
    from bookmaker.system.workspace import Environment


FORMS = ("text", "json", "sarif", "github")
"""The forms that a report of problems can have."""


@click.command
@click.option(
    "--report",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Kind of report: for people, programs, editors or GitHub workflows.",
)
@click.option("--json", "is_json", is_flag=True, help="The same as --report json.")
@click.option(
    "--format",
    "old_form",
    type=click.Choice(FORMS),
    hidden=True,
    help="The old name of --report.",
)
@run_options
def check(
    options: RunOptions, *, form: str, is_json: bool, old_form: str | None
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
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        outcome = stages.check(request_of(options, environment, progress))
    _echo(outcome, options.manuscript, form, environment, is_quiet=options.is_quiet)
    status = find_status(outcome.diagnostics, is_strict=options.is_strict)
    if status is ExitStatus.STRICT:
        click.echo("failed: --strict treats warnings as errors", err=True)
    if outcome.missing_tool is not None:
        consequence = "; the layout of the pages was not checked"
        missing = report_missing_tool(outcome.missing_tool, consequence=consequence)
        return missing if status is ExitStatus.DONE else status
    return status


def _echo(
    outcome: Outcome,
    manuscript: Path,
    form: str,
    environment: Environment,
    *,
    is_quiet: bool,
) -> None:
    found = tuple(outcome.diagnostics)
    root = find_root(manuscript)
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
