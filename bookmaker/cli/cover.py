"""`bookmaker cover`: the cover of a printed book, fitted to its pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.failure import report_missing_tool
from bookmaker.cli.making import request_of, tell_diagnostics
from bookmaker.cli.progress import report_progress
from bookmaker.cli.shared_options import (
    DEFAULT_FOLDER,
    RunOptions,
    SomePath,
    from_here,
    run_options,
)
from bookmaker.pipeline.request import default_name
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import near

if TYPE_CHECKING:
    from bookmaker.backends.pdf.cover.wrap import MadeCover

_SUFFIX = ".pdf"


@click.command
@click.option(
    "-e",
    "--edition",
    default="print",
    show_default=True,
    metavar="NAME",
    help="Edition for print that the cover is for.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=SomePath(dir_okay=False),
    metavar="FILE",
    help="File to write; the guide is written next to it.  [default:"
    " build/NAME-EDITION-cover.pdf]",
)
@click.option(
    "--pages",
    type=click.IntRange(min=2, max=5000),
    metavar="N",
    help="Make the cover for so many pages. By default, the pages are laid out and"
    " counted.",
)
@click.option(
    "--cover-preview",
    "previews",
    type=SomePath(file_okay=False),
    metavar="DIR",
    help="Also write the fronts of this edition and of the EPUB to DIR, as PNGs at the"
    " sizes of shops: 160, 320, 500 and 1000 pixels high.",
)
@run_options
def cover(
    options: RunOptions,
    *,
    edition: str,
    file: Path | None,
    pages: int | None,
    previews: Path | None,
) -> int:
    """Make the cover of a printed book: back, spine and front in one PDF.

    The spine is as wide as the pages are thick. The front is your image or is made
    from the title; the back has your text and a barcode of the ISBN: see [cover] in
    docs/config.md. FILE-guide.pdf shows where the cover is cut and folded; it is for
    you, not for the printer.

    \b
    Example:
      bookmaker cover my-book
      bookmaker cover my-book --cover-preview fronts
    """
    from bookmaker.pipeline.covers import CoverFiles, NotForPrintError, build_cover

    name = f"{default_name(options.manuscript)}-{edition}-cover{_SUFFIX}"
    wrap = file or from_here(DEFAULT_FOLDER) / name
    guide = wrap.with_name(f"{wrap.stem}-guide{_SUFFIX}")
    files = CoverFiles(wrap=wrap, guide=guide, previews=previews)
    environment = read_environment(cache_folder=options.cache_folder)
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        request = replace(request_of(options, environment, progress))
        try:
            made = build_cover(request, edition, files, pages)
        except NotForPrintError as error:
            raise click.BadParameter(str(error), param_hint="--edition") from error
    tell_diagnostics(
        tuple(made.diagnostics),
        options.manuscript,
        environment,
        is_quiet=options.is_quiet,
    )
    if made.cover is not None and made.written and not options.is_quiet:
        click.echo(_measures(made.cover))
        for path in made.written:
            click.echo(near(path).as_posix())
    if made.outcome.missing_tool is not None:
        return report_missing_tool(made.outcome.missing_tool)
    return exit_status_of(made.diagnostics, is_strict=options.is_strict)


def _measures(made: MadeCover) -> str:
    """The measures of a cover, in a line."""
    from bookmaker.units import POINTS_PER_MILLIMETRE

    across, down, spine = (
        f"{float(length / POINTS_PER_MILLIMETRE):.2f}"
        for length in (*made.plan.sheet, made.plan.spine)
    )
    return (
        f"{made.pages} pages on “{made.paper}”: the spine is {spine} mm wide, the sheet"
        f" {across} × {down} mm with bleed"
    )
