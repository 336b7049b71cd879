"""The whole way from tree to pages, on the specimen and on a few words."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bookmaker.backends import target_of
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import (
    BookConfig,
    ChapterOpening,
    PrintConfig,
    TypographyConfig,
)
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Image,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_PDF
from bookmaker.units import Length
from tests.support.fonts import make_font
from tests.support.pdf import PdfInspector
from tests.support.specimen import OVERLAY, specimen_book

pytestmark = pytest.mark.slow


def configured(options: PrintConfig | None = None) -> BookConfig:
    return BookConfig(
        name="specimen",
        metadata=specimen_book().metadata,
        print=options or PrintConfig(contents_depth=2),
    )


def printed(
    book: Book, config: BookConfig, root: Path
) -> tuple[PdfInspector, list[str]]:
    diagnostics = Diagnostics()
    for transform in (*COMMON, *FOR_PDF):
        book = transform(book, config, diagnostics)
    before = len(diagnostics)
    workspace = Workspace(root, overlay=OVERLAY)
    artifact = (
        target_of("pdf")
        .load_backend()
        .render(book, config, workspace, diagnostics, BuildServices())
    )
    pdf = PdfInspector.of(artifact.content)
    assert artifact.pages == pdf.page_count
    told = [problem.message() for problem in diagnostics]
    return pdf, told[before:] if before < len(told) else []


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> PdfInspector:
    """The specimen as it is printed when nothing is asked for."""
    folder = tmp_path_factory.mktemp("specimen")
    return printed(specimen_book(), configured(), folder)[0]


def few_words(*blocks: Paragraph) -> Book:
    one = Division(
        DivisionKind.CHAPTER, (Text("One"),), blocks, attributes=Attributes(id="one")
    )
    return Book(Metadata("Few Words"), body=(one,))


def test_letters_that_the_theme_lacks_come_from_a_font_of_the_book(
    tmp_path: Path,
) -> None:
    (tmp_path / "sea.woff2").write_bytes(
        make_font("潮引", family="Sea", flavor="woff2")
    )
    config = replace(configured(), typography=TypographyConfig(fonts=("sea.woff2",)))
    book = few_words(Paragraph((Text("The tide, 潮引."),)))
    pdf, told = printed(book, config, tmp_path)
    assert told == []
    assert any("Sea" in name for name in pdf.fonts)
    assert "潮引" in "".join(pdf.texts)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("theme", theme_names())
def test_every_construct_is_laid_out_without_a_word_from_the_engine(
    theme: str, tmp_path: Path
) -> None:
    pdf, told = printed(specimen_book(), configured(PrintConfig(theme=theme)), tmp_path)
    assert told == []
    assert all(pdf.fonts.values())


@pytest.mark.parametrize(
    "trim", [("5in", "8in"), ("5.5in", "8.5in"), ("148mm", "210mm")]
)
def test_the_pages_have_the_trim_of_the_book(
    trim: tuple[str, str], tmp_path: Path
) -> None:
    width, height = map(Length.parse, trim)
    config = configured(PrintConfig(trim=(width, height)))
    pdf, _ = printed(few_words(), config, tmp_path)
    expected = (round(float(width.points), 2), round(float(height.points), 2))
    assert pdf.sizes == {expected}


def test_folios_are_roman_and_then_arabic(specimen: PdfInspector) -> None:
    start = specimen.labels.index("1")
    assert specimen.labels[:3] == ["i", "ii", "iii"]
    assert specimen.labels[start : start + 3] == ["1", "2", "3"]
    assert start % 2 == 0, "the body begins on a right-hand page"


def test_divisions_wait_for_a_right_hand_page_or_take_any(
    specimen: PdfInspector, tmp_path: Path
) -> None:
    config = configured(PrintConfig(chapters_open=ChapterOpening.ANY))
    anywhere, _ = printed(specimen_book(), config, tmp_path)
    assert anywhere.page_count < specimen.page_count


def test_blank_pages_are_bare(specimen: PdfInspector) -> None:
    assert specimen.texts[1].strip() == ""


def test_bookmarks_nest_as_the_book_does(specimen: PdfInspector) -> None:
    place = specimen.outline.index("Part I: High Ground")
    assert specimen.outline[place + 1 : place + 4] == [
        "  Chapter 1: A First Chapter",
        "    A Section of Its Own Donaudampfschifffahrtsgesellschaft",
        "  Chapter 2: A Second Chapter",
    ]


def test_every_link_within_the_book_leads_somewhere(specimen: PdfInspector) -> None:
    assert specimen.internal_links
    assert set(specimen.internal_links) <= specimen.destinations


def test_a_note_of_many_blocks_stands_at_the_foot_of_its_page(
    specimen: PdfInspector,
) -> None:
    (page,) = [text for text in specimen.texts if "Of two paragraphs." in text]
    assert "This is the second." in page
    assert "With a list." in page
    assert "N. N." in page


def test_the_document_says_what_it_is(specimen: PdfInspector) -> None:
    root, information = specimen.pdf.Root, specimen.pdf.docinfo
    assert str(information["/Title"]) == "The Specimen"
    assert str(information["/Author"]) == "Ann Author, Bob Writer"
    assert str(information["/ModDate"]) == "D:20260102030405Z"
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def test_signs_that_the_text_face_lacks_come_from_the_book_s_own_fallback(
    tmp_path: Path,
) -> None:
    signs = "☃ ✓ → ∀ ⁂ ☑ ☐"
    pdf, told = printed(few_words(Paragraph((Text(signs),))), configured(), tmp_path)
    assert told == []
    assert signs in "".join(pdf.texts)
    families = ("EB-Garamond", "DejaVu-Sans")
    assert all(name.startswith(families) for name in pdf.fonts)


@pytest.mark.parametrize("source", ["../outside.svg", "/etc/hostname", "missing.png"])
def test_nothing_outside_the_manuscript_is_read(source: str, tmp_path: Path) -> None:
    root = tmp_path / "book"
    root.mkdir()
    (tmp_path / "outside.svg").write_bytes(OVERLAY["images/square.svg"])
    picture = Paragraph((Image(source, "A picture"),))
    _, told = printed(few_words(picture), configured(), root)
    assert any("Failed to load image" in message for message in told)


def test_words_without_an_end_stay_inside_the_measure(tmp_path: Path) -> None:
    # Not in the first paragraph: WeasyPrint 70 breaks no word behind a first letter of
    # its own style, and P003 tells what then runs off the page.
    before = Paragraph((Text("One."),))
    book = few_words(before, Paragraph((Text("x" * 400),)))
    pdf, _ = printed(book, configured(), tmp_path)
    assert "".join(pdf.texts).count("x") == 400
    assert pdf.furthest_right <= 432 - 72 + 0.5


_BUILD = """
import hashlib, sys
from pathlib import Path
from tests.unit.backends.pdf.test_pdf_backend import configured, printed
from tests.support.specimen import specimen_book
pdf, _ = printed(specimen_book(), configured(), Path(sys.argv[1]))
print(hashlib.sha256(pdf.content).hexdigest())
"""


@pytest.mark.long
def test_other_zones_locales_folders_and_hash_seeds_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    worlds = (
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    )
    digests = set()
    for number, world in enumerate(worlds):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, "-c", _BUILD, str(folder)]
        run = subprocess.run(
            command,
            env={**world, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parents[4],
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


def test_the_way_to_an_epub_never_loads_weasyprint() -> None:
    code = (
        "import sys; from bookmaker.backends import target_of;"
        "target_of('epub').load_backend(); target_of('pdf').load_backend();"
        "print('weasyprint' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert run.stdout.strip() == "False"


def test_the_caption_of_a_narrow_table_stands_on_one_line(tmp_path: Path) -> None:
    cell = TableCell((Paragraph((Text("Ford"),)),))
    caption = (Text("Depth at high water"),)
    table = Table((), (TableRow((cell,)),), caption)
    one = Division(DivisionKind.CHAPTER, (Text("One"),), (table,), file="one.md")
    book = Book(Metadata("Tables"), body=(one,))
    pdf, told = printed(book, configured(), tmp_path)
    assert told == []
    assert "Depth at high water\n" in pdf.texts[0]


def test_a_part_in_the_contents_has_space_above_and_below(tmp_path: Path) -> None:
    def division(kind: DivisionKind, title: str) -> Division:
        words = (Paragraph((Text("Words."),)),)
        return Division(kind, (Text(title),), words, file=f"{title}.md")

    part = replace(
        division(DivisionKind.PART, "Inland"),
        divisions=tuple(division(DivisionKind.CHAPTER, t) for t in ("Lock", "Loft")),
    )
    book = Book(
        Metadata("Heights"),
        front=(
            Division(DivisionKind.CONTENTS),
            division(DivisionKind.FOREWORD, "Hail"),
            division(DivisionKind.PREFACE, "Haze"),
        ),
        body=(part,),
        back=(division(DivisionKind.AFTERWORD, "Hence"),),
    )
    pdf, _ = printed(book, configured(), tmp_path)
    titles = ("Hail", "Haze", "Part I", "Lock", "Loft", "Hence")
    feet = [pdf.foot_of(title, 0) for title in titles]
    steps = [round(a - b, 1) for a, b in itertools.pairwise(feet)]
    line = steps[0]
    assert steps == [line, round(line * 1.5, 1), line, line, round(line * 1.5, 1)]


@pytest.mark.parametrize(("text", "is_claimed"), [("Gold.", True), ("🜚.", False)])
def test_a_file_with_a_character_without_glyph_claims_no_standard(
    text: str, tmp_path: Path, *, is_claimed: bool
) -> None:
    pdf, _ = printed(few_words(Paragraph((Text(text),))), configured(), tmp_path)
    metadata = pdf.pdf.Root.Metadata.read_bytes()
    assert (b"pdfaid:part" in metadata) is is_claimed
    assert (b"pdfuaid:part" in metadata) is is_claimed
