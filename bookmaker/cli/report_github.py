"""The problems as GitHub's workflow commands: `::error file=,line=,col=::message`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bookmaker.cli.excerpt import make_visible
from bookmaker.cli.report import shown_path
from bookmaker.cli.shortened import choose_shown, shorten
from bookmaker.diagnostics import Diagnostic, Severity

_COMMAND_BY_SEVERITY = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def render_github(diagnostics: Iterable[Diagnostic], *, root: Path) -> str:
    """Write a command for each problem, one a line.

    Of very many of a kind the rest is counted in a command of its own.
    """
    shown = choose_shown(diagnostics)
    lines = [_command(found, root) for found in shown.diagnostics]
    lines += [f"::notice title=left out::{_escaped(line)}" for line in shown.rest]
    return "".join(f"{line}\n" for line in lines)


def _command(found: Diagnostic, root: Path) -> str:
    properties: dict[str, str] = {}
    span = found.span
    if span is not None:
        properties = {
            "file": make_visible(shown_path(root, span.file)),
            "line": str(span.line),
            "col": str(span.column),
        }
        if span.end_line == span.line and span.end_column > span.column:
            properties["endColumn"] = str(span.end_column)
    properties["title"] = f"{found.severity.value} {found.code}"
    named = ",".join(f"{key}={_property(text)}" for key, text in properties.items())
    advice = make_visible(shorten(found.help()))
    message = make_visible(shorten(found.full_message()))
    message = f"{message}\n{advice}" if advice else message
    return f"::{_COMMAND_BY_SEVERITY[found.severity]} {named}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
