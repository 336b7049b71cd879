"""Fix the structure tree that WeasyPrint writes, so that it can be read aloud.

What comes in: the file as pydyf's objects, before it is written. What goes out: the
same objects, changed in place. PDF 1.7 (ISO 32000-1), 14.7 and 14.8, says what the
elements are; PDF/UA-1 (ISO 14289-1), 7, what they must be. What is fixed was seen in
WeasyPrint 70; `tests/unit/backends/pdf/test_structure.py` has a case for each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bookmaker.units import POINTS_PER_PIXEL

ARTIFACT = "BookmakerArtifact"
"""The key of an element whose content says nothing that is read."""
OWN_WORDS = "BookmakerWords"
"""The key of an annotation whose contents are the link's own words."""
WORD, REST = "BookmakerWord", "BookmakerRest"
"""The keys of a dropped capital, whose word it gives, and of that word's rest."""
_TEXT_HOLDERS = frozenset(
    f"/{name}"
    for name in "P H1 H2 H3 H4 H5 H6 Span Link LBody Lbl TD TH Caption".split()
)
"""Elements that may hold text with no element between."""
_BARE_KEYS = frozenset({"Type", "S", "K", "Pg", "P"})
_SECTIONING = frozenset({"/Document", "/Sect", "/Div", "/Part", "/Art"})
_CELLS = frozenset({"/TD", "/TH"})
_LEAST_TARGET_PT = 8.0
"""The least height of what is clicked: a note's call stands in a line of no height."""
_LEADER_DEPTH = 3
"""A leader stands in a pseudo-element of a link: three links, says WeasyPrint."""
_POINTS_PER_PIXEL = float(POINTS_PER_PIXEL)

_NOBODY = b"null"

