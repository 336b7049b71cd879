"""`bookmaker cache`: what earlier builds have kept, and clearing it."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.options import cache_folder_option
from bookmaker.cli.report import format_size
from bookmaker.pipeline.records import store_in
from bookmaker.system.environment import read_environment


@click.command
@click.option("--clear", "clears", is_flag=True, help="Take all parts away.")
@cache_folder_option
def cache(cache_folder: Path | None, *, clears: bool) -> ExitStatus:
    """Show what earlier builds have kept, or clear it.

    Nothing in it is needed: what is not there is made anew.

    \b
    Example:
      bookmaker cache
      bookmaker cache --clear
    """
    store = store_in(read_environment(cache_folder=cache_folder).cache_folder)
    if store.folder is None:
        click.echo("nothing is kept: there is no folder for caches")
        return ExitStatus.DONE
    if clears:
        click.echo(f"{store.clear():,} parts taken away")
        return ExitStatus.DONE
    entries = list(store.entries())
    size = sum(entry.size for entry in entries)
    click.echo(f"folder  {make_visible(str(store.folder))}")
    click.echo(f"parts   {len(entries):,}")
    click.echo(f"size    {format_size(size)} of at most {format_size(store.limit)}")
    return ExitStatus.DONE
