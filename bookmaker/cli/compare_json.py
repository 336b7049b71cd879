"""A comparison as JSON values, for programs."""

from __future__ import annotations

from typing import Any

from bookmaker.pipeline.comparison import Comparison
from bookmaker.pipeline.comparison.edition_changes import EditionChange
from bookmaker.pipeline.comparison.errata import ChapterChange, Erratum, PrintedLine
from bookmaker.pipeline.comparison.moves import Move, Moves
from bookmaker.pipeline.comparison.states import State
from bookmaker.source import SourceSpan


def comparison_json(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON values; pages, lines and columns count from 1."""
    return {
        "old": _state(found.old),
        "new": _state(found.new),
        "edition": found.edition,
        "chapters": [_chapter(one) for one in found.chapters],
        "errata": [_erratum(one) for one in found.errata],
        "moves": None if found.moves is None else _moves(found.moves),
        "data": [
            {"key": one.what, "old": one.old, "new": one.new} for one in found.data
        ],
        "editions": [_edition(one) for one in found.editions],
    }


def _state(state: State) -> dict[str, Any]:
    return {"name": state.label, "commit": state.commit}


def _chapter(change: ChapterChange) -> dict[str, Any]:
    old, new = change.pair.old, change.pair.new
    own = new or old
    return {
        "old-title": None if old is None else old.title,
        "new-title": None if new is None else new.title,
        "file": None if own is None else own.file,
        "moved": change.pair.is_moved,
        "words-before": 0 if old is None else len(old.words),
        "words-now": 0 if new is None else len(new.words),
        "added": change.added,
        "removed": change.removed,
    }


def _erratum(erratum: Erratum) -> dict[str, Any]:
    return {
        "kind": erratum.kind.value,
        "chapter": erratum.chapter,
        "first": _line(erratum.first),
        "last": _line(erratum.last),
        "old": erratum.old,
        "new": erratum.new,
        "after": erratum.is_after,
        "paragraph": erratum.is_paragraph,
        "old-source": _span(erratum.old_span),
        "new-source": _span(erratum.new_span),
    }


def _line(at: PrintedLine | None) -> dict[str, Any] | None:
    if at is None:
        return None
    return {"page": at.page, "folio": at.folio, "line": at.line}


def _span(span: SourceSpan | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"file": span.file, "line": span.line, "column": span.column}


def _moves(moves: Moves) -> dict[str, Any]:
    return {
        "pages-before": moves.pages_before,
        "pages-now": moves.pages_now,
        "chapters": [_move(one) for one in moves.chapters],
        "sections": [_move(one) for one in moves.sections],
        "references": [_move(one) for one in moves.references],
        "index": [_move(one) for one in moves.index],
        "running-heads": [_move(one) for one in moves.head_pages],
        "running-head-words": [
            {"old": one.old, "new": one.new, "folio": one.folio}
            for one in moves.head_words
        ],
    }


def _move(move: Move) -> dict[str, str]:
    return {"what": move.what, "old": move.old, "new": move.new}


def _edition(edition: EditionChange) -> dict[str, Any]:
    return {
        "name": edition.name,
        "format": edition.format,
        "product": edition.product,
        "isbn": edition.isbn,
        "needs-file": edition.needs_file,
        "new": edition.is_new,
        "pages-before": edition.pages_before,
        "pages-now": edition.pages_now,
        "printer": edition.printer,
        "to-do": list(edition.to_do),
    }
