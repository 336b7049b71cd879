"""Git, asked about a folder; what the repository itself names is never run.

A manuscript may be anybody's, and its `.git` too.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

_SECONDS = 10
# A repository's own settings may name programs for many occasions.
_HARMLESS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "protocol.allow=never",
    "status.submoduleSummary=false",
)


def ask_git(root: Path, *words: str) -> str | None:
    """What git says; `None` where it isn't here, or there is no repository."""
    command = ["git", "--no-optional-locks"]
    for setting in _HARMLESS:
        command += ["-c", setting]
    try:
        done = subprocess.run(
            [*command, *words],
            cwd=root,
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
