"""Ids are unique and made from names; links lead to them from any file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import BlockQuote, IndexTerm, Link, Section
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.slips import report_slips
from bookmaker.transforms.identify_targets import identify_targets
from bookmaker.transforms.nest_sections import nest_sections
from bookmaker.transforms.resolve_references import resolve_references
from tests.support.builders import (
    book_of,
    chapter,
    config_of,
    heading,
    link,
    paragraph,
)


def _resolved(*divisions: Division) -> tuple[Book, Diagnostics]:
    book, diagnostics = book_of(*divisions), Diagnostics()
    config = config_of(book)
    for transform in (nest_sections, identify_targets, resolve_references):
        book = transform(book, config, diagnostics)
    return book, diagnostics


def _targets(book: Book) -> list[str]:
    return [node.target for node in descend_book(book) if isinstance(node, Link)]


def _section_ids(book: Book) -> list[str | None]:
    nodes = descend_book(book)
    return [node.attributes.id for node in nodes if isinstance(node, Section)]


def _codes(diagnostics: Diagnostics) -> list[str]:
    return [found.code for found in diagnostics]


def test_a_division_is_named_for_its_file_without_the_number() -> None:
    book, _ = _resolved(chapter("chapters/01-harbour.md", paragraph("x")))
    assert book.body[0].attributes.id == "harbour"


def test_files_of_one_name_in_two_folders_are_distinguished() -> None:
    book, _ = _resolved(
        chapter("a/intro.md", paragraph("x")), chapter("b/intro.md", paragraph("x"))
    )
    assert [d.attributes.id for d in book.body] == ["a-intro", "b-intro"]


def test_an_id_does_not_change_when_a_chapter_is_put_before_it() -> None:
    first = chapter("one.md", heading(2, "The Pier"))
    alone, _ = _resolved(first)
    after, _ = _resolved(chapter("zero.md", heading(2, "The Pier")), first)
    assert _section_ids(alone) == ["one.the-pier"]
    assert _section_ids(after) == ["zero.the-pier", "one.the-pier"]


def test_equal_headings_of_a_chapter_are_counted() -> None:
    book, _ = _resolved(chapter("a.md", heading(2, "X"), heading(2, "X")))
    assert _section_ids(book) == ["a.x", "a.x-1"]


@pytest.mark.parametrize(
    ("term", "name"),
    [
        (IndexTerm(entry="tide"), "a.index-tide"),
        (IndexTerm(entry="ebb", see="tide"), None),
        (IndexTerm(entry="ebb", see_also="tide"), None),
    ],
)
def test_a_place_of_the_index_has_an_id_and_a_mere_pointer_has_none(
    term: IndexTerm, name: str | None
) -> None:
    book, _ = _resolved(chapter("a.md", paragraph(term)))
    (found,) = (node for node in descend_book(book) if isinstance(node, IndexTerm))
    assert found.attributes.id == name


def test_a_link_to_a_file_leads_to_its_division() -> None:
    book, diagnostics = _resolved(
        chapter("c/one.md", paragraph(link("two", "two.md"))),
        chapter("c/two.md", paragraph("x")),
    )
    assert _targets(book) == ["#two"]
    assert not len(diagnostics)


def test_a_link_to_a_heading_of_another_file_is_found_by_its_words() -> None:
    book, diagnostics = _resolved(
        chapter("one.md", paragraph(link("pier", "./two.html#the-pier"))),
        chapter("two.md", heading(2, "The Pier")),
    )
    assert _targets(book) == ["#two.the-pier"]
    assert not len(diagnostics)


def test_an_id_of_two_files_means_the_own_one_first() -> None:
    one = chapter("one.md", heading(2, "A", "intro"), paragraph(link("x", "#intro")))
    two = chapter("two.md", heading(2, "A", "intro"), paragraph(link("x", "#intro")))
    book, diagnostics = _resolved(one, two)
    assert _targets(book) == ["#one.intro", "#two.intro"]
    assert not len(diagnostics)


def test_an_id_of_two_files_is_ambiguous_from_a_third() -> None:
    book, diagnostics = _resolved(
        chapter("one.md", heading(2, "A", "intro")),
        chapter("two.md", heading(2, "A", "intro")),
        chapter("three.md", paragraph(link("x", "#intro"))),
    )
    assert _codes(diagnostics) == ["X004"]
    assert plain_text(book.body[2].blocks) == "x"


def test_an_id_given_twice_in_one_file_is_an_error() -> None:
    _, diagnostics = _resolved(
        chapter("one.md", heading(2, "A", "x"), heading(2, "B", "x"))
    )
    assert _codes(diagnostics) == ["X003"]


def test_a_dangling_link_keeps_its_words_and_names_the_nearest_id() -> None:
    book, diagnostics = _resolved(
        chapter("one.md", heading(2, "A", "pier"), paragraph(link("the pier", "#peir")))
    )
    (found,) = diagnostics
    assert found.code == "X001"
    assert "#pier" in found.help()
    assert _targets(book) == []
    assert "the pier" in plain_text(book.body[0].blocks)


def test_a_link_to_a_file_outside_the_book_is_reported() -> None:
    _, diagnostics = _resolved(chapter("one.md", paragraph(link("x", "draft.md"))))
    assert _codes(diagnostics) == ["X002"]


@pytest.mark.parametrize(
    ("target", "nearest"),
    [
        ("www.example.com", "https://www.example.com"),
        ("WWW.example.com/a?b", "https://WWW.example.com/a?b"),
        ("example.org/tides", "https://example.org/tides"),
        ("ann@example.com", "mailto:ann@example.com"),
        ("Two.md", "two.md"),
        ("tow.md", "two.md"),
        ("chapters/two.md", "two.md"),
    ],
)
def test_a_link_that_is_not_a_file_names_what_was_meant(
    target: str, nearest: str
) -> None:
    _, diagnostics = _resolved(
        chapter("one.md", paragraph(link("x", target))),
        chapter("two.md", paragraph("y")),
    )
    (found,) = diagnostics
    assert found.code == "X002"
    assert f"“{nearest}”" in found.help()


def test_an_address_stays_as_it_is() -> None:
    address = "https://example.org/a?b#c"
    book, diagnostics = _resolved(chapter("one.md", paragraph(link("x", address))))
    assert _targets(book) == [address]
    assert not len(diagnostics)


def test_a_heading_without_ascii_letters_has_an_id_of_its_own() -> None:
    book, diagnostics = _resolved(
        chapter("one.md", heading(2, "Причал"), paragraph(link("x", "#причал")))
    )
    (section_id,) = _section_ids(book)
    assert section_id is not None
    assert section_id.isascii()
    assert _targets(book) == [f"#{section_id}"]
    assert not len(diagnostics)


def test_identifying_twice_is_identifying_once() -> None:
    book, diagnostics = _resolved(
        chapter("a/x.md", heading(2, "A", "intro"), heading(2, "B")),
        chapter("b/x.md", heading(2, "A", "intro"), heading(2, "B")),
    )
    assert identify_targets(book, config_of(book), diagnostics) == book
    assert not len(diagnostics)


def test_a_part_of_a_book_named_as_another_part_is_counted() -> None:
    one = chapter("one.md", paragraph("x"))
    book = book_of(one, replace(one, file="sub/one.md"))
    named = identify_targets(book, config_of(book), Diagnostics())
    assert len({division.attributes.id for division in named.body}) == 2


def test_a_chapters_title_is_a_place_in_its_file() -> None:
    book, diagnostics = _resolved(
        chapter("one.md", paragraph(link("x", "two.md#set-up"))),
        chapter("two.md", paragraph("y"), title="Set up"),
    )
    assert _targets(book) == ["#two"]
    assert not len(diagnostics)


def test_a_heading_in_a_quotation_is_a_place_too() -> None:
    quote = BlockQuote((heading(3, "The Stack"),))
    book, diagnostics = _resolved(
        chapter("one.md", quote, paragraph(link("x", "#the-stack")))
    )
    assert _targets(book) == ["#one.the-stack"]
    assert not len(diagnostics)


def test_an_unknown_place_in_a_known_file_leads_to_its_beginning() -> None:
    book, diagnostics = _resolved(
        chapter("one.md", paragraph(link("x", "two.md#gone"))),
        chapter("two.md", paragraph("y")),
    )
    assert _codes(diagnostics) == ["X006"]
    assert _targets(book) == ["#two"]


def test_the_authors_id_comes_before_the_files_own() -> None:
    book, diagnostics = _resolved(
        chapter("pier.md", heading(2, "X", "pier"), paragraph(link("x", "#pier")))
    )
    assert book.body[0].attributes.id == "chapter-pier"
    assert _section_ids(book) == ["pier"]
    assert not len(diagnostics)


@pytest.mark.parametrize(
    ("files", "address", "target"),
    [
        (("src/a.md", "src/deep/b.md"), "/deep/b.md", "#b"),
        (("src/a.md", "src/deep/b.md"), "/deep/b.html", "#b"),
        (("src/deep/a.md", "src/b.md"), "/b.md", "#b"),
        (("a.md", "src/b.md"), "/src/b.md", "#b"),
        (("a.md", "src/b.md"), "/b.md", None),
    ],
)
def test_an_address_from_the_root_begins_where_the_files_are(
    files: tuple[str, str], address: str, target: str | None
) -> None:
    first, second = files
    book, found = _resolved(
        chapter(first, paragraph(link("x", address))), chapter(second, paragraph("x"))
    )
    assert _targets(book) == ([target] if target else [])
    assert _codes(found) == ([] if target else ["X002"])


@pytest.mark.parametrize("name", ["std::ops::Index", "a::b", "c++::x"])
def test_a_name_of_code_is_no_address(name: str) -> None:
    book, found = _resolved(chapter("a.md", paragraph(link("x", name))))
    assert (_targets(book), _codes(found)) == ([], ["X002"])


@pytest.mark.parametrize(
    "address",
    ["http://", "mailto:", "htps://a.org", "http://a..org", "obsidian://open", "C:/x"],
)
@pytest.mark.parametrize(
    "form", ["[x](<{}>)", "<{}>", '<a href=" {} ">x</a>', "[x]\n\n[x]: <{}>"]
)
def test_a_link_that_cannot_be_opened_is_words_and_reported_once(
    address: str, form: str
) -> None:
    text, found = form.format(address), Diagnostics()
    file = read_markdown(text, "a.md", found)
    report_slips(file, text, "a.md", found)
    book, later = _resolved(chapter("a.md", *file.blocks))
    links = any(isinstance(node, Link) for node in descend_book(book))
    is_read_as_link = form != "<{}>" or not address.startswith("C:")
    assert not links
    assert len([*found, *later]) == is_read_as_link


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("Weirs (v4.2)", "weirs-v4.2"),
        ("Tide & Time", "tide-time"),
        ("1. Low water", "low-water"),
        ("Options - locks/a.conf", "options---locksa.conf"),
        ("Глава 1. Начало", "глава-1.-начало"),
    ],
)
def test_links_to_headings_in_pandocs_form_lead_there(
    words: str, fragment: str
) -> None:
    book, diagnostics = _resolved(
        chapter("a.md", paragraph(link("x", f"#{fragment}"))),
        chapter("b.md", heading(2, words)),
    )
    assert _targets(book) == [f"#{_section_ids(book)[0]}"]
    assert not _codes(diagnostics)


def test_a_link_in_pandocs_form_leads_to_the_title_of_another_file() -> None:
    book, diagnostics = _resolved(
        chapter("a.md", paragraph(link("x", "#ii.-the-weir"))),
        replace(
            chapter("b.md", paragraph("x")), title=paragraph("II. The weir").children
        ),
    )
    assert _targets(book) == ["#b"]
    assert not _codes(diagnostics)


def test_a_link_in_pandocs_form_that_two_headings_have_leads_nowhere() -> None:
    book, diagnostics = _resolved(
        chapter("a.md", paragraph(link("x", "#low.water"))),
        chapter("b.md", heading(2, "1. Lowwater"), heading(2, "2. Lowwater")),
    )
    assert _targets(book) == []
    assert _codes(diagnostics) == ["X001"]
