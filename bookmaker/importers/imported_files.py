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
    try:
        return read_file(path, largest, within=within)
    except TooLargeFileError as error:
        reason = f"it {error.reason}"
        hostile = problems.HostileSource(path=path.name, reason=reason)
        raise ManuscriptError(hostile) from error
    except FileOutsideError as error:
        raise _damaged(path, "it points outside the imported folder") from error
    except MissingFileError as error:
        missing = problems.DamagedSource(
            path=path.name,
            reason=f"it {error.reason}",
            advice="check the name, and the folder that it is in",
        )
        raise ManuscriptError(missing) from error
    except RefusedFileError as error:
        raise _damaged(path, f"it {error.reason}") from error


def _damaged(path: Path, reason: str) -> ManuscriptError:
    return ManuscriptError(problems.DamagedSource(path=path.name, reason=reason))
