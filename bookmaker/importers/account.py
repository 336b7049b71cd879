"""`IMPORT.md` and `set-aside.md`: what became of every piece of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bookmaker.document.markdown import render_markdown
from bookmaker.document.nodes import (
    Block,
    CodeBlock,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.importers.model import Disposition, Guess, Imported, SourcePiece

_LONGEST_WORDS = 70
_MOST_NOTICES = 8
"""As many as one screen holds above the details."""


def render_account(
    imported: Sequence[Imported], files: Sequence[str], remarks: Sequence[str] = ()
) -> str:
    """Write `IMPORT.md`; `files` are those of the chapters, in their order."""
    guesses = [guess for one in imported for guess in one.guesses]
    pieces = [piece for one in imported for piece in one.pieces]
    notices = [*remarks, *(remark for one in imported for remark in one.remarks)]
    blocks: list[Block] = [
        Heading(1, (Text("Import report"),)),
        _paragraph(
            "This report lists every guess with its alternative, and every piece of "
            "the sources with where it went. Text that was set aside is in "
            "set-aside.md, word for word. When everything is as you want it, you "
            "can delete both files."
        ),
        _paragraph(_counts(imported, pieces)),
    ]
    if notices:
        shown = notices[:_MOST_NOTICES]
        if len(notices) > len(shown):
            more = len(notices) - len(shown)
            shown = [*shown, f"{more} more are below, under “More to note”."]
        blocks += [Heading(2, (Text("Please note"),)), _list(shown)]
    blocks += [Heading(2, (Text("Chapters"),)), _summary(imported, files)]
    if len(notices) > _MOST_NOTICES:
        rest = notices[_MOST_NOTICES:]
        blocks += [Heading(2, (Text("More to note"),)), _list(rest)]
    blocks.append(Heading(2, (Text("Guesses"),)))
    blocks.append(_guesses(guesses) if guesses else _paragraph("None."))
    blocks.append(Heading(2, (Text("Where each piece went"),)))
    blocks.append(_pieces(pieces) if pieces else _paragraph("The sources were empty."))
    return render_markdown(blocks)


def render_check(messages: Sequence[str]) -> str:
    """Write the section that says what `bookmaker check` finds."""
    what: Block = _list(messages) if messages else _paragraph("Nothing.")
    return render_markdown([Heading(2, (Text("What bookmaker check reports"),)), what])


def render_set_aside(imported: Iterable[Imported]) -> str:
    """Write `set-aside.md`: what is not in the manuscript, as it stood in the sources.

    What went into the metadata is here too: its words stand in no chapter.
    """
    blocks: list[Block] = [Heading(1, (Text("Set aside"),))]
    pieces = [
        piece
        for one in imported
        for piece in one.pieces
        if piece.fate is not Disposition.KEPT
    ]
    if not pieces:
        blocks.append(_paragraph("Nothing."))
    for piece in pieces:
        words: tuple[Inline, ...] = (
            Text(f"{_place(piece)}: {piece.what}, {piece.fate.value}"),
        )
        blocks += [Heading(2, words), CodeBlock(piece.words)]
    return render_markdown(blocks)


def _counts(imported: Sequence[Imported], pieces: Sequence[SourcePiece]) -> str:
    chapters = sum(len(one.chapters) for one in imported)
    aside = sum(piece.fate is Disposition.ASIDE for piece in pieces)
    moved = sum(piece.fate is Disposition.MOVED for piece in pieces)
    guesses = sum(len(one.guesses) for one in imported)
    return (
        f"{_number(chapters, 'chapter')} from {_number(len(imported), 'source')}; "
        f"{_number(len(pieces), 'piece')}: {len(pieces) - aside - moved} kept, "
        f"{moved} moved, {aside} set aside; {_number(guesses, 'guess')}."
    )


def _number(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    return f"{count} {what}es" if what.endswith("s") else f"{count} {what}s"


def _summary(imported: Sequence[Imported], files: Sequence[str]) -> Table:
    chapters = [chapter for one in imported for chapter in one.chapters]
    rows = [
        (file, chapter.source, str(len(chapter.blocks)), str(len(chapter.notes)))
        for file, chapter in zip(files, chapters, strict=True)
    ]
    return _table(("chapter", "from", "blocks", "notes"), rows)


def _guesses(guesses: Sequence[Guess]) -> Table:
    rows = [
        (
            _line(guess.source, guess.line, None),
            _shortened(guess.words),
            guess.chosen + (" (your choice)" if guess.was_asked else ""),
            guess.alternative,
        )
        for guess in guesses
    ]
    return _table(("where", "text", "read as", "alternative"), rows)


def _pieces(pieces: Sequence[SourcePiece]) -> Table:
    rows = [
        (_place(piece), piece.what, piece.fate.value, _shortened(piece.words))
        for piece in pieces
    ]
    return _table(("where", "what", "fate", "words"), rows)


def _place(piece: SourcePiece) -> str:
    return _line(piece.source, piece.line, piece.last_line)


def _line(source: str, line: int | None, last: int | None) -> str:
    if line is None:
        return source
    if last is None or last == line:
        return f"{source}:{line}"
    return f"{source}:{line}–{last}"


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= _LONGEST_WORDS:
        return words
    return words[:_LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    def row(cells: Sequence[str], *, is_header: bool) -> TableRow:
        return TableRow(
            tuple(
                TableCell((_paragraph(cell),) if cell else (), is_header=is_header)
                for cell in cells
            )
        )

    return Table(
        (row(head, is_header=True),),
        tuple(row(cells, is_header=False) for cells in rows),
    )


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _list(sentences: Iterable[str]) -> List:
    return List(tuple(ListItem((_paragraph(words),)) for words in sentences))
