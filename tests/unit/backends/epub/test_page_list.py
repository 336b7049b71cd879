"""The printed pages in the EPUB: each marker stands at the word that opens its page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bookmaker.backends.epub import EpubBackend
from bookmaker.backends.epub.page_list import PageList
from bookmaker.backends.protocol import Artifact
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import (
    BookConfig,
    Edition,
    EditionConfig,
    EpubConfig,
    PrintConfig,
    ProductConfig,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Division
from bookmaker.document.page_map import UNCOUNTED, PageOpening, PrintedText
from bookmaker.xhtml.serialize import Markup
from tests.support.builders import book_of, chapter, paragraph
from tests.support.epub import NAMES, Epub, workspace_of


def letters_of(words: str) -> str:
    """What counts of a text."""
    return "".join(c for c in words if not (c.isspace() or c in UNCOUNTED))


def printed(*pages: str, name: str = "one") -> PrintedText:
    """Pages of one division."""
    openings = []
    text = ""
    for number, words in enumerate(pages, start=1):
        first = " ".join(words.split()[:5])
        openings.append(
            PageOpening(
                label=str(number), division=name, letters=len(text), words=first
            )
        )
        text += letters_of(words)
    return PrintedText(tuple(openings), {name: text})


def marked(markup: str, text: PrintedText, *taken: str) -> tuple[str, PageList]:
    """The markup with its markers, written short: `[2]`."""
    pages = PageList(text, frozenset(taken))
    made = pages.mark(Markup(markup), "one", "one.xhtml")
    short = re.sub(
        r'<span epub:type="pagebreak"[^>]* aria-label="([^"]*)"></span>', r"[\1]", made
    )
    assert re.sub(r"\[\d+\]", "", short) == markup, "nothing else changes"
    return short, pages


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # The first page begins with its document.
        (("One two",), "[1]<p>One two</p>"),
        (("One", "two"), "[1]<p>One [2]two</p>"),
        # A divided word follows its marker.
        (("Be fore", "noon comes"), "[1]<p>Be [2]forenoon comes</p>"),
        (("Salt &", "iron"), "[1]<p>Salt &amp; [2]iron</p>"),
        (("AT", "&T rose"), "[1]<p>[2]AT&amp;T rose</p>"),
        # A heading that opens a page follows its marker.
        (("One", "Ebb words"), '[1]<p>One</p>\n[2]<h2 class="x">Ebb</h2><p>words</p>'),
        (("One", "Ebb"), "[1]<p>One</p><ul><li>[2]Ebb</li></ul>"),
        (("One", "“Ebb"), "[1]<p>One [2]“<em>Ebb</em></p>"),
        (("一二", "三四"), "[1]<p>一二[2]三四</p>"),
        # The call of a note is not a word of the page.
        (
            ("One", "two"),
            '[1]<p>One<a epub:type="noteref" href="#n">1</a> [2]two</p>',
        ),
        # Formulas are not: the next word is.
        (("x One", "two"), "[1]<p><math><mi>x</mi></math> One [2]two</p>"),
    ],
)
def test_a_marker_stands_at_the_word_that_opens_the_page(
    pages: tuple[str, ...], expected: str
) -> None:
    markup = re.sub(r"\[\d+\]", "", expected)
    found, made = marked(markup, printed(*pages))
    assert found == expected
    assert [entry.label for entry in made.entries] == [
        str(number) for number, _ in enumerate(pages, start=1)
    ]
    assert not made.missing


def test_repeated_words_do_not_mislead() -> None:
    line = "The tide goes out and the tide comes in. "
    markup = f"<p>{line * 9}</p>"
    short, _ = marked(markup, printed(line * 4, line * 3, line * 2))
    assert short == f"[1]<p>{line * 4}[2]{line * 3}[3]{line * 2}</p>"


def test_what_only_the_epub_has_stands_before_the_marker() -> None:
    short, _ = marked(
        "<p>One.</p><p>Only here.</p><p>Two.</p>", printed("One.", "Two.")
    )
    assert short == "[1]<p>One.</p><p>Only here.</p><p>[2]Two.</p>"


@pytest.mark.parametrize(
    ("added", "opening"),
    [
        ("All places, ", "Advanced things and more of them"),
        ("A, Ad, ", "Advanced things and more of them"),
        ("things and, ", "things on shore and in the sea"),
        ("sea, ", "seals and sea lions on the ice"),
        ("Other, ", "Advanced things and more of them"),
    ],
)
def test_added_words_that_begin_as_the_page_does_stand_before_its_marker(
    added: str, opening: str
) -> None:
    """As sections do between the chapters of a table of contents."""
    first = "Patterns and what can be matched by them"
    short, _ = marked(
        f"<p>{first} {added}{opening}</p>", printed(first, f"{opening} or so")
    )
    assert short == f"[1]<p>{first} {added}[2]{opening}</p>"


def test_a_page_that_begins_with_words_of_print_begins_at_its_first_shared_word() -> (
    None
):
    pages = printed("One was here.", "As seen in print. Two follows then.")
    short, made = marked("<p>One was here.</p><p>Two follows then.</p>", pages)
    assert short == "[1]<p>One was here.</p><p>[2]Two follows then.</p>"
    assert not made.missing


def test_a_page_that_only_print_has_is_missing() -> None:
    pages = printed("One was here.", "xyz uvw qpr", "Two follows then.")
    short, made = marked("<p>One was here.</p><p>Two follows then.</p>", pages)
    assert short == "[1]<p>One was here.</p><p>[3]Two follows then.</p>"
    assert made.missing == ("2",)
    assert PageList(printed("x", name="index"), frozenset()).missing == ("1",)


def test_a_page_whose_words_are_others_than_layout_saw_is_not_marked() -> None:
    pages = printed("One", "two three")
    wrong = replace(pages.openings[1], words="four five")
    _, made = marked(
        "<p>One two three</p>",
        PrintedText((pages.openings[0], wrong), pages.text_by_division),
    )
    assert made.missing == ("2",)


def test_ids_are_nobody_elses() -> None:
    pages = printed("One", "two")
    odd = replace(pages.openings[1], label="१")
    _, made = marked(
        "<p>One two</p>",
        PrintedText((pages.openings[0], odd), pages.text_by_division),
        "page-1",
    )
    assert [entry.id for entry in made.entries] == ["page-1-", "page-2"]


def epub_with_pages(config: BookConfig) -> Epub:
    """An EPUB of two chapters, of which print has four pages."""
    book = book_of(
        replace_id(chapter("one.md", paragraph("Salt and iron."), title="One"), "one"),
        replace_id(chapter("two.md", paragraph("Sand."), title="Two"), "two"),
    )
    text = printed("OneSalt", "and iron.")
    last = PageOpening(label="iii", division="two", letters=0, words="Two Sand.")
    whole = PrintedText(
        (*text.openings, last), {**text.text_by_division, "two": "TwoSand."}
    )
    paged = Artifact(b"", find_printed_text=lambda: whole)
    services = BuildServices(paged=paged)
    made = EpubBackend().render(book, config, workspace_of(), Diagnostics(), services)
    return Epub(made.content)


def replace_id(division: Division, name: str) -> Division:
    """The division with an id."""
    return replace(division, attributes=replace(division.attributes, id=name))


def config_of(**products: str) -> BookConfig:
    """A book whose EPUB lists the pages of its PDF."""
    metadata = book_of(chapter("one.md")).metadata
    return BookConfig(
        name="t",
        metadata=metadata,
        epub=EpubConfig(page_list="pdf"),
        products={name: ProductConfig(isbn=isbn) for name, isbn in products.items()},
    )


def test_nav_ncx_and_package_know_the_pages() -> None:
    epub = epub_with_pages(config_of(print="978-0-306-40615-7"))
    links = epub.parse("nav.xhtml").xpath(
        "//html:nav[@epub:type='page-list']//html:a", namespaces=NAMES
    )
    assert [(one.text, one.get("href")) for one in links] == [
        ("1", "one.xhtml#page-1"),
        ("2", "one.xhtml#page-2"),
        ("iii", "two.xhtml#page-iii"),
    ]
    marks = epub.parse("one.xhtml").xpath("//*[@role='doc-pagebreak']")
    assert [(one.get("id"), one.get("aria-label")) for one in marks] == [
        ("page-1", "1"),
        ("page-2", "2"),
    ]
    assert epub.metas("pageBreakSource") == ["urn:isbn:9780306406157"]
    features = epub.metas("schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= {*features}
    targets = epub.parse("toc.ncx").findall(".//ncx:pageTarget", NAMES)
    assert [(one.get("type"), one.get("value")) for one in targets] == [
        ("normal", "1"),
        ("normal", "2"),
        ("front", None),
    ]
    # Chapter 1, its second page, chapter 2: one order through both lists.
    orders = [int(one.get("playOrder")) for one in targets]
    points = epub.parse("toc.ncx").findall(".//ncx:navPoint", NAMES)
    assert orders == [1, 3, 4]
    assert [int(one.get("playOrder")) for one in points] == [2, 5]


def test_the_source_is_named_by_the_edition_where_it_has_no_isbn() -> None:
    config = config_of()
    (source,) = epub_with_pages(config).metas("pageBreakSource")
    assert source.endswith("PDF")
    pocket = Edition(
        name="pocket",
        options=EditionConfig(product="gift"),
        print=PrintConfig(),
        epub=EpubConfig(),
    )
    config = replace(
        config_of(gift="978-1-4028-9462-6"),
        epub=EpubConfig(page_list="pocket"),
        editions={"pocket": pocket},
    )
    assert epub_with_pages(config).metas("pageBreakSource") == [
        "urn:isbn:9781402894626"
    ]


def test_a_book_without_pages_names_no_source() -> None:
    book = book_of(replace_id(chapter("one.md", title="One"), "one"))
    made = EpubBackend().render(
        book,
        BookConfig(name="t", metadata=book.metadata),
        workspace_of(),
        Diagnostics(),
        BuildServices(),
    )
    epub = Epub(made.content)
    assert epub.metas("pageBreakSource") == []
    assert "pageNavigation" not in epub.metas("schema:accessibilityFeature")
    assert b"page-list" not in epub.read("nav.xhtml")
    assert b"pageList" not in epub.read("toc.ncx")
