"""`bookmaker words`: how many words a manuscript has, by chapter."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.making import read_manuscript
from bookmaker.cli.shared_options import (
    largest_file_option,
    manuscript_argument,
    untrusted_option,
)


@click.command
@manuscript_argument
@click.option("--json", "is_json", is_flag=True, help="Print the numbers as JSON.")
@untrusted_option
@largest_file_option
def words(
    manuscript: Path,
    *,
    is_json: bool,
    is_untrusted: bool,
    largest_file: int | None,
) -> int:
    """Count the words of a manuscript by chapter.

    Notes, captions and headings are counted; numbers, page numbers and pages that
    bookmaker makes are not. The total is that of a build's report.

    \b
    Example:
      bookmaker words my-book
    """
    from bookmaker.pipeline.outline import outline_of, words_of_book

    outcome = read_manuscript(
        manuscript, is_untrusted=is_untrusted, largest_file=largest_file
    )
    if outcome.book is not None:
        entries = [one for one in outline_of(outcome.book) if one.words is not None]
        total = words_of_book(outcome.book)
        if is_json:
            chapters = [one.as_json() for one in entries]
            found = {"words": total, "chapters": chapters}
            click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            for one in entries:
                indent = "  " * (one.level - 1)
                click.echo(
                    f"{one.words:>9,}  {indent}{one.number} {one.title}".rstrip()
                )
            click.echo(f"{total:>9,}  in all")
    return exit_status_of(outcome.diagnostics, is_strict=False)
