"""`bookmaker tree`: the tree of a manuscript as text or JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bookmaker.cli.environment import read_environment
from bookmaker.cli.exit_status import find_status
from bookmaker.cli.making import tell_diagnostics
from bookmaker.cli.options import manuscript_argument
from bookmaker.request import Request


@click.command
@manuscript_argument
@click.option(
    "--json",
    "is_json",
    is_flag=True,
    help="Print the JSON form, whose schema is docs/tree.schema.json.",
)
@click.option(
    "--places",
    "shows_spans",
    is_flag=True,
    help="Say of each node at which line and column it begins.",
)
def tree(manuscript: Path, *, is_json: bool, shows_spans: bool) -> int:
    """Print the tree of a manuscript.

    It is shown as it is after the transforms that both editions share.

    \b
    Example:
      bookmaker tree manuscripts/essays --json
    """
    from bookmaker import pipeline
    from bookmaker.document.dump import dump_book
    from bookmaker.document.json_form import to_json

    environment = read_environment()
    outcome = pipeline.read(Request(manuscript=manuscript, environment=environment))
    tell_diagnostics(tuple(outcome.diagnostics), manuscript, environment)
    if outcome.book is not None and is_json:
        click.echo(json.dumps(to_json(outcome.book), ensure_ascii=False, indent=1))
    elif outcome.book is not None:
        click.echo(dump_book(outcome.book, shows_spans=shows_spans), nl=False)
    return find_status(outcome.diagnostics, is_strict=False)
