"""The exit statuses of the command, in one table; `docs/cli.md` prints it."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from bookmaker.diagnostics import Diagnostic, Severity


class ExitStatus(enum.IntEnum):
    """What a number means that the command ends with."""

    def __new__(cls, number: int, meaning: str) -> ExitStatus:
        """Keep the meaning beside the number."""
        status = int.__new__(cls, number)
        status._value_ = number
        status.meaning = meaning
        return status

    meaning: str

    DONE = 0, "Success."
    BOOK = 1, "The book has errors, or an edition or the report could not be written."
    USAGE = 2, "Wrong usage: an unknown command, option or value."
    STRICT = 3, "There are warnings, and `--strict` treats them as errors."
    CONFIGURATION = 4, "The manuscript's `book.toml` or its path is wrong (`C` codes)."
    TOOL = 5, "A program or library that bookmaker needs is missing."
    VERIFY = 6, "`verify` found a difference."
    INTERNAL = 70, "A bug in bookmaker."
    INTERRUPTED = 130, "Interrupted from the keyboard."
    PIPE = 141, "The program that was reading the output stopped reading."
    TERMINATED = 143, "Ended by a signal from another program (SIGTERM, SIGHUP)."


def exit_status_of(
    diagnostics: Iterable[Diagnostic], *, is_strict: bool, is_draft: bool = False
) -> ExitStatus:
    """Say what the problems found make of the command's end.

    A draft is done whatever is wrong: the caller sees to it that it was written.
    """
    found = tuple(diagnostics)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if is_draft:
        return ExitStatus.DONE
    if any(error.code.startswith("C") for error in errors):
        return ExitStatus.CONFIGURATION
    if errors:
        return ExitStatus.BOOK
    if is_strict and any(problem.severity is Severity.WARNING for problem in found):
        return ExitStatus.STRICT
    return ExitStatus.DONE
