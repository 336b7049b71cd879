"""The structure tree of a PDF that is not written yet, as pydyf's objects.

PDF 1.7 (ISO 32000-1), 14.7.4, says how elements hold the content of pages: by its
number on its page, which the parent tree leads back from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_NOBODY = b"null"

Element = dict[str, Any]
Kid = int | bytes | dict[str, Any]
"""A piece of content by its number on the element's page, a reference to an object, or
a piece of content of another page (14.7.4.2)."""
_ELSEWHERE = "/MCR"


class Nodes:
    """The node of the markup that each element was written for."""

    def __init__(self, node_by_number: dict[int, Any]) -> None:
        self._node_by_number = node_by_number

    def of(self, element: Any) -> Any:  # noqa: ANN401 - an element tree's, or `None`
        """The node; `None` for what no markup stands for."""
        return self._node_by_number.get(element.number)

    def share(self, element: Any, other: Any) -> None:  # noqa: ANN401 - pydyf's
        """Let an element stand for the node of another one, too."""
        if other.number in self._node_by_number:
            self._node_by_number[element.number] = self._node_by_number[other.number]

    def tag(self, element: Any) -> str:  # noqa: ANN401 - pydyf's
        """The tag of the node; empty without one."""
        node = self.of(element)
        return node.tag if node is not None and isinstance(node.tag, str) else ""

    def classes(self, element: Any) -> frozenset[str]:  # noqa: ANN401 - pydyf's
        """The classes of the node; none without one."""
        node = self.of(element)
        return frozenset("" if node is None else (node.get("class") or "").split())


_INLINE = frozenset({"/Span", "/NonStruct"})


def blank_contents(stream: Any) -> set[int]:  # noqa: ANN401 - WeasyPrint's
    """The pieces of a page's content that are spaces alone, for whoever draws them."""
    found: set[int] = vars(stream).setdefault("bookmaker_blanks", set())
    return found


def replaced_contents(stream: Any) -> dict[int, str]:  # noqa: ANN401 - WeasyPrint's
    """What pieces of a page's content say, where glyphs are in another order."""
    found: dict[int, str] = vars(stream).setdefault("bookmaker_texts", {})
    return found


def nodes_of(pdf: Any) -> dict[int, Any]:  # noqa: ANN401 - pydyf's
    """The node of each element by its number, for a file that is being made."""
    found: dict[int, Any] = vars(pdf).setdefault("bookmaker_nodes", {})
    return found


