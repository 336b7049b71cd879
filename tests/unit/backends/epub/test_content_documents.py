"""Content documents are proven before they are packed."""

from __future__ import annotations

import pytest

from bookmaker.backends.epub.documents import (
    content_document,
    found_properties,
)
from bookmaker.diagnostics.errors import InternalError
from bookmaker.languages.words import direction_of
from bookmaker.xhtml.serialize import Markup


def document(body: str) -> bytes:
    return content_document("T", Markup(body), language="en", epub_type=None)


def test_markup_that_is_not_well_formed_is_our_mistake() -> None:
    with pytest.raises(InternalError, match=r"a\.xhtml is not well-formed"):
        found_properties("a.xhtml", document("<p>"))


def test_an_id_that_stands_twice_is_our_mistake() -> None:
    with pytest.raises(InternalError, match="has the id x twice"):
        found_properties("a.xhtml", document('<p id="x"></p><p id="x"></p>'))


def test_the_manifest_says_what_a_document_holds() -> None:
    body = (
        '<svg xmlns="http://www.w3.org/2000/svg"/>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"/>'
        '<audio src="https://example.org/a.mp3"></audio>'
    )
    assert found_properties("a.xhtml", document(body)) == (
        "mathml",
        "remote-resources",
        "svg",
    )
    assert found_properties("a.xhtml", document("<p>x</p>")) == ()


def test_text_deeper_than_any_parser_default_is_read() -> None:
    deep = "<div>" * 500 + "x" + "</div>" * 500
    assert found_properties("a.xhtml", document(deep)) == ()


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("he", "rtl"), ("ar-EG", "rtl"), ("ku-Latn", "ltr")],
)
def test_direction_follows_from_the_language(language: str, direction: str) -> None:
    assert direction_of(language) == direction
