"""`bookmaker where`: from a line of the manuscript to its page, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from bookmaker.backends.protocol import Artifact
from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.cli.failure import report_missing_tool
from bookmaker.cli.making import request_of, tell_diagnostics
from bookmaker.cli.page_names import page_name
from bookmaker.cli.progress import report_progress
from bookmaker.cli.report import root_of, shown_path
from bookmaker.cli.shared_options import RunOptions, from_here, run_options
from bookmaker.pipeline.places import (
    EditionPlaces,
    EpubPlace,
    PrintPlace,
    find_places,
    lines_of_page,
    page_of_folio,
)
from bookmaker.source import SourceSpan
from bookmaker.system.environment import read_environment
from bookmaker.system.files import is_file

_PAGE = re.compile(r"(\w+)(?::(\d+))?")
_FILE = re.compile(r"(.+?):(\d+)(?::(\d+))?")


def _complete(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Files, as the shell completes them; the line is typed after."""
    return [CompletionItem(begun, type="file")]


@click.command
@click.argument("place", shell_complete=_complete)
@click.option(
    "--folio",
    "is_folio",
    is_flag=True,
    help="PLACE is a page number as it is printed, such as xii or 47:12.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the places as JSON.")
@click.option(
    "--show",
    "is_shown",
    is_flag=True,
    help="Scroll the running preview to FILE:LINE, and print nothing.",
)
@run_options
def where(
    options: RunOptions, place: str, *, is_folio: bool, is_json: bool, is_shown: bool
) -> int:
    """Find a line of the manuscript on its page, or the other way round.

    PLACE is FILE:LINE or FILE:LINE:COLUMN: the page, its number as it is printed, the
    line on the page and the place in the EPUB are printed. Or PLACE is PAGE or
    PAGE:LINE: the file, the line and the column of its words are printed. Pages are
    counted from the first one, as a PDF viewer does, or, with --folio, named by the
    number that is printed on them. Lines are counted without the running head. A line
    that prints no word stands for the next one that does.

    \b
    Example:
      bookmaker where chapters/margins.md:4 my-book
      bookmaker where 11:3 my-book
      bookmaker where --folio 3 my-book
    """
    from bookmaker.pipeline.session import Session

    wanted = _wanted(place, options.manuscript, is_folio=is_folio)
    if is_shown:
        return _show(wanted, options.manuscript)
    formats = ("epub", "pdf") if isinstance(wanted, SourceSpan) else ("pdf",)
    environment = read_environment(cache_folder=options.cache_folder)
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        # What the pages say is proven when they are built.
        request = replace(
            request_of(options, environment, progress), is_proven=False, is_strict=False
        )
        with Session(request, formats) as session:
            rendering = session.render()
    outcome = rendering.outcome
    if outcome.missing_tool is not None:
        return report_missing_tool(outcome.missing_tool)
    if "pdf" not in rendering.artifacts:
        tell_diagnostics(tuple(outcome.diagnostics), options.manuscript, environment)
        return exit_status_of(outcome.diagnostics, is_strict=False)
    root = root_of(options.manuscript)
    if isinstance(wanted, SourceSpan):
        return _tell_of_line(wanted, rendering.artifacts, root, is_json=is_json)
    return _tell_of_page(*wanted, rendering.artifacts["pdf"], root, is_json=is_json)


def _show(wanted: SourceSpan | tuple[str, int | None, bool], manuscript: Path) -> int:
    """Let the preview of the manuscript go to a line."""
    from bookmaker.preview.running import show_in_previews

    if not isinstance(wanted, SourceSpan):
        message = "--show needs FILE:LINE"
        raise click.UsageError(message)
    try:
        is_shown = show_in_previews(manuscript, wanted.file, wanted.line, wanted.column)
    except OSError as error:
        message = "no preview of this manuscript is running: start bookmaker preview"
        raise click.UsageError(message) from error
    if not is_shown:
        message = f"no word at or after {wanted.file}:{wanted.line} is on a page"
        raise click.UsageError(message)
    return ExitStatus.DONE


