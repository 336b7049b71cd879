"""The file for a printer: what it has not, its inks, its boxes, its pages."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Raster

from bookmaker.backends.pdf.backend import PdfBackend
from bookmaker.backends.pdf.press.print_file import padded
from bookmaker.backends.protocol import Artifact
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import (
    BookConfig,
    ChapterOpening,
    PrintConfig,
    Purpose,
)
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog.printing import MarginWidened, PictureCoarse
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Attributes, Figure, Image, Paragraph, Text
from bookmaker.system.workspace import Workspace
from bookmaker.trade import Ink, printer_names, printer_of
from bookmaker.transforms import COMMON, FOR_PDF
from bookmaker.units import Length
from bookmaker.validators.preflight import preflight
from tests.support import press_profile as made_profile
from tests.support.pdf import PdfInspector
from tests.support.specimen import OVERLAY, specimen_book

pytestmark = pytest.mark.slow

Printed = tuple[Artifact, list[Diagnostic]]


def printed(
    book: Book, options: PrintConfig, root: Path, overlay: dict[str, bytes]
) -> Printed:
    """A book in a print edition, and what is said of it."""
    config = BookConfig(name="book", metadata=book.metadata, print=options)
    for transform in (*COMMON, *FOR_PDF):
        book = transform(book, config, Diagnostics())
    workspace = Workspace(root, overlay=overlay)
    said = Diagnostics()
    artifact = PdfBackend().render(book, config, workspace, said, BuildServices())
    return artifact, list(said)


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Every construct, for no printer in particular."""
    options = PrintConfig(theme="technical", purpose=Purpose.PRINT)
    root = tmp_path_factory.mktemp("specimen")
    return printed(specimen_book(), options, root, dict(OVERLAY))


def of_chapters(count: int) -> Book:
    """A book of so many short chapters."""
    chapters = tuple(
        Division(
            DivisionKind.CHAPTER,
            (Text(f"Tide {number}"),),
            (Paragraph((Text(f"The water comes for the {number}th time."),)),),
            attributes=Attributes(id=f"tide-{number}"),
        )
        for number in range(count)
    )
    return Book(Metadata("Tides"), body=chapters)


def pages_of(content: bytes) -> Iterator[pikepdf.Object]:
    """The pages of a file."""
    yield from (page.obj for page in PdfInspector.of(content).pdf.pages)


def operators_in(holder: pikepdf.Object, seen: set[object]) -> Iterator[str]:
    """The names of all that a page does, in forms too."""
    for one in pikepdf.parse_content_stream(holder):
        if str(one.operator) == "BDC":
            assert [*one.operands[1].keys()] == ["/ActualText"]
        yield str(one.operator)
    resources = holder.get("/Resources", pikepdf.Dictionary())
    for _, form in resources.get("/XObject", pikepdf.Dictionary()).items():
        if form.objgen not in seen and form.Subtype == "/Form":
            seen.add(form.objgen)
            yield from operators_in(form, seen)


def test_it_has_nothing_that_is_for_screens(specimen: Printed) -> None:
    pdf = PdfInspector.of(specimen[0].content).pdf
    screens = {"/Outlines", "/Names", "/StructTreeRoot", "/Metadata", "/OutputIntents"}
    assert not screens & set(pdf.Root.keys())
    for page in pages_of(specimen[0].content):
        assert not {"/Annots", "/StructParents", "/Group"} & set(page.keys())


def test_all_is_printed_in_black(specimen: Printed) -> None:
    seen: set[object] = set()
    for page in pages_of(specimen[0].content):
        assert not {"rg", "RG", "cs", "CS", "k", "K", "BMC"} & {
            *operators_in(page, seen)
        }
        for _, drawn in page.Resources.get("/XObject", {}).items():
            if drawn.Subtype == "/Image":
                assert drawn.ColorSpace == "/DeviceGray"
                assert "/SMask" not in drawn


def test_every_word_is_proven_in_the_file_that_is_written(specimen: Printed) -> None:
    prove = specimen[0].prove
    assert prove is not None
    proof = prove()
    assert proof.faults == ()
    assert proof.words_proven == proof.words_expected > 0


