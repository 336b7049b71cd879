"""`bookmaker verify`: a release, built again and compared."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.progress import is_person_watching, show_progress
from bookmaker.cli.shared_options import SomePath, untrusted_option
from bookmaker.pipeline.request import Request
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import near


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
@untrusted_option
def verify(folder: Path, manuscripts: Path, *, is_untrusted: bool) -> int:
    """Rebuild a release from its manuscripts and compare every file.

    DIST holds the editions, metadata.json and SHA256SUMS, as `bookmaker release`
    writes them. The same manuscripts, programs and date give the same bytes. A
    difference is reported with its place: the file of the EPUB and its line, or the
    page.

    \b
    Example:
      bookmaker verify dist
    """
    from bookmaker.pipeline.verification import verify_release

    for path, name in ((folder, "DIST"), (manuscripts, "--manuscripts")):
        if not path.is_dir():
            message = f"there is no folder “{make_visible(str(near(path)))}”"
            raise click.BadParameter(message, param_hint=f"'{name}'")
    environment = read_environment()
    asked = Request(
        manuscript=manuscripts,
        environment=environment,
        keeps_parts=False,
        is_untrusted=is_untrusted,
    )
    with show_progress(is_wanted=is_person_watching(environment)) as progress:
        found = verify_release(folder, manuscripts, asked, progress)
    for name in found.files:
        click.echo(f"{make_visible(name)}: the same, byte for byte")
    for difference in found.differences:
        click.echo(
            f"{make_visible(difference.file)}: {make_visible(difference.text)}",
            err=True,
        )
    if found.differences:
        for version in found.versions:
            click.echo(f"different version: {make_visible(version)}", err=True)
        return ExitStatus.VERIFY
    return ExitStatus.DONE
