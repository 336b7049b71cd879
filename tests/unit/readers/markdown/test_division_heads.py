"""A slip in the line that opens a division is reported there; the division opens."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.document.nodes import Group
from bookmaker.readers.markdown import MarkdownFile, read_markdown
from bookmaker.readers.markdown.odd_attributes import explain_braces


def _read(text: str) -> tuple[MarkdownFile, list[Diagnostic]]:
    found = Diagnostics()
    return read_markdown(text, "x.md", found), list(found)


@pytest.mark.parametrize(
    ("head", "reason", "suggestion"),
    [
        ("::: {.aside", "closing } is missing", "{.aside}"),
        (":::{.aside", "closing } is missing", "{.aside}"),
        ("::: {#a .aside", "closing } is missing", "{#a .aside}"),
        ("::: {aside", "closing } is missing", "{.aside}"),
        ("::: aside {.b", "closing } is missing", "{.aside .b}"),
        ("::: aside}", "opening { is missing", "{.aside}"),
        ("::: .aside}", "opening { is missing", "{.aside}"),
        ("::: .aside", "braces are missing", "{.aside}"),
        ("::: {.aside key=}", "“key=” has no value", "{.aside}"),
        ("::: {.aside title=“A b”}", "typographic", '{.aside title="A b"}'),
        ("::: {.aside title=«A b»}", "typographic", '{.aside title="A b"}'),
        ('::: {.aside title="A b}', "not closed", '{.aside title="A b"}'),
        ("::: {.aside title = x}", "before or after =", '{.aside title="x"}'),
        ("::: {.aside title= x}", "before or after =", '{.aside title="x"}'),
        ("::: {.aside, .b}", "only by spaces", "{.aside .b}"),
        ("::: {.aside; .b}", "only by spaces", "{.aside .b}"),
        ("::: {. aside}", "name is missing", "{.aside}"),
        ("::: {..aside}", "too many", "{.aside}"),
        ("::: {.aside}}", "one brace too many", "{.aside}"),
        ("::: {{.aside}", "one brace too many", "{.aside}"),
        ("::: {aside .b}", "“aside” has no dot", "{.aside .b}"),
        ("::: {.aside b}", "“b” has no dot", "{.aside .b}"),
        ("::: aside extra words", "“extra words” follows", "{.aside .extra .words}"),
    ],
)
def test_a_slip_is_reported_at_the_opening_line(
    head: str, reason: str, suggestion: str
) -> None:
    reading, found = _read(f"# One\n\n{head}\nWords.\n:::\n\nAfter.\n")
    (problem,) = found
    assert problem.code == "M016"
    assert problem.span is not None
    assert problem.span.line == 3
    assert reason in problem.message()
    assert suggestion in problem.help()
    (division,) = [block for block in reading.blocks if isinstance(block, Group)]
    assert "aside" in division.attributes.classes


def test_what_is_suggested_is_read_without_a_slip() -> None:
    for head in ("{.aside", "{aside .b}", "{.aside title=“A b”}", "{#a, .b}"):
        odd = explain_braces(head)
        assert odd is not None
        assert explain_braces(odd.suggestion) is None


@pytest.mark.parametrize(
    "head",
    [
        "::: aside",
        ":::aside",
        ":::: aside ::::",
        "::: {.aside}",
        "::: {aside}",
        ":::{aside}",
        '::: {.aside title="A b"}',
        "::: aside {.b}",
        "::: aside[A title]",
        "::: note A title",
        "::: {.note} A title",
        "::: {.callout-tip} A title",
        "::: {}",
        "::: {lang=fr}",
        "::: épigraphe",
    ],
)
def test_a_sound_opening_is_left_alone(head: str) -> None:
    assert _read(f"{head}\nWords.\n:::\n")[1] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("::: 1st\nWords.\n\n:::\n", 1),
        ("::: /some/path\n\n::: 2nd\nWords.\n\n:::\n", 3),
        (":: aside\nWords.\n\n:::\n", 1),
        ("::{.aside}\nWords.\n\n:::\n", 1),
    ],
)
def test_a_line_that_opens_nothing_is_blamed_and_not_its_end(
    text: str, line: int
) -> None:
    (problem,) = _read(text)[1]
    assert problem.code == "M016"
    assert problem.span is not None
    assert problem.span.line == line


@pytest.mark.parametrize("text", ["::: /some/path\n", ":: so it goes\n", "a :: b\n"])
def test_colons_that_nothing_closes_are_words(text: str) -> None:
    assert _read(text)[1] == []


def test_an_end_without_any_opening_is_a_stray_one() -> None:
    assert [problem.code for problem in _read("Words.\n\n:::\n")[1]] == ["M015"]
