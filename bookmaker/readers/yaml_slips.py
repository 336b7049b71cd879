"""What is wrong in a metadata block that is not YAML, in the words of a person.

What comes in: PyYAML's error and the text of the block. What goes out: the reason, what
to write, and the place of the slip itself, which is often not where the reader gave up.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

_PAIR = re.compile(r"(\s*)([\w-]+):(\s*)(.*)")
_NO_SPACE = re.compile(r"\s*([\w-]+):(?=[^\s:/])(.*)")
_OPEN = {"sequence": ("[", "]"), "mapping": ("{", "}")}


class YamlSlip(NamedTuple):
    """A slip; the line and the column count from 0."""

    reason: str
    advice: str
    line: int = 0
    column: int = 0


def explain_yaml(error: yaml.YAMLError, content: str) -> YamlSlip:
    """Find the slip that an error comes from."""
    lines = content.split("\n")
    if isinstance(error, yaml.reader.ReaderError):
        before = content[: error.position]
        place = (before.count("\n"), len(before.rpartition("\n")[2]))
        return YamlSlip("a character cannot be printed", "delete it", *place)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return YamlSlip("it is not YAML", "write `key: value` lines")
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark
    start = error.context_mark or mark
    line = lines[min(mark.line, len(lines) - 1)]
    if "'\\t'" in problem:
        reason = "there is a tab before the text, but YAML is indented only with spaces"
        return YamlSlip(reason, "write spaces for the tab", mark.line, mark.column)
    if "cannot start any token" in problem:
        return _odd_beginning(line, mark.line, mark.column)
    if "quoted scalar" in context:
        return YamlSlip(
            "a quotation mark is never closed", "close it", start.line, start.column
        )
    for kind, (opening, closing) in _OPEN.items():
        if f"flow {kind}" in context:
            return YamlSlip(
                f"the {opening} is never closed, or a comma is missing after it",
                f"write {closing} at the end, and commas between",
                start.line,
                start.column,
            )
    return _slip_of_lines(lines, problem, start.line, mark.line, mark.column)


def _odd_beginning(line: str, number: int, column: int) -> YamlSlip:
    pair = _PAIR.match(line)
    advice = "put the value in quotation marks"
    if pair is not None:
        advice = f"write {pair[2]}: {_quoted(pair[4])}"
    reason = f"a value cannot begin with {line[column : column + 1]}"
    return YamlSlip(reason, advice, number, column)


def _slip_of_lines(
    lines: list[str], problem: str, start: int, number: int, column: int
) -> YamlSlip:
    line = lines[min(number, len(lines) - 1)]
    for above in (start, number, number - 1):
        found = _NO_SPACE.match(lines[above]) if 0 <= above < len(lines) else None
        if found is not None:
            return YamlSlip(
                f"there is no space after “{found[1]}:”",
                f"write {found[1]}: {found[2].strip()}",
                above,
                found.start(2),
            )
    pair = _PAIR.match(line)
    if pair is not None and re.search(r":(\s|$)", pair[4]):
        return YamlSlip(
            "the value has a colon in it",
            f"write {pair[2]}: {_quoted(pair[4])}",
            number,
            column,
        )
    if pair is not None and pair[1]:
        reason = "this line is further to the right than the one above"
        return YamlSlip(reason, f"write {line.strip()}", number, len(pair[1]))
    if pair is not None and pair[4][:1] in ("'", '"') and "block end" in problem:
        return YamlSlip(
            "something follows the closing quotation mark",
            f"write {pair[2]}: {_quoted(pair[4][1:].removesuffix(pair[4][0]))}",
            number,
            column,
        )
    return YamlSlip(
        "this line is not `key: value`", "write `key: value`", number, column
    )


def _quoted(words: str) -> str:
    words = words.strip()
    if '"' not in words and "\\" not in words:
        return f'"{words}"'
    return "'" + words.replace("'", "''") + "'"