Element = dict[str, Any]
Kid = int | bytes
"""A piece of the page's content by its number, or a reference to an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWords:
    """What the manuscript knows of its links and a page does not."""

    note_by_call: Mapping[str, str]
    """The id of a note, by that of its call."""
    words_by_target: Mapping[str, str]
    """What links within the book say, by the id that they lead to."""


def fix_structure(pdf: Any, links: LinkWords) -> None:  # noqa: ANN401 - pydyf's
    """Fix the tree, its links, and what only looks like content."""
    _StructureFix(pdf, links).apply()


class _StructureFix:
    """One pass over the tree of one file."""

    def __init__(self, pdf: Any, links: LinkWords) -> None:  # noqa: ANN401 - as above
        self._file = _File(pdf)
        self._links = links
        self._notes = frozenset(links.note_by_call.values())
        self._note_by_id: dict[str, bytes] = {}
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
        self._file.take_out_margins(self._read)
        self._file.forget_dropped_annotations()
        self._file.list_ids(self._note_by_id)

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
        if not element["K"] and element["S"] not in _CELLS:
            element.clear()
            return
        if element["S"] == parent["S"] == "/P" and element.keys() <= _BARE_KEYS:
            # WeasyPrint's own block around the lines of a paragraph.
            yield from self._file.give_kids(element, parent)
            return
        self._mend_kind(element, parent)
        if _is_bare_text(element) and parent["S"] in _TEXT_HOLDERS:
            yield from self._file.give_kids(element, parent)
            return
        yield _reference(element if own is None else self._place_link(element, own))

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
            return self._file.surround(element, "/Reference")
        note = self._links.note_by_call.get(target)
        if note is not None and note not in self._note_by_id:
            self._mark_note(element, note)
        return element

    def _mark_note(self, number: Element, name: str) -> None:
        """Make a note of what the number that leads back to the call stands in."""
        import pydyf

        note = self._file.at(number["P"])
        while note["S"] != "/NonStruct" and note["S"] not in _SECTIONING:
            above = self._file.at(note["P"])
            if note["S"] == "/Span" and above["S"] != "/Span":
                break
            note = above
        if note["S"] in {"/Span", "/NonStruct"}:
            note["S"] = "/Note"
            note["ID"] = pydyf.String(name)
            self._note_by_id[name] = _reference(note)

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
        entry["K"][:] = others
        for kid in self._file.give_kids(entry, body):
            if self._is_body(kid):
                inner = self._file.at(kid)  # type: ignore[arg-type]
                body["K"].extend(self._file.give_kids(inner, body))
            else:
                body["K"].append(kid)
        entry["K"][:] = [*labels, _reference(body)]

    def _is_body(self, kid: Kid) -> bool:
        return not isinstance(kid, int) and self._file.at(kid).get("S") == "/LBody"

    def _mend_figure(self, figure: Element) -> None:
        """Count its box from the foot of the page, in points."""
        height = self._file.at(figure["Pg"])["TrimBox"][3]
        left, top, right, bottom = (
            side * _POINTS_PER_PIXEL for side in figure["A"]["BBox"]
        )
        figure["A"]["BBox"][:] = [left, height - bottom, right, height - top]


class _File:
    """The objects of a file, found by their references."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - pydyf's
        self._pdf = pdf
        self.structure = self.at(pdf.catalog["StructTreeRoot"])
        self._holders: list[Any] = self.at(self.structure["ParentTree"])["Nums"]
        """By turns a key, counted from 0, and who holds the content or annotation."""
        self._dropped: set[int] = set()
        self._marks_by_page: dict[bytes, dict[int, int]] = {}

    def at(self, reference: bytes) -> Any:  # noqa: ANN401 - pydyf's
        """The object that a reference names."""
        return self._pdf.objects[int(reference.partition(b" ")[0])]

    def add(self, kind: str, parent: Element) -> Element:
        """Make an element on the page of the one above it, without kids yet."""
        import pydyf

        made: Element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": kind,
                "K": pydyf.Array(),
                "Pg": parent["Pg"],
                "P": _reference(parent),
            }
        )
        self._pdf.add_object(made)
        return made

    def surround(self, element: Element, kind: str) -> Element:
        """Put an element around another, in the same place of the tree."""
        outer = self.add(kind, element)
        outer["P"], element["P"] = element["P"], _reference(outer)
        if kind == "/Link":
            # The annotation belongs to the link, not to what it surrounds.
            kids = element["K"]
            outer["K"][:] = [kid for kid in kids if self._is_annotation(kid)]
            kids[:] = [kid for kid in kids if not self._is_annotation(kid)]
        outer["K"].append(_reference(element))
        return outer

    def below(self, element: Element) -> Iterator[Element]:
        """The elements below one, in order."""
        for kid in element["K"]:
            if not isinstance(kid, int):
                child = self.at(kid)
                if child["Type"] == "/StructElem":
                    yield child
                    yield from self.below(child)

    def join(self, letter: Element, rest: Element, word: Any) -> None:  # noqa: ANN401
        """Draw a letter within the content of what stands beside it, as one word."""
        parts = [letter, *self.below(letter)]
        numbers = [kid for e in parts for kid in e["K"] if isinstance(kid, int)]
        holders = [e for e in (rest, *self.below(rest)) if isinstance(e["K"][0], int)]
        if len(holders) != 1 or len(holders[0]["K"]) != 1 or rest["Pg"] != letter["Pg"]:
            return
        page = self.at(rest["Pg"])
        stream = self.at(page["Contents"]).stream
        (target,) = holders[0]["K"]
        spans = {
            number: (place - 1, _end_of(stream, place))
            for number, place in _places_of_marks(stream).items()
        }
        colours = {_colour_at(stream, spans[n][1]) for n in (*numbers, target)}
        if len(colours) > 1 or not numbers:
            return
        drawn = [stream[slice(*spans[n])] for n in numbers]
        content = self._holders[2 * page["StructParents"] + 1]
        begin, end = spans[target]
        stream[begin + 1]["ActualText"] = word
        pieces = [item for part in drawn for item in part[3:] if not _is_colour(item)]
        stream[end:end] = pieces
        shift = 0
        for number, part in sorted(zip(numbers, drawn, strict=True)):
            at = (
                spans[number][0]
                - shift
                + (len(pieces) if spans[number][0] > end else 0)
            )
            kept = [item for item in part[3:] if _is_colour(item)]
            stream[at : at + len(part) + 1] = kept
            shift += len(part) + 1 - len(kept)
            content[number] = _NOBODY
        for element in parts:
            element["K"][:] = [k for k in element["K"] if not isinstance(k, int)]
        rest["ActualText"] = word

    def _is_annotation(self, kid: Kid) -> bool:
        return not isinstance(kid, int) and self.at(kid).get("Type") == "/OBJR"

    def give_kids(self, element: Element, holder: Element) -> Iterator[Kid]:
        """Hand what an element holds to another; one that is left over is emptied."""
        content = self._content(element)
        for kid in tuple(element["K"]):
            if isinstance(kid, int):
                content[kid] = _reference(holder)
            elif not self._is_annotation(kid):
                self.at(kid)["P"] = _reference(holder)
            yield kid
        if element["S"] != "/LI":
            element.clear()

    def _content(self, element: Element) -> list[Any]:
        """Who holds each piece of content of the element's page."""
        page = self.at(element["Pg"])
        holders: list[Any] = self._holders[2 * page["StructParents"] + 1]
        return holders

    def take_out_content(self, element: Element) -> None:
        """Let what is drawn for an element be no content but decoration."""
        numbers = [kid for kid in element["K"] if isinstance(kid, int)]
        self._decorate(element["Pg"], numbers)
        element["K"][:] = [kid for kid in element["K"] if not isinstance(kid, int)]

    def take_out_margins(self, read: Mapping[bytes, set[int]]) -> None:
        """Let all be decoration that is not read: WeasyPrint's heads and folios.

        It gives them elements that stand nowhere in the tree.
        """
        for page, numbers in read.items():
            held = self._holders[2 * self.at(page)["StructParents"] + 1]
            self._decorate(page, [n for n in range(len(held)) if n not in numbers])

    def _decorate(self, page: bytes, numbers: Iterable[int]) -> None:
        described = self.at(page)
        held = self._holders[2 * described["StructParents"] + 1]
        stream = self.at(described["Contents"]).stream
        marks = self._marks(page, stream)
        for number in numbers:
            if held[number] != _NOBODY:
                place = marks[number]
                stream[place - 1 : place + 2] = ["/Artifact", b"", b"BMC"]
                held[number] = _NOBODY

    def _marks(self, page: bytes, stream: list[Any]) -> dict[int, int]:
        """Where in the page's stream the number of each piece of content stands."""
        if page not in self._marks_by_page:
            self._marks_by_page[page] = _places_of_marks(stream)
        return self._marks_by_page[page]

    def name_holder(self, annotation: Element, element: Element) -> None:
        """Let an annotation belong to an element."""
        self._holders[2 * annotation["StructParent"] + 1] = _reference(element)

    def drop_annotation(self, place: Element, annotation: Element) -> None:
        """Take an annotation off its page."""
        self.at(place["Pg"])["Annots"].remove(_reference(annotation))
        self._dropped.add(annotation["StructParent"])
        annotation.clear()
        place.clear()

    def forget_dropped_annotations(self) -> None:
        """Leave nobody to hold what is gone."""
        self._holders[:] = [
            part
            for key in range(len(self._holders) // 2)
            if key not in self._dropped
            for part in self._holders[2 * key : 2 * key + 2]
        ]

    def list_ids(self, element_by_id: Mapping[str, bytes]) -> None:
        """Write the tree by which elements are found by name; names are sorted."""
        import pydyf

        if not element_by_id:
            return
        names = sorted((pydyf.String(name).data, name) for name in element_by_id)
        entries = pydyf.Array()
        for _, name in names:
            entries += [pydyf.String(name), element_by_id[name]]
        tree = pydyf.Dictionary({"Names": entries})
        self._pdf.add_object(tree)
        self.structure["IDTree"] = tree.reference


def _places_of_marks(stream: list[Any]) -> dict[int, int]:
    """Where the number of each piece of content stands."""
    return {
        part["MCID"]: place
        for place, part in enumerate(stream)
        if isinstance(part, dict) and "MCID" in part
    }


def _operator(item: Any) -> bytes:  # noqa: ANN401 - pydyf's
    if isinstance(item, dict):
        return b""
    written = item if isinstance(item, bytes) else str(item).encode()
    return written.rpartition(b" ")[2]


def _end_of(stream: list[Any], place: int) -> int:
    """Where the piece of content that is marked at a place ends: its `EMC`."""
    return next(n for n in range(place, len(stream)) if _operator(stream[n]) == b"EMC")


def _is_colour(item: Any) -> bool:  # noqa: ANN401 - pydyf's
    return _operator(item) in {b"rg", b"gs", b"sc", b"scn", b"cs", b"g", b"k"}


def _colour_at(stream: list[Any], end: int) -> Any:  # noqa: ANN401 - pydyf's
    """The last colour that is set before a place."""
    setting = {b"rg", b"sc", b"scn", b"g", b"k"}
    return next(
        (stream[n] for n in range(end, -1, -1) if _operator(stream[n]) in setting), None
    )


def _reference(element: Any) -> bytes:  # noqa: ANN401 - pydyf's
    reference: bytes = element.reference
    return reference


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
