"""`bookmaker lsp`: the language server, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.making import as_bytes
from bookmaker.cli.shared_options import (
    SomePath,
    cache_folder_option,
    largest_file_option,
    untrusted_option,
)
from bookmaker.pipeline.request import Request
from bookmaker.system.environment import read_environment


@click.command
@click.argument("manuscript", type=SomePath(), required=False, metavar="[MANUSCRIPT]")
@click.option("--stdio", is_flag=True, help="Does nothing: some editors pass it.")
@untrusted_option
@largest_file_option
@cache_folder_option
def lsp(
    manuscript: Path | None,
    cache_folder: Path | None,
    *,
    stdio: bool,
    is_untrusted: bool,
    largest_file: int | None,
) -> int:
    """Serve an editor: problems while you type, completion, and more.

    Your editor starts this command and speaks the Language Server Protocol to it over
    standard input and output. The manuscript of a document is the nearest folder above
    it with a book.toml; MANUSCRIPT names one for all documents. No file is written:
    what is to change is sent to the editor.

    \b
    Example:
      bookmaker lsp
    """
    from bookmaker.lsp.server import serve

    del stdio  # there is no other way
    request = Request(
        manuscript=manuscript or Path(),
        environment=read_environment(cache_folder=cache_folder),
        is_untrusted=is_untrusted,
        largest_file=as_bytes(largest_file),
    )
    serve(request, manuscript)
    return ExitStatus.DONE
