"""`[Low water]` leads to the heading of these words, where the book asks for that."""

from __future__ import annotations

import pytest

from bookmaker.config.conventions import Conventions
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Link
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import ReaderOptions, read_markdown

_ASKED = ReaderOptions(conventions=Conventions(has_heading_references=True))


def _targets(text: str, options: ReaderOptions = _ASKED) -> list[str]:
    found = read_markdown(text, "a.md", Diagnostics(), options=options)
    links = find_nodes(
        (*found.blocks, *(b for note in found.notes for b in note.blocks)), Link
    )
    return [link.target for link in links]


@pytest.mark.parametrize(
    "heading",
    [
        "## Low water",
        "## Low water ##",
        "Low water\n---",
        "> ## Low water",
        "- ## Low water",
        "::: note\n## Low water\n:::",
        "## Low *water*",
        "## [Low](x.md) water",
    ],
)
@pytest.mark.parametrize(
    "call",
    ["[Low water]", "[low\n Water][]", "[the ebb][Low water]", "**[Low water]**"],
)
def test_a_heading_is_a_definition(heading: str, call: str) -> None:
    for text in (f"{heading}\n\n{call}\n", f"{call}\n\n{heading}\n"):
        assert "#low-water" in _targets(text)


def test_an_identifier_is_the_target_and_the_first_heading_counts() -> None:
    text = "## Low water {#ebb}\n\n## Low water\n\n[Low water]\n"
    assert _targets(text) == ["#ebb"]
    assert _targets("## The [Ebb]{lang=fr}\n\n[The Ebb]\n") == ["#the-ebb"]


def test_a_definition_that_is_written_comes_first() -> None:
    text = "# Ebb\n\n[Ebb]\n\n[Ebb]: https://example.org\n"
    assert _targets(text) == ["https://example.org"]


@pytest.mark.parametrize(
    "text", ["\\[Ebb\\]", "`[Ebb]`", "[Flow]", "[^Ebb]", "# Ebb\n\n    [Ebb]"]
)
def test_other_brackets_are_words(text: str) -> None:
    assert _targets(f"# Ebb\n\n{text}\n") == []


def test_nobody_asked_and_brackets_are_words() -> None:
    assert _targets("# Ebb\n\n[Ebb]\n", ReaderOptions()) == []


def test_a_note_may_name_a_heading() -> None:
    assert _targets("# Ebb\n\nX.[^a]\n\n[^a]: See [Ebb].\n") == ["#ebb"]
