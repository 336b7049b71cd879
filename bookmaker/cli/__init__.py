"""The `bookmaker` command: the group, its commands, and the way they end.

A command's module is loaded when the command runs, and what is heavy when it is used:
`bookmaker --help` answers at once.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from bookmaker.backends import BUILT_IN
from bookmaker.cli.failure import ReaderGoneError, run_guarded
from bookmaker.cli.streams import open_streams
from bookmaker.system import interruption
from bookmaker.system.recursion import deep_calls
from bookmaker.system.version import VERSION

COMMANDS = {
    "build": "Build the EPUB and the PDF of a manuscript, or other editions.",
    "epub": "Build the EPUB of a manuscript.",
    "pdf": "Build the PDF of a manuscript.",
    "cover": "Make the cover of a printed book: back, spine and front in one PDF.",
    "preview": "Show a manuscript in a browser, again after each save.",
    "watch": "Build a manuscript again whenever one of its files changes.",
    "lsp": "Serve an editor: problems while you type, completion, and more.",
    "check": "Check a manuscript without writing anything.",
    "where": "Find a line of the manuscript on its page, or the other way round.",
    "compare": "Compare two states of a manuscript, and write an errata sheet.",
    "layout": "Report how the print edition is set, the worst place first.",
    "new": "Create a manuscript, from a template or from existing work.",
    "import": "Make a manuscript from Word files, web pages, text, EPUBs or Markdown.",
    "outline": "Print the headings of a manuscript.",
    "words": "Count the words of a manuscript by chapter.",
    "tree": "Print the document tree of a manuscript.",
    "explain": "Explain a diagnostic code or a key of book.toml.",
    "themes": "List the themes, or the tokens of one theme.",
    "validate": "Check finished EPUBs and PDFs, also against a printer's rules.",
    "accessibility": "Write a dossier of a book's accessibility.",
    "release": "Write all that is published of a book to one folder.",
    "verify": "Rebuild a release from its manuscripts and compare every file.",
    "cache": "Show or clear the build cache.",
    "doctor": "Check the installation, and show how to install what is missing.",
    "completion": "Print a script for completing commands in bash, zsh or fish.",
}
"""Each command, a module here with its name or a built-in target, and the first line
of its help.

In the order in which `--help` lists them, without a need to load them.
"""


class _Commands(click.Group):
    """A group that loads its commands' modules when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        target = next((one for one in BUILT_IN if one.name == cmd_name), None)
        if target is not None:
            from bookmaker.cli.one_edition import command_for

            return command_for(target)
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"bookmaker.cli.{name}")
        command = getattr(module, name)
        return command if isinstance(command, click.Command) else None

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # click ends the process here with a status of its own (8.5.1, seen).
            raise ReaderGoneError from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            guess = f" Did you mean “{near[0]}”?" if near else ""
            ctx.fail(f"there is no command “{name}”.{guess}")
        return super().resolve_command(ctx, args)


def _show_versions(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001 - click's signature
    value: bool,  # noqa: FBT001 - click's signature
) -> None:
    if not value:
        return
    import importlib.metadata

    from bookmaker.cli.doctor import find_pango

    click.echo(f"bookmaker, version {VERSION}")
    for name in ("WeasyPrint", "EbookLib"):
        click.echo(f"{name} {importlib.metadata.version(name)}")
    click.echo(f"Pango {find_pango() or 'is missing'}")
    ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_versions,
    help="Show the version, and those of WeasyPrint, EbookLib and Pango.",
)
def cli() -> None:
    """Make an EPUB and a print PDF from one Markdown manuscript.

    \b
    Example:
      bookmaker new my-book
      bookmaker build my-book
    """


def run(arguments: Sequence[str] | None = None, *, minds_signals: bool = False) -> int:
    """Run the command with these words, or those of the shell; give its exit status.

    `minds_signals` is for the command itself: signals are the whole process's.
    """
    words = None if arguments is None else list(arguments)

    def work() -> object:
        return cli.main(words, prog_name="bookmaker", standalone_mode=False)

    with deep_calls():
        return run_guarded(
            (lambda: interruption.minding_signals(work)) if minds_signals else work
        )


OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""A tree has a million objects and hardly a cycle: looking for cycles after every seven
hundred, as Python does, takes a twentieth of a build, a seventh of reading."""


def main() -> NoReturn:
    """Run the command."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    open_streams()
    _leave(run(minds_signals=True))


def _leave(status: int) -> NoReturn:
    """End in good order, but without taking a million objects apart one by one.

    What was asked to be done at the end is done: processes are ended, folders for
    temporary files removed.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    atexit._run_exitfuncs()  # noqa: SLF001 - the only way to what `sys.exit` would do
    os._exit(status)
