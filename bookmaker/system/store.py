"""A cache on disk: what is made of the same things is made once.

An entry is named by what it is, by all that it is made of and by the programs that make
it (`key_of`), and carries a digest of its own. One that was cut short, changed, or
replaced by something else is not an entry, and the next one takes its place. Several
programs may use a folder at once: an entry appears whole, and who looks for one that
was taken away makes it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NewType, TypeVar

from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.interruption import undisturbed
from bookmaker.system.programs import installed_programs

DEFAULT_LIMIT = 1024 * 1024 * 1024
"""Bytes that the entries of a folder may take together."""
_PREFIX = ".new-"
_DIGEST_BYTES = 32
_ROOM = 0.9
"""The part of the limit that is left filled when old entries go."""
_FOLDER_NAME = re.compile(r"[0-9a-f]{2}")
_ENTRY_NAME = re.compile(rf"[0-9a-f]{{62}}|{re.escape(_PREFIX)}.*")

Key = NewType("Key", str)
"""The name of an entry, 64 hexadecimal figures: `key_of` makes them."""


def key_of(kind: str, *parts: str | bytes) -> Key:
    """The name of an entry: what it is, and all that it is made of.

    The programs that make it are always among that.
    """
    digest = hashlib.sha256()
    for part in (kind, installed_programs(), *parts):
        # A file may have a name that is not text.
        said = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        digest.update(len(said).to_bytes(8, "big"))
        digest.update(said)
    return Key(digest.hexdigest())


@dataclass(slots=True)
class Store:
    """A folder of entries; without one nothing is kept and nothing found."""

    folder: Path | None
    limit: int = DEFAULT_LIMIT
    book: str = ""
    """Whose small results are remembered together: a manuscript's real path."""
    found: int = 0
    """Entries that were asked for and there."""
    made: int = 0
    """Entries that were kept."""
    trouble: OSError | None = field(default=None)
    """Why nothing more is kept: a full disk, say. Builds go on without."""

    def find(self, key: Key) -> bytes | None:
        """The entry of a name; `None` where there is none that is whole."""
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            kept = read_file(path, self.limit)
        except RefusedFileError:
            return None
        content = kept[_DIGEST_BYTES:]
        if kept[:_DIGEST_BYTES] != _digest(key, content):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        self.found += 1
        return content

    def keep(self, key: Key, content: bytes) -> None:
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
                _remove(entry.path)
                size -= entry.size

    def clear(self) -> int:
        """Take all entries away; give their number."""
        count = 0
        for entry in self.entries():
            with contextlib.suppress(OSError):
                _remove(entry.path)
                count += 1
        return count

    def entries(self) -> Iterator[StoredFile]:
        """All entries, and what an interrupted program left of one."""
        if self.folder is None:
            return
        for path in self.folder.glob("??/*"):
            # The folder may be the user's own, with files that are not ours.
            is_ours = _FOLDER_NAME.fullmatch(path.parent.name)
            if not is_ours or not _ENTRY_NAME.fullmatch(path.name):
                continue
            with contextlib.suppress(OSError):
                status = path.lstat()
                yield StoredFile(path, status.st_size, status.st_mtime)

    def _path(self, key: Key) -> Path:
        if self.folder is None:
            message = "a store without a folder has no entries"
            raise ValueError(message)
        return self.folder / key[:2] / key[2:]


NO_STORE = Store(None)
"""Keeps nothing and finds nothing."""


def _remove(path: Path) -> None:
    """Take away an entry, or the folder that somebody has put in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.is_dir() and not path.is_symlink():
            _remove(path)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the store."""

    path: Path
    size: int
    used: float
    """When it was last made or found: seconds since 1970."""


def _digest(key: Key, content: bytes) -> bytes:
    """Covers the name too: an entry under another's name isn't one."""
    digest = hashlib.sha256(key.encode())
    digest.update(content)
    return digest.digest()


T = TypeVar("T")


class Memo:
    """Small results of earlier builds of a book, by what they were made of.

    They are one entry of a store, and no other book's, so that books built by turns
    keep what is theirs. What several builds did not ask for is forgotten; a build may
    be of one edition alone. Results are what JSON can say: numbers, text, lists.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._key = key_of("memo", store.book, name)
        kept = store.find(self._key)
        self._known: dict[str, _Known] = {} if kept is None else _memo(kept)
        self._used: dict[str, Any] = {}

    def recall(self, parts: Iterable[str | bytes], make: Callable[[], T]) -> T:
        """Give what was made of these parts before, or make it."""
        key = _memo_key(parts)
        if key not in self._used:
            known = self._known.get(key)
            self._used[key] = make() if known is None else known[1]
        result: T = self._used[key]
        return result

    def knows(self, parts: Iterable[str | bytes]) -> bool:
        """Whether something was made of these parts before."""
        return _memo_key(parts) in self._known

    def save(self) -> None:
        """Keep what was used, where that has changed, and for a while the rest."""
        kept: dict[str, _Known] = {
            key: (builds + 1, result)
            for key, (builds, result) in self._known.items()
            if key not in self._used and builds < _REMEMBERED_BUILDS
        }
        kept |= {key: (0, result) for key, result in self._used.items()}
        if kept != self._known:
            self._store.keep(self._key, json.dumps(kept).encode())


_Known = tuple[int, Any]
"""How many builds have not asked for a result, and the result."""
_REMEMBERED_BUILDS = 8


def _memo(kept: bytes) -> dict[str, _Known]:
    try:
        read = json.loads(kept)
        return {key: (int(builds), result) for key, (builds, result) in read.items()}
    except (AttributeError, TypeError, ValueError):
        return {}


def _memo_key(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return digest.hexdigest()[:_MEMO_FIGURES]


_MEMO_FIGURES = 24
"""Hexadecimal figures that distinguish results: 96 bits."""
