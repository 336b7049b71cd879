"""Fix the structure tree that WeasyPrint writes, so that it can be read aloud.

What comes in: the file as pydyf's objects, before it is written. What goes out: the
same objects, changed in place. PDF 1.7 (ISO 32000-1), 14.7 and 14.8, says what the
elements are; PDF/UA-1 (ISO 14289-1), 7, what they must be. What is fixed was seen in
WeasyPrint 70; `tests/unit/backends/pdf/test_structure.py` has a case for each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bookmaker.backends.pdf.structure_file import (
    Element,
    Kid,
    Nodes,
    StructureFile,
    nodes_of,
    reference_of,
)
from bookmaker.backends.pdf.structure_joins import (
    HOLDERS_OF_TEXT,
    join_fragments,
    unwrap,
)
from bookmaker.backends.pdf.structure_kinds import group_kinds
from bookmaker.backends.pdf.structure_notes import place_foot_notes, take_foot_notes
from bookmaker.units import POINTS_PER_PIXEL

ARTIFACT = "BookmakerArtifact"
CONTINUED_ROW = "table-continued"
"""The class of the row above a table's head that says that the table continues."""
"""The key of an element whose content says nothing that is read."""
OWN_WORDS = "BookmakerWords"
"""The key of an annotation whose contents are the link's own words."""
WORD, REST = "BookmakerWord", "BookmakerRest"
"""The keys of a dropped capital, whose word it gives, and of that word's rest."""
_HEADINGS = frozenset(f"/H{level}" for level in range(1, 7))
_BARE_KEYS = frozenset({"Type", "S", "K", "Pg", "P"})
_SECTIONING = frozenset({"/Document", "/Sect", "/Div", "/Part", "/Art"})
_CELLS = frozenset({"/TD", "/TH"})
_LEAST_TARGET_PT = 8.0
"""The least height of what is clicked: a note's call stands in a line of no height."""
_LEADER_DEPTH = 3
"""A leader stands in a pseudo-element of a link: three links, says WeasyPrint."""
_POINTS_PER_PIXEL = float(POINTS_PER_PIXEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWords:
    """What the manuscript knows of its links and a page does not."""

    note_by_call: Mapping[str, str]
    """The id of a note, by that of its call."""
    words_by_target: Mapping[str, str]
    """What links within the book say, by the id that they lead to."""


def fix_structure(
    pdf: Any,  # noqa: ANN401 - pydyf's
    links: LinkWords,
    *,
    names_elements: bool = False,
) -> None:
    """Fix the tree, its links, and what only looks like content.

    With `names_elements` what has an id in the markup is found by it.
    """
    _StructureFix(pdf, links, names_elements=names_elements).apply()


class _StructureFix:
    """One pass over the tree of one file."""

    def __init__(
        self,
        pdf: Any,  # noqa: ANN401 - as above
        links: LinkWords,
        *,
        names_elements: bool,
    ) -> None:
        self._names_elements = names_elements
        self._file = StructureFile(pdf)
        self._nodes = Nodes(nodes_of(pdf))
        self._reference_by_note: dict[str, Element] = {}
        self._links = links
        self._notes = frozenset(links.note_by_call.values())
        self._element_by_id: dict[str, bytes] = {}
        self._read: dict[bytes, set[int]] = {
            page: set() for page in pdf.page_references
        }
        """What is read of each page."""

    def apply(self) -> None:
        """Fix the file."""
        for reference in self._file.structure["K"]:
            document = self._file.at(reference)
            self._join_initials(document)
            document["K"][:] = self._mended_kids(document, None, 0)
            self._group(document)
        self._file.take_out_margins(self._read)
        self._file.forget_dropped_annotations()
        self._file.list_ids(self._element_by_id)

    def _group(self, document: Element) -> None:
        """Let each thing be one element, of its kind, in its place."""
        notes = take_foot_notes(self._file, document, self._nodes)
        for part in (document, *notes):
            join_fragments(self._file, part, self._nodes)
        place_foot_notes(self._file, document, notes, self._reference_by_note)
        if self._names_elements:
            self._name_elements(document)
        unwrap(self._file, document, self._nodes)
        group_kinds(self._file, document, self._nodes)
        self._file.replace_contents(document)

    def _name_elements(self, document: Element) -> None:
        """Name the first element of each node that has an id."""
        import pydyf

        for element in self._file.below(document):
            node = self._nodes.of(element)
            name = None if node is None else node.get("id")
            if name and name not in self._element_by_id:
                element["ID"] = pydyf.String(name)
                self._element_by_id[name] = reference_of(element)

    def _join_initials(self, document: Element) -> None:
        """Make one word of a dropped capital and of what stands beside it.

        The letter is drawn apart: who copies, searches or reads aloud would have two
        words. What is split over lines, or has another colour, stays as it is.
        """
        marked = [e for e in self._file.below(document) if WORD in e or REST in e]
        for number, letter in enumerate(marked):
            if WORD not in letter:
                continue
            word = letter.pop(WORD)
            after = (e for e in marked[number + 1 :])
            rests = list(itertools.takewhile(lambda e: REST in e, after))
            if len(rests) == 1 and rests[0][REST].string and letter["K"]:
                self._file.join(letter, rests[0], word)
        for element in marked:
            element.pop(REST, None)

    def _mended_kids(
        self, element: Element, link: Element | None, depth: int
    ) -> Iterator[Kid]:
        """What an element is to hold; `link` is the annotation that surrounds it."""
        for kid in tuple(element["K"]):
            if isinstance(kid, int):
                self._read[element["Pg"]].add(kid)
                yield kid
                continue
            child = self._file.at(kid)
            if child["Type"] == "/OBJR":
                yield kid
            else:
                yield from self._mended(child, element, link, depth)

    def _mended(
        self, element: Element, parent: Element, link: Element | None, depth: int
    ) -> Iterator[Kid]:
        """What stands in the parent for an element: itself, its text, or nothing."""
        if element["S"] == "/Link":
            depth += 1
        own = self._mend_link(element, link)
        if element.pop(ARTIFACT, None):
            depth = _LEADER_DEPTH
        if depth >= _LEADER_DEPTH or _is_decoration(element):
            self._file.take_out_content(element)
        element["K"][:] = self._mended_kids(element, own or link, depth)
        is_kept_empty = element["S"] in _CELLS and depth < _LEADER_DEPTH
        if not element["K"] and not is_kept_empty:
            element.clear()
            return
        if element["S"] == parent["S"] == "/P" and element.keys() <= _BARE_KEYS:
            # WeasyPrint's own block around the lines of a paragraph.
            yield from self._file.give_kids(element, parent)
            return
        if element["S"] == "/P":
            yield from self._run_in_heading(element, parent)
        self._mend_kind(element, parent)
        if _is_bare_text(element) and parent["S"] in HOLDERS_OF_TEXT:
            yield from self._file.give_kids(element, parent)
            return
        yield reference_of(element if own is None else self._place_link(element, own))

    def _run_in_heading(self, paragraph: Element, parent: Element) -> Iterator[Kid]:
        """Take the heading at a paragraph's head out, whole: each line has its own."""
        kids = paragraph["K"]
        leading = itertools.takewhile(self._is_heading, kids)
        parts = [kid for kid in leading if isinstance(kid, bytes)]
        if not parts:
            return
        del kids[: len(parts)]
        first = self._file.at(parts[0])
        first["P"] = reference_of(parent)
        for part in parts[1:]:
            first["K"].extend(self._file.give_kids(self._file.at(part), first))
        yield parts[0]

    def _is_heading(self, kid: Kid) -> bool:
        return isinstance(kid, bytes) and self._file.at(kid).get("S") in _HEADINGS

    def _mend_kind(self, element: Element, parent: Element) -> None:
        match element["S"]:
            case "/TD" | "/TH":
                self._mend_cell(element, parent)
            case "/LI":
                self._mend_list_item(element)
            case "/Figure" | "/Formula":
                self._mend_figure(element)
            case _:
                pass

    # --- links

    def _mend_link(self, element: Element, link: Element | None) -> Element | None:
        """Make one annotation of those that each inline box of a link has.

        Gives back the annotation that is the element's own.
        """
        own = None
        for kid in tuple(element["K"]):
            child = {} if isinstance(kid, int) else self._file.at(kid)
            if child.get("Type") != "/OBJR":
                continue
            annotation = self._file.at(child["Obj"])
            if link is None:
                own = annotation
                self._mend_annotation(annotation)
            else:
                link["Rect"][:] = _surrounding(link["Rect"], annotation["Rect"])
                element["K"].remove(kid)
                self._file.drop_annotation(child, annotation)
        if own is None and element["S"] == "/Link":
            element["S"] = "/Span"
        return own

    def _mend_annotation(self, annotation: Element) -> None:
        import pydyf

        annotation["Rect"][:] = _clickable(annotation["Rect"])
        words = self._links.words_by_target.get(_target(annotation))
        if words and not annotation.pop(OWN_WORDS, None):
            annotation["Contents"] = pydyf.String(words)

    def _place_link(self, element: Element, annotation: Element) -> Element:
        """Surround what is not itself a link with one, a note's call with its mark."""
        if element["S"] in {"/Span", "/NonStruct"}:
            element["S"] = "/Link"
        elif element["S"] != "/Link":
            element = self._file.surround(element, "/Link")
            self._file.name_holder(annotation, element)
        target = _target(annotation)
        if target in self._notes:
            reference = self._file.surround(element, "/Reference")
            self._reference_by_note.setdefault(target, reference)
            return reference
        note = self._links.note_by_call.get(target)
        if note is not None and note not in self._element_by_id:
            self._mark_note(element, note)
        return element

    def _mark_note(self, number: Element, name: str) -> None:
        """Make a note of what the number that leads back to the call stands in."""
        import pydyf

        note = self._file.at(number["P"])
        while note["S"] != "/NonStruct" and note["S"] not in _SECTIONING:
            above = self._file.at(note["P"])
            if note["S"] in {"/Span", "/Note"} and above["S"] != note["S"]:
                break
            note = above
        if note["S"] in {"/Span", "/NonStruct", "/Note"}:
            note["S"] = "/Note"
            note["ID"] = pydyf.String(name)
            self._element_by_id[name] = reference_of(note)

    # --- tables, lists, pictures

    def _mend_cell(self, cell: Element, row: Element) -> None:
        """Say what a head stands over; WeasyPrint's own lists miscount joined cells."""
        cell.pop("ID", None)
        cell["A"].pop("Headers", None)
        if cell["S"] == "/TH":
            group = self._file.at(row["P"])["S"]
            cell["A"]["Scope"] = "/Column" if group == "/THead" else "/Row"
        elif len(cell["A"]) == 1:
            del cell["A"]

    def _mend_list_item(self, entry: Element) -> None:
        """Leave labels and one body in it, whatever blocks it holds."""
        labels: list[Kid] = []
        others: list[Kid] = []
        for kid in entry["K"]:
            kind = None if isinstance(kid, int) else self._file.at(kid)["S"]
            (labels if kind == "/Lbl" else others).append(kid)
        if not others or (len(others) == 1 and self._is_body(others[0])):
            entry["K"][:] = labels + others
            return
        body = self._file.add("/LBody", entry)
        self._nodes.share(body, entry)
        entry["K"][:] = others
        for kid in self._file.give_kids(entry, body):
            if self._is_body(kid):
                inner = self._file.at(kid)  # type: ignore[arg-type]
                body["K"].extend(self._file.give_kids(inner, body))
            else:
                body["K"].append(kid)
        entry["K"][:] = [*labels, reference_of(body)]

    def _is_body(self, kid: Kid) -> bool:
        return isinstance(kid, bytes) and self._file.at(kid).get("S") == "/LBody"

    def _mend_figure(self, figure: Element) -> None:
        """Count its box from the foot of the page, in points."""
        height = self._file.at(figure["Pg"])["TrimBox"][3]
        left, top, right, bottom = (
            side * _POINTS_PER_PIXEL for side in figure["A"]["BBox"]
        )
        figure["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _target(annotation: Element) -> str:
    """The id within the book that a link leads to; empty for an address."""
    destination = annotation.get("Dest")
    return "" if destination is None else str(destination.string)


def _is_decoration(element: Element) -> bool:
    return element["S"] == "/Figure" and "Alt" not in element


def _is_bare_text(element: Element) -> bool:
    """Whether it says no more than the element around it."""
    return (
        element["S"] == "/Span"
        and element.keys() <= _BARE_KEYS
        and all(isinstance(kid, int) for kid in element["K"])
    )


def _surrounding(one: list[float], other: list[float]) -> list[float]:
    across, along = (*one[::2], *other[::2]), (*one[1::2], *other[1::2])
    return [min(across), min(along), max(across), max(along)]


def _clickable(box: list[float]) -> list[float]:
    """The corners at the lower left and the upper right, with room for a finger."""
    left, foot, right, top = _surrounding(box, box)
    short = max(0.0, _LEAST_TARGET_PT - (top - foot)) / 2
    return [left, foot - short, right, top + short]
