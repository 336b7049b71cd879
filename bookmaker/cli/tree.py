"""`bookmaker tree`: the tree of a manuscript as text or JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.making import as_bytes, refuse_filters, tell_diagnostics
from bookmaker.cli.shared_options import (
    filter_option,
    largest_file_option,
    manuscript_argument,
    untrusted_option,
)
from bookmaker.pipeline.request import Request
from bookmaker.system.environment import read_environment


@click.command
@manuscript_argument
@click.option(
    "--json",
    "is_json",
    is_flag=True,
    help="Print the tree as JSON. The schema is docs/tree.schema.json.",
)
@click.option(
    "--markdown",
    "is_markdown",
    is_flag=True,
    help="Print the tree as Markdown that reads back to the same tree.",
)
@filter_option
@untrusted_option
@largest_file_option
@click.option(
    "--places",
    "shows_spans",
    is_flag=True,
    help="Show the line and column where each node starts.",
)
def tree(
    manuscript: Path,
    *,
    is_json: bool,
    is_markdown: bool,
    shows_spans: bool,
    filters: tuple[str, ...],
    is_untrusted: bool,
    largest_file: int | None,
) -> int:
    """Print the document tree of a manuscript.

    The tree is what both editions are made from: chapters, paragraphs, notes and so on.
    It is shown after the transforms that both share. With --markdown, it is shown as
    it was read.

    \b
    Example:
      bookmaker tree my-book --json
    """
    from bookmaker.document.dump import dump_book
    from bookmaker.document.json_form import to_json
    from bookmaker.document.markdown.book import render_book
    from bookmaker.pipeline import stages

    if is_json and is_markdown:
        message = "--json and --markdown can’t be combined: choose one"
        raise click.UsageError(message)
    refuse_filters(filters, is_untrusted=is_untrusted)
    environment = read_environment()
    request = Request(
        manuscript=manuscript,
        environment=environment,
        filters=filters,
        is_untrusted=is_untrusted,
        largest_file=as_bytes(largest_file),
    )
    read = stages.read_as_written if is_markdown else stages.read
    outcome = read(request)
    tell_diagnostics(tuple(outcome.diagnostics), manuscript, environment)
    if outcome.book is not None and is_json:
        click.echo(json.dumps(to_json(outcome.book), ensure_ascii=False, indent=1))
    elif outcome.book is not None and is_markdown:
        click.echo(render_book(outcome.book), nl=False)
    elif outcome.book is not None:
        click.echo(dump_book(outcome.book, shows_spans=shows_spans), nl=False)
    return exit_status_of(outcome.diagnostics, is_strict=False)
