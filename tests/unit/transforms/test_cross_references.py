"""References say what they lead to: a number, a title, a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import NumberingConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    Attributes,
    Block,
    CrossReference,
    Figure,
    Image,
    Inline,
    Link,
    Paragraph,
    ReferenceForm,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.transforms import COMMON, FOR_PDF
from tests.support.builders import book_of, chapter, config_of, heading

PAGE = Attributes(classes=("page",))
FIGURE = Figure(
    Image("a.png", "A"), (Text("The quay"),), attributes=Attributes("fig-a")
)


def _book(*words: Inline, language: str = "en", among: tuple[Block, ...] = ()) -> Book:
    section = replace(heading(2, "Low water"), attributes=Attributes("sec-low"))
    book = book_of(
        chapter("a.md", FIGURE, section, *among, title="The Shore"),
        chapter("b.md", Paragraph(words), title="B"),
    )
    return replace(book, metadata=replace(book.metadata, language=language))


def _said(
    *words: Inline,
    language: str = "en",
    found: Diagnostics | None = None,
    depth: int = 1,
    prints: bool = False,
    among: tuple[Block, ...] = (),
) -> str:
    book = _book(*words, language=language, among=among)
    config = replace(config_of(book), numbering=NumberingConfig(section_depth=depth))
    found = Diagnostics() if found is None else found
    for transform in (*COMMON, *(FOR_PDF if prints else ())):
        book = transform(book, config, found)
    paragraphs = [n for n in descend_book(book) if isinstance(n, Paragraph)]
    return plain_text(paragraphs[-1].children).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "Figure~1.1"),
        ("de", "Abbildung~1.1"),
        ("fr", "figure~1.1"),
        ("pl", "rys.~1.1"),
        ("ru", "рис.~1.1"),
    ],
)
def test_a_figure_is_named_in_the_language_of_the_book(
    language: str, said: str
) -> None:
    assert _said(CrossReference("#fig-a"), language=language) == said


def test_at_the_head_of_a_sentence_the_word_has_a_capital() -> None:
    reference = CrossReference("#fig-a", starts_sentence=True)
    assert _said(reference, language="fr") == "Figure~1.1"


def test_a_bare_number_is_a_number() -> None:
    assert _said(CrossReference("#fig-a", ReferenceForm.NUMBER)) == "1.1"


def test_a_section_without_a_number_is_named_by_its_title() -> None:
    assert _said(CrossReference("#sec-low"), depth=0) == "“Low water”"


def test_a_link_without_words_has_the_title_of_its_target() -> None:
    assert _said(Link((), "#sec-low"), depth=0) == "Low water"
    assert _said(Link((), "a.md")) == "Chapter~1"


UNTITLED = Paragraph((Text("Low tide."),), attributes=Attributes("low"))
UNNUMBERED = Paragraph((Text("A plan."),), attributes=Attributes("fig-b"))


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (Link((), "#low"), "The Shore"),
        (CrossReference("#low"), "“The Shore”"),
        (CrossReference("#fig-b"), "@fig-b"),
    ],
)
def test_what_has_no_number_and_no_title_is_named_by_its_chapter_or_its_id(
    reference: Inline, said: str
) -> None:
    assert _said(reference, among=(UNTITLED, UNNUMBERED)) == said


def test_a_link_without_words_to_an_address_shows_it() -> None:
    assert _said(Link((), "https://example.org")) == "https://example.org"


def test_in_print_a_page_is_a_link_that_the_sheet_completes() -> None:
    assert _said(Link((), "#fig-a", attributes=PAGE), prints=True) == "page~"
    worded = Link((Text("the quay"),), "#fig-a", attributes=PAGE)
    assert _said(worded, prints=True) == "the quay (page~)"


def test_where_there_are_no_pages_a_page_is_a_label() -> None:
    assert _said(Link((), "#fig-a", attributes=PAGE)) == "Figure~1.1"


def test_a_reference_within_a_link_is_words() -> None:
    link = Link((Text("see "), CrossReference("#fig-a")), "#sec-low")
    assert _said(link) == "see Figure~1.1"


def test_a_reference_that_leads_nowhere_is_an_error_that_names_the_nearest() -> None:
    found = Diagnostics()
    assert _said(CrossReference("#fig-b"), found=found) == "@fig-b"
    assert [(p.code, p.help()) for p in found] == [("X001", "did you mean “#fig-a”?")]


def test_a_number_that_is_not_there_is_reported() -> None:
    found = Diagnostics()
    reference = CrossReference("#sec-low", ReferenceForm.NUMBER)
    assert _said(reference, found=found, depth=0) == "Low water"
    assert [problem.code for problem in found] == ["X021"]
