"""Book to content documents, and where each id landed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.backends.epub.split import link_resolver, split_book
from bookmaker.backends.epub.survey import survey_documents
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Attributes, Contents, Section, Text
from tests.support.builders import paragraph


def named(kind: DivisionKind, name: str, *below: Division) -> Division:
    """A division with an id and a title, and nothing else."""
    title = (Text(name),)
    return Division(kind, title, attributes=Attributes(id=name), divisions=below)


CHAPTER = named(DivisionKind.CHAPTER, "low-water")
BOOK = Book(Metadata("Tides"), body=(named(DivisionKind.PART, "inland", CHAPTER),))


def test_each_division_has_a_document_in_the_order_of_reading() -> None:
    read = [d.file_name for d in split_book(BOOK) if d.is_read]
    assert read == ["inland.xhtml", "low-water.xhtml"]


def test_a_chapter_of_a_part_stands_a_level_below_it() -> None:
    assert [d.rank for d in split_book(BOOK) if d.is_read] == [1, 2]


def test_a_book_without_contents_has_a_nav_document_that_is_not_read() -> None:
    (nav,) = (d for d in split_book(BOOK) if d.is_nav)
    assert (nav.file_name, nav.is_read) == ("nav.xhtml", False)


def test_the_contents_of_the_book_are_its_nav_document() -> None:
    contents = replace(named(DivisionKind.CONTENTS, "contents"), blocks=(Contents(),))
    documents = split_book(replace(BOOK, front=(contents,)))
    assert [d.file_name for d in documents if d.is_nav] == ["contents.xhtml"]
    assert all(d.is_read for d in documents)


def test_a_name_does_not_depend_on_what_stands_before() -> None:
    before = named(DivisionKind.PREFACE, "preface")
    names = {d.file_name for d in split_book(replace(BOOK, front=(before,)))}
    assert names == {d.file_name for d in split_book(BOOK)} | {"preface.xhtml"}


def test_two_divisions_with_one_id_are_our_mistake() -> None:
    with pytest.raises(InternalError, match=r"low-water\.xhtml"):
        split_book(replace(BOOK, front=(CHAPTER,)))


def test_a_division_without_an_id_is_our_mistake() -> None:
    with pytest.raises(InternalError, match="Shore"):
        split_book(replace(BOOK, body=(Division(DivisionKind.PART, (Text("Shore"),)),)))


def test_a_link_leads_into_the_file_that_holds_the_id() -> None:
    section = Section(
        1, (Text("Ebb"),), (paragraph("x"),), attributes=Attributes(id="ebb")
    )
    part = replace(BOOK.body[0], divisions=(replace(CHAPTER, blocks=(section,)),))
    survey = survey_documents(split_book(replace(BOOK, body=(part,))))
    href = link_resolver(survey.file_by_id)
    assert href("#ebb") == "low-water.xhtml#ebb"
    assert href("#inland") == "inland.xhtml#inland"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (
            "https://example.org/a b?x=1&y=%C3%A9",
            "https://example.org/a%20b?x=1&y=%C3%A9",
        ),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/#/a#b[1]%C3", "https://example.org/#/a%23b%5B1%5D%C3"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("#nowhere", None),
        ("other.md", None),
    ],
)
def test_an_address_outside_the_book_is_written_as_an_address(
    target: str, address: str | None
) -> None:
    assert link_resolver({})(target) == address
