"""Walks that look for some kinds of node find all of them, and touch nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    CodeBlock,
    Emphasis,
    Heading,
    Node,
    NoteReference,
    Paragraph,
    Section,
    Text,
)
from bookmaker.document.walk import (
    Attributed,
    Kind,
    descend,
    find_nodes,
    map_book,
    map_nodes,
)
from tests.support import trees

KINDS: tuple[tuple[Kind, ...], ...] = (
    (Text,),
    (NoteReference,),
    (CodeBlock, Heading),
    (Section, Paragraph, Attributed),
    (Attributed,),
)


def _is_one(node: Node, kinds: tuple[Kind, ...]) -> bool:
    if Attributed in kinds and node.attributes is not NO_ATTRIBUTES:
        return True
    return type(node) in kinds


@given(book=trees.books())
@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
def test_walks_for_some_kinds_are_walks_over_all_that_leave_out_the_others(
    book: Book,
) -> None:
    _walks_agree(book)


@pytest.mark.slow
@given(book=trees.books())
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
def test_walks_for_some_kinds_agree_in_many_books(book: Book) -> None:
    _walks_agree(book)


def _walks_agree(book: Book) -> None:
    for kinds in KINDS:

        def marked(node: Node, kinds: tuple[Kind, ...] = kinds) -> Node:
            return Text("met") if _is_one(node, kinds) else node

        found = [*find_nodes(book.divisions, *kinds)]
        met = [node for node in descend(*book.divisions) if _is_one(node, kinds)]
        assert [id(node) for node in found] == [id(node) for node in met]
        assert map_book(book, marked, *kinds) == map_book(book, marked)


def test_a_node_that_changed_knows_what_stands_below_it_now() -> None:
    before = Paragraph((Emphasis((Text("rope"),)),))
    assert not list(find_nodes((before,), NoteReference))

    after = map_nodes(before, lambda _: NoteReference("1"), Text)

    assert list(find_nodes((after,), NoteReference)) == [NoteReference("1")]
    assert not list(find_nodes((before,), NoteReference))


def test_roots_are_found_too() -> None:
    division = Division(DivisionKind.CHAPTER, (Text("Rope"),))

    assert list(find_nodes((division,), Division)) == [division]
