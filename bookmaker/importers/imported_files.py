"""The one way to read a file that is imported, named by a person or in a folder."""

from __future__ import annotations

from pathlib import Path

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.system.files import (
    FileOutsideError,
    MissingFileError,
    RefusedFileError,
    TooLargeFileError,
    read_file,
)

MAX_SOURCE_BYTES = 256 * 1024 * 1024


def read_source(
    path: Path, largest: int = MAX_SOURCE_BYTES, *, within: Path | None = None
) -> bytes:
    """Read a source whole, `largest` bytes at most.

    `within` is the folder that is imported, where the source is one of its files.
    Raises `ManuscriptError` where that cannot be.
    """
    name = path.name if within is None else path.relative_to(within).as_posix()
    try:
        return read_file(path, largest, within=within)
    except TooLargeFileError as error:
        reason = f"it {error.reason}"
        hostile = problems.HostileSource(path=name, reason=reason)
        raise ManuscriptError(hostile) from error
    except FileOutsideError as error:
        raise ManuscriptError(points_outside(name)) from error
    except MissingFileError as error:
        missing = problems.DamagedSource(
            path=name,
            reason=f"it {error.reason}",
            advice="check the name, and the folder that it is in",
        )
        raise ManuscriptError(missing) from error
    except RefusedFileError as error:
        damaged = problems.DamagedSource(path=name, reason=f"it {error.reason}")
        raise ManuscriptError(damaged) from error


def points_outside(name: str) -> problems.DamagedSource:
    """The refusal of a file of an imported folder that is a link out of it."""
    return problems.DamagedSource(
        path=name,
        reason="it points outside the imported folder",
        advice="put the file itself into the folder, not a link to it",
    )


def is_empty(error: ManuscriptError) -> bool:
    """Whether a source was refused only because it has no text."""
    return all(isinstance(d, problems.EmptySource) for d in error.diagnostics)
