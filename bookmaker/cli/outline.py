"""`bookmaker outline`: the headings of a manuscript."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.making import read_manuscript
from bookmaker.cli.report import root_of, shown_path
from bookmaker.cli.shared_options import (
    largest_file_option,
    manuscript_argument,
    untrusted_option,
)


@click.command
@manuscript_argument
@click.option(
    "--places",
    "shows_places",
    is_flag=True,
    help="Show the file and the line of each heading.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the headings as JSON.")
@untrusted_option
@largest_file_option
def outline(
    manuscript: Path,
    *,
    shows_places: bool,
    is_json: bool,
    is_untrusted: bool,
    largest_file: int | None,
) -> int:
    """Print the headings of a manuscript.

    Parts, chapters and sections are listed with their numbers, as they are printed.

    \b
    Example:
      bookmaker outline my-book
    """
    from bookmaker.pipeline.outline import outline_of

    outcome = read_manuscript(
        manuscript, is_untrusted=is_untrusted, largest_file=largest_file
    )
    entries = () if outcome.book is None else outline_of(outcome.book)
    if is_json:
        found = [entry.as_json() for entry in entries]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        root = root_of(manuscript)
        for entry in entries:
            words = f"{entry.number} {entry.title}".strip()
            span = entry.span
            place = ""
            if shows_places and span is not None:
                place = f"  {shown_path(root, span.file)}:{span.line}"
            click.echo(f"{'  ' * (entry.level - 1)}{words}{place}")
    return exit_status_of(outcome.diagnostics, is_strict=False)
