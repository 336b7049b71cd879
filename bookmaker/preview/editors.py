"""The editors that a click on a word can open, with file, line and column."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from bookmaker.system.other_programs import start_program

TEMPLATES: Mapping[str, str] = {
    "atom": "atom {file}:{line}:{column}",
    "bbedit": "bbedit +{line}:{column} {file}",
    "code": "code --goto {file}:{line}:{column}",
    "codium": "codium --goto {file}:{line}:{column}",
    "cursor": "cursor --goto {file}:{line}:{column}",
    "emacsclient": "emacsclient --no-wait +{line}:{column} {file}",
    "gedit": "gedit +{line}:{column} {file}",
    "gvim": "gvim --remote-silent +{line} {file}",
    "idea": "idea --line {line} --column {column} {file}",
    "kate": "kate --line {line} --column {column} {file}",
    "mate": "mate --line {line}:{column} {file}",
    "notepad++": "notepad++ -n{line} -c{column} {file}",
    "subl": "subl {file}:{line}:{column}",
    "zed": "zed {file}:{line}:{column}",
}
"""How each takes a place. Editors in a terminal are not among them: a server has no
terminal to give."""


_PLACEHOLDER = re.compile(r"\{(file|line|column)\}")


def template_of(editor: str) -> str:
    """The command of an editor: a name of the table, or a command with `{file}`.

    Raises `ValueError` where it is neither.
    """
    words = _words_of(editor)
    if any("{file}" in word for word in words):
        return editor
    name = Path(words[0]).stem if words else ""
    if name not in TEMPLATES:
        message = (
            f"“{editor}” is not a known editor: choose {', '.join(TEMPLATES)}, or write"
            " a command with {file}, {line} and {column}"
        )
        raise ValueError(message)
    return TEMPLATES[name]


def usual_editor(variables: Mapping[str, str]) -> str | None:
    """The editor that `VISUAL` or `EDITOR` names, if it has a window of its own."""
    for name in ("VISUAL", "EDITOR"):
        words = _words_of(variables.get(name, ""))
        if words and Path(words[0]).stem in TEMPLATES:
            return TEMPLATES[Path(words[0]).stem]
    return None


def _words_of(command: str) -> list[str]:
    """The words of a command; none where a quotation mark is missing."""
    try:
        return shlex.split(command)
    except ValueError:
        return []


def command_for(template: str, file: Path, line: int, column: int) -> list[str]:
    """The words of a command, each as it is: no shell reads them."""
    values = {"file": str(file), "line": str(line), "column": str(column)}
    # In one pass: a file may be called “{line}”.
    return [
        _PLACEHOLDER.sub(lambda found: values[found[1]], word)
        for word in shlex.split(template)
    ]


def open_editor(template: str, file: Path, line: int, column: int) -> bool:
    """Open a file at a place; whether the editor could be started."""
    return start_program(command_for(template, file, line, column))
