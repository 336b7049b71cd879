"""`bookmaker preview`: both editions in a browser, again after each save."""

from __future__ import annotations

import os
import webbrowser
from dataclasses import replace

import click

from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.making import request_of
from bookmaker.cli.shared_options import (
    RunOptions,
    draft_option,
    polls_option,
    run_options,
)
from bookmaker.pipeline.request import silent
from bookmaker.system.environment import read_environment


@click.command
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="Port to listen on.  [default: 8731, or the next that is free]",
)
@click.option(
    "--open",
    "is_opened",
    is_flag=True,
    help="Open the page in your browser.",
)
@click.option(
    "--editor",
    metavar="EDITOR",
    help="Editor that a click on a word opens: the name of a known one, such as code,"
    " or a command with {file}, {line} and {column}.  [default: VISUAL or EDITOR, if it"
    " has its own window]",
)
@draft_option
@polls_option
@run_options
def preview(
    options: RunOptions,
    *,
    port: int | None,
    is_opened: bool,
    editor: str | None,
    is_draft: bool,
    polls: bool,
) -> int:
    """Show a manuscript in a browser, again after each save.

    The address that is printed shows the pages of the print edition as facing spreads,
    and the EPUB. Only pages that changed are drawn again. If the book has errors, the
    last good pages stay, and the problems are shown above them; with --draft, the
    newest pages are shown, with the errors marked on them. A click on a word opens your
    editor at its line and column. Only this machine can open the address. Ctrl-C ends
    it.

    \b
    Example:
      bookmaker preview my-book --open
    """
    from bookmaker.preview.editors import template_of, usual_editor
    from bookmaker.preview.loop import PreviewOptions, run_preview

    environment = read_environment(cache_folder=options.cache_folder)
    try:
        chosen = usual_editor(os.environ) if editor is None else template_of(editor)
    except ValueError as error:
        raise click.UsageError(str(error)) from error

    def ready(address: str) -> None:
        click.echo(f"preview at {address}")
        if is_opened:
            webbrowser.open(address)

    try:
        run_preview(
            replace(request_of(options, environment, silent), is_draft=is_draft),
            PreviewOptions(port=port, editor=chosen, polls=polls),
            ready,
        )
    except OSError as error:
        message = f"no server can be started: {error.strerror or error}"
        raise click.UsageError(message) from error
    return ExitStatus.DONE