class StructureFile:
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
                "P": reference_of(parent),
            }
        )
        self._pdf.add_object(made)
        return made

    def surround(self, element: Element, kind: str) -> Element:
        """Put an element around another, in the same place of the tree."""
        outer = self.add(kind, element)
        outer["P"], element["P"] = element["P"], reference_of(outer)
        if kind == "/Link":
            # The annotation belongs to the link, not to what it surrounds.
            kids = element["K"]
            outer["K"][:] = [kid for kid in kids if self._is_annotation(kid)]
            kids[:] = [kid for kid in kids if not self._is_annotation(kid)]
        outer["K"].append(reference_of(element))
        return outer

    def below(self, element: Element) -> Iterator[Element]:
        """The elements below one, in order."""
        for child in self.elements_in(element):
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
        content = self._holders_of(rest["Pg"])
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

    def element_at(self, kid: Kid) -> Element | None:
        """The element that a kid is; `None` for content and annotations."""
        if not isinstance(kid, bytes):
            return None
        child: Element = self.at(kid)
        return child if child.get("Type") == "/StructElem" else None

    def elements_in(self, element: Element) -> list[Element]:
        """The elements that stand in one, in order."""
        return [child for child in map(self.element_at, element["K"]) if child]

    def _is_annotation(self, kid: Kid) -> bool:
        return isinstance(kid, bytes) and self.at(kid).get("Type") == "/OBJR"

    def give_kids(self, element: Element, holder: Element) -> Iterator[Kid]:
        """Hand what an element holds to another; one that is left over is emptied."""
        for kid in tuple(element["K"]):
            yield self.given(kid, element, holder)
        if element["S"] != "/LI":
            element.clear()

    def given(self, kid: Kid, element: Element, holder: Element) -> Kid:
        """Hand one kid of an element to another; gives what it is there."""
        if isinstance(kid, bytes):
            thing = self.at(kid)
            if thing.get("Type") == "/OBJR":
                self.name_holder(self.at(thing["Obj"]), holder)
            else:
                thing["P"] = reference_of(holder)
            return kid
        page = kid["Pg"] if isinstance(kid, dict) else element["Pg"]
        number = kid["MCID"] if isinstance(kid, dict) else kid
        self._holders_of(page)[number] = reference_of(holder)
        return number if page == holder["Pg"] else self._elsewhere(page, number)

    @staticmethod
    def _elsewhere(page: bytes, number: int) -> Kid:
        import pydyf

        made: dict[str, Any] = pydyf.Dictionary(
            {"Type": _ELSEWHERE, "Pg": page, "MCID": number}
        )
        return made

    def move(self, element: Element, holder: Element) -> bytes:
        """Let an element stand in another one; gives what it is there as a kid."""
        element["P"] = reference_of(holder)
        return reference_of(element)

    def replace_contents(self, element: Element) -> None:
        """Say what is drawn in another order: in a span with replacement text each."""
        import pydyf

        for at, kid in enumerate(tuple(element["K"])):
            if isinstance(kid, bytes):
                continue
            is_elsewhere = isinstance(kid, dict)
            page = kid["Pg"] if is_elsewhere else element["Pg"]
            number = kid["MCID"] if is_elsewhere else kid
            text = replaced_contents(self.at(self.at(page)["Contents"])).get(number)
            if text is not None:
                span = self.add("/Span", element)
                span["Pg"] = page
                span["ActualText"] = pydyf.String(text)
                span["K"].append(self.given(kid, element, span))
                element["K"][at] = reference_of(span)
        for child in self.elements_in(element):
            if "ActualText" not in child:
                self.replace_contents(child)

    def is_blank(self, element: Element) -> bool:
        """Whether an element holds spaces alone."""
        numbers = [kid for kid in element["K"] if isinstance(kid, int)]
        if element["S"] not in _INLINE or len(numbers) != len(element["K"]):
            return False
        stream = self.at(self.at(element["Pg"])["Contents"])
        return all(number in blank_contents(stream) for number in numbers)

    def discard(self, element: Element, parent: Element) -> None:
        """Let what an element and those below it show be decoration, without links."""
        kid_of_parent = reference_of(element)
        if kid_of_parent in parent["K"]:
            parent["K"].remove(kid_of_parent)
        for each in (element, *self.below(element)):
            for kid in tuple(each["K"]):
                if isinstance(kid, bytes) and self._is_annotation(kid):
                    place = self.at(kid)
                    self.drop_annotation(place, self.at(place["Obj"]))
            self.take_out_content(each)

    def _holders_of(self, page: bytes) -> list[Any]:
        """Who holds each piece of content of a page."""
        holders: list[Any] = self._holders[2 * self.at(page)["StructParents"] + 1]
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
            held = self._holders_of(page)
            self._decorate(page, [n for n in range(len(held)) if n not in numbers])

    def _decorate(self, page: bytes, numbers: Iterable[int]) -> None:
        described = self.at(page)
        held = self._holders_of(page)
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
        self._holders[2 * annotation["StructParent"] + 1] = reference_of(element)

    def drop_annotation(self, place: Element, annotation: Element) -> None:
        """Take an annotation off its page."""
        self.at(place["Pg"])["Annots"].remove(reference_of(annotation))
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
    depth = 0
    for number in range(place, len(stream)):
        operator = _operator(stream[number])
        depth += operator in {b"BDC", b"BMC"}
        depth -= operator == b"EMC"
        if operator == b"EMC" and depth == 0:
            return number
    message = "a marked content does not end"
    raise ValueError(message)


def _is_colour(item: Any) -> bool:  # noqa: ANN401 - pydyf's
    return _operator(item) in {b"rg", b"gs", b"sc", b"scn", b"cs", b"g", b"k"}


def _colour_at(stream: list[Any], end: int) -> Any:  # noqa: ANN401 - pydyf's
    """The last colour that is set before a place."""
    setting = {b"rg", b"sc", b"scn", b"g", b"k"}
    return next(
        (stream[n] for n in range(end, -1, -1) if _operator(stream[n]) in setting), None
    )


def reference_of(element: Any) -> bytes:  # noqa: ANN401 - pydyf's
    reference: bytes = element.reference
    return reference
