"""A cache on disk: what is made of the same things is made once.

Entries are named by the content of what they are made of and carry a digest of their
own. One that was cut short or changed is no entry. Several programs may use a folder at
once: an entry appears whole, and who looks for one that was taken away makes it anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bookmaker.system.interruption import undisturbed
from bookmaker.system.programs import installed_programs

DEFAULT_LIMIT = 1024 * 1024 * 1024
"""Bytes that the entries of a folder may take together."""
_PREFIX = ".new-"
_DIGEST_BYTES = 32
_ROOM = 0.9
"""The part of the limit that is left filled when old entries go."""


@dataclass(slots=True)
class Store:
    """A folder of entries; without one nothing is kept and nothing found."""

    folder: Path | None
    limit: int = DEFAULT_LIMIT
    found: int = 0
    """Entries that were asked for and there."""
    made: int = 0
    """Entries that were kept."""
    trouble: OSError | None = field(default=None)
    """Why nothing more is kept: a full disk, say. Builds go on without."""

    def find(self, key: str) -> bytes | None:
        """The entry of a name in hexadecimal figures; `None` where there is none."""
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        content = kept[_DIGEST_BYTES:]
        if kept[:_DIGEST_BYTES] != _digest(key, content):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        self.found += 1
        return content

    def keep(self, key: str, content: bytes) -> None:
        """Keep an entry; where that fails, `trouble` says why."""
        if self.folder is None or self.trouble is not None:
            return
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with undisturbed():
                _write(path, _digest(key, content) + content)
        except FileNotFoundError:
            # Another program made room, or cleared the folder, in the meantime.
            return
        except OSError as error:
            self.trouble = error
            return
        self.made += 1

    def shrink(self) -> None:
        """Take away the entries that were used longest ago until the rest fits."""
        if self.made == 0:
            return
        entries = sorted(self.entries(), key=lambda entry: entry.used)
        size = sum(entry.size for entry in entries)
        if size <= self.limit:
            return
        for entry in entries:
            if size <= self.limit * _ROOM:
                return
            with contextlib.suppress(OSError):
                entry.path.unlink()
                size -= entry.size

    def clear(self) -> int:
        """Take all entries away; give their number."""
        count = 0
        for entry in self.entries():
            with contextlib.suppress(OSError):
                entry.path.unlink()
                count += 1
        return count

    def entries(self) -> Iterator[Entry]:
        """All entries, and what an interrupted program left of one."""
        if self.folder is None:
            return
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                yield Entry(path, status.st_size, status.st_mtime)

    def _path(self, key: str) -> Path:
        if self.folder is None:
            message = "a store without a folder has no entries"
            raise ValueError(message)
        return self.folder / key[:2] / key[2:]


NO_STORE = Store(None)
"""Keeps nothing and finds nothing."""


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store."""

    path: Path
    size: int
    used: float
    """When it was last made or found: seconds since 1970."""


def _digest(key: str, content: bytes) -> bytes:
    """Covers the name too: an entry under another's name is none."""
    digest = hashlib.sha256(key.encode())
    digest.update(content)
    return digest.digest()


T = TypeVar("T")


class Memo:
    """Small results of earlier builds, by what they were made of: one entry of a store.

    Other programs begin anew: theirs may give other results.
    What was not asked for since it was opened is forgotten when it is saved. Results
    are what JSON can say: numbers, text, lists.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._key = hashlib.sha256(
            f"memo {installed_programs()} {name}".encode()
        ).hexdigest()
        kept = store.find(self._key)
        self._known: dict[str, Any] = {} if kept is None else json.loads(kept)
        self._used: dict[str, Any] = {}

    def recall(self, parts: Iterable[str | bytes], make: Callable[[], T]) -> T:
        """Give what was made of these parts before, or make it."""
        key = _memo_key(parts)
        if key not in self._used:
            known = self._known.get(key)
            self._used[key] = make() if known is None else known
        result: T = self._used[key]
        return result

    def knows(self, parts: Iterable[str | bytes]) -> bool:
        """Whether something was made of these parts before."""
        return _memo_key(parts) in self._known

    def save(self) -> None:
        """Keep what was used, where that has changed."""
        if self._used != self._known:
            self._store.keep(self._key, json.dumps(self._used).encode())


def _memo_key(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()[:_MEMO_FIGURES]


_MEMO_FIGURES = 24
"""Hexadecimal figures by which results are told apart: 96 bits."""
