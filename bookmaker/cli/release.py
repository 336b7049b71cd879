"""`bookmaker release`: all that is published of a book, in one folder."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.cli.failure import UnwritableError
from bookmaker.cli.making import tell_diagnostics
from bookmaker.cli.progress import report_progress
from bookmaker.cli.shared_options import (
    SomePath,
    cache_folder_option,
    lock_option,
    quiet_option,
    read_lock,
    strict_option,
)
from bookmaker.pipeline.planning import UnknownEditionError
from bookmaker.pipeline.request import Request, default_name
from bookmaker.system.environment import read_environment
from bookmaker.system.workspace import near


@click.command
@click.argument(
    "manuscripts",
    metavar="[MANUSCRIPT…]",
    nargs=-1,
    type=SomePath(),
)
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="NAME",
    help="Edition to release. Can be repeated.  [default: those that the book builds by"
    " default, and samples]",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=SomePath(file_okay=False),
    default=Path("dist"),
    show_default=True,
    metavar="DIR",
    help="Folder to write to: a new one, an empty one, or an earlier release.",
)
@click.option(
    "--no-samples",
    "has_no_samples",
    is_flag=True,
    help="Leave out the samples.",
)
@click.option(
    "--no-validate",
    "is_unvalidated",
    is_flag=True,
    help="Skip EPUBCheck, Ace and veraPDF.",
)
@lock_option
@strict_option
@cache_folder_option
@quiet_option
def release(
    manuscripts: tuple[Path, ...],
    *,
    editions: tuple[str, ...],
    folder: Path,
    has_no_samples: bool,
    is_unvalidated: bool,
    lock: Path | None,
    is_strict: bool,
    cache_folder: Path | None,
    is_quiet: bool,
) -> int:
    """Write all that is published of a book to one folder.

    DIR gets the editions, samples of the first two chapters, the front as an image,
    covers of the editions for print, metadata.json, a bill of materials
    (bookmaker.cdx.json) and SHA256SUMS. Every file is checked with the validators that
    are installed. If an edition has errors or lacks a word, or if a check finds an
    error, nothing is written. The same manuscript gives the same files: `bookmaker
    verify` compares them.

    \b
    Example:
      bookmaker release my-book
    """
    from bookmaker.pipeline.release import (
        ReleaseOptions,
        may_be_filled,
        prepare_release,
        write_release,
    )

    if not may_be_filled(folder):
        message = f"“{make_visible(str(near(folder)))}” holds other files"
        raise click.BadParameter(message, param_hint="--output")
    asked = manuscripts or (Path(),)
    _refuse_equal_names(asked)
    options = ReleaseOptions(
        editions=editions,
        has_samples=not has_no_samples,
        is_validated=not is_unvalidated,
        lock=None if lock is None else read_lock(lock),
    )
    environment = read_environment(cache_folder=cache_folder)
    with report_progress(environment, is_quiet=is_quiet) as progress:
        request = Request(
            manuscript=asked[0],
            environment=environment,
            is_strict=is_strict,
            progress=progress,
        )
        try:
            books = list(prepare_release(request, asked, options))
        except UnknownEditionError as error:
            raise click.BadParameter(str(error), param_hint="--edition") from error
    status = ExitStatus.DONE
    for book in books:
        found = tuple(book.diagnostics)
        tell_diagnostics(found, book.manuscript, environment, is_quiet=is_quiet)
        for line in (*book.reports, *book.failures):
            click.echo(make_visible(line), err=True)
        own = exit_status_of(found, is_strict=is_strict)
        if own is ExitStatus.DONE and book.failures:
            own = ExitStatus.BOOK
        status = status or own
    if not all(book.is_fit(is_strict=is_strict) for book in books):
        click.echo("nothing was written", err=True)
        return status
    try:
        written = write_release(folder, books, options, request)
    except OSError as error:
        raise UnwritableError(folder, error) from error
    if not is_quiet:
        for path in written:
            click.echo(near(path).as_posix())
    return status


def _refuse_equal_names(manuscripts: tuple[Path, ...]) -> None:
    """Refuse books whose files would have the same names."""
    names = [default_name(manuscript) for manuscript in manuscripts]
    for name in names:
        if names.count(name) > 1:
            message = f"two manuscripts are called “{make_visible(name)}”"
            raise click.BadParameter(message, param_hint="'MANUSCRIPT'")
