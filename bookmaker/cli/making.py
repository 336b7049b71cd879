"""What `build`, `epub` and `pdf` share: one call of the pipeline and its report."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import click

from bookmaker.backends import Target
from bookmaker.cli.depfile import can_be_written, render_depfile
from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.exit_status import ExitStatus, exit_status_of
from bookmaker.cli.failure import UnwritableError, report_missing_tool
from bookmaker.cli.progress import report_progress
from bookmaker.cli.report import (
    ReportLook,
    Sources,
    best_to_read,
    render_diagnostics,
    render_table,
    render_timings,
    root_of,
    summarize,
)
from bookmaker.cli.shared_options import (
    DEFAULT_FOLDER,
    BuildOptions,
    RunOptions,
    from_here,
)
from bookmaker.diagnostics import Diagnostic, Severity
from bookmaker.diagnostics.catalog.writing import NamesLeftOutOfRule
from bookmaker.pipeline.request import (
    Outcome,
    Progress,
    Request,
    accept,
    default_name,
)
from bookmaker.pipeline.unchanged import build_or_reuse
from bookmaker.system.environment import read_environment
from bookmaker.system.other_programs import open_with_viewer
from bookmaker.system.workspace import Environment, is_same_file, near, write_whole


def default_target(manuscript: Path, target: Target) -> Path:
    """Where an edition goes without `-o`."""
    return from_here(DEFAULT_FOLDER) / f"{default_name(manuscript)}{target.suffix}"


_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def make_editions(
    options: BuildOptions,
    targets: Mapping[str, Path],
    target_by_edition: Mapping[str, str] = _NO_NAMES,
) -> ExitStatus:
    """Build the editions, by name, and report; give the command's exit status."""
    environment = read_environment(cache_folder=options.cache_folder)
    if options.depfile is not None:
        _check_rule(options.depfile, targets.values())
    outcome = _build(options, targets, target_by_edition, environment)
    rule = _rule(outcome, targets) if options.depfile is not None else None
    _report(options, outcome, environment)
    _report_unwritten(outcome, targets)
    if options.depfile is not None and rule is not None:
        _write_rule(options.depfile, rule)
    status = exit_status_of(
        outcome.diagnostics,
        is_strict=options.is_strict,
        is_draft=options.is_draft and len(outcome.outputs) == len(targets),
    )
    if status is ExitStatus.STRICT:
        end = "" if outcome.outputs else "; nothing was written"
        click.echo(f"failed: --strict treats warnings as errors{end}", err=True)
    if outcome.missing_tool is not None:
        made = " and ".join(near(output.path).as_posix() for output in outcome.outputs)
        consequence = f"; only {made} was written" if made else ""
        missing = report_missing_tool(outcome.missing_tool, consequence=consequence)
        return missing if status is ExitStatus.DONE else status
    return status


def _check_rule(depfile: Path, targets: Iterable[Path]) -> None:
    """Refuse what no rule could be written of, before anything is written."""
    for target in targets:
        if target == depfile or is_same_file(target, depfile):
            raise _taken(depfile)
        if not can_be_written(target):
            message = (
                f"make can’t handle the name {_quoted(target)}: choose another with -o,"
                " or leave --depfile out"
            )
            raise click.UsageError(message)


def _refuse_source(depfile: Path, sources: Iterable[Path]) -> None:
    """Refuse to write a rule over a file that the book is made from."""
    if any(is_same_file(depfile, source) for source in sources):
        raise _taken(depfile)


def _taken(depfile: Path) -> click.UsageError:
    name = _quoted(depfile)
    return click.UsageError(
        f"{name} is a file of the book: choose another name for --depfile"
    )


def _quoted(path: Path) -> str:
    return f"“{make_visible(str(near(path)))}”"


def _report_unwritten(outcome: Outcome, targets: Mapping[str, Path]) -> None:
    """Say which editions were not written and why, where others were."""
    if not outcome.outputs:
        return
    for name, codes in outcome.faults_by_edition.items():
        path = targets[name]
        also = "; the file there is from an earlier build" if path.exists() else ""
        text = f"not written: {near(path).as_posix()} ({', '.join(codes)}){also}"
        click.echo(text, err=True)


def _rule(outcome: Outcome, targets: Mapping[str, Path]) -> str | None:
    """The rule of all editions, if one was made; names not in it are reported.

    One that was not written is made of the same files.
    """
    if not outcome.outputs:
        return None
    rule = render_depfile(targets.values(), outcome.sources)
    if rule.left_out:
        first = near(rule.left_out[0]).as_posix()
        left_out = NamesLeftOutOfRule(path=first, count=len(rule.left_out))
        outcome.diagnostics.add(left_out)
    return rule.text


def _write_rule(depfile: Path, rule: str) -> None:
    try:
        write_whole(depfile, rule.encode(errors="surrogateescape"))
    except OSError as error:
        raise UnwritableError(depfile, error) from error


