"""Put notes that are printed at the foot of pages where they are called.

WeasyPrint 70 writes them behind the text of their page, in the middle of a paragraph
that goes on. What comes in: the tree with an element for each page's part of a
division. What goes out: no note among those parts, and then each one behind the block
that has its call (PDF 1.7, ISO 32000-1, 14.8.4.4.1, lets it stand anywhere).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bookmaker.backends.pdf.structure_file import (
    Element,
    Nodes,
    StructureFile,
    reference_of,
)

_BLOCKS = frozenset(f"/{name}" for name in "P H1 H2 H3 H4 H5 H6".split())
_HOLDERS = frozenset(f"/{name}" for name in "TD TH LBody Lbl Caption Note".split())


def take_foot_notes(
    file: StructureFile, document: Element, nodes: Nodes
) -> list[Element]:
    """Take the notes out of the document, each with what the next page has of it."""
    notes: list[Element] = []
    for area in file.elements_in(document):
        if nodes.of(area) is not None:
            continue
        for note in list(_notes_in(file, area)):
            before = notes[-1] if notes else None
            if before is not None and nodes.of(before) is nodes.of(note):
                before["K"].extend(file.give_kids(note, before))
                note.clear()
            else:
                notes.append(note)
        if not any(file.elements_in(area)):
            document["K"].remove(reference_of(area))
            area.clear()
    return notes


def _notes_in(file: StructureFile, element: Element) -> Iterator[Element]:
    """The notes below an element, which no longer has them."""
    for child in file.elements_in(element):
        if child["S"] == "/Note":
            element["K"].remove(reference_of(child))
            yield child
        else:
            yield from _notes_in(file, child)


def place_foot_notes(
    file: StructureFile,
    document: Element,
    notes: list[Element],
    reference_by_note: Mapping[str, Element],
) -> None:
    """Place the notes; one whose call is nowhere stands at the end."""
    after: dict[int, bytes] = {}
    for note in notes:
        name = str(note["ID"].string) if "ID" in note else ""
        reference = reference_by_note.get(name)
        holder, block = _place_of(file, reference) if reference else (document, None)
        kids = holder["K"]
        if block is None:
            kids.append(file.move(note, holder))
            continue
        before = after.get(id(block), reference_of(block))
        kids.insert(kids.index(before) + 1, file.move(note, holder))
        after[id(block)] = reference_of(note)


def _place_of(
    file: StructureFile, reference: Element
) -> tuple[Element, Element | None]:
    """What a note is to stand in, and the block that it follows; `None`: at the end."""
    block = reference
    while block["S"] not in _BLOCKS | _HOLDERS | {"/Document"}:
        block = file.at(block["P"])
    if block["S"] in _BLOCKS:
        return file.at(block["P"]), block
    return block, None
