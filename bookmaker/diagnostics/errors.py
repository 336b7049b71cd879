"""The exceptions that stop the work."""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostic


class BookmakerError(Exception):
    """The root of all that this program raises on purpose."""


class ManuscriptError(BookmakerError):
    """The book cannot be made; the diagnostics say why and where."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(found.message() for found in diagnostics))
        self.diagnostics = diagnostics


class ToolError(BookmakerError):
    """A program or library that the work needs is missing or fails to load."""

    def __init__(self, message: str, tool: str = "") -> None:
        super().__init__(message)
        self.tool = tool
        """Its name in the list of `bookmaker doctor`, if it is one of those."""


class EngineRefusedSheetError(BookmakerError):
    """The layout engine fails on a style sheet; the message is its own."""


class InternalError(BookmakerError):
    """Our own mistake, never the author's."""
