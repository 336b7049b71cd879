"""The one way to open a file that somebody else has written or placed.

A manuscript, a source to import and a release may come from anybody: a name in them can
be a pipe that never ends, a device, a link to another place, or a file that grows while
it is read. `read_file` takes none of these. `tests/floors/test_files.py` holds that the
package opens such files in no other way.

How a file is kept inside a folder: its real path is found first, links followed, then
opened name by name from the folder down, and no name may be a link by then. So whoever
puts a link there in between gets an error, not a file from elsewhere. A path that leads
out is refused before anything looks whether there is a file.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from bookmaker.diagnostics.errors import BookmakerError

_MEBIBYTE = 1024 * 1024
_OPENED = (
    os.O_RDONLY
    # A pipe without a writer would be waited for; a terminal would become ours.
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = (
    # A folder may be passed through by those who may not list it.
    getattr(os, "O_PATH", os.O_RDONLY)
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class RefusedFileError(BookmakerError):
    """A file that may not be read; `reason` completes “it …”."""

    def __init__(self, path: str, reason: str, advice: str = "") -> None:
        super().__init__(f"{path}: it {reason}")
        self.path = path
        self.reason = reason
        self.advice = advice
        """What to do about it; empty where that depends on what the file is for."""


class MissingFileError(RefusedFileError):
    """A file that does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "does not exist")


class UnpermittedFileError(RefusedFileError):
    """A file that the user's account may not read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "cannot be read: permission denied",
            f"let your account read it, with “chmod u+r {path}” or its properties",
        )


class FileOutsideError(RefusedFileError):
    """A file outside the folder that it has to be in, whether or not it exists."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "is outside the manuscript folder")


class TooLargeFileError(RefusedFileError):
    """A file of more bytes than may be read."""

    def __init__(self, path: str, largest: int) -> None:
        super().__init__(
            path,
            f"is larger than {largest // _MEBIBYTE} MiB",
            "make it smaller, or allow more with --largest-file",
        )


def read_file(
    path: Path, largest: int, *, within: Path | None = None, name: str | None = None
) -> bytes:
    """Read a regular file whole, `largest` bytes at most.

    `within` is the folder that it has to be in, links followed. `name` is what the
    error calls it. Raises `RefusedFileError`.
    """
    shown = path.as_posix() if name is None else name
    real = find_file(path, largest, within=within, name=shown)
    try:
        handle = _open(real, within)
        try:
            _check_kind(os.fstat(handle), largest, shown)
            content = _read_all(handle, largest)
        finally:
            os.close(handle)
    except OSError as error:
        raise _refusal(shown, error) from error
    if len(content) > largest:
        raise TooLargeFileError(shown, largest)
    return content


def find_file(
    path: Path, largest: int, *, within: Path | None = None, name: str | None = None
) -> Path:
    """The real path of a file that `read_file` would read, as things stand.

    Raises `RefusedFileError`.
    """
    shown = path.as_posix() if name is None else name
    try:
        real = Path(os.path.realpath(path))
        if within is not None and not real.is_relative_to(os.path.realpath(within)):
            raise FileOutsideError(shown)
        status = real.stat()
    except PermissionError as error:
        raise UnpermittedFileError(shown) from error
    except (OSError, ValueError) as error:
        raise MissingFileError(shown) from error
    _check_kind(status, largest, shown)
    return real


def is_file(path: Path) -> bool:
    """Whether a path leads to a regular file; no for a name that no system takes.

    `Path.is_file` of Python 3.11 raises `OSError` for a name of more than 255 bytes.
    """
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; no for a name that no system takes."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _check_kind(status: os.stat_result, largest: int, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        is_folder = stat.S_ISDIR(status.st_mode)
        reason = "is a folder" if is_folder else "is not a regular file"
        advice = "name a file, not a folder" if is_folder else ""
        raise RefusedFileError(name, reason, advice)
    if status.st_size > largest:
        raise TooLargeFileError(name, largest)


def _open(real: Path, within: Path | None) -> int:
    """Open a file by its real path. Raises `OSError`."""
    if within is None or os.open not in os.supports_dir_fd:
        return os.open(real, _OPENED)
    root = os.path.realpath(within)
    *folders, name = real.relative_to(root).parts
    folder = os.open(root, _FOLDER)
    try:
        for part in folders:
            below = os.open(part, _FOLDER | _NO_LINK, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(name, _OPENED | _NO_LINK, dir_fd=folder)
    finally:
        os.close(folder)


def _read_all(handle: int, largest: int) -> bytes:
    """Read to the end, or one byte more than the limit: a file may grow meanwhile."""
    expected = min(os.fstat(handle).st_size, largest) + 1
    content = os.read(handle, expected)
    if not content:
        return content
    pieces = [content]
    left = largest + 1 - len(content)
    while left > 0 and (piece := os.read(handle, min(left, _MEBIBYTE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _refusal(name: str, error: OSError) -> RefusedFileError:
    if isinstance(error, PermissionError):
        return UnpermittedFileError(name)
    if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENOENT):
        return RefusedFileError(name, "was replaced while it was read")
    return RefusedFileError(name, f"cannot be read ({error.strerror})")
