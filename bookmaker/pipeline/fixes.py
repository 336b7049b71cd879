"""Correct the manuscript where a problem knows how: safe edits, and others by name.

What comes in: a manuscript. What goes out: the files as they would be, or as they are
then. A safe edit changes no letter of a word, and what was meant is not in doubt. A
file keeps its line ends, its byte order mark and every byte that no edit is about; one
that is not UTF-8 is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.edits import Edit
from bookmaker.pipeline import stages
from bookmaker.pipeline.request import Request
from bookmaker.system.workspace import RefusedFileError, Workspace, write_whole

_MOST_ROUNDS = 20
"""An edit may uncover another problem; more rounds than this would never end."""
_LINE_END = re.compile("\r\n|\r|\n")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Fix:
    """A problem and the edit that corrects it."""

    code: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file of the manuscript before and after its fixes."""

    file: str
    before: bytes
    after: bytes
    fixes: tuple[Fix, ...]


def find_fixes(found: Iterable[Diagnostic], also: Collection[str]) -> tuple[Fix, ...]:
    """The fixes of problems: all that are safe, and those of the codes in `also`."""
    fixes = []
    for problem in found:
        edit = problem.edit()
        if edit is not None and (edit.is_safe or problem.code in also):
            fixes.append(Fix(problem.code, edit))
    return tuple(fixes)


def plan_fixes(request: Request, also: Collection[str] = ()) -> tuple[FixedFile, ...]:
    """Say what `fix_manuscript` would do first; nothing is written."""
    found = stages.read(replace(request, checks_prose=True)).every_place
    root = _root(request.manuscript)
    by_file: dict[str, list[Fix]] = {}
    for fix in find_fixes(found, also):
        by_file.setdefault(fix.edit.span.file, []).append(fix)
    workspace = Workspace(root)
    planned = (_fixed(workspace, file, fixes) for file, fixes in by_file.items())
    return tuple(one for one in planned if one is not None)


def fix_manuscript(request: Request, also: Collection[str] = ()) -> tuple[Fix, ...]:
    """Write what is corrected, until nothing is left to correct; what was done.

    Raises `OSError` where a file cannot be written.
    """
    done: list[Fix] = []
    for _ in range(_MOST_ROUNDS):
        planned = plan_fixes(request, also)
        if not planned:
            break
        for one in planned:
            # A link stays a link: its file is written.
            path = (_root(request.manuscript) / one.file).resolve()
            write_whole(path, one.after)
            done += one.fixes
    return tuple(done)


def apply_edits(content: bytes, fixes: Iterable[Fix]) -> tuple[bytes, tuple[Fix, ...]]:
    """Change a file's bytes; gives them and the fixes that were made.

    A fix is left out where it overlaps another, where its place is not in the file, or
    where it is called safe and would change a word. Raises `UnicodeDecodeError` where
    the file is not UTF-8.
    """
    text = content.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    made: list[Fix] = []
    limit = len(text) + 1
    for fix in sorted(fixes, key=lambda one: one.edit.span, reverse=True):
        span = fix.edit.span
        begin = _offset(starts, len(text), span.line, span.column)
        end = _offset(starts, len(text), span.end_line, span.end_column)
        if begin is None or end is None or end > limit:
            continue
        replaced = text[begin:end]
        if fix.edit.is_safe and _letters(replaced) != _letters(fix.edit.replacement):
            continue
        text = text[:begin] + fix.edit.replacement + text[end:]
        limit = begin
        made.append(fix)
    return (mark + text).encode("utf-8"), tuple(reversed(made))


def _fixed(workspace: Workspace, file: str, fixes: Iterable[Fix]) -> FixedFile | None:
    try:
        before = workspace.read(file)
        after, made = apply_edits(before, fixes)
    except (RefusedFileError, UnicodeDecodeError):
        return None
    return None if after == before else FixedFile(file, before, after, made)


def _offset(starts: list[int], length: int, line: int, column: int) -> int | None:
    if line > len(starts):
        return None
    offset = starts[line - 1] + column - 1
    following = starts[line] if line < len(starts) else length + 1
    return offset if offset < following else None


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _root(manuscript: Path) -> Path:
    return manuscript if manuscript.is_dir() else manuscript.parent
