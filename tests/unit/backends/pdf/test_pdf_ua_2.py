"""The file that is PDF/UA-2: what differs from the one that is PDF/UA-1."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.pdf import PdfInspector
from tests.support.print_facts import faults_of_structure
from tests.support.read_aloud import read_aloud

pytestmark = pytest.mark.slow

BOOK = """# One

Inline $x^2$, again $x^2$, and[^1] a [link](#there).

[^1]: A note.

## There {#there}

Words.
"""


def printed(folder: Path, standard: str, book: str = BOOK) -> bytes:
    (folder / "book.toml").write_text(
        'title = "T"\nmodified = 2026-01-01\n[contents]\nfront = ["contents"]\n'
        f'body = ["one.md"]\n[print]\nstandard = "{standard}"\n'
    )
    (folder / "one.md").write_text(book, encoding="utf-8")
    made = build(Request(manuscript=folder), {"pdf": folder / "one.pdf"})
    assert not [d for d in made.diagnostics if d.severity.value != "note"]
    return (folder / "one.pdf").read_bytes()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return printed(tmp_path_factory.mktemp("second"), "ua-2")


@pytest.fixture(scope="module")
def second(content: bytes) -> PdfInspector:
    return PdfInspector.of(content)


def test_it_declares_the_second_part_and_nothing_else(second: PdfInspector) -> None:
    assert second.content.startswith(b"%PDF-2.0")
    assert 'pdfuaid:part="2"' in second.metadata
    assert 'pdfaid:part="4"' in second.metadata
    assert 'pdfaid:conformance="F"' in second.metadata
    assert 'part="1"' not in second.metadata
    assert "/Info" not in second.pdf.trailer


def test_without_formulas_it_has_a_record_of_the_book_attached(tmp_path: Path) -> None:
    """A PDF/A-4f has at least one file: ISO 19005-4, 6.9."""
    book = PdfInspector.of(printed(tmp_path, "ua-2", "# One\n\nWords.\n"))
    assert 'pdfaid:conformance="F"' in book.metadata
    names = list(book.pdf.Root.Names.EmbeddedFiles.Names)
    (file,) = list(book.pdf.Root.AF)
    assert names == ["book.jsonld", file]
    assert file.AFRelationship == "/Supplement"
    assert file.EF.F.Subtype == "/application/ld+json"
    record = json.loads(file.EF.F.read_bytes())
    assert record["name"] == "T"
    assert record["numberOfPages"] == len(book.pdf.pages)


def test_attached_files_are_named_in_order(second: PdfInspector) -> None:
    names = [str(one) for one in list(second.pdf.Root.Names.EmbeddedFiles.Names)[::2]]
    assert names == ["book.jsonld", "formula-00001.mathml", "formula-00002.mathml"]


def test_each_formula_has_its_mathml(second: PdfInspector) -> None:
    formulas = [e for _, e in second.structure if e.S == "/Formula"]
    assert len(formulas) == 2
    for formula in formulas:
        (file,) = formula.AF
        mathml = bytes(file.EF.F.read_bytes()).decode()
        assert mathml.startswith("<math ")
        assert "<msup><mi>x</mi><mn>2</mn></msup>" in mathml


def test_notes_and_calls_refer_to_each_other(second: PdfInspector) -> None:
    (note,) = [e for _, e in second.structure if e.S == "/FENote"]
    (call,) = list(note.Ref)
    assert list(call.Ref) == [note]
    assert note.A.NoteType == "/Footnote"


def test_links_and_bookmarks_lead_to_elements(second: PdfInspector) -> None:
    kinds = {str(page.objgen): page for _, page in second.structure}
    links = [a for page in second.pdf.pages for a in page.get("/Annots", [])]
    assert links
    for link in links:
        assert "/Dest" not in link
        assert str(link.A.SD[0].objgen) in kinds
    there = next(link for link in links if str(link.Contents) == "link")
    assert there.A.SD[0].S in ("/Sect", "/H2")
    assert second.outline


def test_it_says_the_same_as_the_first_part(content: bytes, tmp_path: Path) -> None:
    first = PdfInspector.of(printed(tmp_path, "ua-1"))
    second = PdfInspector.of(content)
    assert second.texts == first.texts
    assert faults_of_structure(second) == []
    assert [_plain(line) for line in read_aloud(second)] == [
        _plain(line) for line in read_aloud(first)
    ]


def _plain(line: str) -> str:
    """A line without what differs: how notes are named and links led."""
    line = re.sub(r" -> \S* \(", " (", line)
    return line.replace("FENote notetype=Footnote", "Note")


def test_equal_books_have_equal_bytes(content: bytes, tmp_path: Path) -> None:
    assert printed(tmp_path, "ua-2") == content


def test_a_file_for_printers_has_no_tags(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["one.md"]\n[print]\nstandard = "ua-2"\n'
        'purpose = "print"\n'
    )
    (tmp_path / "one.md").write_text("# One\n\nWords.\n")
    build(Request(manuscript=tmp_path), {"pdf": tmp_path / "one.pdf"})
    printed_file = PdfInspector.of((tmp_path / "one.pdf").read_bytes())
    assert "/StructTreeRoot" not in printed_file.pdf.Root
