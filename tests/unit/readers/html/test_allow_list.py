from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import DroppedAttribute
from bookmaker.document.nodes import Attributes
from bookmaker.readers.html.allow_list import (
    ALLOWED,
    FORBIDDEN,
    admit_attributes,
    unsafe_scheme,
)
from bookmaker.readers.html.tags import read_tag_attributes
from bookmaker.source import SourceSpan

SPAN = SourceSpan("x.md", 1, 1, 1, 9)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:x",
        "java\nscript:x",
        "java\tscript:x",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "\u00a0data:x",
    ],
)
def test_addresses_that_run_something_are_found_in_every_disguise(target: str) -> None:
    assert unsafe_scheme(target) in {"javascript", "vbscript", "data"}


@pytest.mark.parametrize(
    "target",
    ["", "a.md", "#x", "https://x.y/javascript:", "./data:x", "mailto:a@b.c", "a/b:c"],
)
def test_other_addresses_are_safe(target: str) -> None:
    assert unsafe_scheme(target) is None


def test_no_element_is_allowed_and_forbidden() -> None:
    assert frozenset() == ALLOWED & FORBIDDEN


def _admitted(tag: str) -> tuple[Attributes, list[str]]:
    diagnostics = Diagnostics()
    given = read_tag_attributes(tag)
    attributes = admit_attributes("span", given, SPAN, diagnostics)
    dropped = [d.attribute for d in diagnostics if isinstance(d, DroppedAttribute)]
    return attributes, dropped


def test_identifiers_classes_languages_and_titles_are_kept() -> None:
    attributes, dropped = _admitted(
        'id=a class="b c" lang="fr" dir=rtl title="&lt;t&gt;"'
    )
    assert attributes == Attributes(
        "a", ("b", "c"), (("lang", "fr"), ("dir", "rtl"), ("title", "<t>"))
    )
    assert dropped == []


def test_handlers_and_styles_are_dropped_and_reported() -> None:
    attributes, dropped = _admitted(
        'onclick="x()" ONMOUSEOVER=y style="color: red" srcdoc=z'
    )
    assert attributes == Attributes()
    assert sorted(dropped) == ["onclick", "onmouseover", "srcdoc", "style"]


def test_a_width_in_a_style_is_kept() -> None:
    attributes, dropped = _admitted('style="width: 50%; height:2em;"')
    assert attributes.pairs == (("width", "50%"), ("height", "2em"))
    assert dropped == []


def test_attributes_without_meaning_in_a_book_go_without_a_word() -> None:
    assert _admitted("target=_blank rel=nofollow data-x=1 aria-hidden=true") == (
        Attributes(),
        [],
    )


def test_the_first_of_an_attribute_counts() -> None:
    assert read_tag_attributes(" a=1 A=2 b c='3' d=\"4\"") == {
        "a": "1",
        "b": "",
        "c": "3",
        "d": "4",
    }
