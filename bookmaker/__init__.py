"""bookmaker: one manuscript, one document tree, every edition.

The public API; docs/api.md explains it. A name is loaded when it is first asked for, so
that importing the package costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from bookmaker.system.version import VERSION

if TYPE_CHECKING:
    from bookmaker.diagnostics import Diagnostic as Diagnostic
    from bookmaker.diagnostics import Diagnostics as Diagnostics
    from bookmaker.diagnostics import Severity as Severity
    from bookmaker.diagnostics.errors import BookmakerError as BookmakerError
    from bookmaker.diagnostics.errors import InternalError as InternalError
    from bookmaker.diagnostics.errors import ToolError as ToolError
    from bookmaker.document.book import Book as Book
    from bookmaker.pipeline.public import build as build
    from bookmaker.pipeline.public import check as check
    from bookmaker.pipeline.public import open_session as open_session
    from bookmaker.pipeline.public import read as read
    from bookmaker.pipeline.request import Outcome as Outcome
    from bookmaker.pipeline.request import Output as Output
    from bookmaker.source import SourceSpan as SourceSpan


__version__ = VERSION

_MODULE_BY_NAME = {
    "Book": "bookmaker.document.book",
    "BookmakerError": "bookmaker.diagnostics.errors",
    "Diagnostic": "bookmaker.diagnostics",
    "Diagnostics": "bookmaker.diagnostics",
    "InternalError": "bookmaker.diagnostics.errors",
    "Outcome": "bookmaker.pipeline.request",
    "Output": "bookmaker.pipeline.request",
    "Severity": "bookmaker.diagnostics",
    "SourceSpan": "bookmaker.source",
    "ToolError": "bookmaker.diagnostics.errors",
    "build": "bookmaker.pipeline.public",
    "check": "bookmaker.pipeline.public",
    "open_session": "bookmaker.pipeline.public",
    "read": "bookmaker.pipeline.public",
}

__all__ = ["__version__", *_MODULE_BY_NAME]


def __getattr__(name: str) -> object:
    """A public name, loaded now (PEP 562)."""
    module = _MODULE_BY_NAME.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(module), name)


def __dir__() -> list[str]:
    return __all__
