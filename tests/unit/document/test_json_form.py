"""The tree as JSON and back."""

from __future__ import annotations

import json
from typing import get_args

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from bookmaker.document import nodes
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.dump import dump_book
from bookmaker.document.json_form import (
    MalformedTreeError,
    from_json,
    schema,
    to_json,
)
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Paragraph, Text
from bookmaker.source import SourceSpan
from tests.support import trees
from tests.support.tiers import examples

generous = settings(
    deadline=None,
    max_examples=examples(6, 60),
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)


def small_book() -> Book:
    """A book of one paragraph."""
    text = Text("Sea.", span=SourceSpan("one.md", 1, 1, 1, 5))
    chapter = Division(DivisionKind.CHAPTER, blocks=(Paragraph((text,)),))
    return Book(Metadata("Tides"), body=(chapter,))


def through_text(book: Book) -> Book:
    """The book after a journey through JSON text."""
    return from_json(json.loads(json.dumps(to_json(book))))


@pytest.mark.slow
@generous
@given(trees.books())
def test_any_book_comes_back_whole_with_its_spans(book: Book) -> None:
    back = through_text(book)
    assert back == book
    assert dump_book(back, shows_spans=True) == dump_book(book, shows_spans=True)


@pytest.mark.slow
@generous
@given(trees.books())
def test_the_form_of_any_book_fits_the_schema(book: Book) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(json.loads(json.dumps(to_json(book))))


def test_random_trees_hold_every_kind_of_node() -> None:
    blocks = {*trees.LEAF_BLOCKS, *trees.NESTING_BLOCKS}
    inlines = {*trees.LEAF_INLINES, *trees.HOLDING_INLINES}
    assert blocks == set(get_args(nodes.Block))
    assert inlines == set(get_args(nodes.Inline))


def test_the_span_survives_although_equality_leaves_it_out() -> None:
    (chapter,) = through_text(small_book()).body
    (paragraph,) = chapter.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children[0].span == SourceSpan("one.md", 1, 1, 1, 5)


def test_fields_with_their_default_are_left_out() -> None:
    assert to_json(Book(Metadata("Tides"))) == {
        "version": 1,
        "book": {"metadata": {"title": "Tides"}},
    }


@pytest.mark.parametrize(
    ("form", "where", "reason"),
    [
        ([], "", "an object is needed, not []"),
        ({"version": 9}, "/version", "the form's version is 9, not 1"),
        ({"version": 1, "book": {}}, "/book", "the key 'metadata' is missing"),
        (
            {"version": 1, "book": {"metadata": {"title": 3}}},
            "/book/metadata/title",
            "a string is needed, not 3",
        ),
        (
            {"version": 1, "book": {"metadata": {"title": "T", "titel": "U"}}},
            "/book/metadata",
            "the key 'titel' means nothing here",
        ),
    ],
)
def test_a_malformed_form_is_refused_with_its_place(
    form: object, where: str, reason: str
) -> None:
    with pytest.raises(MalformedTreeError) as caught:
        from_json(form)
    assert (caught.value.where, caught.value.reason) == (where, reason)


@pytest.mark.parametrize(
    ("block", "where", "reason"),
    [
        ({"type": "Text", "text": "a"}, "", "'Text' is no node that may stand here"),
        ({"text": "a"}, "", "None is no node that may stand here"),
        (
            {"type": "Heading", "level": 7, "children": []},
            "",
            "a heading of level 7 cannot exist",
        ),
        (
            {"type": "Heading", "level": True, "children": []},
            "/level",
            "a whole number is needed, not True",
        ),
        (
            {"type": "List", "items": [{"type": "Paragraph"}]},
            "/items/0",
            "a ListItem belongs here",
        ),
        (
            {"type": "PageBreak", "attributes": {"pairs": [["key"]]}},
            "/attributes/pairs/0",
            "2 values are needed",
        ),
    ],
)
def test_an_illegal_node_is_refused_with_its_place(
    block: object, where: str, reason: str
) -> None:
    chapter = {"type": "Division", "kind": "chapter", "blocks": [block]}
    book = {"metadata": {"title": "T"}, "body": [chapter]}
    with pytest.raises(MalformedTreeError) as caught:
        from_json({"version": 1, "book": book})
    assert caught.value.where == f"/book/body/0/blocks/0{where}"
    assert caught.value.reason == reason


def test_the_schema_refuses_a_heading_among_inlines() -> None:
    heading = {"type": "Heading", "level": 1, "children": []}
    chapter = {"type": "Division", "kind": "chapter", "title": [heading]}
    book = {"metadata": {"title": "T"}, "body": [chapter]}
    validator = jsonschema.Draft202012Validator(schema())
    assert not validator.is_valid({"version": 1, "book": book})


def test_the_schema_is_a_legal_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
