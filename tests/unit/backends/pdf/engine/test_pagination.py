"""Pages in their places: sides, blank pages, folios, labels, running strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.backends.pdf.engine.pagination import Pagination, paginate
from bookmaker.backends.pdf.facts import ChapterFacts
from bookmaker.document.folios import Folios, front_letters
from bookmaker.languages.digits import Digits
from tests.support.page_facts import chapter, page


def sides(pagination: Pagination) -> str:
    """A letter for each page: `R`, `L`, small for a blank page between chapters."""
    letters = [one.side[0] for one in pagination.pages]
    return "".join(
        letter if one.number is None else letter.upper()
        for letter, one in zip(letters, pagination.pages, strict=True)
    )


def test_a_book_begins_on_the_right() -> None:
    assert sides(paginate([chapter(page(), page(), page())], None)) == "RLR"


def test_a_book_that_is_read_from_the_right_begins_on_the_left() -> None:
    pages = [chapter(page(), opens="left"), chapter(page(), opens="left")]
    assert sides(paginate(pages, None, "left")) == "LrL"


def test_a_chapter_waits_for_its_side() -> None:
    chapters = [
        chapter(page()),
        chapter(page(), opens="right"),
        chapter(page(), opens="left"),
        chapter(page(), opens="left"),
        chapter(page()),
    ]
    assert sides(paginate(chapters, None)) == "RlRLrLR"


def test_a_blank_page_belongs_to_the_chapter_behind_it() -> None:
    chapters = [chapter(page()), chapter(page(), opens="right")]
    places = [(p.chapter, p.number) for p in paginate(chapters, None).pages]
    assert places == [(0, 0), (1, None), (1, 0)]


@pytest.mark.parametrize(
    ("division_break", "expected"), [(None, "RlR"), ("recto", "RlR"), ("page", "RL")]
)
def test_an_edition_says_where_divisions_open(
    division_break: str | None, expected: str
) -> None:
    chapters = [chapter(page()), chapter(page(), opens="right")]
    found = paginate(chapters, None, division_break=division_break)
    assert sides(found) == expected


def test_the_first_chapter_waits_for_nothing() -> None:
    assert sides(paginate([chapter(page(), opens="left")], None)) == "R"


def test_folios_are_roman_until_the_body_and_start_again_there() -> None:
    chapters = [
        chapter(page(), page(), page()),
        chapter(page("start", reset=1), page(), opens="right"),
        chapter(page()),
    ]
    pagination = paginate(chapters, "start")
    assert [p.label for p in pagination.pages] == [
        "i",
        "ii",
        "iii",
        "iv",
        "1",
        "2",
        "3",
    ]
    assert [p.folio for p in pagination.pages] == [1, 2, 3, 4, 1, 2, 3]
    assert pagination.body_start == 4


def test_folios_are_in_the_digits_and_letters_of_the_book() -> None:
    chapters = [chapter(page(), page()), chapter(page("start", reset=1), page())]
    folios = Folios(Digits.PERSIAN, front_letters("fa"))
    pagination = paginate(chapters, "start", folios=folios)
    assert [p.label for p in pagination.pages] == ["الف", "ب", "۱", "۲"]
    assert pagination.folios == folios


def test_without_a_body_all_folios_are_arabic() -> None:
    pagination = paginate([chapter(page(), page())], None)
    assert [p.label for p in pagination.pages] == ["1", "2"]
    assert pagination.body_start is None


def test_a_body_that_begins_the_book_has_no_roman_folios() -> None:
    pagination = paginate([chapter(page("start", reset=1), page())], "start")
    assert [p.label for p in pagination.pages] == ["1", "2"]
    assert pagination.body_start == 0


def test_strings_are_carried_over_to_pages_that_do_not_set_them() -> None:
    chapters = [
        chapter(page(strings={"book": ("B",), "head": ("One", "Two")}), page()),
        chapter(page(strings={"head": ("Three",)}), opens="right"),
        chapter(page()),
    ]
    before = [dict(p.before) for p in paginate(chapters, None).pages]
    assert before == [
        {},
        {"book": "B", "head": "Two"},
        {"book": "B", "head": "Two"},
        {"book": "B", "head": "Three"},
    ]


def test_an_id_that_runs_over_pages_stands_where_it_begins() -> None:
    pagination = paginate(
        [chapter(page("a"), page("a", "b")), chapter(page("b"))], None
    )
    assert pagination.page_by_anchor == {"a": 0, "b": 1}
    assert pagination.labels() == {"a": "1", "b": "2"}


@st.composite
def books(draw: st.DrawFn) -> list[ChapterFacts]:
    openings = st.sampled_from(["any", "left", "right"])
    lengths = st.integers(1, 4)
    return [
        chapter(*(page() for _ in range(draw(lengths))), opens=draw(openings))
        for _ in range(draw(st.integers(1, 6)))
    ]


@given(books())
def test_every_page_is_placed_once_in_order_on_the_side_it_asks_for(
    chapters: list[ChapterFacts],
) -> None:
    pages = paginate(chapters, None).pages
    placed = [(p.chapter, p.number) for p in pages if p.number is not None]
    assert placed == [
        (number, own)
        for number, facts in enumerate(chapters)
        for own in range(len(facts.pages))
    ]
    assert [p.side for p in pages] == [
        ("right", "left")[i % 2] for i in range(len(pages))
    ]
    assert [p.folio for p in pages] == list(range(1, len(pages) + 1))
    for index, one in enumerate(pages):
        if one.number == 0 and index:
            assert chapters[one.chapter].opens in ("any", one.side)
        if one.number is None:
            assert pages[index + 1].number == 0
