"""A comparison as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from bookmaker.pipeline.comparison.errata import Erratum
from bookmaker.pipeline.comparison.moves import Moves

_MOST_MOVES = 12
"""Of each kind: a paragraph more near the front moves everything after it."""
_MOST_WORDS = 30
"""Of a passage in the errata."""


def render_comparison(found: Comparison) -> str:
    """The report for a person. Long lists of moves are shortened; errata never are."""
    blocks = [
        [f"{label_of(found.old)} → {label_of(found.new)}"],
        ["Words by chapter", *_indented(_chapters(found))],
        [errata_title(found), *_indented(map(_erratum, found.errata))],
    ]
    if found.moves is not None:
        blocks += list(_moves(found.moves))
    if found.data:
        data = (
            f"{one.what}: {one.old or '–'} → {one.new or '–'}" for one in found.data
        )
        blocks.append(["Data for shops and catalogues", *_indented(data)])
    editions = (
        f"{edition_name(one)}: {edition_summary(one)}" for one in found.editions
    )
    blocks.append(["Editions", *_indented(editions)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _chapters(found: Comparison) -> Iterator[str]:
    for title, file, said in changed_chapters(found):
        yield f"{title}{f' ({file})' if file else ''}: {said}"
    yield f"in all: {total_of(found)}"


def _erratum(erratum: Erratum) -> str:
    span = erratum.new_span
    source = "" if span is None else f"  [{span.file}:{span.line}:{span.column}]"
    return f"{place_of(erratum)}: {correction_of(erratum, _MOST_WORDS)}{source}"


def _moves(moves: Moves) -> Iterator[list[str]]:
    yield [f"Pages: {pages_of(moves.pages_before, moves.pages_now)}"]
    for title, found in move_lists(moves):
        rows = [f"{what}: {said}" for what, said in found]
        yield [f"{title}: {len(rows)}", *_indented(_first(rows))]


def _first(rows: Sequence[str]) -> list[str]:
    left = len(rows) - _MOST_MOVES
    if left <= 1:
        return list(rows)
    return [*rows[:_MOST_MOVES], f"and {left} more: --json and --html list them"]


def _indented(rows: Iterator[str] | Sequence[str]) -> list[str]:
    return [f"  {row}" for row in rows]
