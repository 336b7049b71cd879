"""`bookmaker epub`: a manuscript to its EPUB alone."""

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
    help="The file to write; build/NAME.epub by default.",
)
@build_options
def epub(options: BuildOptions, file: Path | None) -> int:
    """Build the EPUB of a manuscript.

    \b
    Example:
      bookmaker epub manuscripts/essays -o essays.epub
    """
    return make_editions(
        options, {"epub": file or default_target(options.manuscript, "epub")}
    )