def _wanted(
    place: str, manuscript: Path, *, is_folio: bool
) -> SourceSpan | tuple[str, int | None, bool]:
    """The place in the manuscript, or page, line, and whether the page is a folio.

    Raises `click.UsageError` where it is neither.
    """
    page = _PAGE.fullmatch(place)
    if page is not None and (is_folio or page[1].isdecimal()):
        return page[1], int(page[2]) if page[2] else None, is_folio
    file = _FILE.fullmatch(place)
    if file is None or is_folio:
        message = f"“{place}” is not FILE:LINE, PAGE or PAGE:LINE"
        raise click.UsageError(message)
    line, column = int(file[2]), int(file[3] or 1)
    if line < 1 or column < 1:
        message = "lines and columns count from 1"
        raise click.UsageError(message)
    root = root_of(manuscript)
    found = _file_in(root, file[1])
    if root.is_dir() and not is_file(root / found):
        message = f"there is no file {make_visible(shown_path(root, found))}"
        raise click.UsageError(message)
    return SourceSpan.at(found, line, column)


def _file_in(root: Path, file: str) -> str:
    """A file's path in the manuscript; it may be given from the current folder."""
    if not is_file(root / file):
        path = from_here(Path(file)).resolve()
        if path.is_relative_to(root.resolve()):
            return path.relative_to(root.resolve()).as_posix()
    return Path(file).as_posix()


def _tell_of_line(
    wanted: SourceSpan, artifacts: Mapping[str, Artifact], root: Path, *, is_json: bool
) -> int:
    places = find_places(artifacts, wanted.file, wanted.line, wanted.column)
    if not places.printed and not places.epub:
        file = shown_path(root, wanted.file)
        message = f"no word at or after {file}:{wanted.line} is in the editions"
        raise click.UsageError(message)
    if is_json:
        click.echo(json.dumps(_places_json(places, wanted.file), ensure_ascii=False))
        return ExitStatus.DONE
    if places.line != wanted.line:
        click.echo(
            f"line {wanted.line} prints no word; line {places.line} is the next"
            " that does",
            err=True,
        )
    for place in places.printed:
        click.echo(
            f"{page_name(place.page, place.folio)}, line {place.line}: {place.words}"
        )
    for found in places.epub:
        click.echo(f"EPUB, {found.file}: {found.cfi}")
    return ExitStatus.DONE


def _tell_of_page(
    page: str,
    line: int | None,
    is_folio: bool,  # noqa: FBT001 - one of three parts of a place
    artifact: Artifact,
    root: Path,
    *,
    is_json: bool,
) -> int:
    number = page_of_folio(artifact, page) if is_folio else int(page)
    if number is None:
        message = f"no page has the number “{page}”"
        raise click.UsageError(message)
    try:
        places = lines_of_page(artifact, number) if number else ()
    except IndexError:
        message = f"there is no page {number}; the book has {artifact.pages}"
        raise click.UsageError(message) from None
    chosen = [place for place in places if line in (None, place.line)]
    if not chosen:
        at = f"page {page}" if line is None else f"line {line} of page {page}"
        message = f"{at} has no words from the manuscript"
        raise click.UsageError(message)
    if is_json:
        printed = [_printed_json(place) for place in chosen]
        click.echo(json.dumps({"print": printed}, ensure_ascii=False))
        return ExitStatus.DONE
    for place in chosen:
        span = place.span
        at = f"{shown_path(root, span.file)}:{span.line}:{span.column}"
        words = place.words if line is not None else f"line {place.line}: {place.words}"
        click.echo(f"{at}: {words}")
    return ExitStatus.DONE


def _places_json(places: EditionPlaces, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "line": places.line,
        "print": [_printed_json(place) for place in places.printed],
        "epub": [_epub_json(place) for place in places.epub],
    }


def _printed_json(place: PrintPlace) -> dict[str, Any]:
    """Pages and lines from 1."""
    return {
        "page": place.page,
        "folio": place.folio,
        "line": place.line,
        "words": place.words,
        **_span_json(place.span),
    }


def _epub_json(place: EpubPlace) -> dict[str, Any]:
    return {
        "document": place.file,
        "cfi": place.cfi,
        "words": place.words,
        **_span_json(place.span),
    }


def _span_json(span: SourceSpan) -> dict[str, Any]:
    return {
        "file": span.file,
        "source-line": span.line,
        "source-column": span.column,
        "source-end-line": span.end_line,
        "source-end-column": span.end_column,
    }
