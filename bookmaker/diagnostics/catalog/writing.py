"""Kinds of problem with codes in `W`: writing what was made."""

from __future__ import annotations

from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class OutputUnwritable(Diagnostic, kw_only=True):
    """An edition was made and could not be written to its place.

    The folder may be closed to you, the disk full, or a file may stand where a folder
    is wanted. An edition that was there before is as it was. Give another place:
    `bookmaker build my-book -o ~/books`.
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
        return "give another place with -o, or make room and the right to write there"


class OutputTaken(Diagnostic, kw_only=True):
    """Where the edition is to go stands a file that is no edition.

    It may be a chapter, or anything else that would be missed: bookmaker writes over
    an EPUB or a PDF of the same kind, and over nothing else. Example:
    `bookmaker epub my-book -o my-book/one.md`.
    """

    code: ClassVar[str] = "W002"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    kind: str
    """What is to be written: `EPUB`."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.path}” is there already and is no {self.kind}"

    def help(self) -> str:
        """Say what to do."""
        return "give another name with -o, or move the file away"


class NothingKept(Diagnostic, kw_only=True):
    """Nothing of this build could be kept for the next one, which will be as slow.

    The folder for caches is full, closed to you, or no folder. The edition is whole:
    nothing in it comes from there that is not made anew where it is missing. Example:
    a cache on a disk without room.
    """

    code: ClassVar[str] = "W003"
    severity: ClassVar[Severity] = Severity.NOTE
    folder: str
    reason: str
    """Why, in words."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"nothing is kept for the next build in “{self.folder}”: {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return "make room there, or name another folder with --cache-folder"


class NamesLeftOutOfRule(Diagnostic, kw_only=True):
    """The rule for make leaves out files whose names make cannot be given.

    Make has no quotes: `;` in a name would begin a command, `=` would set a variable,
    `*`, `?` and `[` would stand for other files. An edition is not rebuilt by make when
    such a file changes. Example: a chapter in a file `this;that.md`, with `--depfile`.
    """

    code: ClassVar[str] = "W010"
    severity: ClassVar[Severity] = Severity.WARNING
    path: str
    """The first of them."""
    count: int
    """How many there are."""

    def message(self) -> str:
        """Name the first, and count the others."""
        others = self.count - 1
        more = "" if not others else f" and {others} more {_files(others)}"
        return f"“{self.path}”{more} cannot be named in a rule for make"

    def help(self) -> str:
        """Say which names can be."""
        return "give it a name of letters, figures, spaces and - _ . , + @"


def _files(count: int) -> str:
    return "file" if count == 1 else "files"
