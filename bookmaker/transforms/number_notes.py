"""Notes are numbered in the order of their calls, from 1 in every chapter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bookmaker.config.model import BookConfig, NoteMarks
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.identifiers import TakenIds, inner_id
from bookmaker.document.nodes import Attributes, Node, Note, NoteReference
from bookmaker.document.walk import Attributed, find_nodes, map_nodes
from bookmaker.languages.digits import Digits


def number_notes(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Number notes and join each with its calls.

    Before: calls and notes share a label within a file. After: both have a number and
    an id, each knows the other's, and a division's notes stand in the order of their
    first calls; uncalled ones follow, without a number. Section files go on with their
    chapter's numbers.
    """
    marks = config.numbering.notes

    def numbered(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
        counts = (_Count(marks, config.digits) for _ in divisions)
        return tuple(map(_numbered, divisions, counts))

    return replace(
        book,
        front=numbered(book.front),
        body=numbered(book.body),
        back=numbered(book.back),
    )


_SYMBOLS = "*†‡§‖¶"
"""In the order of English printers (The Chicago Manual of Style, 14.20)."""


class _Count:
    """The number last given, and how it is written."""

    def __init__(self, marks: NoteMarks, digits: Digits) -> None:
        self.marks = marks
        self.digits = digits
        self._last = 0

    def fresh(self) -> _Count:
        """A count of the same marks that starts at the first."""
        return _Count(self.marks, self.digits)

    def next(self) -> str:
        """The next mark; symbols are doubled where they have all been used."""
        self._last += 1
        if self.marks is NoteMarks.NUMBERS:
            return self.digits.write(self._last)
        times, place = divmod(self._last - 1, len(_SYMBOLS))
        return _SYMBOLS[place] * (times + 1)


def _numbered(division: Division, count: _Count) -> Division:
    calls = _Calls(division, count)
    own = replace(division, divisions=(), notes=())
    own = map_nodes(own, calls.numbered, NoteReference)
    lower = tuple(
        _numbered(
            below,
            count if below.kind is DivisionKind.SECTION else count.fresh(),
        )
        for below in division.divisions
    )
    return replace(own, notes=calls.notes_in_order(), divisions=lower)


class _Calls:
    """Numbers the calls of one division as they come."""

    def __init__(self, division: Division, count: _Count) -> None:
        self._division_id = division.attributes.id or ""
        self._notes = {note.label: note for note in division.notes}
        self._count = count
        self._number_by_label: dict[str, str] = {}
        self._called: list[str] = []
        """The labels, as they were called first."""
        self._calls_by_label: dict[str, int] = {}
        self._id_by_slug: dict[str, str] = {}
        self._taken = TakenIds(
            *(
                node.attributes.id
                for node in find_nodes((replace(division, divisions=()),), Attributed)
                if not isinstance(node, (Note, NoteReference))
                and node.attributes.id is not None
            )
        )

    def numbered(self, node: Node) -> Node:
        if not isinstance(node, NoteReference) or node.label not in self._notes:
            return node
        if node.label not in self._number_by_label:
            self._number_by_label[node.label] = self._count.next()
            self._called.append(node.label)
        calls = self._calls_by_label.get(node.label, 0) + 1
        self._calls_by_label[node.label] = calls
        return replace(
            node,
            number=self._number_by_label[node.label],
            target=self._note_id(node.label),
            attributes=Attributes(id=self._call_id(node.label, calls)),
        )

    def notes_in_order(self) -> tuple[Note, ...]:
        """The notes as called; those that they call themselves come after them."""
        ordered: list[Note] = []
        # It grows while it is gone through: one note after the other may call more.
        while len(ordered) < len(self._called):
            note = self._notes[self._called[len(ordered)]]
            ordered.append(map_nodes(note, self.numbered, NoteReference))
        done = set(self._called)
        uncalled = [n for label, n in self._notes.items() if label not in done]
        return tuple(
            replace(
                note,
                number=self._number_by_label.get(note.label),
                call=self._call_id(note.label, 1) if note.label in done else None,
                attributes=Attributes(id=self._note_id(note.label)),
            )
            for note in (*ordered, *uncalled)
        )

    def _note_id(self, label: str) -> str:
        return self._unique(f"note-{label}")

    def _call_id(self, label: str, calls: int) -> str:
        suffix = f"-{calls}" if calls > 1 else ""
        return self._unique(f"call-{label}{suffix}", f"call-{label} {suffix}")

    def _unique(self, slug: str, key: str = "") -> str:
        """The id for a slug, or one that `key` distinguishes: always the same one.

        Labels may differ in what no id can hold, or be an id of the author's.
        """
        key = key or slug
        if key not in self._id_by_slug:
            make = partial(inner_id, self._division_id)
            self._id_by_slug[key] = self._taken.take(slug, make, "-n", 2)
        return self._id_by_slug[key]
