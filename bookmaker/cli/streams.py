"""Standard input, output and error, whatever the caller made of them.

They may be closed, full, or without a reader. What cannot be written to standard output
stops the command with a sentence; standard error is where it would be said, so what
cannot be written there is left out.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_INPUT: Final = 0
_OUTPUT: Final = 1
_ERROR: Final = 2


class OutputUnwritableError(OSError):
    """Standard output takes nothing; `strerror` says why."""


def open_streams() -> None:
    """Make the three streams usable; to be called once, by the command itself.

    A closed one is opened on nothing before a file of the book can take its number,
    and be written to in its stead.
    """
    if os.name != "posix":
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                encoding, errors = _form_of(stream)
                stream.reconfigure(encoding=encoding, errors=errors)
        return
    # Nothing can be written to what is opened for reading, as to what is closed.
    for number, flags in (
        (_INPUT, os.O_RDONLY),
        (_OUTPUT, os.O_RDONLY),
        (_ERROR, os.O_WRONLY),
    ):
        _open_if_closed(number, flags)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.FileIO(_INPUT, "r", closefd=False))
    sys.stdout = _writer(sys.stdout, _Output(_OUTPUT, "w", closefd=False))
    sys.stderr = _writer(sys.stderr, _ErrorOutput(_ERROR, "w", closefd=False))


def drop_output() -> None:
    """Send what is still buffered nowhere, so that Python's own end says nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is not a file of the system
        sys.stdout = io.TextIOWrapper(io.FileIO(nowhere, "w"))


class _Waiting(io.FileIO):
    """A stream that waits where a terminal or a pipe is set not to."""

    def write(self, content: ReadableBuffer, /) -> int:
        while (count := super().write(content)) is None:
            select.select([], [self.fileno()], [])
        return count


class _Output(_Waiting):
    """Standard output: says why it cannot be written."""

    def write(self, content: ReadableBuffer, /) -> int:
        try:
            return super().write(content)
        except BrokenPipeError:
            raise
        except OSError as error:
            reason = "it is closed" if error.errno == errno.EBADF else error.strerror
            raise OutputUnwritableError(error.errno, reason) from error


class _ErrorOutput(_Waiting):
    """Standard error: what cannot be written is left out."""

    def write(self, content: ReadableBuffer, /) -> int:
        try:
            return super().write(content)
        except OSError:
            return memoryview(content).nbytes


def _writer(before: TextIO, raw: io.FileIO) -> io.TextIOWrapper:
    encoding, errors = _form_of(before)
    is_error = raw.fileno() == _ERROR
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=encoding,
        errors=errors,
        line_buffering=is_error or raw.isatty(),
    )


def _form_of(stream: TextIO | None) -> tuple[str, str]:
    """No letter of a book stops the command: files get UTF-8, terminals a `?`."""
    if stream is not None and stream.isatty():
        return stream.encoding, "replace"
    return "utf-8", "replace"


def _open_if_closed(number: int, flags: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, flags)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
