"""The outside world: read the manuscript's files, write artifacts whole, tell the date.

Every byte that enters an edition comes through `Workspace.read`, which refuses what
lies outside the manuscript's root. Nothing else in the program opens an author's file.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bookmaker.system.files import RefusedFileError, find_file, read_file
from bookmaker.system.interruption import undisturbed

if TYPE_CHECKING:
    from bookmaker.system.last_change import LastChange

__all__ = [
    "MAX_FILE_BYTES",
    "UNTRUSTED_FILE_BYTES",
    "Environment",
    "RefusedFileError",
    "Workspace",
    "is_same_file",
    "temporary_folder",
    "why_unwritable",
    "write_whole",
]

MAX_FILE_BYTES = 256 * 1024 * 1024
"""The largest file that is read; larger ones are not part of a book."""
UNTRUSTED_FILE_BYTES = 16 * 1024 * 1024
"""The same for an untrusted book, under `--untrusted`."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the surroundings say; read once, by the command line."""

    epoch: int | None = None
    """`SOURCE_DATE_EPOCH`: seconds since 1970, UTC."""
    is_colour_wanted: bool = True
    """False under `NO_COLOR`."""
    is_ci: bool = False
    cache_folder: Path | None = None
    """Where caches may be kept; `None`: nowhere."""
    last_change: Callable[[Path, Iterable[Path]], LastChange | None] | None = None
    """Says when a folder, or the newest of some files, changed; `None`: nobody asks."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One manuscript's folder and what surrounds it."""

    root: Path
    environment: Environment = field(default_factory=Environment)
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    """Files that are taken from here instead of the disk, by their path."""
    largest: int = MAX_FILE_BYTES
    """Bytes of the largest file that is read."""
    made: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """Files that are on no disk: pictures among a notebook's results."""
    digest_by_file: dict[str, str] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The files on disk that were read so far: the SHA-256 of each, in hexadecimal
    figures, as it was when it was read first."""

    def for_another_process(self) -> Workspace:
        """The same files, without the account of what this process has read."""
        return replace(self, digest_by_file={})

    def has(self, path: str) -> bool:
        """Tell whether `read` would find a file there and may read it."""
        if path in self.overlay or path in self.made:
            return True
        try:
            find_file(self._inside(path), self.largest, within=self.root, name=path)
        except RefusedFileError:
            return False
        return True

    def read(self, path: str) -> bytes:
        """Read a file inside the root. Raises `RefusedFileError`."""
        if path in self.overlay:
            return self.overlay[path]
        if path in self.made:
            return self.made[path]
        content = read_file(
            self._inside(path), self.largest, within=self.root, name=path
        )
        if path not in self.digest_by_file:
            self.digest_by_file[path] = hashlib.sha256(content).hexdigest()
        return content

    def read_elsewhere(self, path: str, digest: str) -> None:
        """Count a file as read that another process has read."""
        if path not in self.overlay:
            self.digest_by_file.setdefault(path, digest)

    def list(self, suffix: str) -> tuple[str, ...]:
        """List the files below the root that end in `suffix`, sorted by path."""
        found = {path for path in self.overlay if path.endswith(suffix)}
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in files:
                if name.endswith(suffix) and not name.startswith("."):
                    real = Path(folder, name)
                    found.add(real.relative_to(self.root).as_posix())
        return tuple(sorted(found))

    def _inside(self, path: str) -> Path:
        """The file that a path means. Raises `RefusedFileError`."""
        if (
            not path
            or "\0" in path
            or "\\" in path
            or PurePosixPath(path).is_absolute()
        ):
            raise RefusedFileError(path, "is not a path inside the manuscript folder")
        return self.root / path


@contextlib.contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """Give a new folder that goes with the context, whatever signals come.

    Raises `OSError` where none can be made.
    """
    made: str | None = None
    try:
        with undisturbed():
            made = tempfile.mkdtemp(prefix=prefix)
        yield Path(made)
    finally:
        if made is not None:
            with undisturbed():
                shutil.rmtree(made, ignore_errors=True)


_LONGEST_STEM = 40
"""Characters of a name that its temporary file has too: a long name stays legal."""


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; a failure leaves the old one as it was.

    It lasts once this returns, whatever becomes of the machine. Who writes to the same
    folder waits. Raises `OSError`, where a device or a pipe stands there too: it would
    be replaced.
    """
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise OSError(errno.EINVAL, "no regular file has that name", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    name = f".{target.name[:_LONGEST_STEM]}.{secrets.token_hex(6)}"
    beside = target.parent / name
    with _locked(target.parent) as folder:
        # Its name is known before it is there: a signal finds nothing to leave behind.
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        if folder is not None:
            with contextlib.suppress(OSError):
                os.fsync(folder)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[int | None]:
    """Hold a folder as the one who writes to it; `None` where a system has no lock.

    The lock is on the folder itself, so that no file of a lock is left, and it goes
    with its process.
    """
    if os.name != "posix":
        yield None
        return
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield None  # a folder that may be written to and not read
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


_REASON_BY_NUMBER = {
    errno.EACCES: "you don’t have permission to write there",
    errno.EPERM: "you don’t have permission to write there",
    errno.EROFS: "nothing can be written to that disk",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the file would be larger than is allowed",
    errno.EEXIST: "a file is where a folder is needed",
    errno.ENOTDIR: "a file is where a folder is needed",
    errno.EISDIR: "a folder has that name",
    errno.ENAMETOOLONG: "the name is too long",
}


def why_unwritable(error: OSError) -> str:
    """Why a file could not be written, in words."""
    known = _REASON_BY_NUMBER.get(error.errno or 0)
    return known or error.strerror or str(error)


def near(path: Path) -> Path:
    """A path as people write it: from the working directory, where it lies below."""
    try:
        here = Path.cwd()
    except OSError:  # it was removed
        return path
    return path.relative_to(here) if path.is_relative_to(here) else path


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there."""
    try:
        return one.samefile(other)
    except OSError:
        return False
