"""Who made a picture and where a piece stood first is said on a page of the book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Creator
from bookmaker.document.nodes import Attributes, Figure, Image, Text
from bookmaker.document.text import plain_text
from bookmaker.languages.words import words_of
from bookmaker.transforms.compose_title_pages import compose_title_pages
from bookmaker.transforms.gather_contributors import gather_contributors
from bookmaker.xhtml.divisions import render_division
from tests.support.builders import book_of, chapter, config_of, paragraph

CREDITED = Figure(
    Image("a.jpg", "A quay"),
    (Text("The quay."),),
    attributes=Attributes(pairs=(("credit", "D. Eck"), ("licence", "CC BY 4.0"))),
)


def _composed(
    *front: DivisionKind, first_published: str | None = None
) -> tuple[Book, Diagnostics]:
    division = chapter("a.md", CREDITED, title="The Ferry")
    division = replace(division, first_published=first_published, author="Bo Lind")
    book = replace(book_of(division), front=tuple(Division(kind) for kind in front))
    diagnostics = Diagnostics()
    return compose_title_pages(book, config_of(book), diagnostics), diagnostics


def _lines(division: Division) -> list[str]:
    return [plain_text((block,)) for block in division.blocks]


def test_pictures_are_credited_on_the_copyright_page() -> None:
    book, _ = _composed(DivisionKind.COPYRIGHT)
    assert _lines(book.front[0])[-2:] == [
        "Picture credits",
        "The quay: D. Eck (CC BY 4.0)",
    ]


def test_first_publications_stand_before_them() -> None:
    book, _ = _composed(DivisionKind.COPYRIGHT, first_published="The Quarterly, 1999")
    assert "“The Ferry” first appeared in The Quarterly, 1999." in _lines(book.front[0])


def test_a_listed_colophon_takes_the_credits() -> None:
    book, _ = _composed(DivisionKind.COPYRIGHT, DivisionKind.COLOPHON)
    assert "Picture credits" not in _lines(book.front[0])
    assert _lines(book.front[1])[0] == "Picture credits"


@pytest.mark.parametrize(
    ("edition", "printing", "said"),
    [
        (1, 1, set()),
        (2, 1, {"Edition 2"}),
        (1, 3, {"Printing 3"}),
        (2, 3, {"Edition 2", "Printing 3"}),
    ],
)
def test_a_first_edition_and_a_first_printing_are_not_said(
    edition: int, printing: int, said: set[str]
) -> None:
    book = book_of(chapter("a.md", paragraph("x")))
    book = replace(book, front=(Division(DivisionKind.COPYRIGHT),))
    metadata = replace(book.metadata, edition=edition, printing=printing)
    book = replace(book, metadata=metadata)
    composed = compose_title_pages(book, config_of(book), Diagnostics())
    words = words_of(book.metadata.language)
    numbers = {n: words.edition.format(number=n) for n in (1, 2)}
    printings = {n: words.printing.format(number=n) for n in (1, 3)}
    names = {numbers[2]: "Edition 2", printings[3]: "Printing 3"}
    lines = set(_lines(composed.front[0]))
    assert {
        names.get(line, line)
        for line in lines & {*numbers.values(), *printings.values()}
    } == said


def test_credits_without_a_page_are_reported() -> None:
    _, diagnostics = _composed()
    assert [found.code for found in diagnostics] == ["X050"]


def test_composing_twice_is_composing_once() -> None:
    book, _ = _composed(DivisionKind.COPYRIGHT)
    assert compose_title_pages(book, config_of(book), Diagnostics()) == book


def test_authors_of_pieces_are_in_the_metadata_and_not_on_the_title_page() -> None:
    book = book_of(replace(chapter("a.md", paragraph("x")), author="Bo Lind"))
    gathered = gather_contributors(book, config_of(book), Diagnostics())
    assert gathered.metadata.contributors == (Creator("Bo Lind", role="aut"),)
    assert gather_contributors(gathered, config_of(book), Diagnostics()) == gathered


def test_a_page_of_other_books_names_them() -> None:
    book = book_of(chapter("a.md", paragraph("x")))
    metadata = replace(
        book.metadata, also_by=("The Fen",), authors=(Creator("Ada Voss"),)
    )
    book = replace(book, metadata=metadata, front=(Division(DivisionKind.ALSO_BY),))
    composed = compose_title_pages(book, config_of(book), Diagnostics())
    assert plain_text(composed.front[0].title) == "Also by Ada Voss"
    assert _lines(composed.front[0]) == ["The Fen"]


def test_a_colophon_with_nothing_to_say_is_left_out_and_reported() -> None:
    colophon = Division(DivisionKind.COLOPHON)
    book = replace(book_of(chapter("a.md", paragraph("x"))), back=(colophon,))
    diagnostics = Diagnostics()
    composed = compose_title_pages(book, config_of(book), diagnostics)
    assert composed.back == ()
    assert [found.code for found in diagnostics] == ["X053"]


def test_a_colophon_of_the_authors_own_stays() -> None:
    colophon = replace(Division(DivisionKind.COLOPHON), file="colophon.md")
    book = replace(book_of(chapter("a.md", paragraph("x"))), back=(colophon,))
    diagnostics = Diagnostics()
    composed = compose_title_pages(book, config_of(book), diagnostics)
    assert composed.back == (colophon,)
    assert not list(diagnostics)


def test_a_translator_stands_under_the_title_and_not_among_the_credits() -> None:
    piece = replace(
        chapter("a.md", paragraph("x"), title="Salt"), translator="Per Lind"
    )
    untitled = replace(piece, title=(), translator="Ada Voss")
    book = replace(book_of(piece), front=(Division(DivisionKind.COPYRIGHT),))
    german = replace(book, metadata=replace(book.metadata, language="de"))
    for written, said in ((book, "Translated by"), (german, "Übersetzt von")):
        composed = compose_title_pages(written, config_of(written), Diagnostics())
        assert composed.body[0].translated_by == f"{said} Per Lind"
        assert f'<p class="translator">{said} Per Lind</p>' in render_division(
            composed.body[0]
        )
        assert "First publications" not in _lines(composed.front[0])
    hidden = replace(book, body=(untitled,))
    composed = compose_title_pages(hidden, config_of(hidden), Diagnostics())
    assert _lines(composed.front[0])[-1].endswith("translated by Ada Voss.")
