"""What is packed comes back, places and all."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings

from bookmaker.document.book import Book
from bookmaker.document.dump import dump
from bookmaker.document.nodes import (
    Attributes,
    CodeBlock,
    CrossReference,
    Group,
    Paragraph,
    ReferenceForm,
    SoftBreak,
    Text,
)
from bookmaker.document.packed_form import Packer, Unpacker
from bookmaker.document.walk import all_divisions
from bookmaker.source import SourceSpan
from tests.support import trees
from tests.support.tiers import examples


def _there_and_back(value: object) -> object:
    packer = Packer()
    packed = packer.pack(value)
    files, form = json.loads(json.dumps([packer.files, packed]))
    return Unpacker(files).unpack(form)


@pytest.mark.slow
@given(book=trees.books())
@settings(
    max_examples=examples(3, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
def test_trees_come_back(book: Book) -> None:
    for division in all_divisions(book):
        blocks = (*division.blocks, *division.notes)

        read = _there_and_back(blocks)

        assert read == blocks
        shown = [dump(Group(each), shows_spans=True) for each in (blocks, read)]  # type: ignore[arg-type]
        assert shown[0] == shown[1]


def test_places_in_several_files_come_back() -> None:
    nodes = (
        Text("a", span=SourceSpan("a.md", 1, 2, 1, 3)),
        SoftBreak(span=SourceSpan("b.md", 4, 1, 5, 1)),
        Text("b", span=SourceSpan("a.md", 9, 1, 9, 2)),
    )

    read = _there_and_back(nodes)

    assert [node.span for node in read] == [node.span for node in nodes]  # type: ignore[attr-defined]


def test_what_differs_from_its_default_comes_back() -> None:
    block = CodeBlock(
        "x = 1",
        callouts=((0, 1), (3, 2)),
        scale=90,
        attributes=Attributes("lst-x", ("wide",), (("key", "value"),)),
    )
    reference = CrossReference("#fig-quay", ReferenceForm.NUMBER, (Text("2.1"),))

    assert _there_and_back((block, Paragraph((reference,)))) == (
        block,
        Paragraph((reference,)),
    )


def test_what_json_cannot_say_is_not_packed() -> None:
    with pytest.raises(TypeError, match="no packed form for set"):
        Packer().pack({1})
