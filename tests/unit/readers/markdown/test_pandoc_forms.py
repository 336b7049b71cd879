"""Forms of pandoc and TeX that stand for what the dialect writes otherwise."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    CodeBlock,
    Definition,
    DefinitionList,
    PageBreak,
    Paragraph,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import MarkdownFile, read_markdown


def _read(text: str) -> MarkdownFile:
    return read_markdown(text, "a.md", Diagnostics())


@pytest.mark.parametrize(
    "text",
    [
        "Term\n~ said",
        "Term\n  ~ said",
        "Term\n\n~   said",
        "*Term*\n~\tsaid",
        "> Term\n> ~ said",
        "- Term\n  ~ said",
        "Term\n: first\n~ said",
    ],
)
def test_a_tilde_begins_a_definition(text: str) -> None:
    found = _read(text)
    assert [*find_nodes(found.blocks, DefinitionList)]
    definition = next(find_nodes(found.blocks, Definition))
    assert plain_text(definition.term) == "Term"
    assert "said" in str(definition.descriptions)


@pytest.mark.parametrize("text", ["Term\n~", "Term\n~5 km", "one\ntwo\n~ said", "~ a"])
def test_other_tildes_are_words(text: str) -> None:
    found = _read(text)
    assert not [*find_nodes(found.blocks, DefinitionList)]
    words = " ".join(
        plain_text(p.children) for p in find_nodes(found.blocks, Paragraph)
    )
    assert "~" in words


def test_a_fence_of_tildes_is_a_fence() -> None:
    found = _read("Term\n~~~ python\nx\n~~~\n")
    assert [*find_nodes(found.blocks, CodeBlock)]


@pytest.mark.parametrize("end", ["", "{}", "[4]", "[2]{}"])
@pytest.mark.parametrize("name", ["newpage", "pagebreak", "clearpage"])
@pytest.mark.parametrize("around", ["{}", "> {}", "- {}", "One.\n\n{}\n\nTwo."])
def test_a_page_break_of_tex_may_have_arguments(
    name: str, end: str, around: str
) -> None:
    found = _read(around.format(f"\\{name}{end}"))
    assert len([*find_nodes(found.blocks, PageBreak)]) == 1
