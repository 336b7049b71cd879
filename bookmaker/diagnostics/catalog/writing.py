"""Kinds of problem with codes in `W`: writing what was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class OutputUnwritable(Diagnostic, kw_only=True):
    """An edition was built but couldn't be written.

    You may not have permission to write to the folder, the disk may be full, or a file
    may be where a folder is needed. An edition from an earlier build is unchanged.
    Choose another place: `bookmaker build my-book -o ~/books`.
    """

    code: ClassVar[str] = "W001"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    """Why, in words."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” cannot be written: {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return (
            "choose another folder with -o, or free some space, or change the"
            " permissions"
        )


class OutputTaken(Diagnostic, kw_only=True):
    """The output file already exists and isn't an edition.

    It may be a chapter, or something else that you would miss: bookmaker overwrites an
    EPUB or a PDF of the same kind, and nothing else. Example:
    `bookmaker epub my-book -o my-book/one.md`.
    """

    code: ClassVar[str] = "W002"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    kind: str
    """What is to be written: `EPUB`."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” already exists and isn’t an {self.kind}"

    def help(self) -> str:
        """Say what to do."""
        return "choose another name with -o, or move the file"


class NothingKept(Diagnostic, kw_only=True):
    """The cache couldn't be written, so the next build will be as slow as this one.

    The cache folder is full, isn't a folder, or you don't have permission to write to
    it. The edition is complete: what is missing from the cache is rebuilt. Example: a
    cache on a full disk.
    """

    code: ClassVar[str] = "W003"
    severity: ClassVar[Severity] = Severity.NOTE
    folder: str
    reason: str
    """Why, in words."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"the cache folder “{self.folder}” can’t be written: {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return "free some space, or choose another folder with --cache-folder"


class NamesLeftOutOfRule(Diagnostic, kw_only=True):
    """The make rule leaves out files whose names make can't handle.

    Make has no quoting: `;` in a name would start a command, `=` would set a variable,
    `*`, `?` and `[` would match other files. Make doesn't rebuild an edition when such
    a file changes. Example: a chapter in a file `this;that.md`, with `--depfile`.
    """

    code: ClassVar[str] = "W010"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"path": "this;that.md"}
    path: str
    """The first of them."""
    count: int
    """How many there are."""

    def message(self) -> str:
        """Name the first, and count the others."""
        others = self.count - 1
        more = "" if not others else f" and {others} more {_files(others)}"
        return f"“{self.path}”{more} can’t be listed in the make rule"

    def help(self) -> str:
        """Say which names can be."""
        return "use only letters, digits, spaces and - _ . , + @ in file names"


def _files(count: int) -> str:
    return "file" if count == 1 else "files"
