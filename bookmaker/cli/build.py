"""`bookmaker build`: a manuscript to its editions."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.making import DEFAULT_FOLDER, make_editions
from bookmaker.cli.options import BuildOptions, SomePath, build_options
from bookmaker.pipeline.request import default_name

_FORMATS = ("epub", "pdf")


@click.command
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help="An edition to build; may be given twice. Both by default.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=SomePath(file_okay=False),
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    help="The folder that the editions are written to.",
)
@build_options
def build(options: BuildOptions, formats: tuple[str, ...], folder: Path) -> int:
    """Build both editions of a manuscript, or one.

    They are DIR/NAME.epub and DIR/NAME.pdf. MANUSCRIPT is a folder with
    book.toml, a folder of Markdown files, or one Markdown file. NAME is its own name.

    \b
    Example:
      bookmaker build manuscripts/essays -f epub -o dist
    """
    name = default_name(options.manuscript)
    wanted = [known for known in _FORMATS if known in formats or not formats]
    return make_editions(
        options, {known: folder / f"{name}.{known}" for known in wanted}
    )
