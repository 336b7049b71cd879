"""What a draft shows on its pages."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureConverted
from bookmaker.diagnostics.catalog.manuscript import ToDo
from bookmaker.document.nodes import FaultMark, Paragraph, Text
from bookmaker.source import SourceSpan
from bookmaker.transforms.mark_faults import mark_faults
from tests.support.builders import book_of, chapter, paragraph


def test_a_draft_shows_what_is_still_to_do_and_no_other_note() -> None:
    place = SourceSpan.at("a.md", 3, 1)
    book = book_of(chapter("a.md", paragraph("The tide was out."), title="A"))
    diagnostics = Diagnostics()
    diagnostics.add(ToDo("TODO: ask the pilot", span=place))
    diagnostics.add(
        PictureConverted(path="a.webp", before="WEBP", after="PNG", span=place)
    )
    blocks = mark_faults(book, diagnostics).body[0].blocks
    shown = [block for block in blocks if isinstance(block, FaultMark)]
    assert [(fault.code, fault.message) for fault in shown] == [
        ("M026", "a.md:3:1: TODO: ask the pilot")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [(1, 0), (3, 0), (5, 1), (6, 1), (8, 2), (90, 2)],
    ids=["before", "first line", "next block", "within it", "last", "after all"],
)
def test_a_fault_stands_before_the_block_that_it_is_in(
    line: int, expected: int
) -> None:
    starts = (3, 5, 8)
    blocks = tuple(
        Paragraph((Text("words"),), span=SourceSpan.at("a.md", start))
        for start in starts
    )
    diagnostics = Diagnostics()
    diagnostics.add(ToDo("TODO", span=SourceSpan.at("a.md", line, 1)))
    book = book_of(chapter("a.md", *blocks, title="A"))
    marked = mark_faults(book, diagnostics).body[0].blocks
    (place,) = (n for n, block in enumerate(marked) if isinstance(block, FaultMark))
    assert place == expected
