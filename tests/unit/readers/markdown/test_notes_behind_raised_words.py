"""A note behind a superscript: the sign that ends one may begin the other."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import NoteReference, Superscript
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "raised", "calls"),
    [
        ("x^2^[^a]", ["2"], ["a"]),
        ("x^2^^[Inline.]", ["2"], ["inline-1"]),
        ("x^2^ ^[Inline.]", ["2"], ["inline-1"]),
        ("10^[Inline.] metres", [], ["inline-1"]),
        ("10^[^b] metres", [], ["inline-1"]),
        ("**x^2^[^a]** and [y^2^[^a]](x.md)", ["2", "2"], ["a", "a"]),
        ("x^2^[^a]^[Inline.]", ["2"], ["a", "inline-1"]),
    ],
)
def test_both_are_read(text: str, raised: list[str], calls: list[str]) -> None:
    found = read_markdown(f"{text}\n\n[^a]: A.\n", "a.md", Diagnostics())
    marks = find_nodes(found.blocks, Superscript)
    assert [plain_text(mark.children) for mark in marks] == raised
    assert [call.label for call in find_nodes(found.blocks, NoteReference)] == calls
