"""Two states of a manuscript: folders and files, or revisions of a git repository.

What comes in: the words that a person names them by. What goes out: manuscripts on
disk; those of a revision are in a folder that goes with the context. A path that exists
is a path; anything else is a revision, `v1.0`, or a path in one, `v1.0:books/tides`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookmaker.config.folder import is_markdown
from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.system.git import why_silent
from bookmaker.system.git_trees import (
    find_commit,
    find_repository,
    is_shallow,
    write_tree,
)
from bookmaker.system.workspace import near, temporary_folder

_SETTINGS = (".toml", ".yml", ".yaml", ".json")
"""Files outside the manuscript that it may build on, as with `extends`."""


class UnknownStateError(BookmakerError):
    """What was named is neither a path nor a revision with a manuscript."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a manuscript."""

    label: str
    """As the person named it."""
    manuscript: Path
    commit: str | None = None
    """The hash of its commit; `None` for what is on disk."""


@contextmanager
def opened_states(old: str, new: str, largest: int) -> Iterator[tuple[State, State]]:
    """Give both states while the context lasts.

    A revision is one of the repository that the other state is in, or else the current
    folder; without a path of its own, the manuscript is at the same place there.
    `largest`: files of more bytes are left out. Raises `UnknownStateError`.
    """
    with ExitStack() as stack:
        yield (
            _state(old, new, stack, largest),
            _state(new, old, stack, largest),
        )


def _state(word: str, other: str, stack: ExitStack, largest: int) -> State:
    path = Path(word)
    if _exists(path):
        return State(word, path)
    beside = Path(other) if _exists(Path(other)) else Path.cwd()
    folder = beside if beside.is_dir() else beside.parent
    revision, place = _parts(word)
    repository = find_repository(folder)
    if repository is None:
        message = f"there is no file or folder “{word}”, and "
        why = why_silent(folder)
        message += (
            f"it can’t be a revision, as {why}"
            if why is not None
            else f"{near(folder).as_posix()} is not in a git repository"
        )
        raise UnknownStateError(message)
    commit = find_commit(repository, revision)
    if commit is None:
        message = f"“{word}” is neither a file or folder nor a revision in git"
        if is_shallow(repository):
            message += "; this clone is shallow: try git fetch --unshallow --tags"
        raise UnknownStateError(message)
    inside = _inside(repository, beside if place is None else folder / place, place)
    try:
        aside = stack.enter_context(temporary_folder("bookmaker-revision-"))
        # The folder's name is in titles and identifiers that nobody has written.
        root = aside / (repository.name.removesuffix(".git") or "book")
        root.mkdir()
        count = write_tree(commit, root, _wanted(inside), largest)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"the files of “{word}” can’t be written aside: {reason}"
        raise UnknownStateError(message) from error
    manuscript = root / inside
    if not count or not _exists(manuscript):
        message = f"“{inside}” is not in the revision “{revision}”"
        raise UnknownStateError(message)
    return State(word, manuscript, commit.name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _parts(word: str) -> tuple[str, str | None]:
    """The revision and the path in it, as git writes them; a path within braces is a
    part of the revision."""
    depth = 0
    for at, sign in enumerate(word):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == ":" and not depth:
            return word[:at], word[at + 1 :]
    return word, None


def _inside(repository: Path, path: Path, place: str | None) -> str:
    """The manuscript's path in the repository; one that is named begins at its top
    unless it begins with a dot, as in git."""
    if place is not None and place[:1] != ".":
        path = repository / place
    top = os.path.realpath(repository)
    real = os.path.normpath(Path(os.path.realpath(path.parent), path.name))
    if path.name in ("", ".", ".."):
        real = os.path.realpath(path)
    if not Path(real).is_relative_to(top):
        message = f"“{near(path).as_posix()}” is outside the repository"
        raise UnknownStateError(message)
    return Path(real).relative_to(top).as_posix()


def _wanted(inside: str) -> Callable[[str], bool]:
    """The files of the manuscript, and settings elsewhere in the repository."""
    own = PurePosixPath(inside)
    # A manuscript that is one file has its pictures beside it.
    is_file = is_markdown(own.name) or own.suffix == ".toml"
    folder = own.parent if is_file else own

    def is_wanted(path: str) -> bool:
        return PurePosixPath(path).is_relative_to(folder) or path.endswith(_SETTINGS)

    return is_wanted
