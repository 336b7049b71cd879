"""Problems to report, independent of the catalogue's own."""

from __future__ import annotations

from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class Broken(Diagnostic, kw_only=True):
    """Something is broken.

    It has to be mended.
    """

    code: ClassVar[str] = "X901"
    severity: ClassVar[Severity] = Severity.ERROR
    what: str = "the pier"

    def message(self) -> str:
        """Say what is wrong."""
        return f"{self.what} is broken: 50%, or more"

    def help(self) -> str:
        """Say what to do."""
        return "mend it"


class Misplaced(Diagnostic, kw_only=True):
    """A key is misplaced."""

    code: ClassVar[str] = "C901"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        """Say what is wrong."""
        return "a key is misplaced"


class Odd(Diagnostic, kw_only=True):
    """Something is odd."""

    code: ClassVar[str] = "M901"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Say what is wrong."""
        return "this is odd"


class Assumed(Diagnostic, kw_only=True):
    """Something was assumed."""

    code: ClassVar[str] = "M902"
    severity: ClassVar[Severity] = Severity.NOTE

    def message(self) -> str:
        """Say what was assumed."""
        return "the title is taken from the file"
