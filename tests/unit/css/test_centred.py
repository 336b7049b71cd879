"""Three ways to centre a block, and two to set it at the right, in both editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.css.bundle import load_sheet
from bookmaker.document.nodes import Group
from bookmaker.document.walk import find_nodes
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("::: {.center}\nMid\n:::", "center"),
        ("<center>Mid</center>", "center"),
        ('<div align="center">Mid</div>', "center"),
        ("::: {.right}\nMid\n:::", "right"),
        ('<div align="right">Mid</div>', "right"),
    ],
)
def test_a_block_has_the_class(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "one.md"
    path.write_text(f"# One\n\n{text}\n")
    outcome = read(Request(manuscript=path))
    assert outcome.book is not None
    assert {d.code for d in outcome.diagnostics} <= {"C033", "M270"}
    [group] = find_nodes(outcome.book.divisions, Group)
    assert group.attributes.classes == (name,)


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("name", ["center", "right"])
def test_both_editions_align_the_class(edition: str, name: str) -> None:
    sheet = load_sheet("print" if edition == "print" else "epub", "literary")
    rule = sheet[sheet.index(f".group.{name}") :].partition("}")[0]
    assert f"text-align: {name}" in rule
