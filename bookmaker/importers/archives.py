"""Zip archives from other programs: Word files, EPUBs, exports of blogs.

Files are read by name, not unpacked to disk, and what they may hold in bytes,
number and ratio is capped before and while they are read.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError

MAX_FILES = 10_000
MAX_FILE_BYTES = 128 * 1024 * 1024
MAX_ALL_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
"""Text packs to a tenth, XML to a fiftieth; what packs better is made to."""
_OF_MACOS = re.compile(r"(?:^|/)(?:__MACOSX/|\._[^/]*$)")
_DRIVE = re.compile(r"[A-Za-z]:/")
_RATIO_COUNTS_FROM = 1024 * 1024
_STEP = 1024 * 1024
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, OverflowError),
)
"""What `zipfile` and its decompressors raise for bytes that aren't an archive: places
before its beginning, records that end too soon."""


class Archive:
    """A zip archive, read by the names of its files."""

    def __init__(self, content: bytes, path: str) -> None:
        """Open an archive. Raises `ManuscriptError` if it isn't one or is hostile."""
        self.path = path
        self.remarks: list[str] = []
        """What the account is to say of it, a sentence each."""
        self._read_bytes = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (*_DAMAGED, NotImplementedError) as error:
            reason = f"it isn’t a valid archive ({error})"
            raise ManuscriptError(
                problems.DamagedSource(path=path, reason=reason)
            ) from error
        self._entry_by_name: dict[str, zipfile.ZipInfo] = {}
        if len(entries) > MAX_FILES:
            raise self._hostile(f"it contains more than {MAX_FILES} files")
        if sum(entry.file_size for entry in entries) > MAX_ALL_BYTES:
            raise self._hostile("its files unpack to more than 400 MiB")
        for entry in entries:
            self._add(entry)

    def _add(self, entry: zipfile.ZipInfo) -> None:
        # Old programs of Windows write backslashes.
        name = entry.filename.replace("\\", "/")
        self._check(entry, name)
        if stat.S_ISLNK(entry.external_attr >> 16):
            self.remarks.append(f"Not imported, as it is a symbolic link: {name}.")
            return
        if name in self._entry_by_name:
            self.remarks.append(
                f"{name} is more than once in {self.path}; the last one was imported."
            )
        self._entry_by_name[name] = entry

    def _check(self, entry: zipfile.ZipInfo, name: str) -> None:
        """Raise `ManuscriptError` for an entry that no harmless program writes."""
        is_above = posixpath.normpath(name).partition("/")[0] == ".."
        is_rooted = name.startswith("/") or _DRIVE.match(name) is not None
        if is_above or is_rooted or "\0" in name:
            raise self._hostile(
                f"a file in it would be written outside it ({name[:60]})"
            )
        if entry.file_size > MAX_FILE_BYTES:
            raise self._hostile(f"{name[:60]} in it unpacks to more than 128 MiB")
        is_packed_tight = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > _RATIO_COUNTS_FROM and is_packed_tight:
            raise self._hostile(
                f"{name[:60]} in it unpacks to {MAX_RATIO} times its size"
            )
        if entry.flag_bits & 1:
            reason = f"{name[:60]} in it is locked with a password"
            raise ManuscriptError(problems.DamagedSource(path=self.path, reason=reason))

    def _hostile(self, reason: str) -> ManuscriptError:
        return ManuscriptError(problems.HostileSource(path=self.path, reason=reason))

    def names(self) -> Iterator[str]:
        """The names of its files, in its own order, without what macOS adds to them."""
        return (
            name
            for name in self._entry_by_name
            if not name.endswith("/") and _OF_MACOS.search(name) is None
        )

    def has(self, name: str) -> bool:
        """Whether it holds a file of this name."""
        return name in self._entry_by_name

    def read(self, name: str) -> bytes:
        """Read a file. Raises `ManuscriptError` where it is damaged or lies in size."""
        entry = self._entry_by_name.get(name)
        if entry is None:
            reason = f"{name[:60]} is not in it"
            raise ManuscriptError(problems.DamagedSource(path=self.path, reason=reason))
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as file:
                while part := file.read(_STEP):
                    size += len(part)
                    if size > min(MAX_FILE_BYTES, entry.file_size):
                        raise self._hostile(
                            f"{name[:60]} in it is larger than the archive says"
                        )
                    parts.append(part)
        except _DAMAGED as error:
            reason = f"{name[:60]} in it is damaged ({error})"
            raise ManuscriptError(
                problems.DamagedSource(path=self.path, reason=reason)
            ) from error
        except (NotImplementedError, RuntimeError) as error:
            reason = f"{name[:60]} in it is packed in an unknown way ({error})"
            raise ManuscriptError(
                problems.DamagedSource(path=self.path, reason=reason)
            ) from error
        self._read_bytes += size
        if self._read_bytes > MAX_ALL_BYTES * 2:
            raise self._hostile("its files are read again and again")
        return b"".join(parts)
