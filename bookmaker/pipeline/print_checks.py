"""Check a finished print edition against its printer's rules, and place what is found.

What comes in: an artifact of the print backend, not yet written. What goes out: what
preflight finds in its bytes, where in the manuscript the page begins. What layout has
reported with a better place is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookmaker.backends.protocol import Artifact
from bookmaker.config.model import BookConfig, Purpose
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import (
    ImageResolution,
    PageBoxWrong,
    PagesNotBound,
)
from bookmaker.source import SourceSpan
from bookmaker.trade import printer_of

_KNOWN_BEFORE = (ImageResolution, PageBoxWrong, PagesNotBound)
"""P010, P060, P061 and P064 say the same of the manuscript."""


def check_print(artifact: Artifact, config: BookConfig) -> Iterator[Diagnostic]:
    """Yield what breaks the rules of an edition's printer.

    Nothing of an edition that is not for print.
    """
    if artifact.pages is None or config.print.purpose is not Purpose.PRINT:
        return
    # Loaded here: most builds make no file for a printer.
    from bookmaker.validators.preflight import preflight

    printer = printer_of(config.print.printer)
    places = () if artifact.find_places is None else artifact.find_places()
    for found in preflight(artifact.content, printer, _NO_FILE):
        if not isinstance(found, _KNOWN_BEFORE):
            page = getattr(found, "page", None)
            yield replace(found, span=_place(places, page or 0))


def check_cover(content: bytes, config: BookConfig) -> Iterator[Diagnostic]:
    """Yield what of a finished cover breaks the rules of its printer."""
    from bookmaker.validators.preflight import preflight

    printer = printer_of(config.print.printer)
    place = config.place("cover.front") or config.place("print.printer")
    for found in preflight(content, printer, _NO_FILE, is_cover=True):
        if not isinstance(found, _KNOWN_BEFORE):
            yield replace(found, span=place)


_NO_FILE = "the PDF"
"""It has no name yet."""


def _place(places: Sequence[SourceSpan | None], page: int) -> SourceSpan | None:
    """Where a page begins, counted from 1; else where the last one before it does."""
    return next((place for place in reversed(places[:page]) if place), None)
