"""The one way to read a file that configures a book.

What comes in: a path. What goes out: its bytes or its text. `book.toml`, what it
extends, `_quarto.yml`, `SUMMARY.md`: whatever says what a book is comes through here,
and so does the file of every kind of project that is added. None may be a pipe or a
device, or larger than 1 MiB; in an untrusted manuscript none may be outside its folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookmaker.diagnostics.catalog.configuration import (
    ConfigNotUtf8,
    ConfigOutside,
    UnreadableConfig,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.characters import find_wide_encoding
from bookmaker.source import SourceSpan
from bookmaker.system.files import FileOutsideError, RefusedFileError, read_file

MAX_CONFIG_BYTES = 1024 * 1024
"""The largest file that is read; a book.toml has some dozens of lines."""

MAX_SAMPLED_BYTES = 16 * MAX_CONFIG_BYTES
"""The largest chapter of which the beginning is looked at."""


@dataclass(frozen=True, slots=True)
class ConfigDoor:
    """The folder of a manuscript, whose configuration is read."""

    root: Path
    is_untrusted: bool = False
    """Whether a file outside the folder is refused, whatever leads there."""
    unsaved: Mapping[Path, bytes] = field(default_factory=dict)
    """Files that are taken from here instead of the disk, by their path."""

    def has(self, name: str) -> bool:
        """Whether something in the folder has that name, of whatever kind."""
        return os.path.lexists(self.root / name)

    def path_of(self, name: str) -> Path:
        """The path of a file, whose name is its path from the folder or absolute."""
        return Path(os.path.normpath(self.root / name))

    def is_outside(self, name: str) -> bool:
        """Whether a file is refused for its place, whether or not it exists."""
        if not self.is_untrusted:
            return False
        real = Path(os.path.realpath(self.path_of(name)))
        return not real.is_relative_to(os.path.realpath(self.root))

    def read(self, name: str) -> bytes:
        """Read a file. Raises `ManuscriptError`."""
        return self._read(name, MAX_CONFIG_BYTES)

    def _read(self, name: str, largest: int) -> bytes:
        shown = self.shown(name)
        span = SourceSpan.of_file(shown)
        within = self.root if self.is_untrusted else None
        path = self.path_of(name)
        if path in self.unsaved:
            return self.unsaved[path]
        try:
            return read_file(path, largest, within=within, name=shown)
        except FileOutsideError as error:
            raise ManuscriptError(ConfigOutside(path=shown, span=span)) from error
        except RefusedFileError as error:
            problem = UnreadableConfig(path=shown, reason=error.reason, span=span)
            raise ManuscriptError(problem) from error

    def read_text(self, name: str) -> str:
        """Read a file of UTF-8, its line ends as `\\n`. Raises `ManuscriptError`."""
        text = _decoded(self.read(name), self.shown(name)).replace("\r\n", "\n")
        # An old program's: TOML and YAML do not have them.
        return text.replace("\r", "\n") if "\n" not in text else text

    def read_start(self, name: str, characters: int) -> str:
        """Read the beginning of a file of the manuscript, of whatever size.

        Raises `ManuscriptError`.
        """
        content = self._read(name, MAX_SAMPLED_BYTES)
        return content[: characters * 4].decode("utf-8", "ignore")[:characters]

    def shown(self, name: str) -> str:
        """The name by which places speak of a file: its path from the folder."""
        try:
            shown = os.path.relpath(self.path_of(name), self.root)
        except ValueError:  # another drive, on Windows
            shown = name
        return shown.replace(os.sep, "/")


def _decoded(content: bytes, name: str) -> str:
    if find_wide_encoding(content) is not None:
        raise ManuscriptError(ConfigNotUtf8(byte=0, span=SourceSpan.at(name, 1)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The offset that the error names counts from behind the byte order mark.
        before = content.removeprefix(b"\xef\xbb\xbf")[: error.start]
        wrong = error.object[error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        span = SourceSpan(name, line, column, line, column + 1)
        raise ManuscriptError(ConfigNotUtf8(byte=wrong, span=span)) from error
