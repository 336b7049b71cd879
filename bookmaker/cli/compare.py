"""`bookmaker compare`: what differs between two states of a manuscript."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.cli.failure import UnwritableError, report_missing_tool
from bookmaker.cli.making import request_of, tell_diagnostics
from bookmaker.cli.progress import report_progress
from bookmaker.cli.shared_options import (
    RunOptions,
    SomePath,
    comparison_options,
    from_here,
)
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import (
    MAX_FILE_BYTES,
    UNTRUSTED_FILE_BYTES,
    Environment,
    near,
    write_whole,
)

if TYPE_CHECKING:
    from bookmaker.pipeline.comparison import Comparison, FailedState
    from bookmaker.pipeline.request import Progress


@click.command
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False, default=".")
@click.option(
    "--edition",
    metavar="NAME",
    help="The PDF edition whose pages and lines count.  [default: the first that the"
    " book builds]",
)
@click.option(
    "--html",
    "page",
    type=SomePath(dir_okay=False),
    metavar="FILE",
    help="Write the comparison as a page for a browser or a printer.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the comparison as JSON.")
@comparison_options
def compare(
    options: RunOptions,
    *,
    old: str,
    new: str,
    edition: str | None,
    page: Path | None,
    is_json: bool,
) -> int:
    """Compare two states of a manuscript, and write an errata sheet.

    OLD and NEW are manuscripts, or revisions of the git repository that the other one
    (or the current folder) is in: v1.0, HEAD~3, or with a path, v1.0:books/tides. NEW
    is the current folder by default. A path that exists is never a revision. Both are
    built with this version of bookmaker, and nothing is written but the --html file.

    The report lists the words that changed, by chapter; each change by page and line of
    the old printing; chapters, sections, index entries and running heads that are on
    other pages; and which editions need a new file, and where it goes. Lines are
    counted without the running head.

    \b
    Example:
      bookmaker compare my-book-2025 my-book
      bookmaker compare my-book-2025 my-book --html errata.html
    """
    from bookmaker.pipeline.comparison import FailedState
    from bookmaker.pipeline.planning import UnknownEditionError

    environment = read_environment(cache_folder=options.cache_folder)
    words = _state_word(old, "OLD"), _state_word(new, "NEW")
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        try:
            found = _compare(words, options, edition, environment, progress)
        except UnknownEditionError as error:
            raise click.UsageError(str(error)) from error
    if isinstance(found, FailedState):
        return _report_failure(found, environment)
    if page is not None:
        _write_page(page, found)
    if is_json:
        from bookmaker.cli.compare_json import comparison_json

        click.echo(json.dumps(comparison_json(found), ensure_ascii=False, indent=1))
    elif page is None or not options.is_quiet:
        from bookmaker.cli.compare_text import render_comparison

        for line in render_comparison(found).splitlines():
            click.echo(make_visible(line))
    return ExitStatus.DONE


def _state_word(word: str, name: str) -> str:
    """A path that exists from anywhere, or the word itself, which is a revision."""
    if not word.strip() or "\0" in word:
        message = "the path is empty"
        raise click.BadParameter(message, param_hint=f"'{name}'")
    path = from_here(Path(word))
    try:
        return str(path) if path.exists() else word
    except OSError:
        return word


def _compare(
    words: tuple[str, str],
    options: RunOptions,
    edition: str | None,
    environment: Environment,
    progress: Progress,
) -> Comparison | FailedState:
    """Raises `click.UsageError` where there is no such state."""
    from bookmaker.pipeline.comparison import compare_states
    from bookmaker.pipeline.comparison.states import UnknownStateError, opened_states

    request = request_of(options, environment, progress)
    usual = UNTRUSTED_FILE_BYTES if options.is_untrusted else MAX_FILE_BYTES
    try:
        with opened_states(*words, request.largest_file or usual) as (old, new):
            return compare_states(old, new, request, edition)
    except UnknownStateError as error:
        raise click.UsageError(make_visible(str(error))) from error


def _report_failure(found: FailedState, environment: Environment) -> int:
    outcome = found.outcome
    diagnostics = tuple(outcome.diagnostics)
    tell_diagnostics(diagnostics, found.state.manuscript, environment, is_quiet=True)
    if outcome.missing_tool is not None:
        return report_missing_tool(outcome.missing_tool)
    label = make_visible(str(near(Path(found.state.label))))
    click.echo(f"“{label}” can’t be built, so nothing is compared", err=True)
    return exit_status_of(diagnostics, is_strict=False) or ExitStatus.BOOK


def _write_page(page: Path, found: Comparison) -> None:
    """Write the HTML page. Raises `UnwritableError`."""
    from bookmaker.cli.compare_html import render_page

    try:
        write_whole(page, render_page(found))
    except OSError as error:
        raise UnwritableError(page, error) from error
