"""Kinds of problem with codes in `P`: the print edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutTrouble(Diagnostic):
    """The layout engine met something that it could not do, and left it out.

    The pages are made, but one of them may not look as it should. The message is the
    engine's own (WeasyPrint); what it speaks of can often be written more simply.
    Example: a drawing (SVG) with a style sheet of its own that uses uncommon selectors.
    """

    code: ClassVar[str] = "P001"
    severity: ClassVar[Severity] = Severity.WARNING

    trouble: str

    def message(self) -> str:
        """Quote the engine."""
        return f"the layout engine says: {self.trouble}"

    def mend(self) -> str:
        """Point at the pages."""
        return "look at the page in question; a simpler form may help"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoomForText(Diagnostic):
    """The margins leave hardly any room for text on the page.

    Lines need a length that holds some words, and a page some lines. Make the trim
    larger or the margins smaller: `margin-inner = "18mm"` under `[print]`. Example: a
    page 100 mm wide with two margins of 45 mm.
    """

    code: ClassVar[str] = "P002"
    severity: ClassVar[Severity] = Severity.ERROR

    measure: str
    """The length of a line, in words: `31 mm`."""
    lines: int

    def message(self) -> str:
        """Say how little room there is."""
        return (
            "the page has too little room for text:"
            f" {max(self.lines, 0)} lines of {self.measure}"
        )

    def mend(self) -> str:
        """Say which options decide it."""
        return "make `trim` larger, or the margins or `type-size` smaller"
