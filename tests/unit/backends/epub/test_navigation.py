"""The nav document and the NCX."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig, EpubConfig
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Contents,
    Emphasis,
    Section,
    Text,
)
from tests.support.builders import link, paragraph
from tests.support.epub import NAMES, Epub, make_epub


def section(level: int, title: str, *blocks: Section) -> Section:
    """A section that is named for its title."""
    name = title.lower()
    return Section(level, (Text(title),), blocks, attributes=Attributes(id=name))


CHAPTER = Division(
    DivisionKind.CHAPTER,
    (Emphasis((Text("Low"),)), Text(" Water "), link("here", "#low-water")),
    (section(1, "Ebb", section(2, "Slack")), paragraph("Words.")),
    number="1",
    label="Chapter 1",
    attributes=Attributes(id="low-water"),
)
CONTENTS = Division(
    DivisionKind.CONTENTS,
    (Text("Contents"),),
    (Contents(),),
    attributes=Attributes(id="contents"),
)
TITLE_PAGE = Division(
    DivisionKind.TITLE_PAGE,
    (Text("Title page"),),
    shows_title=False,
    attributes=Attributes(id="title-page"),
)
BOOK = Book(Metadata("Tides"), front=(TITLE_PAGE, CONTENTS), body=(CHAPTER,))


def nav_links(epub: Epub, name: str, epub_type: str) -> list[tuple[str, str]]:
    """The address and the words of each link in one nav."""
    path = f"//html:nav[@epub:type='{epub_type}']//html:a"
    found = epub.parse(name).xpath(path, namespaces=NAMES)
    return [(link.get("href"), "".join(link.itertext())) for link in found]


def test_contents_lead_to_divisions_and_their_sections() -> None:
    assert nav_links(make_epub(BOOK), "contents.xhtml", "toc") == [
        ("low-water.xhtml#low-water", "1 Low Water here"),
        ("low-water.xhtml#ebb", "Ebb"),
        ("low-water.xhtml#slack", "Slack"),
    ]


def test_contents_are_as_deep_as_the_book_says() -> None:
    config = BookConfig(
        name="t", metadata=BOOK.metadata, epub=EpubConfig(contents_depth=1)
    )
    epub = make_epub(BOOK, config=config)
    assert len(nav_links(epub, "contents.xhtml", "toc")) == 1
    assert len(epub.parse("toc.ncx").findall(".//ncx:navPoint", NAMES)) == 1


def test_the_ncx_has_the_same_entries_with_ids_of_their_own() -> None:
    epub = make_epub(BOOK)
    points = epub.parse("toc.ncx").findall(".//ncx:navPoint", NAMES)
    addresses = [point.find("ncx:content", NAMES).get("src") for point in points]
    assert addresses == [a for a, _ in nav_links(epub, "contents.xhtml", "toc")]
    assert len({point.get("id") for point in points}) == len(points)


def test_landmarks_lead_to_cover_contents_and_start_and_are_hidden() -> None:
    epub = make_epub(BOOK)
    assert nav_links(epub, "contents.xhtml", "landmarks") == [
        ("cover.xhtml", "Cover"),
        ("contents.xhtml", "Contents"),
        ("title-page.xhtml", "Title page"),
        ("low-water.xhtml", "Start of the text"),
    ]
    (nav,) = epub.parse("contents.xhtml").xpath(
        "//html:nav[@epub:type='landmarks']", namespaces=NAMES
    )
    assert nav.get("hidden") == "hidden"


def test_a_book_without_titles_is_entered_by_its_own() -> None:
    untitled = replace(CHAPTER, title=(), label=None, number=None, blocks=())
    epub = make_epub(replace(BOOK, front=(), body=(untitled,)))
    assert nav_links(epub, "nav.xhtml", "toc") == [
        ("low-water.xhtml#low-water", "Tides")
    ]


def test_an_empty_book_still_has_a_legal_navigation() -> None:
    epub = make_epub(replace(BOOK, front=(), body=()))
    assert nav_links(epub, "nav.xhtml", "toc") == [("cover.xhtml#cover", "Tides")]
    assert epub.reading_order == ["cover.xhtml"]


def test_the_contents_page_keeps_what_else_stands_on_it() -> None:
    page = replace(CONTENTS, blocks=(paragraph("Before."), Contents(), Contents()))
    epub = make_epub(replace(BOOK, front=(page,)))
    assert "Before." in epub.text("contents.xhtml")
    assert len(nav_links(epub, "contents.xhtml", "toc")) == 3
