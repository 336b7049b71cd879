"""`bookmaker epub` and `bookmaker pdf`: a command for one row of the edition table."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.backends import Target
from bookmaker.cli.making import default_target, make_editions
from bookmaker.cli.shared_options import BuildOptions, SomePath, build_options


def command_for(target: Target) -> click.Command:
    """The command that builds only this target."""

    @click.command(
        target.name,
        help=f"""Build the {target.label} of a manuscript.

        MANUSCRIPT is the current folder by default.

        \b
        Example:
          bookmaker {target.name} my-book -o my-book{target.suffix}
        """,
    )
    @click.option(
        "-o",
        "--output",
        "file",
        type=SomePath(dir_okay=False),
        metavar="FILE",
        help=f"File to write.  [default: build/NAME{target.suffix}]",
    )
    @build_options
    def build_one(options: BuildOptions, file: Path | None) -> int:
        path = file or default_target(options.manuscript, target)
        return make_editions(options, {target.name: path})

    return build_one
