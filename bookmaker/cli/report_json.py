"""The build report as JSON, for programs; its schema is `docs/report.schema.json`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.cli.json_pieces import in_pieces
from bookmaker.cli.report import count_to_do, shown_path
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.edits import Edit
from bookmaker.system.git import ask_git
from bookmaker.system.version import VERSION
from bookmaker.system.workspace import near

if TYPE_CHECKING:
    from bookmaker.pipeline.request import Output, WordsProven
    from bookmaker.system.timings import Timings

SCHEMA = "bookmaker-report/1"
"""Changes when a program that reads the report would have to."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which state of the manuscript an edition was made from."""

    commit: str | None = None
    """`None` outside a git repository."""
    is_dirty: bool | None = None
    """Whether the folder differs from the commit; `None` where there is none."""


def find_provenance(root: Path) -> Provenance:
    """Ask git, if it is there, about the manuscript's folder."""
    commit = ask_git(root, "rev-parse", "--verify", "HEAD")
    if commit is None or _may_run_programs(root):
        return Provenance(commit)
    changes = ask_git(
        root, "status", "--porcelain", "--no-renames", "--ignore-submodules=all", "."
    )
    return Provenance(commit, None if changes is None else bool(changes))


def _may_run_programs(root: Path) -> bool:
    """Whether the repository itself names programs that every file goes through.

    A manuscript may be anybody's, and its `.git` too. Filters of the user's own are in
    another file.
    """
    settings = ask_git(root, "config", "--list", "--show-scope", "--name-only")
    if settings is None:
        return True
    pairs = (line.split("\t", 1) for line in settings.lower().splitlines())
    return any(
        scope not in ("system", "global", "command") and name.startswith("filter.")
        for scope, name in (line for line in pairs if len(line) == 2)
    )


def render_json(
    diagnostics: Collection[Diagnostic],
    outputs: Iterable[Output],
    *,
    root: Path,
    epoch: int | None,
    provenance: Provenance,
    timings: Timings | None = None,
) -> Iterator[str]:
    """Write the report as one JSON text with a line end, piece by piece."""
    report: dict[str, object] = {
        "schema": SCHEMA,
        "tool": {"name": "bookmaker", "version": VERSION},
        "source": {
            "commit": provenance.commit,
            "dirty": provenance.is_dirty,
            "epoch": epoch,
        },
        "outputs": [_output(output) for output in outputs],
        "diagnostics": [],
        "to_do": count_to_do(diagnostics),
    }
    if timings is not None:
        report["timings"] = {
            "seconds": {k: round(v, 3) for k, v in timings.seconds.items()},
            "found": timings.found,
            "made": timings.made,
        }
    items = (_diagnostic(found, root) for found in diagnostics)
    return in_pieces(report, "diagnostics", items, level=1)


def _output(output: Output) -> dict[str, object]:
    return {
        "format": output.format,
        "edition": output.edition,
        "path": near(output.path).as_posix(),
        "bytes": output.size,
        "sha256": output.sha256,
        "pages": output.pages,
        "seconds": round(output.seconds, 3),
        "checks": list(output.checks),
        "words": None if output.proof is None else _words(output.proof),
    }


def _words(proof: WordsProven) -> dict[str, object]:
    return {
        "manuscript": proof.words_of_manuscript,
        "added": dict(proof.words_added),
        "expected": proof.words_expected,
        "proven": proof.words_proven,
    }


def _diagnostic(found: Diagnostic, root: Path) -> dict[str, object]:
    span = found.span
    return {
        "code": found.code,
        "level": found.severity.value,
        "file": None if span is None else shown_path(root, span.file),
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
        "end_line": None if span is None else span.end_line,
        "end_column": None if span is None else span.end_column,
        "message": found.message(),
        "further_places": found.further_places,
        "help": found.help() or None,
        "edit": _edit(found.edit(), root),
    }


def _edit(edit: Edit | None, root: Path) -> dict[str, object] | None:
    if edit is None:
        return None
    return {
        "file": shown_path(root, edit.span.file),
        "line": edit.span.line,
        "column": edit.span.column,
        "end_line": edit.span.end_line,
        "end_column": edit.span.end_column,
        "replacement": edit.replacement,
        "safe": edit.is_safe,
    }
