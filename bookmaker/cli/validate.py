"""`bookmaker validate`: finished files against their standards and printers’ rules."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.check import echo_report, report_option
from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.shared_options import SomePath
from bookmaker.diagnostics import Diagnostics
from bookmaker.system.environment import read_environment
from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.workspace import near
from bookmaker.trade import printer_names

_MOST_BYTES = 2 * 1024 * 1024 * 1024


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

    An EPUB is checked by bookmaker itself, EPUBCheck and Ace. The syntax of a PDF is
    checked by qpdf, which comes with bookmaker, and its tags, if it has some, by
    bookmaker itself: alt texts, levels of headings, language. A PDF that says that it
    is PDF/UA or PDF/A is checked by veraPDF; any other, and every one with --printer,
    is checked against a printer's rules. Programs that are not installed are named,
    with the way to install them.

    \b
    Example:
      bookmaker validate build/my-book.epub build/my-book.pdf
    """
    # Loaded here: it brings the libraries that read finished files.
    from bookmaker.validators.checks import UnknownFileError, check_file

    found = Diagnostics()
    for file in files:
        name = near(file).as_posix()
        try:
            content = read_file(file, _MOST_BYTES)
        except RefusedFileError as error:
            message = f"“{make_visible(name)}” {error.reason}"
            raise click.BadParameter(message, param_hint="'FILE…'") from error
        try:
            for check in check_file(file, name, content, printer, is_cover=is_cover):
                found.extend(check.found)
                line = make_visible(check.report)
                click.echo(f"{make_visible(name)}: {line}", err=True)
        except UnknownFileError as error:
            message = f"“{make_visible(name)}” is neither an EPUB nor a PDF"
            raise click.BadParameter(message, param_hint="'FILE…'") from error
    problems = tuple(found.folded())
    echo_report(problems, Path(), form, read_environment(), is_quiet=False)
    return exit_status_of(problems, is_strict=is_strict)
