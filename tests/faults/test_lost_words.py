"""The completeness proof meets what loses text without a word, and tells its place.

WeasyPrint loses it in earnest here, by style sheets that do so; random words are
damaged in the finished files.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from bookmaker.backends.pdf.geometry import PageGeometry, plan_page
from bookmaker.backends.pdf.proof import band_of
from bookmaker.config.load import load_manuscript
from bookmaker.css.bundle import load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Division
from bookmaker.document.nodes import Table, TableCell, TableRow, Text
from bookmaker.pipeline.stages import Request, build
from bookmaker.proof.completeness import check_proof
from bookmaker.proof.edition_proof import FaultKind, prove
from bookmaker.proof.edition_text import document_texts, page_texts
from bookmaker.proof.expectation import (
    Expected,
    Shown,
    expected_of_book,
    expected_of_division,
)
from bookmaker.source import SourceSpan
from bookmaker.xhtml.divisions import render_division
from tests.support.builders import chapter, paragraph
from tests.support.damage import (
    DAMAGES,
    Damage,
    damaged_epubs,
    damaged_pages,
    finished_epub,
    finished_pdf,
)

pytestmark = pytest.mark.slow

MANUSCRIPT = Path(__file__).parents[2] / "manuscripts" / "the-underside-of-bridges"
TIMES = 100


def numbered_paragraphs(count: int) -> Division:
    """A chapter whose paragraphs are all different, each on a line of its own."""
    return chapter(
        "Tides",
        *(
            paragraph(
                Text(
                    f"The boat of harbour {number} left at the hour {number * 7}.",
                    span=SourceSpan.at("tides.md", number, 1),
                )
            )
            for number in range(3, count + 3)
        ),
    )


def table_of(rows: int, columns: int) -> Division:
    """A chapter with one table; each cell has its line."""

    def row(number: int) -> TableRow:
        return TableRow(
            tuple(
                TableCell(
                    (
                        paragraph(
                            Text(
                                f"berth{number}x{column}",
                                span=SourceSpan.at("tides.md", number + 3, 1),
                            )
                        ),
                    )
                )
                for column in range(columns)
            )
        )

    body = tuple(row(number) for number in range(1, rows + 1))
    return chapter("Tides", Table((row(0),), body))


def lay_out(division: Division, css: str) -> bytes:
    """The pages of a division under a sheet of its own."""
    markup = f'<html lang="en"><body>{render_division(division)}</body></html>'
    page = "@page { size: 120mm 80mm; margin: 10mm } "
    sheet = weasyprint.CSS(string=page + css)
    content = weasyprint.HTML(string=markup).write_pdf(stylesheets=[sheet])
    assert isinstance(content, bytes)
    return content


LOSSES = (
    (
        "body of a fixed height",
        "body { height: 50mm; overflow: hidden; display: flow-root }",
    ),
    ("float taller than a page", "section { float: left; width: 90mm }"),
    ("absolute box taller than a page", "section { position: absolute }"),
    ("inline block taller than a page", "section { display: inline-block }"),
    ("words drawn outside the page", "p { position: relative; left: 300mm }"),
    ("words that are not displayed", "p:nth-of-type(7) { display: none }"),
    ("columns without end", "section { columns: 400; height: 50mm }"),
)


@pytest.mark.parametrize("css", [css for _, css in LOSSES], ids=[n for n, _ in LOSSES])
def test_what_a_sheet_loses_fails_the_build_with_its_place(css: str) -> None:
    division = numbered_paragraphs(120)
    expected = expected_of_division(division, Shown())
    sound = prove(expected, page_texts(lay_out(division, "")))
    assert (sound.faults, sound.words_proven) == ((), sound.words_expected)
    pages = page_texts(lay_out(division, css))
    proof = prove(expected, pages)
    whole = "".join("".join(pages).split())
    lost = [
        block
        for block in division.blocks
        if "".join(block.children[0].text.split()) not in whole  # type: ignore[union-attr]
    ]
    assert lost, "the sheet loses nothing: it shows nothing"
    assert proof.faults
    assert proof.words_proven < proof.words_expected
    told = tuple(check_proof(proof, "PDF", is_paged=True))
    assert all(found.span is not None for found in told)
    lines = [found.span.line for found in told if found.span is not None]
    assert lost[0].children[0].span.line in lines  # type: ignore[union-attr]


def test_a_table_head_taller_than_a_page_is_reported() -> None:
    division = table_of(30, 3)
    css = "thead th { padding-top: 90mm }"
    expected = expected_of_division(division, Shown())
    assert prove(expected, page_texts(lay_out(division, ""))).faults == ()
    proof = prove(expected, page_texts(lay_out(division, css)))
    whole = "".join("".join(page_texts(lay_out(division, css))).split())
    if "berth30x2" in whole and "berth0x0" in whole:
        assert proof.faults == ()
    else:
        assert proof.faults


def test_rows_that_run_over_a_page_lose_nothing() -> None:
    words = " ".join(f"wave{number}" for number in range(300))
    other = " ".join(f"gull{number}" for number in range(280))
    cells = tuple(TableCell((paragraph(text),)) for text in (words, other))
    head = TableRow((TableCell((paragraph("Sea"),)), TableCell((paragraph("Sky"),))))
    division = chapter("Tides", Table((head,), (TableRow(cells),)))
    css = "table { width: 100% } td { vertical-align: top }"
    pages = page_texts(lay_out(division, css))
    assert len(pages) > 1
    assert prove(expected_of_division(division, Shown()), pages).faults == ()


def test_a_table_wider_than_the_page_is_reported() -> None:
    division = table_of(3, 60)
    proof = prove(
        expected_of_division(division, Shown()), page_texts(lay_out(division, ""))
    )
    assert {fault.kind for fault in proof.faults} <= {
        FaultKind.MISSING,
        FaultKind.REPLACED,
    }
    assert proof.faults[0].span == SourceSpan.at("tides.md", 3, 1)


READ = (
    ("surplus cells", "| a | b |\n|---|---|\n| one | two | surplusword |\n"),
    ("duplicate notes", "x[^a]\n\n[^a]: first.\n\n[^a]: duplicateword.\n"),
    ("uncalled notes", "x\n\n[^a]: uncalledword.\n"),
    ("angle brackets in prose", "Vec<typeword> and <T> in prose.\n"),
)


@pytest.mark.parametrize("text", [t for _, t in READ], ids=[n for n, _ in READ])
def test_what_readers_drop_is_kept_or_reported(text: str, tmp_path: Path) -> None:
    word = next(
        w for w in text.replace("<", " ").replace(">", " ").split() if "word" in w
    )
    word = word.strip(".")
    (tmp_path / "one.md").write_text(f"# One\n\n{text}", "utf-8")
    target = tmp_path / "out" / "one.epub"
    outcome = build(Request(manuscript=tmp_path), {"epub": target})
    said = "".join(document_texts(target.read_bytes())) if target.exists() else ""
    told = [found for found in outcome.diagnostics if found.span is not None]
    assert word in said or any(found.span.line >= 3 for found in told if found.span)


@pytest.fixture(scope="module")
def epub() -> tuple[tuple[Expected, ...], bytes]:
    """The sample's EPUB, and what its tree lets expect."""
    book, content = finished_epub(MANUSCRIPT)
    return tuple(expected_of_book(book, Shown())), content


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damaged_word_of_an_epub_is_reported(
    damage: Damage, epub: tuple[tuple[Expected, ...], bytes]
) -> None:
    expected, content = epub
    assert prove(expected, document_texts(content)).faults == ()
    caught = sum(
        bool(prove(expected, document_texts(damaged)).faults)
        for damaged in damaged_epubs(content, damage, TIMES, seed=1)
    )
    assert caught == TIMES


@pytest.fixture(scope="module")
def pdf(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Expected], list[str], bytes]:
    """What the sample's tree lets expect in print, what its pages say, the PDF."""
    target = tmp_path_factory.mktemp("pdf") / "bridges.pdf"
    expected, pages = finished_pdf(MANUSCRIPT, target)
    return expected, pages, target.read_bytes()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damaged_word_of_a_page_is_reported(
    damage: Damage, pdf: tuple[list[Expected], list[str], bytes]
) -> None:
    expected, pages, content = pdf
    assert prove(expected, pages).faults == ()
    band = band_of(sample_page())
    caught = 0
    for index, page in damaged_pages(content, damage, TIMES, seed=2):
        changed = [*pages[:index], *page_texts(page, band), *pages[index + 1 :]]
        caught += bool(prove(expected, changed).faults)
    assert caught == TIMES


def sample_page() -> PageGeometry:
    """The page of the sample's print edition."""
    config = load_manuscript(MANUSCRIPT, Diagnostics()).config.print
    return plan_page(config, read_tokens(load_sheet("print", config.theme)))
