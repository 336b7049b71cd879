"""Figures, tables and listings are numbered by chapter, as their ids ask."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import NumberingConfig, NumberStyle
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.contents import caption_entries
from bookmaker.document.nodes import (
    Attributes,
    CodeBlock,
    ContentsEntry,
    ContentsKind,
    Figure,
    Image,
    Panel,
    PanelKind,
    Table,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend, descend_book
from bookmaker.transforms.compose_contents import compose_print_contents
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


def test_a_list_of_what_the_book_has_not_is_reported() -> None:
    lists = tuple(
        Division(kind)
        for kind in (DivisionKind.LIST_OF_FIGURES, DivisionKind.LIST_OF_TABLES)
    )
    book = replace(book_of(chapter("a.md", _figure("fig-a"), title="A")), front=lists)
    found = Diagnostics()
    _numbered(book, found=found)
    assert [problem.code for problem in found] == ["X020"]


def _listed(*figures: Figure | Table | CodeBlock) -> dict[str, str | None]:
    """What the list of figures says, each with its number."""
    lists = (
        Division(DivisionKind.LIST_OF_FIGURES),
        Division(DivisionKind.LIST_OF_TABLES),
    )
    book = replace(book_of(chapter("a.md", *figures)), front=lists)
    config = config_of(book)
    for transform in (identify_targets, number_divisions, number_captions):
        book = transform(book, config, Diagnostics())
    book = compose_print_contents(book, config, Diagnostics())
    return {
        plain_text(entry.title): entry.label
        for division in book.front
        for entry in descend(division)
        if isinstance(entry, ContentsEntry)
    }


def test_a_figure_without_a_caption_is_listed_by_its_alternative_text() -> None:
    captioned = replace(_figure("fig-b"), caption=(Text("The quay"),))
    assert _listed(_figure("fig-a"), captioned) == {"A": "1", "The quay": "2"}


@pytest.mark.parametrize(
    ("caption", "listed"),
    [
        ("The quay.", "The quay"),
        ("The quay, 1904.", "The quay, 1904"),
        ("As he said, “gone”.", "As he said, “gone”"),
        ("Drawn by A. N.", "Drawn by A. N."),
        ("And so on...", "And so on..."),
        ("Which?", "Which?"),
    ],
)
def test_a_list_leaves_out_the_full_stop_of_a_caption(
    caption: str, listed: str
) -> None:
    assert list(_listed(replace(_figure("fig-a"), caption=(Text(caption),)))) == [
        listed
    ]


def test_what_has_no_words_is_not_listed() -> None:
    bare = Figure(Image("a.png", ""), attributes=Attributes("fig-a"))
    table = Table((), (), attributes=Attributes("tbl-a"))
    assert _listed(bare, _figure("fig-b"), table) == {"A": "2"}


def test_a_list_with_nothing_to_say_is_left_out() -> None:
    lists = (Division(DivisionKind.LIST_OF_TABLES),)
    book = replace(book_of(chapter("a.md", _figure("fig-a"))), front=lists)
    assert number_captions(book, config_of(book), Diagnostics()).front == ()


def _panel(name: str, kind: PanelKind, *blocks: Figure | Table | CodeBlock) -> Panel:
    return Panel(kind, blocks, (Text("Both"),), attributes=Attributes(name))


def test_what_stands_in_a_panel_has_letters_behind_its_number() -> None:
    table = Table((), (), (Text("T"),), attributes=Attributes("tbl-x"))
    panel = _panel("fig-p", PanelKind.FIGURE, _figure("fig-a"), table, _figure("fig-b"))
    book = book_of(
        chapter("a.md", _figure("fig-0"), panel, _figure("fig-1"), title="A"),
        chapter("b.md", title="B"),
    )
    assert _numbered(book) == [
        "Figure 1.1",
        "(a)",
        "Table 1.1",
        "(b)",
        "Figure 1.3",
    ]


@pytest.mark.parametrize(
    ("kind", "prefix", "part"),
    [
        (PanelKind.FIGURE, "fig", Figure(Image("a.png", "A"))),
        (PanelKind.TABLE, "tbl", Table((), (), (Text("A"),))),
        (PanelKind.LISTING, "lst", CodeBlock("a", caption=(Text("A"),))),
    ],
)
def test_a_panel_is_listed_in_the_place_of_its_parts(
    kind: PanelKind, prefix: str, part: Figure | Table | CodeBlock
) -> None:
    parts = [replace(part, attributes=Attributes(f"{prefix}-{n}")) for n in "ab"]
    panel = _panel(f"{prefix}-p", kind, *parts)
    book = book_of(chapter("a.md", panel))
    book = number_captions(book, config_of(book), Diagnostics())
    listed = caption_entries(book, ContentsKind(f"{kind.value}s"))
    assert [(entry.target, entry.label) for entry in listed] == [(f"{prefix}-p", "1")]
    numbered = [node for node in descend_book(book) if isinstance(node, type(part))]
    assert [node.number for node in numbered] == ["1\u00a0(a)", "1\u00a0(b)"]