def test_the_same_book_gives_the_same_bytes(specimen: Printed, tmp_path: Path) -> None:
    options = PrintConfig(theme="technical", purpose=Purpose.PRINT)
    again, _ = printed(specimen_book(), options, tmp_path, dict(OVERLAY))
    assert again.content == specimen[0].content


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", printer_names())
def test_text_keeps_the_distance_that_the_printer_asks_for(
    name: str, tmp_path: Path
) -> None:
    printer = printer_of(name)
    trim = (Length.parse("5in"), Length.parse("8in"))
    options = PrintConfig(
        trim=trim,
        purpose=Purpose.PRINT,
        printer=name,
        chapters_open=ChapterOpening.RECTO,
    )
    book = of_chapters(3)
    artifact, _ = printed(book, options, tmp_path, {})
    pdf = PdfInspector.of(artifact.content)
    assert artifact.pages == pdf.page_count == len(artifact.page_map)
    assert pdf.page_count % printer.multiple == 0
    if printer.ends_blank:
        assert pdf.texts[-1].strip() == ""
    edge = float(printer.outer.points)
    for number, words in ((0, "Tide 0"), (2, "Tide 1")):
        left, foot, right, head = pdf.box_of(words, number)
        assert min(left, foot) >= edge
        assert max(right - 360, head - 576) <= -edge
    inner = float(printer.inner_margin(pdf.page_count).points)
    assert pdf.box_of("The water", 0)[0] >= inner


@pytest.mark.long
def test_a_thick_book_has_a_wider_inner_margin(tmp_path: Path) -> None:
    options = PrintConfig(
        margin_inner=Length.parse("0.5in"),
        chapters_open=ChapterOpening.ANY,
        purpose=Purpose.PRINT,
        printer="lulu",
    )
    thin, said = printed(of_chapters(33), options, tmp_path, {})
    assert said == []
    assert PdfInspector.of(thin.content).box_of("The water", 32)[0] == (
        pytest.approx(36, abs=1)
    )
    thick, said = printed(of_chapters(61), options, tmp_path, {})
    assert [type(one) for one in said] == [MarginWidened]
    assert PdfInspector.of(thick.content).box_of("The water", 32)[0] == (
        pytest.approx(45, abs=1)
    )


@pytest.mark.parametrize("name", ["kdp", "lulu"])
def test_bleed_is_where_the_printer_cuts(name: str, tmp_path: Path) -> None:
    sheet = b":root { --plan-bleed: 9; }"
    options = PrintConfig(sheet="own.css", purpose=Purpose.PRINT, printer=name)
    artifact, _ = printed(of_chapters(2), options, tmp_path, {"own.css": sheet})
    at_spine = 0.0 if name == "kdp" else 9.0
    for page, facts in zip(pages_of(artifact.content), artifact.page_map, strict=True):
        trim = [float(edge) for edge in page.TrimBox.as_list()]
        media = [float(edge) for edge in page.MediaBox.as_list()]
        assert page.BleedBox.as_list() == page.MediaBox.as_list()
        assert [trim[2] - trim[0], trim[3] - trim[1]] == [432, 648]
        beyond = [abs(one - other) for one, other in zip(trim, media, strict=True)]
        inner, outer = (0, 2) if facts.side == "right" else (2, 0)
        assert [beyond[inner], beyond[outer]] == [at_spine, 9]
        assert [beyond[1], beyond[3]] == [9, 9]


def test_an_image_is_held_against_what_the_printer_asks_for(tmp_path: Path) -> None:
    figure = Figure(
        Image("a.png", "A"), attributes=Attributes(pairs=(("width", "10mm"),))
    )
    chapter = Division(DivisionKind.CHAPTER, (Text("One"),), (figure,))
    book = Book(Metadata("Tides"), body=(chapter,))
    found = {}
    for purpose in Purpose:
        options = PrintConfig(purpose=purpose)
        _, said = printed(book, options, tmp_path, {"a.png": picture(100)})
        found[purpose] = [type(one) for one in said]
    assert found == {Purpose.READING: [], Purpose.PRINT: [PictureCoarse]}


def picture(pixels: int) -> bytes:
    """A picture of so many pixels across: ten millimetres with 254 an inch."""
    target = io.BytesIO()
    Raster.new("RGB", (pixels, pixels)).save(target, "PNG")
    return target.getvalue()


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("pages", "is_blank", "bound"),
    [(7, False, 8), (8, False, 10), (8, True, 8), (9, True, 10)],
)
def test_pages_are_added_until_the_printer_can_bind_them(
    pages: int,
    is_blank: bool,  # noqa: FBT001 - of the table
    bound: int,
) -> None:
    assert padded(pages, printer_of("ingram"), ends_blank=is_blank) == bound
    assert padded(pages, printer_of("kdp"), ends_blank=False) == pages + pages % 2


