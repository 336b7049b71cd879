"""Languages of code with a slip, and those of diagrams, are reported."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import CodeBlock, Text
from bookmaker.xhtml.code_languages import (
    find_meant_language,
    report_languages_of_code,
)
from tests.support.builders import book_of, chapter


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("pyhton", "python"), ("Pyton", "python"), ("javascrip", "javascript")),
        *(("bahs", "bash"), ("jsno", "json"), ("ymal", "yaml"), ("rsut", "rust")),
        *(("hmtl", "html"), ("typescirpt", "typescript"), ("haskel", "haskell")),
    ],
)
def test_a_language_with_a_slip_is_reported(name: str, meant: str) -> None:
    assert find_meant_language(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        *("python", "Python", "py", "c", "js", "ts", "sh", "zsh", "csh", "jsonc"),
        *("rst", "hcl", "java", "mermaid", "ignore", "output", "algorithm", "xhtml"),
        *("pseudocode", "dash", "math", "note", "dust", "xsl", "text", "plain", "tex"),
    ],
)
def test_another_language_is_left_alone(name: str) -> None:
    assert find_meant_language(name) is None


def test_a_listing_without_a_language_is_left_alone() -> None:
    found = Diagnostics()
    listings = (CodeBlock("x"), CodeBlock("x", "pyhton"))
    report_languages_of_code(book_of(chapter("x.md", *listings)), found)
    assert [problem.code for problem in found] == ["M171"]


@pytest.mark.parametrize("name", ["mermaid", "PlantUML", "dot", "vega-lite"])
def test_a_diagram_that_is_printed_as_code_is_reported(name: str) -> None:
    found = Diagnostics()
    listings = (CodeBlock("x", name), CodeBlock("x", name, (Text("How to write it"),)))
    report_languages_of_code(book_of(chapter("x.md", *listings)), found)
    assert [problem.code for problem in found] == ["M297"]
