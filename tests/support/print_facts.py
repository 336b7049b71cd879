"""What two print editions are compared by, and what a sound one keeps to."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdfium2
from PIL import ImageChops

from tests.support.pdf import PdfInspector

_PIXELS_PER_POINT = 1.5
_TOLERANCE = 0.01
"""Points: what two ways of rounding may differ by."""

Place = tuple[int, float, float]
"""A page, counted from 0, and a point on it, from the left and the foot."""


def differing_pixels(one: bytes, other: bytes, pages: Iterable[int]) -> dict[int, int]:
    """The pages that look different, with the number of pixels that do."""
    first, second = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    found: dict[int, int] = {}
    try:
        for index in pages:
            pictures = [
                document[index].render(scale=_PIXELS_PER_POINT).to_pil()
                for document in (first, second)
            ]
            difference = ImageChops.difference(*pictures).convert("L")
            count = sum(difference.histogram()[1:])
            if count:
                found[index] = count
    finally:
        first.close()
        second.close()
    return found


def places_by_name(pdf: PdfInspector) -> dict[str, Place]:
    """Where each named destination is."""
    index = index_by_page(pdf)
    names = list(pdf.pdf.Root.Names.Dests.Names)
    return {
        str(name): _place(index, place)
        for name, place in zip(names[::2], names[1::2], strict=True)
    }


def index_by_page(pdf: PdfInspector) -> dict[tuple[int, int], int]:
    """The place of each page in the book, by the name of its object."""
    return {page.obj.objgen: index for index, page in enumerate(pdf.pdf.pages)}


def _place(index: dict[tuple[int, int], int], destination: Any) -> Place:  # noqa: ANN401
    return index[destination[0].objgen], float(destination[2]), float(destination[3])


def places_of_bookmarks(pdf: PdfInspector) -> list[Place]:
    """Where the outline leads to, in its order."""
    index = index_by_page(pdf)
    found: list[Place] = []

    def walk(entry: Any) -> None:  # noqa: ANN401 - pikepdf's
        while entry is not None:
            found.append(_place(index, entry.Dest))
            walk(entry.get("/First"))
            entry = entry.get("/Next")

    walk(pdf.pdf.Root.Outlines.get("/First"))
    return found


def links(pdf: PdfInspector) -> list[tuple[int, str, list[float]]]:
    """Each link: its page, what it leads to, and where it is clicked."""
    return [
        (
            index,
            str(link.Dest) if "/Dest" in link else str(link.A.URI),
            [float(side) for side in link.Rect],
        )
        for index, page in enumerate(pdf.pdf.pages)
        for link in page.get("/Annots", ())
    ]


def boxes_of_figures(pdf: PdfInspector) -> list[tuple[int, list[float]]]:
    """The page and the box of each picture, in the order of the structure."""
    index = index_by_page(pdf)
    return sorted(
        (index[element.Pg.objgen], [float(side) for side in element.A.BBox])
        for _, element in pdf.structure
        if str(element.S) == "/Figure"
    )


def is_near(one: object, other: object) -> bool:
    """Whether two facts are equal but for the rounding of lengths."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, abs_tol=_TOLERANCE)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(is_near, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            is_near(value, other[key]) for key, value in one.items()
        )
    return one == other


def faults_of_structure(pdf: PdfInspector) -> list[str]:
    """What PDF 1.7, 14.7 and 14.8, forbid in a structure tree, as sentences."""
    return [*_faults_of_elements(pdf), *_faults_of_content(pdf), *_faults_of_ids(pdf)]


