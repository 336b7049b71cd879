"""Which programs are installed, ours and those that we use, and in what state."""

from __future__ import annotations

import functools
import hashlib
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from bookmaker.system.version import VERSION

_PACKAGE = Path(__file__).parent.parent
_OURS = (".py", ".css", ".csl")


@functools.cache
def installed_programs() -> str:
    """A digest of them all: what was made by equal programs need not be made again.

    Looked at once: programs do not change under a build.
    """
    parts = (VERSION, platform.python_version(), *_states())
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _states() -> Iterator[str]:
    """A distribution's folder is named for its version; our own files may be edited."""
    for place in sys.path:
        if place.endswith("site-packages") and Path(place).is_dir():
            yield from sorted(path.name for path in Path(place).glob("*.dist-info"))
    for folder in (_PACKAGE, _PACKAGE.parent / "styles"):
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in _OURS:
                status = path.stat()
                yield f"{path} {status.st_size} {status.st_mtime_ns}"
