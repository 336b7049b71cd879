"""Addresses, paths and identifiers are marked, so that no hyphen divides them."""

from __future__ import annotations

import re

import pytest

from bookmaker.xhtml.addresses import is_address, words_of


@pytest.mark.parametrize(
    "word",
    [
        "https://example.org/a-b?c=1&d=2#e",
        "(https://example.org/wiki/Tide_(sea)).",
        "https://\u200bexample\u200b.org/\u200bpath",
        "www.example.org",
        "jo.b+x@example.co.uk,",
        "mailto:jo@example.org",
        "doi:10.1000/xyz_(1)",
        "10.1000/182",
        "example.org",
        "/usr/share/fonts",
        "(/etc/fonts)",
        "~/books/ledger",
        "../images/quay.png",
        "chapters/quay.md",
        "C:\\Books\\ledger",
        "\\\\server\\share",
        "a_long_identifier",
        "AND_THIS_IS_AN_IDENTIFIER",
        "std::unordered_map",
        "getElementById",
        "@someone",
        "(#internationalization)",
        "$INTERNATIONALIZATION",
        "--internationalization",
        "ledger-book.toml",
        "0123456789abcdef",
        "978abc4d15ef",
    ],
)
def test_what_programs_read_is_an_address(word: str) -> None:
    assert is_address(word)
    assert words_of(word, None).startswith('<span class="unhyphenated">')


@pytest.mark.parametrize(
    "word",
    [
        "and/or",
        "he/she",
        "1/2",
        "12/2026",
        "U.S.A.",
        "e.g.",
        "McDonald",
        "BürgerInnenversammlung",
        "19th-century",
        "2026",
        "–internationalization",
        "50%",
        "$5",
        "_emphasis_",
        "AC/DC",
        "Donaudampfschifffahrt",
        "12.500",
        "…and",
        "3.Satz",
    ],
)
def test_words_are_not_one(word: str) -> None:
    assert not is_address(word)


def test_all_characters_stay_in_order_and_escaped() -> None:
    text = "See  “a_b&c”,\nhttps://example.org/?x=1&y=<2> and/or\u00a0“x”."
    marked = str(words_of(text, "ltr"))
    assert marked.count('class="unhyphenated" dir="ltr"') == 2
    bare = re.sub(r"<[^>]*>", "", marked)
    assert bare == text.replace("&", "&amp;").replace("<2>", "&lt;2&gt;")
