"""Problems to report, independent of the catalogue's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken(Diagnostic):
    """Something is broken.

    It has to be mended.
    """

    code: ClassVar[str] = "X901"
    severity: ClassVar[Severity] = Severity.ERROR
    what: str = "the pier"

    def message(self) -> str:
        """Say what is wrong."""
        return f"{self.what} is broken: 50%, or more"

    def mend(self) -> str:
        """Say what to do."""
        return "mend it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced(Diagnostic):
    """A key is misplaced."""

    code: ClassVar[str] = "C901"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        """Say what is wrong."""
        return "a key is misplaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd(Diagnostic):
    """Something is odd."""

    code: ClassVar[str] = "M901"
    severity: ClassVar[Severity] = Severity.WARNING

    def message(self) -> str:
        """Say what is wrong."""
        return "this is odd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed(Diagnostic):
    """Something was assumed."""

    code: ClassVar[str] = "M902"
    severity: ClassVar[Severity] = Severity.NOTE

    def message(self) -> str:
        """Say what was assumed."""
        return "the title is taken from the file"