def with_a_picture() -> tuple[Book, dict[str, bytes]]:
    """A book of a red picture, and the files that it needs."""
    picture = Figure(Image("p.png", "Red"))
    chapter = Division(
        DivisionKind.CHAPTER,
        (Text("Tide"),),
        (Paragraph((Text("The water comes."),)), picture),
        attributes=Attributes(id="tide"),
    )
    content = io.BytesIO()
    Raster.new("RGB", (1800, 1200), "red").save(content, "PNG")
    overlay = {"p.png": content.getvalue(), "press.icc": made_profile.press_profile()}
    return Book(METADATA, body=(chapter,)), overlay


METADATA = Metadata(
    "Tides", modified=datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
)
IN_COLOUR = PrintConfig(purpose=Purpose.PRINT, ink=Ink.COLOUR, profile="press.icc")


def test_a_printer_that_asks_for_pdf_x_1a_gets_it_without_a_profile(
    tmp_path: Path,
) -> None:
    options = PrintConfig(purpose=Purpose.PRINT, printer="ingram")
    book, overlay = with_a_picture()
    artifact, _ = printed(book, options, tmp_path, overlay)
    pdf = PdfInspector.of(artifact.content).pdf
    assert artifact.content.startswith(b"%PDF-1.3")
    assert str(pdf.docinfo["/GTS_PDFXConformance"]) == "PDF/X-1a:2001"
    assert pdf.docinfo["/Trapped"] == "/False"
    assert {"/Title", "/CreationDate", "/ModDate"} <= set(pdf.docinfo.keys())
    [intent] = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "CGATS TR 001"
    assert "/DestOutputProfile" not in intent
    assert "/Metadata" not in pdf.Root
    found = preflight(artifact.content, printer_of("ingram"), "f")
    assert [one.code for one in found] == ["V058"], "it has two pages"


def test_colours_are_separated_by_the_profile_that_the_book_names(
    tmp_path: Path,
) -> None:
    book, overlay = with_a_picture()
    artifact, _ = printed(book, IN_COLOUR, tmp_path, overlay)
    pdf = PdfInspector.of(artifact.content).pdf
    [intent] = pdf.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == overlay["press.icc"]
    assert str(intent.Info) == "A press of a test"
    with pdf.open_metadata() as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["dc:title"] == "Tides"
    spaces = {
        str(drawn.ColorSpace)
        for page in pages_of(artifact.content)
        for _, drawn in page.Resources.get("/XObject", {}).items()
        if drawn.Subtype == "/Image"
    }
    assert spaces == {"/DeviceCMYK"}
    again, _ = printed(book, IN_COLOUR, tmp_path, overlay)
    assert again.content == artifact.content


def test_a_printer_of_inks_takes_colours_with_a_profile(tmp_path: Path) -> None:
    book, overlay = with_a_picture()
    options = replace(IN_COLOUR, printer="ingram")
    artifact, said = printed(book, options, tmp_path, overlay)
    assert not any(one.code == "P063" for one in said)
    pdf = PdfInspector.of(artifact.content).pdf
    assert "/DestOutputProfile" in pdf.Root.OutputIntents[0]


def test_what_is_transparent_is_not_said_to_be_pdf_x_1a(tmp_path: Path) -> None:
    book, overlay = with_a_picture()
    overlay["p.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">'
        b'<rect width="90" height="60" opacity="0.5"/></svg>'
    )
    book = replace(book, body=(with_svg(book.body[0]),))
    options = PrintConfig(purpose=Purpose.PRINT, printer="ingram")
    artifact, _ = printed(book, options, tmp_path, overlay)
    pdf = PdfInspector.of(artifact.content).pdf
    assert "/OutputIntents" not in pdf.Root
    assert "/GTS_PDFXVersion" not in pdf.docinfo


def with_svg(division: Division) -> Division:
    """A chapter that has an SVG too."""
    return replace(division, blocks=(*division.blocks, Figure(Image("p.svg", "Grey"))))
