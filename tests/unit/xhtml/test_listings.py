"""Listings keep every character, whatever is put between them."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bookmaker.document.listings import circled, shown_text
from bookmaker.document.nodes import CodeBlock
from bookmaker.xhtml.context import DEFAULT_CONTEXT
from bookmaker.xhtml.highlighting import highlight
from bookmaker.xhtml.listings import listing_code

RUST = 'fn main() {\n    let s = "a < b";  // so\n\n\t1\n}'


def test_no_character_is_lost_to_the_colours() -> None:
    for text in (RUST, "", "\n", "\n\n  x", "  \n", 'r"', "a\r"):
        runs = highlight(text, "rust")
        assert "".join(characters for _, characters in runs) == text


def test_words_of_a_language_are_distinguished() -> None:
    runs = highlight(RUST, "rust")
    assert ("code-keyword", "fn ") in runs
    assert ("code-string", '"a < b"') in runs
    assert any(kind == "code-comment" and "so" in text for kind, text in runs)


def test_a_language_that_nobody_knows_is_plain() -> None:
    assert highlight("x = 1", "klingon") == ((None, "x = 1"),)


def test_data_of_enormous_size_is_plain() -> None:
    assert len(highlight("1, " * 30_000, "python")) == 1


def test_a_listing_without_features_is_its_text() -> None:
    assert listing_code(CodeBlock("a < b"), DEFAULT_CONTEXT) == "<code>a &lt; b</code>"


def test_lines_are_numbered_from_the_number_given() -> None:
    markup = listing_code(CodeBlock("a\nb", first_line=9), DEFAULT_CONTEXT)
    assert markup == (
        '<code><span class="line-number"> 9  </span>a\n'
        '<span class="line-number">10  </span>b</code>'
    )


def test_callouts_stand_at_the_ends_of_their_lines() -> None:
    markup = listing_code(
        CodeBlock("a\nb", callouts=((0, 1), (1, 21))), DEFAULT_CONTEXT
    )
    assert markup == (
        '<code>a<span class="callout"> ①</span>\n'
        'b<span class="callout"> (21)</span></code>'
    )


def test_a_mark_within_a_coloured_word_parts_it_in_two() -> None:
    listing = CodeBlock('"abcdef"', "rust", is_highlighted=True, turnovers=(4,))
    code = etree.fromstring(listing_code(listing, DEFAULT_CONTEXT))
    assert "".join(code.itertext()) == shown_text(listing) == '"abc\n↪ def"'
    assert [node.get("class") for node in code] == [
        "code-string",
        "turnover",
        "code-string",
    ]


def test_numbers_have_circles_as_far_as_there_are_any() -> None:
    assert [circled(number) for number in (1, 20, 21)] == ["①", "⑳", "(21)"]


def test_a_word_of_a_long_line_is_whole_whatever_its_colours() -> None:
    context = replace(DEFAULT_CONTEXT, hangs_code_lines=True, keeps_code_words=True)
    code = "x = some-name + another_name_that_is_long  # 1"
    markup = listing_code(CodeBlock(code, "python", is_highlighted=True), context)
    root = etree.fromstring(markup)
    assert "".join(root.itertext()) == code
    (whole,) = root.iterfind(".//span[@class='unbroken']")
    assert "".join(whole.itertext()) == "some-name"
