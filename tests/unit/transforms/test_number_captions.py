"""Figures, tables and listings are numbered by chapter, as their ids ask."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import NumberingConfig, NumberStyle
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Attributes, CodeBlock, Figure, Image, Table
from bookmaker.document.walk import descend_book
from bookmaker.transforms.identify_targets import identify_targets
from bookmaker.transforms.number_captions import number_captions
from bookmaker.transforms.number_divisions import number_divisions
from tests.support.builders import book_of, chapter, config_of


def _figure(name: str | None) -> Figure:
    return Figure(Image("a.png", "A"), attributes=Attributes(name))


def _numbered(
    book: Book,
    style: NumberStyle = NumberStyle.ARABIC,
    found: Diagnostics | None = None,
) -> list[str | None]:
    config = replace(config_of(book), numbering=NumberingConfig(chapters=style))
    found = Diagnostics() if found is None else found
    for transform in (identify_targets, number_divisions, number_captions):
        book = transform(book, config, found)
    assert number_captions(book, config, Diagnostics()) == book
    return [
        node.label
        for node in descend_book(book)
        if isinstance(node, Figure | Table | CodeBlock)
    ]


def test_figures_count_from_one_in_each_chapter() -> None:
    book = book_of(
        chapter("a.md", _figure("fig-a"), _figure("fig-b"), title="A"),
        chapter("b.md", _figure("fig-c"), title="B"),
    )
    assert _numbered(book) == ["Figure 1.1", "Figure 1.2", "Figure 2.1"]


def test_what_has_no_such_id_has_no_number() -> None:
    book = book_of(chapter("a.md", _figure(None), _figure("quay"), title="A"))
    assert _numbered(book) == [None, None]


def test_each_kind_counts_for_itself() -> None:
    listing = CodeBlock("x", attributes=Attributes("lst-a"))
    table = Table((), (), attributes=Attributes("tbl-a"))
    book = book_of(chapter("a.md", _figure("fig-a"), table, listing, title="A"))
    assert _numbered(book) == ["Figure 1", "Table 1", "Listing 1"]


def test_a_chapter_written_in_words_has_figures_in_arabic() -> None:
    book = book_of(
        chapter("a.md", _figure("fig-a"), title="A"), chapter("b.md", title="B")
    )
    assert _numbered(book, NumberStyle.WORDS) == ["Figure 1.1"]


def test_without_numbered_chapters_figures_run_on_through_the_book() -> None:
    book = book_of(
        chapter("a.md", _figure("fig-a"), title="A"),
        chapter("b.md", _figure("fig-b"), title="B"),
    )
    assert _numbered(book, NumberStyle.NONE) == ["Figure 1", "Figure 2"]


def test_an_appendix_gives_its_letter() -> None:
    appendix = chapter("c.md", _figure("fig-c"), title="C", kind=DivisionKind.APPENDIX)
    book = replace(book_of(chapter("a.md", title="A")), back=(appendix,))
    assert _numbered(book) == ["Figure A.1"]


def test_a_section_file_goes_on_with_its_chapter_count() -> None:
    section = chapter("s.md", _figure("fig-b"), title="S", kind=DivisionKind.SECTION)
    book = book_of(
        chapter("a.md", _figure("fig-a"), title="A", divisions=(section,)),
        chapter("b.md", title="B"),
    )
    assert _numbered(book) == ["Figure 1.1", "Figure 1.2"]


def test_the_same_id_in_two_files_is_a_number_in_each() -> None:
    book = book_of(
        chapter("a.md", _figure("fig-a"), title="A"),
        chapter("b.md", _figure("fig-a"), title="B"),
    )
    assert _numbered(book) == ["Figure 1.1", "Figure 2.1"]


def test_a_list_of_what_the_book_has_not_is_told() -> None:
    lists = tuple(
        Division(kind)
        for kind in (DivisionKind.LIST_OF_FIGURES, DivisionKind.LIST_OF_TABLES)
    )
    book = replace(book_of(chapter("a.md", _figure("fig-a"), title="A")), front=lists)
    found = Diagnostics()
    _numbered(book, found=found)
    assert [problem.code for problem in found] == ["X020"]
