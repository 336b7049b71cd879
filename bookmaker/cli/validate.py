"""`bookmaker validate`: finished files against their standards and printers’ rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bookmaker.cli.check import echo_report, report_option
from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import find_status
from bookmaker.cli.shared_options import SomePath
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.system.environment import read_environment
from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.workspace import near
from bookmaker.trade import GENERIC, printer_names, printer_of

if TYPE_CHECKING:
    from bookmaker.validators.programs import NotRun, Ran

_MOST_BYTES = 2 * 1024 * 1024 * 1024
_PDF, _ZIP = b"%PDF-", b"PK"
_HEAD = 1024
"""Bytes in which a PDF says what it is: PDF 1.7, appendix H.3, note 13."""


@click.command
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=SomePath(dir_okay=False),
)
@click.option(
    "--printer",
    "printer",
    type=click.Choice(printer_names()),
    help="Check PDFs against this printer's rules.",
)
@click.option(
    "--cover",
    "is_cover",
    is_flag=True,
    help="Check PDFs as covers: one sheet, with the printer's rules for covers.",
)
@click.option("--strict", "is_strict", is_flag=True, help="Treat warnings as errors.")
@report_option
def validate(
    files: tuple[Path, ...],
    *,
    printer: str | None,
    is_cover: bool,
    is_strict: bool,
    form: str,
) -> int:
    """Check finished EPUBs and PDFs, also against a printer's rules.

    The files may be of bookmaker or of any other program.

    An EPUB is checked by EPUBCheck and Ace. A PDF that says that it is PDF/UA or PDF/A
    is checked by veraPDF; any other, and every one with --printer, is checked against
    a printer's rules. Programs that are not installed are named, with the way to
    install them.

    \b
    Example:
      bookmaker validate build/my-book.epub build/my-book.pdf
    """
    found = Diagnostics()
    for file in files:
        name = near(file).as_posix()
        try:
            content = read_file(file, _MOST_BYTES)
        except RefusedFileError as error:
            message = f"“{make_visible(name)}” {error.reason}"
            raise click.BadParameter(message, param_hint="'FILE…'") from error
        for line, own in _checked(file, name, content, printer, is_cover=is_cover):
            found.extend(own)
            click.echo(f"{make_visible(name)}: {make_visible(line)}", err=True)
    problems = tuple(found.folded())
    echo_report(problems, Path(), form, read_environment(), is_quiet=False)
    return find_status(problems, is_strict=is_strict)


def _checked(
    file: Path, name: str, content: bytes, printer: str | None, *, is_cover: bool
) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    """A line for each check that was made or could not be, and what it found."""
    from bookmaker.validators import programs

    if content.startswith(_ZIP):
        yield _reported(programs.run_epubcheck(file, name))
        yield _reported(programs.run_ace(file, name))
    elif _PDF in content[:_HEAD]:
        claimed = programs.run_verapdf(file, content, name)
        if claimed is not None:
            yield _reported(claimed)
        if claimed is None or printer is not None or is_cover:
            yield _preflight(printer or GENERIC, content, name, is_cover=is_cover)
    else:
        message = f"“{make_visible(name)}” is neither an EPUB nor a PDF"
        raise click.BadParameter(message, param_hint="'FILE…'")


def _preflight(
    printer: str, content: bytes, name: str, *, is_cover: bool
) -> tuple[str, tuple[Diagnostic, ...]]:
    from bookmaker.validators.preflight import preflight

    asked = printer_of(printer)
    found = tuple(preflight(content, asked, name, is_cover=is_cover))
    return f"preflight for {asked.label}: {_count(found)}", found


def _reported(result: Ran | NotRun) -> tuple[str, tuple[Diagnostic, ...]]:
    from bookmaker.validators.programs import NotRun

    if isinstance(result, NotRun):
        return f"{result.program} was not run: {result.why}", ()
    return f"{result.program}: {_count(result.found)}", result.found


def _count(found: tuple[Diagnostic, ...]) -> str:
    if not found:
        return "passed"
    return "1 problem" if len(found) == 1 else f"{len(found)} problems"
