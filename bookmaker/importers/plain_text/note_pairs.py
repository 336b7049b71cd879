"""Which note each call means, where a text numbers its notes anew in every chapter.

Calls and notes are numbered as they are read, and paired once all are known. A call
means the next note of its label; where notes stand together at the end, as many as the
calls, the first call means the first of them, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count

from bookmaker.document.nodes import Block, Group, Node, Note, NoteList, NoteReference
from bookmaker.document.walk import map_nodes
from bookmaker.importers.model import Chapter

_AGAIN = "-"
"""Before the number of a label that was there before; no label has it."""


class NotePairs:
    """The calls and the notes of a text, in their order."""

    def __init__(self) -> None:
        self._serial = count()
        self._calls: dict[str, list[int]] = {}
        self._notes: dict[str, list[int]] = {}

    def call(self, label: str) -> NoteReference:
        """A call of a label, which `paired` may change."""
        return NoteReference(_numbered(label, self._calls, self._serial))

    def note(self, label: str, blocks: tuple[Block, ...]) -> Note:
        """A note of a label, which `paired` may change."""
        return Note(_numbered(label, self._notes, self._serial), blocks)

    def paired(
        self, blocks: Sequence[Block], notes: Sequence[Note]
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Blocks and notes whose labels lead each call to its note.

        The first note of a label keeps it; the others are `1-2`, `1-3`.
        """
        label_by_mark: dict[str, str] = {}
        for label, places in self._notes.items():
            names = [label, *(f"{label}{_AGAIN}{n + 1}" for n in range(1, len(places)))]
            for place, name in zip(places, names, strict=True):
                label_by_mark[_mark(label, place)] = name
            calls = self._calls.get(label, [])
            for place, at in zip(calls, _meant(calls, places), strict=True):
                label_by_mark[_mark(label, place)] = names[at]

        return _relabelled(blocks, notes, label_by_mark)


def with_plain_labels(chapter: Chapter) -> Chapter:
    """A chapter whose notes have the labels of its source, where these differ."""
    bases = [note.label.partition(_AGAIN)[0] for note in chapter.notes]
    base_by_label = {
        note.label: base
        for note, base in zip(chapter.notes, bases, strict=True)
        if bases.count(base) == 1
    }
    blocks, notes = _relabelled(chapter.blocks, chapter.notes, base_by_label)
    return replace(chapter, blocks=blocks, notes=notes)


def _relabelled(
    blocks: Sequence[Block], notes: Sequence[Note], new_by_old: Mapping[str, str]
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    def renamed(node: Node) -> Node:
        if isinstance(node, NoteReference | Note):
            return replace(node, label=new_by_old.get(node.label, node.label))
        return node

    return (
        map_nodes(Group(tuple(blocks)), renamed, NoteReference).blocks,
        map_nodes(NoteList(tuple(notes)), renamed, Note).notes,
    )


def _numbered(label: str, places: dict[str, list[int]], serial: count[int]) -> str:
    place = next(serial)
    places.setdefault(label, []).append(place)
    return _mark(label, place)


def _mark(label: str, place: int) -> str:
    return f"{label}{_AGAIN}{_AGAIN}{place}"


def _meant(calls: Sequence[int], notes: Sequence[int]) -> list[int]:
    """For each call which of the notes it means, from 0; both by their places."""
    last = len(notes) - 1
    next_ones = [min(sum(note < call for note in notes), last) for call in calls]
    if len(set(next_ones)) < len(notes) == len(calls):
        return list(range(len(notes)))
    return next_ones
