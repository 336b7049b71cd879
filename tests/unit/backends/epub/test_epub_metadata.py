"""What the package document says."""

from __future__ import annotations

import datetime
from dataclasses import replace

from lxml import etree

from bookmaker.config.model import AccessibilityConfig, BookConfig, ProductConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Creator, Metadata, Series, Subject
from bookmaker.document.nodes import Attributes, Image, Text
from tests.support.builders import paragraph
from tests.support.epub import NAMES, Epub, make_epub, workspace_of
from tests.support.importing import picture

METADATA = Metadata(
    "Tides & Time",
    language="de-CH",
    subtitle="Essays",
    authors=(Creator("Ada Quill", "Quill, Ada"), Creator("Ben Thorn")),
    contributors=(Creator("Cy Loom", role="trl"),),
    publisher="Inland",
    published=datetime.date(2026, 3, 1),
    modified=datetime.datetime(
        2026, 4, 1, 1, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2))
    ),
    rights="© 2026",
    description="A <b>book</b>",
    edition=2,
    subjects=(Subject("Sea"), Subject("WTL", "thema")),
    series=Series("Shores", "3"),
)


def made(
    metadata: Metadata = METADATA, isbn: str | None = None, *blocks: Image
) -> Epub:
    """An EPUB of one chapter."""
    chapter = Division(
        DivisionKind.CHAPTER,
        (Text("One"),),
        tuple(paragraph(image) for image in blocks),
        attributes=Attributes(id="one"),
    )
    products = {"epub": ProductConfig(isbn=isbn)}
    config = BookConfig(name="tides", metadata=metadata, products=products)
    return make_epub(Book(metadata, body=(chapter,)), config=config)


def test_dublin_core_is_complete() -> None:
    epub = made()
    assert epub.terms("title") == ["Tides & Time", "Essays"]
    assert epub.terms("creator") == ["Ada Quill", "Ben Thorn"]
    assert epub.terms("contributor") == ["Cy Loom"]
    assert epub.terms("publisher") == ["Inland"]
    assert epub.terms("date") == ["2026-03-01"]
    assert epub.terms("rights") == ["© 2026"]
    assert epub.terms("description") == ["A <b>book</b>"]
    assert epub.terms("language") == ["de-CH"]
    assert epub.terms("subject") == ["Sea", "WTL"]


def test_refinements_name_what_they_refine() -> None:
    package = made().package
    refined = {
        (meta.get("refines"), meta.get("property")): meta.text
        for meta in package.iterfind(".//opf:meta[@refines]", NAMES)
    }
    assert refined["#creator-1", "file-as"] == "Quill, Ada"
    assert refined["#contributor-1", "role"] == "trl"
    assert refined["#subtitle", "title-type"] == "subtitle"
    assert refined["#subject-2", "authority"] == "Thema"
    assert refined["#series", "group-position"] == "3"


def test_the_moment_of_change_is_in_utc() -> None:
    assert made().metas("dcterms:modified") == ["2026-03-31T23:30:00Z"]


def test_the_package_tells_its_language_and_direction() -> None:
    package = made(replace(METADATA, language="he")).package
    assert package.get("{http://www.w3.org/XML/1998/namespace}lang") == "he"
    assert package.get("dir") == "rtl"
    spine = package.find("opf:spine", NAMES)
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"


def test_the_books_own_identifier_comes_first_and_the_isbn_beside_it() -> None:
    metadata = replace(METADATA, identifier="urn:example:tides")
    epub = made(metadata, "0-306-40615-2")
    assert epub.terms("identifier") == ["urn:example:tides", "urn:isbn:9780306406157"]


def test_the_isbn_is_the_identifier_where_the_book_has_no_other() -> None:
    assert made(isbn="978-0-306-40615-7").terms("identifier") == [
        "urn:isbn:9780306406157"
    ]


def test_an_invented_identifier_is_the_same_for_the_same_book() -> None:
    one, other = made().terms("identifier"), made().terms("identifier")
    assert one == other
    assert one[0].startswith("urn:uuid:")
    assert made(replace(METADATA, title="Ebb")).terms("identifier") != one


def test_the_ncx_has_the_identifier_of_the_package() -> None:
    epub = made()
    (uid,) = epub.parse("toc.ncx").xpath(
        "//ncx:meta[@name='dtb:uid']/@content", namespaces=NAMES
    )
    assert [uid] == epub.terms("identifier")


def test_a_book_of_words_is_textual_and_claims_nothing() -> None:
    epub = made()
    assert epub.metas("schema:accessibilityHazard") == ["none"]
    assert epub.metas("schema:accessMode") == ["textual"]
    assert "alternativeText" not in epub.metas("schema:accessibilityFeature")
    package = etree.tostring(epub.package, encoding="unicode")
    assert "conformsTo" not in package
    assert "certif" not in package


CLAIM = AccessibilityConfig(
    evaluator="Ada Reader",
    evaluated=datetime.date(2026, 11, 1),
    report="https://example.org/report",
    credential="Certified by Hand",
)


def claimed(*images: Image) -> tuple[str, list[str]]:
    chapter = Division(
        DivisionKind.CHAPTER,
        (Text("One"),),
        tuple(paragraph(image) for image in images),
        attributes=Attributes(id="one"),
    )
    config = BookConfig(name="tides", metadata=METADATA, accessibility=CLAIM)
    diagnostics = Diagnostics()
    epub = make_epub(
        Book(METADATA, body=(chapter,)),
        config=config,
        workspace=workspace_of(a_png=picture()),
        diagnostics=diagnostics,
    )
    package = etree.tostring(epub.package, encoding="unicode")
    return package, [problem.code for problem in diagnostics]


def test_conformance_is_claimed_by_the_person_who_evaluated_it() -> None:
    package, codes = claimed()
    for said in (
        ">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<",
        'property="a11y:certifiedBy" refines="#conformance"',
        ">Ada Reader<",
        ">Certified by Hand<",
        ">2026-11-01<",
        'rel="a11y:certifierReport" refines="#certifier" href="https://example.org/report"',
    ):
        assert said in package
    assert codes == []


def test_a_claim_that_the_book_contradicts_is_left_out() -> None:
    package, codes = claimed(Image("a.png", None))
    assert "conformsTo" not in package
    assert "Ada Reader" not in package
    assert codes == ["E021"]


def test_the_summary_is_in_the_books_language() -> None:
    (summary,) = made().metas("schema:accessibilitySummary")
    assert summary.startswith("Der Text")
