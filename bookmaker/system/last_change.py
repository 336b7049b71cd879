"""When a manuscript changed last: its last commit, or its newest file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bookmaker.system.git import ask_git


@dataclass(frozen=True, slots=True)
class LastChange:
    """The moment of a change, and what says so."""

    seconds: int
    """Since 1970, UTC."""
    file: Path | None = None
    """The newest file; `None`: it was a commit."""
    looked_at: tuple[Path, ...] = ()
    """The files that were compared."""


def find_last_change(root: Path, files: Iterable[Path]) -> LastChange | None:
    """Ask git for the last commit that changed a folder; else look at some files.

    `None` where there is neither. A commit is found by plumbing, which reads no
    signature and runs no pager.
    """
    said = ask_git(root, "rev-list", "-1", "--timestamp", "HEAD", "--", ".")
    seconds = (said or "").partition(" ")[0]
    if seconds.isdecimal():
        return LastChange(int(seconds))
    newest: LastChange | None = None
    looked_at = tuple(sorted(files))
    for file in looked_at:
        try:
            changed = int(file.stat().st_mtime)
        except OSError:
            continue
        if changed >= 0 and (newest is None or changed > newest.seconds):
            newest = LastChange(changed, file, looked_at)
    return newest
