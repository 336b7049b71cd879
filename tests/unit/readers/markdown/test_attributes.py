from __future__ import annotations

import pytest

from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes
from bookmaker.readers.markdown.attributes import (
    merge_attributes,
    read_attributes,
    split_trailing_attributes,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{#a}", Attributes("a")),
        ("{.b .c}", Attributes(classes=("b", "c"))),
        ("{ #a .b  k=v }", Attributes("a", ("b",), (("k", "v"),))),
        ('{k="a b" l=\'c "d"\'}', Attributes(pairs=(("k", "a b"), ("l", 'c "d"')))),
        (r'{k="a \" }"}', Attributes(pairs=(("k", 'a " }'),))),
        ("{-}", Attributes(classes=("unnumbered",))),
        ("{- .a}", Attributes(classes=("unnumbered", "a"))),
        ("{: .a}", Attributes(classes=("a",))),
        ("{id=x class='y z'}", Attributes("x", ("y", "z"))),
        ('{alt=""}', Attributes(pairs=(("alt", ""),))),
        ("{.a .a}", Attributes(classes=("a",))),
        ("{width=60%}", Attributes(pairs=(("width", "60%"),))),
        ("{#über .çedille}", Attributes("über", ("çedille",))),
    ],
)
def test_attributes_are_read(text: str, expected: Attributes) -> None:
    assert read_attributes(text, 0) == (expected, len(text))


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "{ }", "{x}", "{#}", "{.}", "{a=}", "{.a", "{.a b}", "x"]
)
def test_other_braces_are_words(text: str) -> None:
    assert read_attributes(text, 0) is None


def test_the_offset_behind_the_braces_comes_back() -> None:
    assert read_attributes("[a]{.b} c", 3) == (Attributes(classes=("b",)), 7)


def test_attributes_at_the_end_of_a_heading_are_parted_from_it() -> None:
    expected = ("The Shore", Attributes("shore"))
    assert split_trailing_attributes("The Shore {#shore}") == expected
    assert split_trailing_attributes("a {b") == ("a {b", NO_ATTRIBUTES)
    assert split_trailing_attributes("a {x}") == ("a {x}", NO_ATTRIBUTES)
    assert split_trailing_attributes("a \\{#x}") == ("a \\{#x}", NO_ATTRIBUTES)


def test_a_value_may_hold_braces() -> None:
    text, attributes = split_trailing_attributes('Sets {short="{a}"}')
    assert (text, attributes.find("short")) == ("Sets", "{a}")


def test_the_second_of_two_sets_has_the_word() -> None:
    first = Attributes("a", ("x",), (("k", "1"), ("l", "2")))
    second = Attributes("b", ("y",), (("k", "3"),))
    joined = Attributes("b", ("x", "y"), (("k", "3"), ("l", "2")))
    assert merge_attributes(first, second) == joined
    assert merge_attributes(first, NO_ATTRIBUTES) is first
    assert merge_attributes(NO_ATTRIBUTES, second) is second
