"""Walks that look for some kinds of node find all of them, and touch nothing else."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Admonition,
    AdmonitionKind,
    Block,
    CodeBlock,
    Emphasis,
    Group,
    Heading,
    Node,
    NoteReference,
    Paragraph,
    Section,
    Table,
    TableCell,
    TableRow,
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
from bookmaker.xhtml.content import render_blocks
from bookmaker.xhtml.context import DEFAULT_CONTEXT
from tests.support import trees
from tests.support.tiers import examples

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


@pytest.mark.slow
@given(book=trees.books())
@settings(
    max_examples=examples(2, 20),
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
def test_walks_for_some_kinds_are_walks_over_all_that_leave_out_the_others(
    book: Book,
) -> None:
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


@pytest.mark.slow
@given(block=trees.blocks)
@settings(max_examples=examples(20, 200))
def test_nodes_come_in_the_order_in_which_they_are_read(block: Block) -> None:
    """What a walk counts (notes, references) is counted as a page shows it."""
    count = itertools.count()

    def counted(node: Node) -> Node:
        return Text(f"word{next(count)}.") if isinstance(node, Text) else node

    (marked,) = map_nodes(Group((block,)), counted, Text).blocks
    shown = render_blocks((marked,), DEFAULT_CONTEXT, rank=1)
    places = [int(number) for number in re.findall(r"word(\d+)\.", shown)]
    assert places == sorted(places)


def test_a_caption_and_a_title_come_before_what_they_stand_over() -> None:
    cell = TableCell((Paragraph((Text("cell"),)),))
    table = Table((), (TableRow((cell,)),), (Text("caption"),))
    advice = Admonition(
        AdmonitionKind.NOTE, (Paragraph((Text("words"),)),), (Text("title"),)
    )
    found = [node.text for node in find_nodes((table, advice), Text)]
    assert found == ["caption", "cell", "title", "words"]
