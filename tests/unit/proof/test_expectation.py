"""What an edition must show, node by node: with what its sheet adds, and without."""

from __future__ import annotations

import pytest

from bookmaker.document.book import Division, DivisionKind
from bookmaker.document.nodes import (
    Block,
    Contents,
    ContentsEntry,
    FaultMark,
    Paragraph,
    Ruby,
    SceneBreak,
    Text,
)
from bookmaker.proof.expectation import Shown, Standing, expected_of_division

PRINT = Shown(has_markers=True, bullet="•", scene_break="* * *")


def texts(block: Block, shown: Shown) -> list[str]:
    """The texts that an edition must show of a block."""
    division = Division(DivisionKind.CHAPTER, (), (block,))
    return [piece.text.strip() for piece in expected_of_division(division, shown)]


@pytest.mark.parametrize(
    ("block", "in_epub", "in_print"),
    [
        (Paragraph((Text("Hello"),)), ["Hello"], ["Hello"]),
        (Paragraph((Ruby((Text("字"),), "じ"),)), ["字じ"], ["字(じ)"]),
        (FaultMark("X001", "gone"), ["X001 gone"], ["X001 gone"]),
        (SceneBreak(), [], ["* * *"]),
    ],
)
def test_an_edition_must_show_a_block(
    block: Block, in_epub: list[str], in_print: list[str]
) -> None:
    assert texts(block, Shown()) == in_epub
    assert texts(block, PRINT) == in_print


def test_entries_of_the_contents_have_folios_where_the_edition_has_them() -> None:
    """One below another too; an entry whose page has no number has none."""
    below = ContentsEntry("low", (Text("Low"),))
    entries = (
        ContentsEntry("pier", (Text("Pier"),), entries=(below,)),
        ContentsEntry("quay", (Text("Quay"),)),
    )
    division = Division(DivisionKind.CONTENTS, (), (Contents(entries=entries),))
    shown = Shown(folio_by_id={"pier": "3", "low": "12"})
    for edition, folios in ((shown, ["3", "12"]), (Shown(), [])):
        pieces = [*expected_of_division(division, edition)]
        found = [one.text for one in pieces if one.standing is Standing.FOLIO]
        assert found == folios
