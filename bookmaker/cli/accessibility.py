"""`bookmaker accessibility`: a dossier for the person who evaluates a book."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.making import request_of, tell_diagnostics
from bookmaker.cli.progress import report_progress
from bookmaker.cli.shared_options import RunOptions, folder_option, run_options
from bookmaker.pipeline.request import default_name
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import near


@click.command
@folder_option
@click.option(
    "--no-validate",
    "is_unvalidated",
    is_flag=True,
    help="Skip EPUBCheck, Ace and veraPDF.",
)
@run_options
def accessibility(options: RunOptions, *, folder: Path, is_unvalidated: bool) -> int:
    """Write a dossier of a book's accessibility.

    NAME-accessibility.html and NAME-accessibility.epub have the results of the
    validators that are installed, each image with its alt text, the head cells of
    tables, formulas as they are read aloud, links, passages in other languages,
    headings, the contrast of colours, and a checklist to sign. The dossier doesn't say
    that the book conforms to a standard: only a person can find that.

    \b
    Example:
      bookmaker accessibility my-book
    """
    from bookmaker.pipeline.accessibility.make_dossier import (
        make_dossier,
        write_dossier,
    )

    stem = f"{default_name(options.manuscript)}-accessibility"
    environment = read_environment(cache_folder=options.cache_folder)
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        request = request_of(options, environment, progress)
        made = make_dossier(request, is_validated=not is_unvalidated)
    written = write_dossier(made, folder / f"{stem}.epub", folder / f"{stem}.html")
    tell_diagnostics(
        tuple(made.diagnostics),
        options.manuscript,
        environment,
        is_quiet=options.is_quiet,
    )
    for line in made.reports:
        click.echo(make_visible(line), err=True)
    if not options.is_quiet:
        for path in written:
            click.echo(near(path).as_posix())
    return exit_status_of(made.diagnostics, is_strict=options.is_strict)