def holders(pdf: PdfInspector) -> dict[int, Any]:
    """Who holds what, by the keys of pages and annotations."""
    numbers = list(pdf.pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def contents_of(element: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401 - pikepdf's
    """The pieces of content that an element holds itself: their pages and numbers."""
    for kid in element.K:
        if isinstance(kid, int):
            yield element.Pg, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.Pg, int(kid.MCID)


def _faults_of_elements(pdf: PdfInspector) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for parent, element in pdf.structure:
        if parent != element.P:
            yield f"{element.S} does not know the element that it stands in"
        if element.objgen in seen:
            yield f"{element.S} stands in two places"
        seen.add(element.objgen)


def _faults_of_content(pdf: PdfInspector) -> Iterator[str]:
    root = pdf.pdf.Root.StructTreeRoot
    keys = [int(key) for key in list(root.ParentTree.Nums)[::2]]
    if keys != list(range(int(root.get("/ParentTreeNextKey", len(keys))))):
        yield "the keys of the parent tree have holes, repeat, or are out of order"
    held = holders(pdf)
    named: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for _, element in pdf.structure:
        for page, number in contents_of(element):
            named[page.objgen][number] += 1
            if held[int(page.StructParents)][number] != element:
                yield f"content {number} is held by another than {element.S}"
        for kid in element.K:
            if isinstance(kid, int):
                continue
            if kid.Type == "/OBJR" and held[int(kid.Obj.StructParent)] != element:
                yield f"a link is held by another than {element.S}"
    yield from _faults_of_pages(pdf, named)


def _faults_of_pages(
    pdf: PdfInspector, named: Mapping[tuple[int, int], Counter[int]]
) -> Iterator[str]:
    """`named`: how often elements name each content, by the page that it stands on."""
    used: Counter[int] = Counter()
    for index, page in enumerate(pdf.pdf.pages):
        marked = Counter(_marked(page))
        if any(times > 1 for times in marked.values()):
            yield f"page {index} has two contents of one number"
        if marked != named.get(page.obj.objgen, Counter()):
            yield f"page {index}: not every content has one element"
        if "/StructParents" in page:
            used[int(page.StructParents)] += 1
        used.update(int(link.StructParent) for link in page.get("/Annots", ()))
    if used != Counter(holders(pdf).keys()):
        yield "not every key of the parent tree has one page or annotation"


def _marked(page: pikepdf.Page) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC":
            properties: Any = instruction.operands[1]
            if "/MCID" in properties:
                yield int(properties["/MCID"])


def _faults_of_ids(pdf: PdfInspector) -> Iterator[str]:
    elements = [element for _, element in pdf.structure if "/ID" in element]
    tree = pdf.pdf.Root.StructTreeRoot.get("/IDTree")
    flat = [] if tree is None else list(tree.Names)
    names = [bytes(name) for name in flat[::2]]
    if names != sorted(set(names)):
        yield "the names of the elements repeat or are out of order"
    listed = dict(zip(names, flat[1::2], strict=True))
    if len(elements) != len(names) or any(
        listed.get(bytes(element.ID)) != element for element in elements
    ):
        yield "not every element that has a name is found by it"


def programs(pdf: PdfInspector) -> list[tuple[str, bytes]]:
    """The font programs of the file: the name of each face and its bytes."""
    found: dict[tuple[int, int], tuple[str, bytes]] = {}
    for descriptor in pdf.pdf.objects:
        if (
            isinstance(descriptor, pikepdf.Dictionary)
            and descriptor.get("/Type") == "/FontDescriptor"
        ):
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in descriptor:
                    stream = descriptor[key]
                    name = str(descriptor.FontName).partition("+")[2]
                    found[stream.objgen] = (name, stream.read_bytes())
    return list(found.values())


def faults_of_fonts(pdf: PdfInspector) -> list[str]:
    """A face that stands twice, or is not embedded."""
    names = Counter(name for name, _ in programs(pdf))
    twice = [f"{name} stands {n} times" for name, n in names.items() if n > 1]
    bare = [
        f"{one.FontName} is not embedded"
        for one in pdf.pdf.objects
        if isinstance(one, pikepdf.Dictionary)
        and one.get("/Type") == "/FontDescriptor"
        and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())
    ]
    return twice + bare


@dataclass(frozen=True, slots=True)
class Pair:
    """A book by one render of WeasyPrint, and by the print engine."""

    one: PdfInspector
    ours: PdfInspector
    lacked: frozenset[str] = frozenset()
    """Characters that no font has. WeasyPrint gives each the width of its first place
    in the file, and by widths PDFium tells whether a space follows."""

    def differences(self) -> list[str]:
        """What a reader could tell them apart by, pixels left out."""
        one, ours = self.one, self.ours
        found = [
            f"page {index} has other words"
            for index, (first, second) in enumerate(
                zip(one.texts, ours.texts, strict=False)
            )
            if self._on_page(first) != self._on_page(second)
        ]
        compared = {
            "the number of pages": one.page_count == ours.page_count,
            "sizes": one.sizes == ours.sizes,
            "labels": one.labels == ours.labels,
            "outline": one.outline == ours.outline,
            "where the outline leads": is_near(
                places_of_bookmarks(one), places_of_bookmarks(ours)
            ),
            "links": is_near(links(one), links(ours)),
            "destinations": is_near(places_by_name(one), places_by_name(ours)),
            "figures": is_near(boxes_of_figures(one), boxes_of_figures(ours)),
            "structure": kinds(one) == kinds(ours),
            "metadata": _told(one.metadata) == _told(ours.metadata),
        }
        return found + [f"other {name}" for name, same in compared.items() if not same]

    def _on_page(self, text: str) -> str:
        return text if self.lacked.isdisjoint(text) else "".join(text.split())


def kinds(pdf: PdfInspector) -> list[str]:
    """The elements of the structure, in the order in which they are read."""
    found: list[str] = []

    def walk(element: Any, depth: int) -> None:  # noqa: ANN401 - pikepdf's
        for kid in element.K:
            if not isinstance(kid, int) and kid.Type == "/StructElem":
                found.append(f"{' ' * depth}{kid.S}")
                walk(kid, depth + 1)

    walk(pdf.pdf.Root.StructTreeRoot, 0)
    return found


def _told(metadata: str) -> list[tuple[str, list[tuple[str, str]], str]]:
    """What the metadata say, however they are written."""
    return [
        (node.tag, sorted(node.items()), (node.text or "").strip())
        for node in ElementTree.fromstring(metadata.lstrip("\ufeff")).iter()
    ]
