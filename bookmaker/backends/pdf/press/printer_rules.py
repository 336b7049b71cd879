"""Hold a print edition against what its printer asks for.

What comes in: the options of an edition, its page, the number of its pages. What goes
out: the least margins that the page needs, and a problem for each thing that the
printer refuses. What a printer asks is in `bookmaker/trade/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.backends.pdf.geometry import LeastMargins, PageGeometry
from bookmaker.config.model import BookConfig, PrintConfig, Purpose
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import (
    BleedUnfit,
    InkNotOffered,
    MarginWidened,
    PageCountRefused,
    TrimNotOffered,
)
from bookmaker.trade import Colours, Feature, Ink, Printer, printer_of
from bookmaker.units import POINTS_PER_MILLIMETRE, Length

_MOST_SIZES = 6


def printer_for(options: PrintConfig) -> Printer | None:
    """The printer of an edition; `None`: it is not for a printer."""
    if options.purpose is not Purpose.PRINT:
        return None
    return printer_of(options.printer)


def least_margins(options: PrintConfig, pages: int, *, has_bleed: bool) -> LeastMargins:
    """The margins that a book of so many pages needs; none, if it is not printed."""
    printer = printer_for(options)
    if printer is None:
        return LeastMargins()
    return LeastMargins(
        inner=printer.inner_margin(pages).points,
        edge=printer.margin(has_bleed=has_bleed).points,
    )


def check_page(
    config: BookConfig, page: PageGeometry, printer: Printer
) -> Iterator[Diagnostic]:
    """What the printer refuses of a page, before anything is laid out."""
    options = config.print
    width, height = options.trim
    if not printer.offers(width, height):
        yield TrimNotOffered(
            printer=printer.label,
            trim=_size(width, height),
            offered=tuple(_offered(printer, width)),
            span=config.place("print.trim") or config.place("print.printer"),
        )
    takes_screen_colours = Colours.RGB in printer.colours
    if (
        options.ink is Ink.COLOUR
        and not takes_screen_colours
        and options.profile is None
    ):
        yield InkNotOffered(printer=printer.label, span=config.place("print.ink"))
    span = config.place("print.sheet") or config.place("print.theme")
    if page.has_marks and Feature.MARKS in printer.forbidden:
        yield BleedUnfit(printer=printer.label, token="--plan-marks", span=span)
    if 0 < page.bleed < printer.bleed.points:
        wanted = f"{float(printer.bleed.points):g}"
        token = "--plan-bleed"
        yield BleedUnfit(printer=printer.label, token=token, wanted=wanted, span=span)


def check_pages(
    config: BookConfig, page: PageGeometry, pages: int, printer: Printer
) -> Iterator[Diagnostic]:
    """What is to be said of the pages as they are bound."""
    yield from check_binding(config, pages, printer)
    options = config.print
    given = {
        "margin-inner": (options.margin_inner, page.inner),
        "margin-outer": (options.margin_outer, page.outer),
        "margin-top": (options.margin_top, page.top),
    }
    for key, (asked, made) in given.items():
        if asked is not None and asked.points < made:
            yield MarginWidened(
                key=key,
                width=_millimetres(Length(made)),
                printer=printer.label,
                pages=pages,
                span=config.place(f"print.{key}"),
            )


def check_binding(
    config: BookConfig, pages: int, printer: Printer
) -> Iterator[Diagnostic]:
    """Whether the printer binds so many pages, and no fewer."""
    least, most = printer.page_limits(config.print.ink)
    limit = least if least is not None and pages < least else None
    limit = most if most is not None and pages > most else limit
    span = config.place("print.printer") or config.place("print.purpose")
    if limit is not None:
        yield PageCountRefused(
            printer=printer.label, pages=pages, limit=limit, span=span
        )


def _offered(printer: Printer, width: Length) -> Iterator[str]:
    if printer.widths is not None and printer.heights is not None:
        least, most = printer.widths, printer.heights
        yield f"any from {_size(least[0], most[0])} to {_size(least[1], most[1])}"
    near = sorted(printer.sizes, key=lambda size: abs((size[0] - width).points))
    yield from (_size(*size) for size in near[:_MOST_SIZES])


def _size(width: Length, height: Length) -> str:
    return f"{_number(width)} x {_millimetres(height)}"


def _millimetres(length: Length) -> str:
    return f"{_number(length)}mm"


def _number(length: Length) -> str:
    return f"{round(float(length.points / POINTS_PER_MILLIMETRE), 1):g}"
