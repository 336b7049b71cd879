"""Wait for changes of the files that a book is made from.

What comes in: a manuscript, and the files that the last build read. What goes out: a
turn to build at once, and one for each burst of changes. Folders are watched, not
files: an editor that saves writes a new file and gives it the old one's name, and a
picture that was missing is seen when it comes.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

_DEBOUNCE = 40
"""Milliseconds in which changes count as one: an editor's save is several."""
_STEP = 20
"""Milliseconds without a change that end a burst."""
_LOOK_UP = 400
"""Milliseconds after which the caller is asked whether to go on, or files are looked
at again."""
_MOST_FOLDERS = 4000
"""More than any book has; a home folder that was taken for a manuscript has more."""
_DEEPEST = 12
_NEVER = frozenset({"node_modules", "__pycache__"})
_UNREAD = ("~", ".swp", ".swx", ".tmp", ".pdf", ".epub")
"""Ends of names of files that no book is made from, unless it reads them: what editors
leave, and editions, which another command may write into the same folder."""

Files = Callable[[], Collection[Path]]
"""Names the files that were read last."""
_Stamp: TypeAlias = tuple[int, int, int]
"""When a file was changed, its size, and its number in the file system."""


def now_and_on_changes(
    root: Path,
    files: Files,
    *,
    made: Collection[Path] = (),
    polls: bool = False,
    must_end: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Yield at once, and whenever a file changes that the book is made from, or may be.

    The caller builds the book each time. No change is missed, whenever it comes: also
    not one during the first build, before any folder is watched.

    `root` is the manuscript's folder, or its one file. `made` are the editions, which
    may be among the sources. `polls`: look at every file again and again, where a
    system sends no notices. Ends when `must_end` says so, which is asked about twice a
    second.
    """
    own = {path.resolve() for path in made}
    while not must_end():
        before = _Moment.now(root.resolve(), watched_folders(root, files()))
        yield
        folders = watched_folders(root, files())
        for paths in _polled(folders, before) if polls else _noticed(folders, before):
            if must_end():
                return
            if not paths:
                continue
            read = {path.resolve() for path in files()}
            if any(is_source(path, root, read, own) for path in paths):
                yield
            if watched_folders(root, files()) != folders:
                break


def _noticed(folders: Collection[Path], before: _Moment) -> Iterator[set[Path]]:
    """What the system says has changed, and at first what did before it was asked.

    Where the system can't say, because it watches as many folders as it may, or one
    went away in this moment, files are looked at again and again.
    """
    try:
        yield from _noticed_by_system(folders, before)
    except (OSError, RuntimeError):
        yield from _polled(folders, before)


def _noticed_by_system(
    folders: Collection[Path], before: _Moment
) -> Iterator[set[Path]]:
    from watchfiles import watch

    turns = watch(
        *sorted(folders),
        watch_filter=None,
        debounce=_DEBOUNCE,
        step=_STEP,
        recursive=False,
        yield_on_timeout=True,
        rust_timeout=_LOOK_UP,
    )
    missed: set[Path] | None = None
    for changes in turns:
        paths = {Path(path) for _, path in changes}
        if missed is None:  # only now is it certain that the system was asked
            missed = before.changes_until(_Moment.now(before.root, folders))
            paths |= missed
        yield paths


def _polled(folders: Collection[Path], before: _Moment) -> Iterator[set[Path]]:
    """What has changed by the files themselves.

    The library that asks the system can do this as well, but compares whole seconds.
    """
    while True:
        now = _Moment.now(before.root, folders)
        yield before.changes_until(now)
        before = now
        time.sleep(_LOOK_UP / 1000)


@dataclass(frozen=True, slots=True)
class _Moment:
    """The files of some folders as they were."""

    root: Path
    """The manuscript's folder, all of which was looked at, or its one file."""
    time: int
    """Nanoseconds since the epoch."""
    stamps: Mapping[Path, Mapping[str, _Stamp]]
    """By folder and name."""

    @classmethod
    def now(cls, root: Path, folders: Collection[Path]) -> _Moment:
        begun = time.time_ns()
        return cls(root, begun, {folder: _stamps_in(folder) for folder in folders})

    def changes_until(self, later: _Moment) -> set[Path]:
        """The files that came, went or changed.

        One elsewhere, in a folder that was not looked at, is compared with the clock.
        """
        found = set()
        for folder, now in later.stamps.items():
            before = self.stamps.get(folder, {})
            if folder not in self.stamps and not folder.is_relative_to(self.root):
                changed = {name for name, stamp in now.items() if stamp[0] > self.time}
            else:
                changed = {name for name, _ in before.items() ^ now.items()}
            found |= {folder / name for name in changed}
        return found


def _stamps_in(folder: Path) -> dict[str, _Stamp]:
    stamps = {}
    # A folder that went away has no files; a file that goes away is not among them.
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                found = entry.stat()
                if not stat.S_ISDIR(found.st_mode):
                    stamps[entry.name] = (
                        found.st_mtime_ns,
                        found.st_size,
                        found.st_ino,
                    )
    return stamps


def watched_folders(root: Path, files: Collection[Path]) -> frozenset[Path]:
    """The folders of the files that were read, and all of the manuscript's folder."""
    folders = {path.resolve().parent for path in files}
    folders.add(root.resolve() if root.is_dir() else root.resolve().parent)
    if root.is_dir():
        base = len(root.resolve().parts)
        for folder, below, _ in os.walk(root.resolve()):
            here = Path(folder)
            below[:] = [one for one in below if one[:1] != "." and one not in _NEVER]
            if len(here.parts) - base >= _DEEPEST or len(folders) > _MOST_FOLDERS:
                below.clear()
            folders.add(here)
    return frozenset(folder for folder in folders if folder.is_dir())


def is_source(
    path: Path, root: Path, read: Collection[Path], made: Collection[Path]
) -> bool:
    """Whether a file that changed is, or may become, a part of the book."""
    real = path.resolve()
    if real in made:
        return False
    if real in read or path in read:
        return True
    if not root.is_dir() or path.name.endswith(_UNREAD):
        return False
    folder = root.resolve()
    if not real.is_relative_to(folder):
        return False
    return not any(part[:1] == "." for part in real.relative_to(folder).parts)
