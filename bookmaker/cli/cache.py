"""`bookmaker cache`: shows or clears the build cache."""

from __future__ import annotations

from pathlib import Path

import click

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.report import format_size
from bookmaker.cli.shared_options import cache_folder_option
from bookmaker.pipeline.records import store_in
from bookmaker.system.environment import read_environment
from bookmaker.system.store import Store


@click.command
@click.option(
    "--clear", "clears", is_flag=True, help="Remove everything from the cache."
)
@cache_folder_option
def cache(cache_folder: Path | None, *, clears: bool) -> ExitStatus:
    """Show or clear the build cache.

    You can clear it at any time: what is missing is rebuilt.

    \b
    Example:
      bookmaker cache
      bookmaker cache --clear
    """
    store = store_in(read_environment(cache_folder=cache_folder).cache_folder)
    if store.folder is None:
        click.echo("nothing is cached: there is no cache folder")
        return ExitStatus.DONE
    folder = make_visible(str(store.folder))
    if not store.folder.is_dir():
        click.echo(f"nothing is cached: {folder} does not exist")
        return ExitStatus.DONE
    if clears:
        return _clear(store, folder)
    entries = list(store.entries())
    size = sum(entry.size for entry in entries)
    click.echo(f"folder  {folder}")
    click.echo(f"parts   {len(entries):,}")
    click.echo(f"size    {format_size(size)} of at most {format_size(store.limit)}")
    return ExitStatus.DONE


def _clear(store: Store, folder: str) -> ExitStatus:
    click.echo(f"removed {_parts(store.clear())}")
    left = sum(1 for _ in store.entries())
    if left == 0:
        return ExitStatus.DONE
    click.echo(f"{_parts(left)} in {folder} could not be removed", err=True)
    return ExitStatus.BOOK


def _parts(count: int) -> str:
    return f"{count:,} {'part' if count == 1 else 'parts'}"
