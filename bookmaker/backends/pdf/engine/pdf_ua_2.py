"""Make PDF/UA-2 and PDF/A-4 of a finished file, with the MathML of its formulas.

What comes in: a file that is PDF/UA-1 and PDF/A-2a, whose elements have the ids of the
manuscript. What goes out: the same pages as PDF 2.0 (ISO 32000-2). PDF/UA-2
(ISO 14289-2) asks for the types of its namespace (8.2), for notes and calls that refer
to each other (8.2.5.14), and for links to elements instead of places (8.8); PDF/A-4
(ISO 19005-4) for other metadata and no document information (6.1.3, 6.7). MathML is
attached to its formula (ISO 32000-2, 14.13; ISO 14289-2, 8.14), and a record of the
book to the document: PDF/A-4f (ISO 19005-4, Annex A and 6.9) has at least one file.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    Stream,
    String,
)

from bookmaker.backends.pdf.conformance_metadata import declare_second
from bookmaker.backends.pdf.engine.bibliographic_record import (
    RECORD_NAME,
    RECORD_TYPE,
    bibliographic_record,
)
from bookmaker.document.metadata import Metadata

_NAMESPACE = "http://iso.org/pdf2/ssn"
_OF_PDF_2 = frozenset(
    {"/Document", "/Em", "/Strong", "/Aside", "/FENote", "/Caption", "/Sub"}
)
"""The types that are written with the namespace of PDF 2.0."""
_LISTS_OF_DEFINITIONS = "/Description"
_RENAMED = {"/Index": Name.Sect}
_MATHML = "application/mathml+xml"


@dataclass(frozen=True, slots=True)
class PdfUa2Additions:
    """What PDF/UA-2 needs to know that isn't in the finished file."""

    formulas: Sequence[tuple[str, str]]
    """The alternatives of formulas with their MathML, in the book's order."""
    note_type: str
    """`Footnote` or `Endnote`."""
    metadata: Metadata
    isbn: str | None
    """The ISBN of the edition, without hyphens; `None`: it has none."""


