"""The files of a commit, written to a folder without a checkout.

What comes in: a repository, which may be anybody's, and the name of a revision. What
goes out: the files as git keeps them. They come from git's object store, so no filter,
no hook, no attribute and no setting of the repository has a part in it. Entries that a
sound tree can't have (`..`, an absolute path) are left out, as are submodules, and
links that leave the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bookmaker.system.git import ask_git, ask_git_for_bytes

_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_ENTRY = re.compile(rb"(\d{6}) blob ([0-9a-f]{40,64}) +(\d+)\t(.+)", re.DOTALL)
_LINK = "120000"
_EXECUTABLE = "100755"
_BATCH_BYTES = 64 * 1024 * 1024
"""What is asked of git at once, as it is held in memory."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of a repository."""

    repository: Path
    """The top folder of its work tree, or a repository without one."""
    name: str
    """Its hash, in hexadecimal figures."""
    seconds: int
    """When it was made: since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    blob: str
    size: int
    path: str


def find_repository(folder: Path) -> Path | None:
    """The top folder of the work tree that a folder is in; a bare repository's own."""
    top = ask_git(folder, "rev-parse", "--show-toplevel")
    if not top and ask_git(folder, "rev-parse", "--is-bare-repository") == "true":
        top = ask_git(folder, "rev-parse", "--absolute-git-dir")
    return Path(top) if top else None


def is_shallow(repository: Path) -> bool:
    """Whether a repository has only its newest commits."""
    return ask_git(repository, "rev-parse", "--is-shallow-repository") == "true"


def find_commit(repository: Path, revision: str) -> Commit | None:
    """The commit that a revision names: `v1.0`, `HEAD~3`. It is never an option."""
    if not revision or revision.startswith("-") or "\0" in revision:
        return None
    asked = f"{revision}^{{commit}}"
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    name = ask_git(repository, *words) or ""
    # Before git 2.30, the mark of the last option is part of the answer.
    name = name.removeprefix("--end-of-options").strip()
    if _COMMIT.fullmatch(name) is None:
        return None
    dated = ask_git(repository, "rev-list", "-1", "--timestamp", name) or ""
    seconds = dated.partition(" ")[0]
    return Commit(repository, name, int(seconds) if seconds.isdecimal() else 0)


def write_tree(
    commit: Commit, target: Path, is_wanted: Callable[[str], bool], largest: int
) -> int | None:
    """Write the files of a commit below a new folder; say how many, links not counted.

    `is_wanted` is asked about each path in the repository. A file of more than
    `largest` bytes is left out. `None` where git doesn't answer. Raises `OSError`.
    """
    words = ("ls-tree", "-r", "-l", "-z", "--full-tree", commit.name)
    listed = ask_git_for_bytes(commit.repository, *words)
    if listed is None:
        return None
    entries = [
        one
        for one in _entries(listed)
        if one.size <= largest and _is_sound(one.path) and is_wanted(one.path)
    ]
    links = [one for one in entries if one.mode == _LINK]
    files = [one for one in entries if one.mode != _LINK]
    count = 0
    for entry, content in _contents(commit.repository, files):
        path = target / entry.path
        # A tree that git wouldn't make has a file and a folder of one name.
        with contextlib.suppress(
            FileExistsError, NotADirectoryError, IsADirectoryError
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if entry.mode == _EXECUTABLE:
                path.chmod(0o755)
            count += 1
    # Last, so that nothing is written through one.
    written = [
        place
        for entry, content in _contents(commit.repository, links)
        if (place := _write_link(target, entry.path, os.fsdecode(content)))
    ]
    # One link may lead through another, which may have come after it.
    top = os.path.realpath(target)
    for place in written:
        if not Path(os.path.realpath(place)).is_relative_to(top):
            place.unlink()
    return count


def _entries(listed: bytes) -> Iterator[_Entry]:
    for line in listed.split(b"\0"):
        found = _ENTRY.fullmatch(line)
        if found is not None:
            mode, blob, size, path = found.groups()
            yield _Entry(mode.decode(), blob.decode(), int(size), os.fsdecode(path))


def _is_sound(path: str) -> bool:
    parts = path.split("/")
    if os.sep != "/" and any(sign in path for sign in '\\:"<>|?*'):
        return False
    return not any(
        part in ("", ".", "..") or part.casefold() == ".git" for part in parts
    )


def _contents(
    repository: Path, entries: Iterable[_Entry]
) -> Iterator[tuple[_Entry, bytes]]:
    for batch in _batches(entries):
        asked = "".join(f"{entry.blob}\n" for entry in batch).encode()
        said = ask_git_for_bytes(repository, "cat-file", "--batch", given=asked) or b""
        at = 0
        for entry in batch:
            end = said.find(b"\n", at)
            header = said[at:end].split()
            at = end + 1
            if header[1:2] != [b"blob"]:
                continue  # an object that is missing
            size = int(header[2])
            yield entry, said[at : at + size]
            at += size + 1


def _batches(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    batch: list[_Entry] = []
    size = 0
    for entry in entries:
        if batch and size + entry.size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += entry.size
    if batch:
        yield batch


def _write_link(target: Path, path: str, leads_to: str) -> Path | None:
    """Write a link in a folder that no other link leads to; give it if it was."""
    place = Path(os.path.realpath(target), path)
    # A file of its name is already there, or the system has no links.
    with contextlib.suppress(OSError, ValueError):
        if Path(os.path.realpath(place.parent)) == place.parent:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(leads_to)
            return place
    return None
