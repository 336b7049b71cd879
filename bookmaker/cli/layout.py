"""`bookmaker layout`: how the lines and pages of the print edition are set."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import click

from bookmaker.backends.line_meter import FlawKind, LayoutReport, LineFlaw
from bookmaker.cli.exit_status import exit_status_of
from bookmaker.cli.failure import report_missing_tool
from bookmaker.cli.making import request_of, tell_diagnostics
from bookmaker.cli.page_names import page_name
from bookmaker.cli.progress import report_progress
from bookmaker.cli.shared_options import RunOptions, run_options
from bookmaker.system.environment import read_environment

_SHOWN = 40
"""Places in the text form, by default: as many as a screen holds."""
_LONGEST_WORDS = 60


@click.command
@click.option(
    "--json",
    "is_json",
    is_flag=True,
    help="Print the report as JSON, with every place.",
)
@click.option(
    "--all",
    "shows_all",
    is_flag=True,
    help=f"Show every place, not only the worst {_SHOWN}.",
)
@run_options
def layout(options: RunOptions, *, is_json: bool, shows_all: bool) -> int:
    """Report how the print edition is set, the worst place first.

    It lists loose and tight lines, words hyphenated over a page, ladders (several
    hyphens under each other), widows and orphans (single lines of a paragraph at the
    top or the bottom of a page), runts (very short last lines), facing pages of unequal
    height, chapters that end with a few lines on a page, and lines off the baseline
    grid (not level with those of other pages), each with its page and its place in the
    manuscript. Nothing is written.

    \b
    Example:
      bookmaker layout my-book
    """
    from bookmaker.pipeline.session import Session

    environment = read_environment(cache_folder=options.cache_folder)
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        request = request_of(options, environment, progress)
        # What the pages say is proven when they are built.
        request = replace(request, measures_lines=True, is_proven=False)
        with Session(request, ("pdf",)) as session:
            rendering = session.render()
    outcome = rendering.outcome
    found = tuple(outcome.diagnostics)
    tell_diagnostics(found, options.manuscript, environment, is_quiet=True)
    artifact = rendering.artifacts.get("pdf")
    if artifact is not None and artifact.measure is not None:
        report = artifact.measure()
        if is_json:
            click.echo(json.dumps(to_json(report), ensure_ascii=False, indent=1))
        else:
            shown = len(report.flaws) if shows_all else _SHOWN
            click.echo(render_report(report, shown), nl=False)
    if outcome.missing_tool is not None:
        return report_missing_tool(outcome.missing_tool)
    return exit_status_of(outcome.diagnostics, is_strict=options.is_strict)


def to_json(report: LayoutReport) -> dict[str, Any]:
    """The report as JSON values; shares are from 0 to 1, spaces in em, pages from 1."""
    return {
        "pages": report.pages,
        "lines": report.lines,
        "paragraphs": report.paragraphs,
        "chapters": report.chapters,
        "spreads": report.spreads,
        "justified-lines": report.justified,
        "divided-lines": report.divided,
        "loose-share": round(report.loose_share, 5),
        "divided-share": round(report.divided_share, 5),
        "characters": round(report.characters, 1),
        "mean-space": round(report.mean_space, 4),
        "space-deviation": round(report.deviation, 4),
        "totals": {_key(kind): report.count(kind) for kind in FlawKind},
        "limits": {
            "loose-space": report.limits.loose,
            "tight-space": report.limits.tight,
            "loose-share": report.limits.most_loose,
            "divided-share": report.limits.most_divided,
        },
        "exceeded": list(report.exceeded),
        "places": [_place(flaw) for flaw in report.flaws],
    }


def _key(kind: FlawKind) -> str:
    return kind.value.replace(" ", "-")


def _place(flaw: LineFlaw) -> dict[str, Any]:
    span = flaw.span
    return {
        "kind": _key(flaw.kind),
        "page": flaw.page + 1,
        "folio": flaw.label,
        "amount": flaw.amount,
        "words": flaw.words,
        "file": None if span is None else span.file,
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
    }


def render_report(report: LayoutReport, shown: int) -> str:
    """The report for a person, with as many places."""
    limits = report.limits
    lines = [
        f"{report.pages} pages, {report.lines} lines of text in"
        f" {report.paragraphs} paragraphs",
        f"characters a line: {report.characters:.1f}",
        f"word spaces: {report.mean_space:.3f} em, deviation {report.deviation:.3f}",
        _total(
            "loose lines",
            report.count(FlawKind.LOOSE),
            f"{report.loose_share:.1%}",
            f"{limits.most_loose:.1%}",
            is_kept="loose" not in report.exceeded,
        ),
        _total(
            "hyphenated lines",
            report.divided,
            f"{report.divided_share:.1%}",
            f"{limits.most_divided:.1%}",
            is_kept="divided" not in report.exceeded,
        ),
    ]
    for kind, name in _NAMES.items():
        count = report.count(kind)
        if count:
            lines.append(f"{name}: {count}")
    places = report.flaws[:shown]
    if places:
        lines.append("")
        lines += [_line(flaw) for flaw in places]
    left = len(report.flaws) - len(places)
    if left:
        lines.append(f"and {left} more places: --all shows them")
    return "\n".join(lines) + "\n"


_NAMES = {
    FlawKind.TIGHT: "tight lines",
    FlawKind.LADDER: "ladders",
    FlawKind.DIVIDED_OVER_PAGE: "words hyphenated over a page",
    FlawKind.WIDOW: "widows",
    FlawKind.ORPHAN: "orphans",
    FlawKind.RUNT: "runts",
    FlawKind.UNEQUAL_SPREAD: "unequal spreads",
    FlawKind.SHORT_END: "short chapter ends",
    FlawKind.OFF_GRID: "lines off the grid",
}


def _total(name: str, count: int, share: str, limit: str, *, is_kept: bool) -> str:
    judged = "" if is_kept else ", too many"
    return f"{name}: {count} ({share}; the theme's limit is {limit}{judged})"


def _line(flaw: LineFlaw) -> str:
    span = flaw.span
    place = "" if span is None else f"{span.file}:{span.line}:{span.column}: "
    words = flaw.words
    if len(words) > _LONGEST_WORDS:
        words = words[: _LONGEST_WORDS - 1].rstrip() + "…"
    page = page_name(flaw.page + 1, flaw.label)
    return f"{place}{_said(flaw)} on {page}: “{words}”"


def _said(flaw: LineFlaw) -> str:
    match flaw.kind:
        case FlawKind.LOOSE | FlawKind.TIGHT:
            return f"{flaw.kind.value}, spaces of {flaw.amount:.2f} em"
        case FlawKind.LADDER:
            return f"ladder of {flaw.amount:.0f} hyphens"
        case FlawKind.UNEQUAL_SPREAD:
            return f"unequal spread, {flaw.amount:.1f} pt shorter"
        case FlawKind.SHORT_END:
            return f"short chapter end, lines: {flaw.amount:.0f}"
        case FlawKind.OFF_GRID:
            return f"{flaw.amount:.1f} pt off the grid"
        case FlawKind.DIVIDED_OVER_PAGE:
            return "word divided over the page"
        case _:
            return flaw.kind.value
