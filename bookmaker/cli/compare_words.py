"""What a person reads of a comparison, for the text report and the HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bookmaker.pipeline.comparison import Comparison
from bookmaker.pipeline.comparison.edition_changes import EditionChange
from bookmaker.pipeline.comparison.errata import (
    ChapterChange,
    Erratum,
    ErratumKind,
    PrintedLine,
)
from bookmaker.pipeline.comparison.moves import Move, Moves
from bookmaker.pipeline.comparison.states import State
from bookmaker.system.workspace import near


def label_of(state: State) -> str:
    """A state as people name it."""
    if state.commit is None:
        return near(Path(state.label)).as_posix()
    return f"{state.label} ({state.commit[:10]})"


def place_of(erratum: Erratum) -> str:
    """Where the old words are: `page 47, line 12`."""
    first, last = erratum.first, erratum.last
    if first is None:
        return "not on the old pages"
    if last is None or first == last:
        return _line(first)
    if first.page == last.page:
        return f"page {first.folio}, lines {first.line} to {last.line}"
    return f"{_line(first)} to {_line(last)}"


def _line(at: PrintedLine) -> str:
    return f"page {at.folio}, line {at.line}"


def correction_of(erratum: Erratum, most_words: int | None = None) -> str:
    """What to do, as errata sheets say it: for “this” read “that”.

    Longer stretches than `most_words` are shortened.
    """
    old, new = (_shortened(text, most_words) for text in (erratum.old, erratum.new))
    match erratum.kind:
        case ErratumKind.REPLACE:
            return f"for “{old}” read “{new}”"
        case ErratumKind.DELETE:
            return f"delete “{old}”"
        case ErratumKind.INSERT:
            where = "after" if erratum.is_after else "before"
            what = "a new paragraph: " if erratum.is_paragraph else ""
            return f"{where} “{old}” insert {what}“{new}”"


def _shortened(text: str, most_words: int | None) -> str:
    words = text.split()
    if most_words is None or len(words) <= most_words:
        return text
    half = most_words // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"


def chapter_summary(change: ChapterChange) -> str:
    """What became of a chapter; empty where nothing did."""
    pair = change.pair
    if pair.old is None:
        return f"new, {_words(change.added)}"
    if pair.new is None:
        return f"removed, {_words(change.removed)}"
    said = []
    if pair.is_moved:
        said.append("moved")
    if pair.old.title != pair.new.title:
        said.append(f"was “{pair.old.title}”")
    if change.added or change.removed:
        said.append(f"{_words(change.added)} added, {change.removed:,} removed")
    return ", ".join(said)


def changed_chapters(found: Comparison) -> Iterator[tuple[str, str, str]]:
    """Title, file and what became of it, of each chapter that something became of."""
    for one in found.chapters:
        said = chapter_summary(one)
        own = one.pair.new or one.pair.old
        if said and own is not None:
            yield own.title, own.file or "", said


def errata_title(found: Comparison) -> str:
    """What the errata are called, and whose pages they name."""
    count = len(found.errata)
    pages = f", by page and line of the old printing ({found.edition})"
    return f"Errata: {count}{pages if count else ''}"


def total_of(found: Comparison) -> str:
    """How many words changed in the whole book."""
    added = sum(one.added for one in found.chapters)
    removed = sum(one.removed for one in found.chapters)
    if not added and not removed:
        return "no word changed"
    return f"{_words(added)} added, {removed:,} removed"


def move_lists(moves: Moves) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What moves between the printings: a title, and what was and is where; none is
    empty."""
    for title, found in (
        ("Chapters on other pages", moves.chapters),
        ("Sections on other pages", moves.sections),
        ("References that print another page", moves.references),
        ("Index entries with other pages", moves.index),
        ("Running heads on other pages", moves.head_pages),
    ):
        if found:
            yield title, [(one.what, move_of(one)) for one in found]
    if moves.head_words:
        renamed = [
            (f"page {one.folio}", f"“{one.old}” → “{one.new}”")
            for one in moves.head_words
        ]
        yield "Running heads with other words", renamed


def move_of(move: Move) -> str:
    """Where it was and is: `47 → 49`."""
    return f"{move.old or 'not there'} → {move.new or 'not there'}"


def edition_name(edition: EditionChange) -> str:
    """An edition with what it is sold as."""
    sold = [one for one in (edition.product, edition.isbn) if one]
    return f"{edition.name} ({', '.join(sold)})" if sold else edition.name


def edition_summary(edition: EditionChange) -> str:
    """Whether an edition needs a new file, and where it goes."""
    if not edition.needs_file:
        return "unchanged"
    said = ["is new" if edition.is_new else "needs a new file"]
    before, now = edition.pages_before, edition.pages_now
    if before is not None and now is not None and before != now:
        said.append(f"{now} pages instead of {before}")
    return "; ".join([", ".join(said), *edition.to_do])


def pages_of(before: int, now: int) -> str:
    """How many pages there are, and were."""
    return f"{now} pages" if before == now else f"{now} pages instead of {before}"


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"
