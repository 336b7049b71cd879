"""What a draft shows on its pages."""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureConverted
from bookmaker.diagnostics.catalog.manuscript import ToDo
from bookmaker.document.nodes import Fault
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
    shown = [block for block in blocks if isinstance(block, Fault)]
    assert [(fault.code, fault.message) for fault in shown] == [
        ("M026", "a.md:3:1: TODO: ask the pilot")
    ]
