"""`bookmaker verify`: a release, made again and compared."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.options import SomePath
from bookmaker.cli.progress import is_person_watching, show_progress
from bookmaker.system.environment import read_environment


@click.command
@click.argument("folder", metavar="DIST", type=SomePath(file_okay=False))
@click.option(
    "--manuscripts",
    type=SomePath(file_okay=False),
    default=Path("manuscripts"),
    show_default=True,
    metavar="DIR",
    help="The folder that holds the manuscripts.",
)
def verify(folder: Path, manuscripts: Path) -> int:
    """Make a release again from its manuscripts and compare every file.

    DIST holds the editions, metadata.json and SHA256SUMS, as `make release` writes
    them. The same manuscripts, programs and date give the same bytes.

    \b
    Example:
      bookmaker verify dist
    """
    from bookmaker.pipeline.verification import verify_release

    environment = read_environment()
    with show_progress(is_wanted=is_person_watching(environment)) as progress:
        found = verify_release(folder, manuscripts, environment, progress)
    for name in found.files:
        click.echo(f"{make_visible(name)}: the same, byte for byte")
    for difference in found.differences:
        click.echo(f"{make_visible(difference.file)}: {difference.told}", err=True)
    if found.differences:
        for told in found.versions:
            click.echo(f"another version: {make_visible(told)}", err=True)
        return ExitStatus.VERIFY
    return ExitStatus.DONE
