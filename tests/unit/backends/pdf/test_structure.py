"""The structure tree of a printed book, as a program that reads aloud walks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from bookmaker.backends import target_of
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig, NotePlacement, PrintConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_PDF
from tests.support.hard_pages import FILES, PICTURES, hard_book
from tests.support.pdf import PdfInspector
from tests.support.print_facts import contents_of, holders
from tests.support.read_aloud import read_aloud
from tests.support.specimen import specimen_book

pytestmark = pytest.mark.slow


def printed(
    book: Book, notes: NotePlacement, factory: pytest.TempPathFactory
) -> PdfInspector:
    options = PrintConfig(notes=notes)
    config = BookConfig(name="book", metadata=book.metadata, print=options)
    diagnostics = Diagnostics()
    for transform in (*COMMON, *FOR_PDF):
        book = transform(book, config, diagnostics)
    workspace = Workspace(factory.mktemp("book"), overlay=FILES)
    artifact = (
        target_of("pdf")
        .load_backend()
        .render(book, config, workspace, diagnostics, BuildServices())
    )
    return PdfInspector.of(artifact.content)


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> PdfInspector:
    """A book of every construct, its notes at the foot of the page."""
    return printed(specimen_book(), NotePlacement.FOOT, tmp_path_factory)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> PdfInspector:
    """A book of what is hard to tag, its notes at the end."""
    return printed(hard_book(), NotePlacement.CHAPTER_END, tmp_path_factory)


@pytest.fixture(scope="module", params=["specimen", "hard"])
def either(request: pytest.FixtureRequest) -> PdfInspector:
    """One book and then the other."""
    book: PdfInspector = request.getfixturevalue(request.param)
    return book


def elements(pdf: PdfInspector, kind: str) -> list[Any]:
    return [element for _, element in pdf.structure if str(element.S) == f"/{kind}"]


def kinds_in(element: pikepdf.Object) -> Iterator[str]:
    for kid in element.K:
        yield "text" if isinstance(kid, int) else str(kid.get("/S", kid.Type))[1:]


def keys_of_pages(pdf: PdfInspector) -> list[int]:
    """The keys of the pages that say something: a blank one has none."""
    return [int(p.StructParents) for p in pdf.pdf.pages if "/StructParents" in p]


def test_every_element_knows_the_one_that_it_stands_in(either: PdfInspector) -> None:
    for parent, element in either.structure:
        assert parent == element.P


def test_every_piece_of_content_is_held_by_the_element_that_names_it(
    either: PdfInspector,
) -> None:
    by_key, pages = holders(either), Counter[int]()
    for _, element in either.structure:
        for page, number in contents_of(element):
            key = int(page.StructParents)
            assert by_key[key][number] == element
            pages[key] += 1
    named = {
        key: sum(entry is not None for entry in by_key[key])
        for key in keys_of_pages(either)
    }
    assert +pages == +Counter(named)


def test_every_annotation_stands_in_a_link_to_its_target(either: PdfInspector) -> None:
    by_key = holders(either)
    found = 0
    for page in either.pdf.pages:
        for annotation in page.get("/Annots", []):
            link = by_key[int(annotation.StructParent)]
            assert link.S == "/Link"
            held = [k for k in link.K if not isinstance(k, int) and "/Obj" in k]
            assert annotation in [kid.Obj for kid in held]
            assert (
                len({str(kid.Obj.get("/Dest", kid.Obj.get("/A"))) for kid in held}) == 1
            )
            found += 1
    assert found == len(by_key) - len(keys_of_pages(either))


def test_no_link_stands_in_a_link(either: PdfInspector) -> None:
    for link in elements(either, "Link"):
        above = link.P
        while above.S != "/Document":
            assert above.S != "/Link"
            above = above.P


def test_an_entry_of_the_contents_is_one_link_with_the_words_of_its_title(
    specimen: PdfInspector,
) -> None:
    page = next(p for p in specimen.pdf.pages if len(p.get("/Annots", [])) > 1)
    words = [str(annotation.Contents) for annotation in page.Annots]
    assert words[0] == "Foreword"
    places = {tuple(map(float, annotation.Rect)) for annotation in page.Annots}
    assert len(words) == len(places)


def test_dots_that_lead_to_a_folio_are_not_read(specimen: PdfInspector) -> None:
    entry = next(line for line in read_aloud(specimen) if "(Foreword)" in line)
    assert re.search(r'"Foreword [ivx]+"$', entry)


def test_what_is_drawn_is_held_or_decoration(either: PdfInspector) -> None:
    by_key, decorations = holders(either), 0
    for page in either.pdf.pages:
        numbered = set()
        for part in pikepdf.parse_content_stream(page, "BMC BDC"):
            if str(part.operator) == "BDC":
                if "/MCID" in part.operands[1]:
                    numbered.add(int(part.operands[1].MCID))
            else:
                assert str(part.operands[0]) == "/Artifact"
                decorations += 1
        of_page = by_key[int(page.StructParents)] if "/StructParents" in page else []
        held = {n for n, holder in enumerate(of_page) if holder is not None}
        assert numbered == held
    assert decorations >= either.page_count / 2, "heads and folios are not read"


def test_what_is_clicked_has_a_height(either: PdfInspector) -> None:
    for page in either.pdf.pages:
        for annotation in page.get("/Annots", []):
            left, foot, right, top = map(float, annotation.Rect)
            assert top - foot >= 8
            assert right >= left


@pytest.mark.parametrize(
    ("book", "names"),
    [
        ("specimen", {"first.note-address-1", "second.note-a", "second.note-b"}),
        ("hard", {"one.note-address-1", "one.note-long", "one.note-b"}),
    ],
)
def test_a_note_is_found_by_its_name_and_its_call_is_a_reference(
    book: str, names: set[str], request: pytest.FixtureRequest
) -> None:
    pdf: PdfInspector = request.getfixturevalue(book)
    tree = list(pdf.pdf.Root.StructTreeRoot.IDTree.Names)
    by_name = dict(zip(map(str, tree[::2]), tree[1::2], strict=True))
    assert by_name == {str(note.ID): note for note in elements(pdf, "Note")}
    assert set(by_name) == names
    referring = [e for e in elements(pdf, "Reference") if e.P.S != "/TOCI"]
    assert {str(e.K[0].K[0].Obj.Dest) for e in referring} == names


def test_a_list_item_holds_its_label_and_one_body(either: PdfInspector) -> None:
    for item in elements(either, "LI"):
        assert "".join(kind[:2] for kind in kinds_in(item)) in {"LbLB", "LB", "Lb"}


def test_a_head_of_a_table_says_what_it_stands_over(hard: PdfInspector) -> None:
    scopes = Counter(str(head.A.Scope) for head in elements(hard, "TH"))
    assert scopes["/Row"] == 1
    assert set(scopes) == {"/Row", "/Column"}


def test_a_picture_without_words_is_decoration(hard: PdfInspector) -> None:
    spoken = Counter(str(figure.Alt) for figure in elements(hard, "Figure"))
    assert spoken == Counter({"A square": 2, **{f"In {path}": 1 for path in PICTURES}})


def test_a_figure_lies_on_its_page(either: PdfInspector) -> None:
    for figure in elements(either, "Figure"):
        left, foot, right, top = map(float, figure.A.BBox)
        _, _, width, height = map(float, figure.Pg.MediaBox)
        assert 0 <= left < right <= width
        assert 0 <= foot < top <= height


def test_nothing_empty_is_left_but_cells(either: PdfInspector) -> None:
    empty = {str(e.S) for _, e in either.structure if len(e.K) == 0}
    assert empty <= {"/TD"}


def test_the_file_declares_both_standards(either: PdfInspector) -> None:
    assert 'pdfaid:part="2"' in either.metadata
    assert 'pdfaid:conformance="A"' in either.metadata
    assert 'pdfuaid:part="1"' in either.metadata
