"""A comparison as one HTML page: nothing else is loaded, and no script runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookmaker.cli.compare_words import (
    changed_chapters,
    correction_of,
    edition_name,
    edition_summary,
    errata_title,
    label_of,
    move_lists,
    pages_of,
    place_of,
    total_of,
)
from bookmaker.pipeline.comparison import Comparison
from bookmaker.pipeline.comparison.moves import Moves
from bookmaker.xhtml.serialize import Markup, element, escape, lines
from bookmaker.xhtml.standalone import standalone_page

_STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif; }
h1, h2 { font-weight: normal; line-height: 1.2; }
h2 { margin-top: 2rem; border-bottom: 1px solid #767676; }
table { border-collapse: collapse; width: 100%; }
th { font-weight: normal; text-align: left; white-space: nowrap; }
td, th { padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
tr { break-inside: avoid; }
td.source { color: #595959; font: 0.8rem/1.5 monospace; }
@media print { td.source { display: none; } body { margin: 0; } }
"""


def render_page(found: Comparison) -> bytes:
    """The page, in UTF-8."""
    title = f"{label_of(found.old)} → {label_of(found.new)}"
    body = element(
        "main",
        {},
        element("h1", {}, escape(title)),
        *_section("Words by chapter", _chapters(found)),
        *_section(errata_title(found), _errata(found)),
        *([] if found.moves is None else _moves(found.moves)),
        *_section(
            "Data for shops and catalogues",
            ((one.what, f"{one.old or '–'} → {one.new or '–'}") for one in found.data),
        ),
        *_section(
            "Editions",
            ((edition_name(one), edition_summary(one)) for one in found.editions),
        ),
    )
    return standalone_page(title, _STYLE, body)


def _chapters(found: Comparison) -> Iterator[tuple[str, ...]]:
    for title, file, said in changed_chapters(found):
        yield title, said, file
    yield "in all", total_of(found), ""


def _errata(found: Comparison) -> Iterator[tuple[str, ...]]:
    for one in found.errata:
        span = one.new_span
        source = "" if span is None else f"{span.file}:{span.line}:{span.column}"
        yield place_of(one), correction_of(one), source


def _moves(moves: Moves) -> Iterator[Markup]:
    pages = pages_of(moves.pages_before, moves.pages_now)
    yield from _section("Pages", [("The book", pages)])
    for title, found in move_lists(moves):
        yield from _section(title, found)


def _section(title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[Markup]:
    """A heading and a table; nothing where there are no rows."""
    written = [_row(row) for row in rows]
    if written:
        yield element("h2", {}, escape(title))
        yield element("table", {}, element("tbody", {}, lines(written)))


def _row(cells: tuple[str, ...]) -> Markup:
    first, said, *source = cells
    return element(
        "tr",
        {},
        element("th", {"scope": "row"}, escape(first)),
        element("td", {}, escape(said)),
        *(element("td", {"class": "source"}, escape(one)) for one in source),
    )
