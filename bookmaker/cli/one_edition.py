"""`bookmaker epub` and `bookmaker pdf`: a command for one row of the edition table."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.backends import Target
from bookmaker.cli.making import default_target, make_editions
from bookmaker.cli.shared_options import BuildOptions, SomePath, build_options


def command_for(target: Target) -> click.Command:
    """The command that builds this target alone."""

    @click.command(
        target.name,
        help=f"""Build the {target.label} of a manuscript.

        \b
        Example:
          bookmaker {target.name} manuscripts/essays -o essays{target.suffix}
        """,
    )
    @click.option(
        "-o",
        "--output",
        "file",
        type=SomePath(dir_okay=False),
        metavar="FILE",
        help=f"The file to write; build/NAME{target.suffix} by default.",
    )
    @build_options
    def build_one(options: BuildOptions, file: Path | None) -> int:
        path = file or default_target(options.manuscript, target)
        return make_editions(options, {target.name: path})

    return build_one
