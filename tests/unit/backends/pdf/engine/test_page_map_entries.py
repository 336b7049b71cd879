"""What others are told of pages; the sample books' are held to in `test_engine.py`."""

from __future__ import annotations

from bookmaker.backends.pdf.engine.page_map_entries import map_pages
from bookmaker.backends.pdf.engine.pagination import paginate
from bookmaker.document.page_map import TextPosition
from tests.support.page_facts import chapter, page

CHAPTERS = [
    chapter(
        page("start", reset=1, strings={"head": ("One", "Two")}, first_words="It is"),
        page(leaf=1, letters_before=12, first_words="so and"),
    ),
    chapter(page(strings={"head": ("Three",)}, first_words="then"), opens="right"),
    chapter(page(), opens="right"),
]
PAGES = map_pages(CHAPTERS, [2, 1, 1], paginate(CHAPTERS, "start").pages)


def test_a_page_begins_in_a_division_of_the_book_behind_some_letters() -> None:
    assert [p.begins for p in PAGES] == [
        TextPosition(0, 0),
        TextPosition(1, 12),
        TextPosition(2, 0),
        None,
        None,
    ]


def test_the_first_heading_of_a_page_is_its_head_and_the_last_is_carried_over() -> None:
    """Of two headings on one page the first is the running head, as in CSS."""
    assert [dict(p.running_heads) for p in PAGES] == [
        {"head": "One"},
        {"head": "Two"},
        {"head": "Three"},
        {"head": "Three"},
        {"head": "Three"},
    ]


def test_folios_labels_and_sides_are_those_of_the_pages() -> None:
    assert [(p.folio, p.label, p.side) for p in PAGES[:3]] == [
        (1, "1", "right"),
        (2, "2", "left"),
        (3, "3", "right"),
    ]
    assert [p.first_words for p in PAGES] == ["It is", "so and", "then", "", ""]
