"""Git, asked about a folder; what the repository itself names is never run.

A manuscript may be anybody's, and its `.git` too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

_SECONDS = 10
_MINUTE = 60
# A repository's own settings may name programs for many occasions.
_HARMLESS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
    "status.submoduleSummary=false",
)
# A repository may allow a protocol by name, and lacks what git would then fetch.
_SURROUNDINGS = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}


def ask_git(root: Path, *words: str) -> str | None:
    """What git says; `None` where it isn't here, or there is no repository."""
    said = _run(root, words, b"", _SECONDS)
    return None if said is None else said.decode("utf-8", "replace").strip()


def ask_git_for_bytes(root: Path, *words: str, given: bytes = b"") -> bytes | None:
    """The same for an answer that isn't text, within a minute.

    `given` is what git reads from its standard input.
    """
    return _run(root, words, given, _MINUTE)


def why_silent(root: Path) -> str | None:
    """Why git knows no repository in a folder, where that isn't because there is none.

    The text completes “it can't be a revision, as …”.
    """
    if shutil.which("git") is None:
        return "git isn’t installed"
    try:
        done = subprocess.run(
            _command("rev-parse", "--git-dir"),
            cwd=root,
            capture_output=True,
            check=False,
            env={**os.environ, **_SURROUNDINGS, "LC_ALL": "C"},
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if b"safe.directory" in done.stderr:
        return "git refuses another user’s repository: see safe.directory"
    return None


def _command(*words: str) -> list[str]:
    settings = [part for setting in _HARMLESS for part in ("-c", setting)]
    return ["git", "--no-optional-locks", *settings, *words]


def _run(
    root: Path, words: tuple[str, ...], given: bytes, seconds: int
) -> bytes | None:
    try:
        done = subprocess.run(
            _command(*words),
            cwd=root,
            input=given,
            capture_output=True,
            check=True,
            env={**os.environ, **_SURROUNDINGS},
            timeout=seconds,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout
