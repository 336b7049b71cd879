"""Chapters are parted where pages part, and named by all that their layout takes."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bookmaker.backends.pdf.engine.jobs import (
    PAGE_ATTRIBUTE,
    UNKNOWN_PAGE,
    part_galley,
    parts_of,
)
from bookmaker.backends.pdf.orders import ChapterMarkup
from tests.support.small_galleys import NO_LINKS, galley_of

ONE = '<p id="a">One <a href="#b">leads on</a>.</p>'
TWO = '<p id="b">Two <a href="#a">leads back</a>, <a href="#b">here</a>.</p>'


def test_each_leaf_that_begins_a_page_is_a_chapter() -> None:
    jobs = part_galley(galley_of("<p>1</p>", "<p>2</p>", "+<p>3</p>", "<p>4</p>"))
    assert [job.leaves for job in jobs] == [1, 2, 1]
    assert [job.title for job in jobs] == ["Chapter 0", "Chapter 1", "Chapter 3"]
    assert [str(job.span) for job in jobs] == ["0.md:1:1", "1.md:1:1", "3.md:1:1"]


def test_a_first_leaf_that_goes_on_begins_the_first_chapter() -> None:
    (job,) = part_galley(galley_of("+<p>1</p>"))
    assert job.leaves == 1


def test_every_word_is_in_one_chapter() -> None:
    jobs = part_galley(galley_of("<p>1</p>", "<p>2</p>", "+<p>3</p>", "<p>4</p>"))
    assert ["".join(job.root.itertext()) for job in jobs] == ["1", "23", "4"]


def test_the_language_of_the_book_is_that_of_each_chapter() -> None:
    jobs = part_galley(galley_of("<p>1</p>", "<p>2</p>"))
    assert [job.root.get("lang") for job in jobs] == ["en", "en"]


def test_what_leads_to_other_chapters_is_reported() -> None:
    one, two = part_galley(galley_of(ONE, TWO))
    assert [sorted(job.elsewhere) for job in (one, two)] == [["b"], ["a"]]
    assert [sorted(job.ids) for job in (one, two)] == [["a"], ["b"]]


def test_what_leads_nowhere_leads_to_no_other_chapter() -> None:
    (job,) = part_galley(galley_of('<p><a href="#no">x</a><a href="c#d">y</a></p>'))
    assert job.elsewhere == frozenset()


def test_a_chapter_knows_the_notes_that_it_calls_wherever_they_stand() -> None:
    galley = galley_of(
        '<p>Words<a id="call-1" class="note-call" href="#note-1">1</a></p>',
        '<p id="note-1"><a href="#call-1">1</a> A note of another chapter.</p>',
        "<p>No notes.</p>",
        note_by_call={"call-1": "note-1"},
        words_by_target={"note-1": "1", "call-1": "1"},
    )
    calling, noted, neither = part_galley(galley)
    assert calling.links.note_by_call == {"call-1": "note-1"}
    assert calling.links.words_by_target == {"note-1": "1"}
    assert noted.links.note_by_call == {"call-1": "note-1"}
    assert neither.links == NO_LINKS


def test_a_link_that_prints_a_page_has_the_number_or_room_for_it() -> None:
    (job,) = part_galley(
        galley_of('<p><a class="page-reference" href="#x">see</a><b id="x"/></p>')
    )
    assert job.targets == ("x",)
    for labels, shown in (({"x": "xii"}, "xii"), ({}, UNKNOWN_PAGE)):
        copy = ElementTree.fromstring(job.fill_page_numbers(labels).markup)
        (link,) = copy.iter("a")
        assert link.get(PAGE_ATTRIBUTE) == shown


def test_links_in_contents_print_pages_and_others_do_not() -> None:
    (job,) = part_galley(
        galley_of('<nav><a href="#x">X</a></nav><p id="x"><a href="#x">here</a></p>')
    )
    assert job.targets == ("x",)


def copies() -> dict[str, ChapterMarkup]:
    """A chapter, and what differs from it in one thing each."""
    copy = ChapterMarkup(markup=b"<html/>", links=NO_LINKS, elsewhere=frozenset({"a"}))
    return {
        "itself": copy,
        "its markup": replace(copy, markup=b"<html />"),
        "what is elsewhere": replace(copy, elsewhere=frozenset({"b"})),
        "its notes": replace(copy, links=replace(NO_LINKS, note_by_call={"c": "n"})),
        "its links": replace(copy, links=replace(NO_LINKS, words_by_target={"c": "n"})),
    }


def test_equal_chapters_have_one_name() -> None:
    links = [
        replace(NO_LINKS, note_by_call=dict(pairs), words_by_target=dict(pairs))
        for pairs in ((("a", "1"), ("b", "2")), (("b", "2"), ("a", "1")))
    ]
    names = {
        parts_of(replace(copies()["itself"], links=one, elsewhere=ids))
        for one in links
        for ids in (frozenset({"x", "y"}), frozenset({"y", "x"}))
    }
    assert len(names) == 1


@pytest.mark.parametrize("other", [name for name in copies() if name != "itself"])
def test_whatever_differs_gives_another_name(other: str) -> None:
    different = parts_of(copies()[other])
    assert parts_of(copies()["itself"]) != different


def test_an_edit_renames_the_chapter_that_it_is_in_and_no_other() -> None:
    before, after = (
        [
            parts_of(job.fill_page_numbers({}))
            for job in part_galley(galley_of(ONE, TWO, last))
        ]
        for last in ("<p>old</p>", "<p>new</p>")
    )
    assert before[:2] == after[:2]
    assert before[2] != after[2]


def test_a_page_number_that_is_printed_renames_a_chapter() -> None:
    (job,) = part_galley(galley_of('<nav><a href="#x">X</a></nav><p id="x">x</p>'))
    names = {parts_of(job.fill_page_numbers({"x": n})) for n in ("1", "2")}
    assert len(names) == 2
