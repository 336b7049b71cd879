"""Problems of what is imported: letter `I`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class UnknownSource(Diagnostic, kw_only=True):
    """A source is of no kind that bookmaker imports.

    It reads plain text (`.txt`), web pages (`.html`), folders and archives of them as
    blogs export them (`.zip`), Word files (`.docx`) and EPUBs, and tells them by what
    is in them, not by their names alone.
    """

    code: ClassVar[str] = "I001"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str

    def message(self) -> str:
        """Say that it cannot be imported."""
        return f"{self.path} cannot be imported: {self.reason}"

    def help(self) -> str:
        """Say what can."""
        return (
            "give a .txt, .html, .docx or .epub file, or the folder of a blog's export"
        )


class NoText(Diagnostic, kw_only=True):
    """The bytes of a text are none of its encoding.

    Plain text is read as its byte-order mark says, as UTF-8 where it has none, or as
    `--encoding` says. Nothing is guessed: a wrong guess would change letters without
    a word.
    """

    code: ClassVar[str] = "I002"
    severity: ClassVar[Severity] = Severity.ERROR
    encoding: str

    def message(self) -> str:
        """Say which encoding it is not."""
        return f"this is not text in {self.encoding}"

    def help(self) -> str:
        """Say how to name the encoding."""
        return "name its encoding: --encoding cp1252 for many texts from Windows"


class UnknownEncoding(Diagnostic, kw_only=True):
    """The encoding that was named does not exist.

    Names such as `utf-8`, `utf-16`, `cp1252`, `latin-1` and `mac-roman` are known.
    """

    code: ClassVar[str] = "I003"
    severity: ClassVar[Severity] = Severity.ERROR
    encoding: str

    def message(self) -> str:
        """Say that there is no such encoding."""
        return f"there is no encoding “{self.encoding}”"

    def help(self) -> str:
        """Name some that there are."""
        return "name one that there is: utf-8, cp1252, latin-1, mac-roman"


class HostileSource(Diagnostic, kw_only=True):
    """A source holds what no honest one does.

    An archive whose files unpack to far more than they are, or that would write
    outside its folder; a document with a DTD, whose entities can fill a machine;
    nesting without an end; a text longer than any book. Nothing of it is imported.
    """

    code: ClassVar[str] = "I004"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str

    def message(self) -> str:
        """Say what was found in it."""
        return f"{self.path} is not imported: {self.reason}"

    def help(self) -> str:
        """Say where to get a sound one."""
        return "ask for a fresh copy, or save it again with the program that made it"


class DamagedSource(Diagnostic, kw_only=True):
    """A source cannot be read: it is cut short, or not what its name says.

    Word files and EPUBs are archives; one that was not downloaded whole lacks the list
    of its files, which stands at its end.
    """

    code: ClassVar[str] = "I005"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str

    def message(self) -> str:
        """Say what is wrong with it."""
        return f"{self.path} cannot be read: {self.reason}"

    def help(self) -> str:
        """Say how to get a whole one."""
        return "open it in the program that made it, and save or export it again"


class TrackedChanges(Diagnostic, kw_only=True):
    """A Word file holds changes that nobody has accepted or rejected yet.

    Which words are the author's is not for a program to say. Accept or reject the
    changes in Word; or import with `--accept-changes`, which takes what was inserted
    and leaves out what was deleted, and lists both.
    """

    code: ClassVar[str] = "I006"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"count": 12}
    path: str
    count: int

    def message(self) -> str:
        """Say how many changes there are."""
        changes = "change waits" if self.count == 1 else "changes wait"
        return f"{self.count} tracked {changes} in {self.path}"

    def help(self) -> str:
        """Name the option."""
        return "accept or reject them in Word, or import with --accept-changes"


class EmptySource(Diagnostic, kw_only=True):
    """A source has no words that could become a chapter.

    A saved page may hold nothing but a program that would have fetched the article;
    save it from a browser as a whole page then.
    """

    code: ClassVar[str] = "I007"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        """Say that there is nothing in it."""
        return f"{self.path} has no text to import"

    def help(self) -> str:
        """Say how to get the text."""
        return "save the page whole from a browser, or paste its text into a .txt file"
