"""`bookmaker verify`: a release, built again and compared."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.progress import is_person_watching, show_progress
from bookmaker.cli.shared_options import (
    SomePath,
    lock_option,
    read_lock,
    untrusted_option,
)
from bookmaker.cli.shortened import shorten
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
@lock_option
@untrusted_option
def verify(
    folder: Path, manuscripts: Path, *, lock: Path | None, is_untrusted: bool
) -> int:
    """Rebuild a release from its manuscripts and compare every file.

    DIST holds what `bookmaker release` writes: editions, covers, fronts, metadata.json,
    the bill of materials and SHA256SUMS. The same manuscripts, programs and date give
    the same bytes. A difference is reported with its place: the file of the EPUB and
    its line, the page, or the value. A file that can’t be compared is named with the
    reason: one that isn’t from the release, or a bill of materials of other programs.
    The programs and the date come from metadata.json.

    \b
    Example:
      bookmaker verify dist
    """
    from bookmaker.pipeline.verification import verify_release

    for path, name in ((folder, "DIST"), (manuscripts, "--manuscripts")):
        if not path.is_dir():
            message = f"there is no folder “{make_visible(str(near(path)))}”"
            raise click.BadParameter(message, param_hint=f"'{name}'")
    pinned = None if lock is None else read_lock(lock)
    environment = read_environment()
    asked = Request(
        manuscript=manuscripts,
        environment=environment,
        keeps_parts=False,
        is_untrusted=is_untrusted,
    )
    with show_progress(is_wanted=is_person_watching(environment)) as progress:
        found = verify_release(folder, manuscripts, asked, progress, pinned)
    for name in found.files:
        click.echo(f"{make_visible(name)}: the same, byte for byte")
    _tell([f"{one.file}: {one.text}" for one in found.differences])
    _tell([f"{one.file}: not compared: {one.text}" for one in found.uncompared])
    _tell([f"different version: {version}" for version in found.versions])
    return ExitStatus.VERIFY if found.differences else ExitStatus.DONE


_MOST_TOLD = 200
"""Lines of one kind: a release may name a million files that aren't there."""


def _tell(lines: list[str]) -> None:
    """Print lines that a release had a say in, and how many more there are."""
    for line in lines[:_MOST_TOLD]:
        click.echo(make_visible(shorten(line)), err=True)
    if len(lines) > _MOST_TOLD:
        click.echo(f"and {len(lines) - _MOST_TOLD} more", err=True)
