"""Problems in the protocol's words, and the edits that correct them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import SequenceMatcher
from functools import partial

from lsprotocol import types

from bookmaker.config.load import CONFIG_NAME
from bookmaker.diagnostics import Diagnostic, Severity
from bookmaker.diagnostics.edits import Edit
from bookmaker.lsp.manuscript import Snapshot
from bookmaker.source import SourceSpan

SOURCE = "bookmaker"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


def problems_by_file(snapshot: Snapshot) -> dict[str, list[types.Diagnostic]]:
    """The problems of each file that has some; those without a place at `book.toml`."""
    found: dict[str, list[types.Diagnostic]] = {}
    for problem in snapshot.diagnostics:
        span = problem.span or SourceSpan.of_file(CONFIG_NAME)
        found.setdefault(span.file, []).append(_as_lsp(problem, span, snapshot))
    return found


def _as_lsp(
    problem: Diagnostic, span: SourceSpan, snapshot: Snapshot
) -> types.Diagnostic:
    advice = problem.help()
    message = problem.full_message()
    return types.Diagnostic(
        range=snapshot.places_of(span.file).range(span),
        message=f"{message}\nhelp: {advice}" if advice else message,
        severity=_SEVERITY[problem.severity],
        code=problem.code,
        source=SOURCE,
    )


def quick_fixes(
    snapshot: Snapshot, file: str, wanted: types.Range, uri: str
) -> Iterator[types.CodeAction]:
    """The corrections of the problems that a stretch of a file meets."""
    for problem in snapshot.diagnostics:
        span, edit = problem.span, problem.edit() or _suggested(problem, snapshot)
        if span is None or edit is None or edit.span.file != file:
            continue
        shown = _as_lsp(problem, span, snapshot)
        own = snapshot.places_of(file).range(edit.span)
        if not (_meet(shown.range, wanted) or _meet(own, wanted)):
            continue
        change = types.TextEdit(own, edit.replacement)
        yield types.CodeAction(
            title=_title(edit, snapshot),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[shown],
            is_preferred=edit.is_safe,
            edit=types.WorkspaceEdit(changes={uri: [change]}),
        )


def _suggested(problem: Diagnostic, snapshot: Snapshot) -> Edit | None:
    """Write what the help suggests in place of the one word that it is about."""
    nearest, span = getattr(problem, "nearest", None), problem.span
    if not isinstance(nearest, str) or span is None or nearest not in problem.help():
        return None
    line = snapshot.places_of(span.file).line(span.line)
    end = span.end_column if span.end_line == span.line else len(line) + 1
    written = line[span.column - 1 : end - 1]
    said = (getattr(problem, own.name) for own in fields(problem))
    words = [w for w in said if isinstance(w, str) and w and written.count(w) == 1]
    wrong = max(words, key=partial(_likeness, nearest), default=nearest)
    if wrong == nearest or _likeness(nearest, wrong) < _ALIKE:
        return None
    start = span.column + written.index(wrong)
    place = SourceSpan(span.file, span.line, start, span.line, start + len(wrong))
    return Edit(place, nearest, is_safe=False)


_ALIKE = 0.5


def _likeness(one: str, other: str) -> float:
    """From 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()


def safe_edits(snapshot: Snapshot, file: str) -> list[types.TextEdit]:
    """All safe corrections of a file, as `check --fix` makes them; none overlaps."""
    edits = (problem.edit() for problem in snapshot.diagnostics)
    return _apart(
        snapshot, [e for e in edits if e and e.is_safe and e.span.file == file]
    )


def _apart(snapshot: Snapshot, edits: Iterable[Edit]) -> list[types.TextEdit]:
    made: list[types.TextEdit] = []
    end = (0, 0)
    for edit in sorted(edits, key=lambda one: one.span):
        if (edit.span.line, edit.span.column) < end:
            continue
        end = (edit.span.end_line, edit.span.end_column)
        places = snapshot.places_of(edit.span.file)
        made.append(types.TextEdit(places.range(edit.span), edit.replacement))
    return made


def _title(edit: Edit, snapshot: Snapshot) -> str:
    span = edit.span
    line = snapshot.places_of(span.file).line(span.line)
    if span.line != span.end_line:
        return f"Replace with “{_short(edit.replacement)}”"
    old = line[span.column - 1 : span.end_column - 1]
    if not old:
        return f"Insert “{_short(edit.replacement)}”"
    if not edit.replacement:
        return f"Delete “{_short(old)}”"
    return f"Replace “{_short(old)}” with “{_short(edit.replacement)}”"


_LONGEST = 40


def _short(words: str) -> str:
    plain = words.replace("\n", "⏎")
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _meet(one: types.Range, other: types.Range) -> bool:
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
