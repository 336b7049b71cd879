"""The environment variables and the cache folder, read in this one place.

`SOURCE_DATE_EPOCH` (reproducible-builds.org), `NO_COLOR` (no-color.org), `CI`, and
the platform's folder for caches.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.system.workspace import Environment

if TYPE_CHECKING:
    from bookmaker.system.last_change import LastChange


class OddVariableError(BookmakerError):
    """An environment variable has a value that it cannot have."""


_FALSE = frozenset({"", "0", "false", "no"})


def read_environment(
    variables: Mapping[str, str] | None = None, *, cache_folder: Path | None = None
) -> Environment:
    """Read what the surroundings say. Raises `OddVariableError` at a bad epoch.

    `cache_folder` is what the caller names instead of the platform's folder.
    """
    said = os.environ if variables is None else variables
    return Environment(
        epoch=_epoch(said.get("SOURCE_DATE_EPOCH", "")),
        is_colour_wanted=not said.get("NO_COLOR"),
        is_ci=said.get("CI", "").lower() not in _FALSE,
        cache_folder=cache_folder or _cache_folder(),
        last_change=_last_change,
    )


def _last_change(root: Path, files: Iterable[Path]) -> LastChange | None:
    # Only a command that reads a book needs it, and `--help` must be quick.
    from bookmaker.system.last_change import find_last_change

    return find_last_change(root, files)


def _epoch(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        seconds = int(text)
        datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        seconds = -1
    if seconds < 0:
        message = f"SOURCE_DATE_EPOCH is “{text}”: it must be seconds since 1970"
        raise OddVariableError(message)
    return seconds


def _cache_folder() -> Path | None:
    # Only a command that builds needs it, and `--help` must be quick.
    from platformdirs import user_cache_path

    folder = user_cache_path("bookmaker", appauthor=False)
    return folder if folder.is_absolute() else None
