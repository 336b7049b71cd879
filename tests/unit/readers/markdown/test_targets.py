from __future__ import annotations

import pytest

from bookmaker.readers.markdown.targets import (
    LinkTarget,
    normal_label,
    read_inline_target,
    read_link_definition,
)


@pytest.mark.parametrize(
    ("text", "target", "title"),
    [
        ("(a)", "a", ""),
        ("()", "", ""),
        ("(<>)", "", ""),
        ("(<a b>)", "a b", ""),
        ('(a "t")', "a", "t"),
        ("(a 't')", "a", "t"),
        ("(a (t))", "a", "t"),
        ("(a(b(c)))", "a(b(c))", ""),
        (r"(a\(b)", "a(b", ""),
        ("(a&amp;b)", "a&b", ""),
        ('( a\n"t\nu" )', "a", "t\nu"),
    ],
)
def test_a_target_in_parentheses_is_read(text: str, target: str, title: str) -> None:
    assert read_inline_target(text, 0) == LinkTarget(target, title, len(text))


@pytest.mark.parametrize(
    ("text", "title", "pairs"),
    [
        ("(a width=40%)", "", {"width": "40%"}),
        ('( a width="3in" height="2in" )', "", {"width": "3in", "height": "2in"}),
        ('(a "t"\nwidth=3cm\n height=2cm)', "t", {"width": "3cm", "height": "2cm"}),
        ('(a "t" style="border: 0")', "t", {}),
    ],
)
def test_attributes_of_a_target_are_read(
    text: str, title: str, pairs: dict[str, str]
) -> None:
    found = read_inline_target(text, 0)
    assert found is not None
    assert (found.target, found.title, found.end) == ("a", title, len(text))
    assert dict(found.attributes.pairs) == pairs


@pytest.mark.parametrize(
    "text", ["(a", "(a b)", "(a width)", "(a width=)", "(a width=3 b)", "(a b width=3)"]
)
def test_words_behind_an_address_are_no_attributes(text: str) -> None:
    assert read_inline_target(text, 0) is None


@pytest.mark.parametrize(
    "text", ["(a", "(a b)", "(<a)", '(<a>"t")', '(a "t)', "(a\\", "((" * 40 + "))" * 40]
)
def test_what_is_not_a_target_is_none(text: str) -> None:
    assert read_inline_target(text, 0) is None


def test_a_definition_ends_where_its_line_ends() -> None:
    text = "[a]: <b c>\n  'd'\nmore"
    found = read_link_definition(text, 0)
    assert found is not None
    assert (found.label, found.target, found.title) == ("a", "b c", "d")
    assert text[found.end :] == "more"


def test_a_title_that_runs_on_is_not_in_the_definition() -> None:
    text = "[a]: b\n'c' d"
    found = read_link_definition(text, 0)
    assert found is not None
    assert (found.title, text[found.end :]) == ("", "'c' d")


@pytest.mark.parametrize("text", ["[a]", "[]: b", "[a]: b c", "[a]:", "[a]b: c"])
def test_what_is_not_a_definition_is_left(text: str) -> None:
    assert read_link_definition(text, 0) is None


@pytest.mark.parametrize("gap", [" ", "\n", "\n  "])
@pytest.mark.parametrize("title", ["", ' "t"'])
@pytest.mark.parametrize(
    ("written", "classes", "width"),
    [
        ("width=40%", (), "40%"),
        ('class="x" width=40%', ("x",), "40%"),
        ("{.x width=40%}", ("x",), "40%"),
        ("{#id .x .y width='40%'}", ("x", "y"), "40%"),
        ("{: .x }", ("x",), None),
        ('{.x title="a } b"} ', ("x",), None),
    ],
)
def test_attributes_of_a_definition_are_read(
    written: str, classes: tuple[str, ...], width: str | None, title: str, gap: str
) -> None:
    text = f"[a]: b.png{title}{gap}{written}\nmore"
    found = read_link_definition(text, 0)
    assert found is not None
    assert (found.target, found.title) == ("b.png", "t" if title else "")
    assert found.attributes.classes == classes
    assert dict(found.attributes.pairs).get("width") == width
    assert text[found.end :] == "more"


@pytest.mark.parametrize("words", ["{some words", "{a} b", "{}}", "{{ x }}"])
def test_braces_that_are_no_attributes_are_text(words: str) -> None:
    assert read_link_definition(f"[a]: b {words}", 0) is None
    found = read_link_definition(f"[a]: b\n{words}", 0)
    assert found is not None
    assert found.end == len("[a]: b\n")


def test_labels_are_compared_without_case_and_space() -> None:
    assert normal_label(" The\n  SHORE ") == normal_label("the shore")
    assert normal_label("ẞ") == normal_label("SS")