def _build(
    options: BuildOptions,
    targets: Mapping[str, Path],
    target_by_edition: Mapping[str, str],
    environment: Environment,
) -> Outcome:
    depfile = options.depfile
    with report_progress(environment, is_quiet=options.is_quiet) as progress:
        request = replace(
            request_of(options, environment, progress),
            target_by_edition=target_by_edition,
            is_draft=options.is_draft,
            is_proven=not options.is_unproven,
            before_writing=partial(_refuse_source, depfile) if depfile else accept,
        )
        return build_or_reuse(request, dict(targets))


def request_of(
    options: RunOptions, environment: Environment, progress: Progress
) -> Request:
    """What a command asks for. Raises `click.UsageError` for what cannot be asked."""
    refuse_filters(options.filters, is_untrusted=options.is_untrusted)
    return Request(
        manuscript=options.manuscript,
        environment=environment,
        is_strict=options.is_strict,
        filters=options.filters,
        jobs=options.jobs,
        keeps_parts=not options.is_uncached,
        is_untrusted=options.is_untrusted,
        layout_seconds=options.layout_seconds,
        layout_memory=as_bytes(options.layout_memory),
        largest_file=as_bytes(options.largest_file),
        progress=progress,
    )


def read_manuscript(
    manuscript: Path, *, is_untrusted: bool, largest_file: int | None
) -> Outcome:
    """Read a manuscript to say what is in it; its problems go to standard error.

    `largest_file` is in MiB.
    """
    from bookmaker.pipeline import stages

    environment = read_environment()
    outcome = stages.read(
        Request(
            manuscript=manuscript,
            environment=environment,
            is_untrusted=is_untrusted,
            largest_file=as_bytes(largest_file),
        )
    )
    tell_diagnostics(tuple(outcome.diagnostics), manuscript, environment, is_quiet=True)
    return outcome


def refuse_filters(filters: Sequence[str], *, is_untrusted: bool) -> None:
    """Raise `click.UsageError` where a program would run on an untrusted book."""
    if is_untrusted and filters:
        message = "--untrusted runs no filters: remove --filter"
        raise click.UsageError(message)


def as_bytes(mebibytes: int | None) -> int | None:
    """A number of MiB as bytes."""
    return None if mebibytes is None else mebibytes * 1024 * 1024


def _report(options: BuildOptions, outcome: Outcome, environment: Environment) -> None:
    found = tuple(outcome.diagnostics)
    tell_diagnostics(found, options.manuscript, environment, is_quiet=options.is_quiet)
    if options.is_json:
        # Only this form needs it, and it runs git.
        from bookmaker.cli.json_pieces import echo_pieces
        from bookmaker.cli.report_json import find_provenance, render_json

        root = root_of(options.manuscript)
        pieces = render_json(
            found,
            outcome.outputs,
            root=root,
            epoch=environment.epoch,
            provenance=find_provenance(root),
            timings=outcome.timings if options.shows_timings else None,
        )
        echo_pieces(pieces)
    elif outcome.outputs and not options.is_quiet:
        click.echo(render_table(outcome.outputs), nl=False)
        click.echo(f"open {near(best_to_read(outcome.outputs)).as_posix()}")
    if options.is_opened and outcome.outputs:
        path = best_to_read(outcome.outputs)
        if not open_with_viewer(path):
            click.echo(f"no program opens {near(path).as_posix()} here", err=True)
    if options.shows_timings and not options.is_json:
        click.echo(render_timings(outcome.timings), nl=False)


def tell_diagnostics(
    found: Sequence[Diagnostic],
    manuscript: Path,
    environment: Environment,
    *,
    is_quiet: bool = False,
) -> None:
    """Print problems and their count on standard error."""
    text = render_for_person(
        found, manuscript, look_of_stderr(environment), is_quiet=is_quiet
    )
    click.echo(text, err=True, nl=False, color=True)


def render_for_person(
    found: Sequence[Diagnostic], manuscript: Path, look: ReportLook, *, is_quiet: bool
) -> str:
    """Write problems and their count; a quiet command leaves notes out."""
    shown = [one for one in found if one.severity is not Severity.NOTE or not is_quiet]
    if not shown:
        return ""
    report = render_diagnostics(shown, Sources(root_of(manuscript)), look)
    return f"{report}\n{summarize(shown)}\n"


def look_of_stderr(environment: Environment) -> ReportLook:
    """What standard error can show."""
    return _look(environment, is_terminal=sys.stderr.isatty())


def look_of_stdout(environment: Environment) -> ReportLook:
    """What standard output can show."""
    return _look(environment, is_terminal=sys.stdout.isatty())


def _look(environment: Environment, *, is_terminal: bool) -> ReportLook:
    if not is_terminal:
        return ReportLook()
    width = shutil.get_terminal_size((100, 24)).columns
    return ReportLook(width, is_coloured=environment.is_colour_wanted)
