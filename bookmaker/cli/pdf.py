"""`bookmaker pdf`: a manuscript to its PDF alone."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.making import default_target, make_editions
from bookmaker.cli.options import BuildOptions, SomePath, build_options


@click.command
@click.option(
    "-o",
    "--output",
    "file",
    type=SomePath(dir_okay=False),
    metavar="FILE",
    help="The file to write; build/NAME.pdf by default.",
)
@build_options
def pdf(options: BuildOptions, file: Path | None) -> int:
    """Build the PDF of a manuscript.

    \b
    Example:
      bookmaker pdf manuscripts/essays -o essays.pdf
    """
    return make_editions(
        options, {"pdf": file or default_target(options.manuscript, "pdf")}
    )
