"""Report how a laid-out book is set, with the places in the manuscript.

What comes in: the tree as it was printed, its pages with their lines, and the theme's
`--limit-` tokens. What goes out: the meter's report, each flaw with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.backends.line_meter import (
    LayoutReport,
    LineLimits,
    SetPage,
    measure_pages,
)
from bookmaker.backends.pdf.setting import PrintStyle
from bookmaker.backends.pdf.source_places import places_of
from bookmaker.document.book import Book
from bookmaker.document.page_map import TextPosition


def report_layout(
    book: Book, pages: Sequence[SetPage], setting: PrintStyle
) -> LayoutReport:
    """Measure the pages, and find where each flaw stands in the manuscript."""
    limits = LineLimits(
        loose=setting.number("--limit-loose-space"),
        tight=setting.number("--limit-tight-space"),
        most_loose=setting.number("--limit-loose-lines"),
        most_divided=setting.number("--limit-divided-lines"),
    )
    report = measure_pages(pages, float(setting.page.leading), limits)
    spans = places_of(
        book, [TextPosition(flaw.division, flaw.letters) for flaw in report.flaws]
    )
    flaws = (
        replace(flaw, span=span) for flaw, span in zip(report.flaws, spans, strict=True)
    )
    return replace(report, flaws=tuple(flaws))
