"""Problems of what is imported: letter `I`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity
from bookmaker.diagnostics.catalog.foreign_forms import (
    WORD_SUFFIXES,
    conversion_of,
    suffix_of,
)


class UnknownSourceKind(Diagnostic, kw_only=True):
    """bookmaker can't import this kind of file.

    It imports plain text (`.txt`), Markdown, web pages (`.html`), messages (`.eml`),
    blog exports, Word files (`.docx`), EPUBs, screenplays (`.fountain`) and, where
    pandoc is installed, `.odt` and `.rtf`; also folders and archives (`.zip`) of these.
    Other forms can be converted first; the help says with which program.
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
        if (command := conversion_of(self.path)) is not None:
            return f"convert it first, then import what that gives: {command}"
        return (
            "use a .docx, .odt, .rtf, .epub, .html, .txt, .md, .eml or .fountain file, "
            "a folder or .zip of them, or a WordPress export"
        )


class NoText(Diagnostic, kw_only=True):
    """The file isn't valid text in this encoding.

    Plain text is read as its byte-order mark says, as UTF-8 without one, or as
    `--encoding` says. bookmaker doesn't guess: a wrong guess would silently change
    letters.
    """

    code: ClassVar[str] = "I002"
    severity: ClassVar[Severity] = Severity.ERROR
    encoding: str

    def message(self) -> str:
        """Say which encoding it is not."""
        return f"this isn’t valid {self.encoding} text"

    def help(self) -> str:
        """Say how to name the encoding."""
        return "set the encoding: --encoding cp1252 for many texts from Windows"


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
        return "use utf-8, cp1252, latin-1 or mac-roman"


class HostileSource(Diagnostic, kw_only=True):
    """The source contains something malicious or corrupt.

    An archive that unpacks to far more than it should, or that would write outside its
    folder; a DTD whose entities can fill the memory; endless nesting;
    a text longer than any book. Nothing of it is imported.
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
        return "get a new copy, or save it again with the program that made it"


class DamagedSource(Diagnostic, kw_only=True):
    """A source can't be read: it is incomplete, or isn't what its name says.

    Word files and EPUBs are archives; one that wasn't downloaded completely lacks the
    list of its files, which is at its end.
    """

    code: ClassVar[str] = "I005"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str
    reason: str
    advice: str = "open it in the program that made it, and save or export it again"

    def message(self) -> str:
        """Say what is wrong with it."""
        return f"{self.path} cannot be read: {self.reason}"

    def help(self) -> str:
        """Say how to get a whole one."""
        return self.advice


class TrackedChanges(Diagnostic, kw_only=True):
    """A Word file contains changes that nobody has accepted or rejected yet.

    bookmaker can't decide which text is the author's. Accept or reject the changes in
    Word; or import with `--accept-changes`, which keeps what was inserted, leaves out
    what was deleted, and lists both.
    """

    code: ClassVar[str] = "I006"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"count": 12}
    path: str
    count: int

    def message(self) -> str:
        """Say how many changes there are."""
        changes = "change" if self.count == 1 else "changes"
        return f"{self.path} has {self.count} tracked {changes} to accept or reject"

    def help(self) -> str:
        """Name the option."""
        return "accept or reject them in Word, or import with --accept-changes"


class EmptySource(Diagnostic, kw_only=True):
    """A source has no text that could become a chapter.

    A saved page may contain only a program that would have loaded the article; in that
    case save it from a browser as a complete page.
    """

    code: ClassVar[str] = "I007"
    severity: ClassVar[Severity] = Severity.ERROR
    path: str

    def message(self) -> str:
        """Say that there is nothing in it."""
        return f"{self.path} has no text to import"

    def help(self) -> str:
        """Say how to get the text."""
        suffix = suffix_of(self.path)
        if suffix in WORD_SUFFIXES:
            return (
                "open it in the program that made it; if its text is in an image, or "
                "in files that it only links to, save the text in the document itself"
            )
        if suffix == ".epub":
            return "open it in a reading system; if its pages are images, find the text"
        if suffix == ".eml":
            return "import its attachments as files of their own"
        return (
            "save the complete page from a browser, or paste its text into a .txt file"
        )
