"""A note that says nothing is reported, in every form; so written, it comes back."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import read_markdown
from tests.support.round_trip import read_and_shown

EMPTY = [
    "A^[]b",
    "A^[ ]b",
    "A^[\n]b",
    "A^[&nbsp;\u200b]b",
    "A^[<!-- x -->]b",
    "A^[[]{.x}]b",
    "> a^[]",
    "- a^[]\n\n  b",
    "# A^[]",
    "A[^1]b\n\n[^1]:\n",
    "A[^1]b\n\n[^1]: <!-- x -->\n",
]
FULL = [
    "A^[x]b",
    "A^[`x`]b",
    "A^[$x$]b",
    "A^[![q](q.png)]b",
    "A^[—]b",
    "A[^1]b\n\n[^1]: x\n",
    "A[^1]b\n\n[^1]:\n    ```\n    x\n    ```\n",
    "A[^1]b\n\n[^1]:\n    - x\n",
]


def _codes(text: str) -> list[str]:
    found = Diagnostics()
    read_markdown(text, "x.md", found)
    return [problem.code for problem in found]


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_note_is_reported(text: str) -> None:
    assert _codes(text) == ["M320"]


@pytest.mark.parametrize("text", FULL)
def test_a_note_that_says_something_is_not(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize("text", [*EMPTY, "A^[]^[]b", "| a^[] |\n|-|\n| b^[] |"])
def test_an_empty_note_comes_back_from_the_markdown_that_is_written(text: str) -> None:
    before, after = read_and_shown(text)
    assert before == after


def test_a_note_that_only_a_link_leads_to_keeps_its_place() -> None:
    (note,) = read_markdown("A^[[]{#here}]b", "x.md", Diagnostics()).notes
    assert note.blocks
