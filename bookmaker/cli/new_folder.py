"""A folder that `new` and `import` fill: it must be new or empty."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from bookmaker.cli.failure import UnwritableError, find_unwritable
from bookmaker.system.workspace import near, write_whole


def refuse_full(folder: Path) -> None:
    """Refuse a folder that holds anything, or a file, as wrong usage."""
    try:
        if folder.exists() and not folder.is_dir():
            message = f"{near(folder)} is a file; choose a folder that is new or empty"
            raise click.UsageError(message)
        is_full = folder.is_dir() and any(folder.iterdir())
    except OSError as error:
        raise UnwritableError(folder, error) from error
    if is_full:
        message = f"{near(folder)} isn’t empty; choose a folder that is new or empty"
        raise click.UsageError(message)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each whole."""
    try:
        for path, content in files.items():
            write_whole(folder / path, content)
    except OSError as error:
        target = find_unwritable(error, _targets(folder, files))
        raise UnwritableError(target or folder, error) from error


def _targets(folder: Path, paths: Iterable[str]) -> list[Path]:
    return [folder / path for path in paths]


def as_word(folder: Path) -> str:
    """A path as a shell reads it, as one word."""
    return shlex.quote(str(near(folder)))
