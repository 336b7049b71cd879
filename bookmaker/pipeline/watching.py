"""Wait for changes of the files that a book is made from.

What comes in: a manuscript, and the files that the last build read. What goes out: a
wake-up for each burst of changes. Folders are watched, not files: an editor that saves
writes a new file and gives it the old one's name, and a picture that was missing is
seen when it comes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

_DEBOUNCE = 40
"""Milliseconds in which changes count as one: an editor's save is several."""
_STEP = 20
"""Milliseconds without a change that end a burst."""
_LOOK_UP = 400
"""Milliseconds after which the caller is asked whether to go on."""
_MOST_FOLDERS = 4000
"""More than any book has; a home folder that was taken for a manuscript has more."""
_DEEPEST = 12
_NEVER = frozenset({"node_modules", "__pycache__"})

Files = Callable[[], Collection[Path]]
"""Names the files that were read last."""


def wait_for_changes(
    root: Path,
    files: Files,
    *,
    made: Collection[Path] = (),
    polls: bool = False,
    must_end: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Yield whenever a file changes that the book is made from, or may be.

    `root` is the manuscript's folder, or its one file. `made` are the editions, which
    may be among the sources. `polls`: look at every file again and again, where a
    system sends no notices. Ends when `must_end` says so, which is asked about twice a
    second.
    """
    from watchfiles import watch

    own = {path.resolve() for path in made}
    folders = watched_folders(root, files())
    while not must_end():
        found = watch(
            *sorted(folders),
            watch_filter=None,
            debounce=_DEBOUNCE,
            step=_STEP,
            recursive=False,
            yield_on_timeout=True,
            rust_timeout=_LOOK_UP,
            force_polling=polls or None,
        )
        for changes in found:
            if must_end():
                return
            read = {path.resolve() for path in files()}
            if any(is_source(Path(path), root, read, own) for _, path in changes):
                yield
            now = watched_folders(root, files()) if changes else folders
            if now != folders:
                folders = now
                # What changed meanwhile in a folder that was not watched is seen too.
                yield
                break


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
    if not root.is_dir() or path.name.endswith(("~", ".swp", ".swx", ".tmp")):
        return False
    folder = root.resolve()
    if not real.is_relative_to(folder):
        return False
    return not any(part[:1] == "." for part in real.relative_to(folder).parts)