def as_pdf_ua_2(content: bytes, additions: PdfUa2Additions) -> bytes:
    """The file as PDF/UA-2 and PDF/A-4f. Equal input gives equal bytes."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        work = _Revision(pdf, additions.note_type)
        work.name_kinds()
        work.attach_formulas(additions.formulas)
        record = bibliographic_record(
            additions.metadata, additions.isbn, len(pdf.pages)
        )
        work.attach_record(record)
        work.list_files()
        work.refer()
        work.lead_to_elements()
        metadata = declare_second(pdf.Root.Metadata.read_bytes())
        pdf.Root.Metadata = Stream(pdf, metadata, Type=Name.Metadata, Subtype=Name.XML)
        if Name.Info in pdf.trailer:
            del pdf.trailer[Name.Info]
        written = io.BytesIO()
        pdf.save(
            written,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            force_version="2.0",
        )
    return written.getvalue()


class _Revision:
    """One pass over a file; elements are found once."""

    def __init__(self, pdf: Pdf, note_type: str) -> None:
        self._pdf = pdf
        self._note_type = note_type
        self._root = pdf.Root.StructTreeRoot
        self._elements = list(_elements_below(self._root))
        self._element_by_id: dict[str, Object] = {
            str(one.ID): one for one in self._elements if Name.ID in one
        }
        self._files: list[Object] = []

    def name_kinds(self) -> None:
        """Give elements the types of PDF 2.0, and the namespace where they need it."""
        namespace = self._pdf.make_indirect(
            Dictionary(Type=Name.Namespace, NS=String(_NAMESPACE))
        )
        self._root.Namespaces = Array([namespace])
        if Name.RoleMap in self._root:
            del self._root[Name.RoleMap]
        for element in self._elements:
            kind = str(element.S)
            if kind == "/Note":
                element.S = Name.FENote
                element.A = Dictionary(
                    O=Name.FENote, NoteType=Name(f"/{self._note_type}")
                )
            elif kind == "/L" and Name.A not in element and _has_labels(element):
                element.A = Dictionary(
                    O=Name.List, ListNumbering=Name(_LISTS_OF_DEFINITIONS)
                )
            element.S = _RENAMED.get(kind, element.S)
            if str(element.S) in _OF_PDF_2:
                element.NS = namespace

    def attach_formulas(self, formulas: Iterable[tuple[str, str]]) -> None:
        """Attach its MathML to each formula."""
        waiting: dict[str, list[str]] = defaultdict(list)
        for alternative, mathml in formulas:
            waiting[alternative].append(mathml)
        for element in self._elements:
            known = waiting.get(str(element.get(Name.Alt, "")))
            if str(element.S) != "/Formula" or not known:
                continue
            # Equal words in equal order: the last one is for all that follow.
            mathml = known.pop(0) if len(known) > 1 else known[0]
            name = f"formula-{len(self._files) + 1:05}.mathml"
            file = self._file(name, mathml.encode(), _MATHML, "MathML")
            element.AF = Array([file])

    def attach_record(self, record: bytes) -> None:
        """Attach a record of the book to the document."""
        described = "Bibliographic record"
        file = self._file(RECORD_NAME, record, RECORD_TYPE, described)
        self._pdf.Root.AF = Array([file])

    def list_files(self) -> None:
        """Name the attached files in the catalog; a name tree is sorted."""
        pairs = sorted(
            ((str(file.UF), file) for file in self._files), key=itemgetter(0)
        )
        tree = Dictionary(Names=Array([*chain.from_iterable(pairs)]))
        self._pdf.Root.Names.EmbeddedFiles = self._pdf.make_indirect(tree)

    def _file(self, name: str, content: bytes, media_type: str, words: str) -> Object:
        stream = Stream(self._pdf, content, Type=Name.EmbeddedFile)
        stream.Subtype = Name(f"/{media_type}")
        described = Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            Desc=String(words),
            AFRelationship=Name.Supplement,
            EF=Dictionary(F=stream, UF=stream),
        )
        file = self._pdf.make_indirect(described)
        self._files.append(file)
        return file

    def refer(self) -> None:
        """Let notes and their calls refer to each other, and contents to their parts.

        ISO 14289-2, 8.2.5.8 and 8.2.5.14.
        """
        for element in self._elements:
            if str(element.S) != "/Reference":
                continue
            note = self._element_by_id.get(_target_in(element))
            if note is None:
                continue
            element.Ref = Array([note])
            if str(note.S) == "/FENote":
                note.Ref = Array([*note.get(Name.Ref, Array()).as_list(), element])

    def lead_to_elements(self) -> None:
        """Give each place that is led to within the book the element that is there."""
        tree: Any = self._pdf.Root.Names.Dests
        names: list[Any] = list(tree.Names)
        places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        finder = _Finder(self._root.K[0], self._element_by_id, places)
        for number, (name, place) in enumerate(places.items()):
            element = self._element_by_id.get(name) or finder.at(place)
            there = Array([element, *place.as_list()[1:]])
            tree.Names[2 * number + 1] = Dictionary(D=place, SD=there)
        for entry in _entries_below(self._pdf.Root.get(Name.Outlines)):
            place = entry.Dest
            there = Array([finder.at(place), *place.as_list()[1:]])
            entry.A = Dictionary(S=Name.GoTo, D=place, SD=there)
            del entry[Name.Dest]
        for page in self._pdf.pages:
            for link in page.get(Name.Annots, ()):
                self._lead(link, places, finder)

    def _lead(
        self,
        link: Any,  # noqa: ANN401 - pikepdf's
        places: Mapping[str, Object],
        finder: _Finder,
    ) -> None:
        if Name.Dest not in link:
            return
        name = str(link.Dest)
        place = places[name]
        element = self._element_by_id.get(name) or finder.at(place)
        there = Array([element, *place.as_list()[1:]])
        link.A = Dictionary(S=Name.GoTo, D=place, SD=there)
        del link[Name.Dest]


class _Finder:
    """Finds the element that is nearest to a place."""

    def __init__(
        self,
        document: Object,
        element_by_id: Mapping[str, Object],
        places: Mapping[str, Object],
    ) -> None:
        self._document = document
        self._on_page: dict[tuple[int, int], list[tuple[float, Object]]] = {}
        for name, place in places.items():
            if name in element_by_id:
                own = self._on_page.setdefault(place[0].objgen, [])
                own.append((float(place[3]), element_by_id[name]))

    def at(self, place: Object) -> Object:
        """The named element whose top is nearest, on the same page; else all."""
        top = float(place[3])
        near = self._on_page.get(place[0].objgen, [])
        return min(
            near, key=lambda one: abs(one[0] - top), default=(0.0, self._document)
        )[1]


def _elements_below(root: Object) -> Iterator[Object]:
    """The elements of the structure, in the order in which they are read."""
    waiting = list(reversed(root.K.as_list()))
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, int) or kid.get(Name.Type) != Name.StructElem:
            continue
        yield kid
        waiting.extend(reversed(kid.get(Name.K, Array()).as_list()))


def _has_labels(element: Object) -> bool:
    return any(
        str(part.get(Name.S, "")) == "/Lbl"
        for entry in element.K.as_list()
        if isinstance(entry, Dictionary) and Name.K in entry
        for part in entry.K.as_list()
        if isinstance(part, Dictionary)
    )


def _target_in(element: Object) -> str:
    """The id that the link in an element leads to; empty for others."""
    for one in _elements_below(Dictionary(K=Array([element]))):
        for kid in one.K.as_list():
            if isinstance(kid, Dictionary) and Name.Obj in kid:
                return str(kid.Obj.get(Name.Dest, ""))
    return ""


def _entries_below(parent: Object | None) -> Iterator[Object]:
    entry = None if parent is None else parent.get(Name.First)
    while entry is not None:
        yield entry
        yield from _entries_below(entry)
        entry = entry.get(Name.Next)
