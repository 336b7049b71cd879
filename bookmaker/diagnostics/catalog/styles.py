"""Kinds of problem with codes in `S`: style sheets, themes and fonts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownTheme(Diagnostic):
    """The book asks for a theme that bookmaker does not have.

    A theme is the look of the book: its fonts, its page, its ornaments. Without one
    there is nothing to set the pages in. Write the name of a theme that exists:
    `theme = "literary"` under `[print]` in `book.toml`.
    """

    code: ClassVar[str] = "S001"
    severity: ClassVar[Severity] = Severity.ERROR

    theme: str
    nearest: str | None
    themes: tuple[str, ...]

    def message(self) -> str:
        """Name the theme that does not exist."""
        return f"there is no theme “{self.theme}”"

    def mend(self) -> str:
        """Name the nearest theme, or all of them."""
        if self.nearest is not None:
            return f"Did you mean “{self.nearest}”?"
        return f"Choose one of: {', '.join(self.themes)}."
