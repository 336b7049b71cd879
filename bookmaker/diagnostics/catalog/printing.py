"""Kinds of problem with codes in `P`: the print edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprintablePicture(Diagnostic):
    """A picture could not be set into the page.

    The file is damaged, or of a kind that print does not take; its alternative text
    stands in its place. Open it in a picture editor and save it as PNG, JPEG or SVG.
    Example: a text file that was renamed to `map.png`.
    """

    code: ClassVar[str] = "P001"
    severity: ClassVar[Severity] = Severity.WARNING

    path: str
    reason: str

    def message(self) -> str:
        """Name the picture."""
        return f"the picture {self.path} cannot be printed"

    def mend(self) -> str:
        """Say how to make it one that can."""
        return "Save it again as PNG, JPEG or SVG."


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLinkInPrint(Diagnostic):
    """A link in the finished pages leads nowhere.

    Its words are printed, but a reader who follows it stays where they are. This
    happens where a page names a place that no edition has. Look for the name in the
    manuscript, and give the place that it means an id: `## The ford {#ford}`.
    """

    code: ClassVar[str] = "P002"
    severity: ClassVar[Severity] = Severity.WARNING

    target: str

    def message(self) -> str:
        """Name the target."""
        return f"a link leads to “{self.target}”, which is nowhere in the book"

    def mend(self) -> str:
        """Say how to give the link its place."""
        return "Give the place that is meant this id, or mend the link."


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutTrouble(Diagnostic):
    """The layout engine met something that it could not do, and left it out.

    The pages are made, but one of them may not look as it should. The message is the
    engine's own (WeasyPrint); what it speaks of can often be written more simply.
    Example: a table whose rows have different numbers of cells.
    """

    code: ClassVar[str] = "P003"
    severity: ClassVar[Severity] = Severity.WARNING

    trouble: str

    def message(self) -> str:
        """Quote the engine."""
        return f"the layout engine says: {self.trouble}"

    def mend(self) -> str:
        """Point at the pages."""
        return "Look at the page in question; a simpler form may help."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoomForText(Diagnostic):
    """The margins leave hardly any room for text on the page.

    Lines need a length that holds some words, and a page some lines. Make the trim
    larger or the margins smaller: `margin-inner = "18mm"` under `[print]`. Example: a
    page 100 mm wide with two margins of 45 mm.
    """

    code: ClassVar[str] = "P004"
    severity: ClassVar[Severity] = Severity.ERROR

    measure: str
    lines: int

    def message(self) -> str:
        """Say how little room there is."""
        return (
            f"the page holds {self.lines} lines of {self.measure}:"
            " there is no room for text"
        )

    def mend(self) -> str:
        """Say which options decide it."""
        return "Make `trim` larger, or the margins or `type-size` smaller."
