"""A block that is not YAML is reported where its slip is, and in our words."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.readers.metadata_block import read_metadata_block

_WORDS_OF_PYYAML = (
    *("stream", "token", "scalar", "mapping", "block end", "chomping", "sequence"),
    *("expected", "flow", "scanning", "parsing", "node"),
)


def _found(block: str) -> list[Diagnostic]:
    found = Diagnostics()
    read_metadata_block(f"---\n{block}\n---\nText.\n", "x.md", found)
    return list(found)


@pytest.mark.parametrize(
    ("block", "place", "reason", "advice"),
    [
        ("title: [a, b\nlang: en", (2, 8), "[ is never closed", "write ]"),
        ("lang: en\nauthor: [a,\n b", (3, 9), "[ is never closed", "write ]"),
        ("epigraph: {text: b", (2, 11), "{ is never closed", "write }"),
        ('title: "open\nlang: en', (2, 8), "never closed", "close it"),
        ("title: 'open", (2, 8), "never closed", "close it"),
        ("title: Ahab: a Life", (2, 12), "a colon in it", 'title: "Ahab: a Life"'),
        ("title: a: b: c", (2, 9), "a colon in it", 'title: "a: b: c"'),
        ('title: The "A": x', (2, 15), "a colon in it", "title: 'The \"A\": x'"),
        ("\ttitle: x\nlang: en", (2, 1), "a tab", "write spaces"),
        ("author:\n\t- x", (3, 1), "a tab", "write spaces"),
        ("title:x\nlang: en", (2, 7), "no space after “title:”", "title: x"),
        ("lang: en\ntitle:x", (3, 7), "no space after “title:”", "title: x"),
        ("title: @x", (2, 8), "cannot begin with @", 'title: "@x"'),
        ("title: `x`", (2, 8), "cannot begin with `", 'title: "`x`"'),
        ("title: %x", (2, 8), "cannot begin with %", 'title: "%x"'),
        ("title: x\n  lang: en", (3, 3), "further to the right", "lang: en"),
        ("title: 'It's'", (2, 12), "closing quotation mark", 'title: "It\'s"'),
        ('title: "a" b', (2, 12), "closing quotation mark", "title: "),
        ("title: x\n}", (3, 1), "not `key: value`", "key: value"),
        ("title: x\x07", (2, 9), "cannot be printed", "delete it"),
    ],
)
def test_a_slip_is_placed_and_said_in_our_words(
    block: str, place: tuple[int, int], reason: str, advice: str
) -> None:
    (problem,) = _found(block)
    assert problem.code == "M004"
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == place
    assert reason in problem.message()
    assert advice in problem.help()
    said = problem.message() + problem.help()
    assert not [word for word in _WORDS_OF_PYYAML if word in said]


@pytest.mark.parametrize(
    "block",
    ["title: |x\n y", "title: &", "title: ]", "? [a\n", "title: >5-\n y", "title: - x"],
)
def test_no_word_of_the_library_is_shown(block: str) -> None:
    for problem in _found(block):
        said = problem.message() + problem.help()
        assert not [word for word in _WORDS_OF_PYYAML if word in said]


def test_a_suggested_line_is_read() -> None:
    for block in (
        "title: Ahab: a Life",
        "title: @x",
        "title: 'It's'",
        "title: a: b: c",
    ):
        (problem,) = _found(block)
        assert _found(problem.help().removeprefix("write ")) == []


@pytest.mark.parametrize("key", ["title", "subtitle", "author", "short-title"])
@pytest.mark.parametrize("marks", ["“{}”", "„{}“", "«{}»"])
def test_typographic_marks_around_a_value_are_reported(key: str, marks: str) -> None:
    value = marks.format("The Shore")
    (problem,) = _found(f"{key}: {value}")
    assert problem.code == "M175"
    assert problem.help() == f"write {key}: The Shore"
    assert _found(f'{key}: "{value}"') == []


@pytest.mark.parametrize(
    "title", ["“A” and “B”", "The “Shore”", "It’s", "The Shore", '"The Shore"']
)
def test_other_marks_are_left_alone(title: str) -> None:
    assert _found(f"title: {title}") == []


@pytest.mark.parametrize(
    ("value", "nearest"), [("french", "fr"), ("en_GB", "en-GB"), ("“fr”", "fr")]
)
def test_a_language_that_is_not_a_tag_is_reported(value: str, nearest: str) -> None:
    (problem,) = _found(f"lang: {value}")
    assert problem.code == "M167"
    assert f"“{nearest}”" in problem.help()
