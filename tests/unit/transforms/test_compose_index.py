"""The index is made of marks: nested, sorted, joined, and true to the language."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Emphasis,
    Index,
    IndexEntry,
    IndexRole,
    IndexTerm,
    Inline,
    Span,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.transforms.compose_index import compose_index, name_index_places
from bookmaker.transforms.identify_targets import identify_targets
from bookmaker.transforms.nest_sections import nest_sections
from tests.support.builders import book_of, chapter, config_of, heading, paragraph


def _composed(*marks: Inline, lists_index: bool = True) -> tuple[Book, Diagnostics]:
    book = book_of(
        chapter("one.md", paragraph("x", *marks), heading(2, "Later"), title="One")
    )
    if lists_index:
        book = replace(book, back=(Division(DivisionKind.INDEX),))
    diagnostics = Diagnostics()
    config = config_of(book)
    for transform in (nest_sections, identify_targets, compose_index):
        book = transform(book, config, diagnostics)
    return book, diagnostics


def _lines(entries: tuple[IndexEntry, ...], depth: int = 0) -> list[str]:
    lines = []
    for entry in entries:
        places = " ".join(
            f"{loc.target.partition('.')[2]}{'!' if loc.is_main else ''}"
            for loc in entry.locators
        )
        lines.append(f"{'  ' * depth}{plain_text(entry.term)} {places}".rstrip())
        lines += _lines(entry.entries, depth + 1)
    return lines


def _index(book: Book) -> Index:
    return next(node for node in descend_book(book) if isinstance(node, Index))


def _index_lines(*marks: Inline) -> list[str]:
    book, _ = _composed(*marks)
    return [
        line
        for group in _index(book).groups
        for line in (f"[{group.heading}]", *_lines(group.entries))
    ]


def _codes(diagnostics: Diagnostics) -> list[str]:
    return [found.code for found in diagnostics]


def _mark(words: str, entry: str = "") -> IndexTerm:
    return IndexTerm((Text(words),) if words else (), entry)


def test_entries_are_nested_and_sorted_under_their_letters() -> None:
    assert _index_lines(
        _mark("", "Whales!sperm"), _mark("eels"), _mark("", "Whales!blue")
    ) == [
        "[E]",
        "eels index-eels",
        "[W]",
        "Whales",
        "  blue index-whalesblue",
        "  sperm index-whalessperm",
    ]


def test_words_that_differ_in_capitals_alone_are_one_entry_written_small() -> None:
    lines = _index_lines(_mark("Whales"), _mark("whales"))
    assert lines == ["[W]", "whales index-whales index-whales-1"]


def test_a_definition_is_marked() -> None:
    mark = IndexTerm((Text("eel"),), role=IndexRole.MAIN)
    assert _index_lines(mark) == ["[E]", "eel index-eel!"]


def test_an_entry_is_sorted_by_what_the_author_says() -> None:
    mark = IndexTerm((), "The Sea", sort="Sea, The")
    assert _index_lines(mark, _mark("tar")) == [
        "[S]",
        "The Sea index-the-sea",
        "[T]",
        "tar index-tar",
    ]


def test_what_begins_with_no_letter_stands_under_symbols() -> None:
    assert _index_lines(_mark("1066"))[0] == "[Symbols]"


def test_a_range_has_two_ends() -> None:
    start = IndexTerm((), "Storms", IndexRole.START, "storm")
    book, diagnostics = _composed(start, IndexTerm((), "", IndexRole.END, "storm"))
    (locator,) = _index(book).groups[0].entries[0].locators
    assert (locator.target, locator.end) == ("one.index-storms", "one.index-storm")
    assert _codes(diagnostics) == []


def test_an_end_without_a_start_and_the_reverse_are_reported() -> None:
    lone = IndexTerm((), "Storms", IndexRole.START, "a")
    _, diagnostics = _composed(lone, IndexTerm((), "", IndexRole.END, "b"))
    assert _codes(diagnostics) == ["X040", "X040"]
    helps = {found.help() for found in diagnostics}
    assert helps == {
        "write []{.index-end #a} at its other end",
        "write []{.index-start #b} at its other end",
    }


def test_see_leads_to_the_other_entry() -> None:
    book, diagnostics = _composed(
        _mark("", "Whales!sperm"), IndexTerm((), "Cachalot", see="Whales!sperm")
    )
    entry = _index(book).groups[0].entries[0]
    assert plain_text(entry.see[0].words) == "Whales: sperm"
    assert entry.see[0].target == "index.whales-sperm"
    assert _codes(diagnostics) == []


def test_see_an_entry_that_is_not_there_names_the_nearest() -> None:
    _, diagnostics = _composed(
        _mark("", "Whales!sperm"), IndexTerm((), "Cachalot", see="Whales!sprem")
    )
    assert [found.help() for found in diagnostics] == ["did you mean “Whales!sperm”?"]


def test_marks_without_an_index_are_reported_once() -> None:
    _, diagnostics = _composed(_mark("a"), _mark("b"), lists_index=False)
    assert _codes(diagnostics) == ["X042"]


def test_an_index_of_nothing_is_left_out() -> None:
    book, diagnostics = _composed()
    assert _codes(diagnostics) == ["X043"]
    assert book.back == ()


def test_without_pages_the_places_of_one_section_are_one() -> None:
    book, _ = _composed(_mark("eel"), _mark("eel"))
    named = name_index_places(book, config_of(book), Diagnostics())
    locators = _index(named).groups[0].entries[0].locators
    assert [locator.words for locator in locators] == ["One"]


def test_composing_twice_is_composing_once() -> None:
    book, _ = _composed(_mark("eel"), _mark("", "Whales!sperm"))
    assert compose_index(book, config_of(book), Diagnostics()) == book


def test_terms_keep_their_language() -> None:
    french = Attributes(pairs=(("lang", "fr"),))
    book, _ = _composed(
        IndexTerm((Text("Le chat"),), attributes=french),
        Span((IndexTerm((Emphasis((Text("eau"),)),)),), attributes=french),
        IndexTerm((Text("mots"),), "words", attributes=french),
        IndexTerm((Text("tide"),)),
    )
    terms = {
        plain_text(entry.term): entry.term
        for group in _index(book).groups
        for entry in group.entries
    }
    assert terms["Le chat"] == (Span((Text("Le chat"),), attributes=french),)
    assert terms["eau"] == (Span((Emphasis((Text("eau"),)),), attributes=french),)
    assert terms["words"] == (Text("words"),)
    assert terms["tide"] == (Text("tide"),)
