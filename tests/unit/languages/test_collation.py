"""Words are sorted as a reader of their language looks for them."""

from __future__ import annotations

import unicodedata

import pytest
import pyuca
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.languages.collation import initial_of, sort_key_of


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "eel Élan école zebra"),
        ("de", "Apfel Äpfel Arm Zebra"),
        ("es", "nube ñandú oso"),
        ("pl", "lot łódź mama zebra źródło żaba"),
        ("sv", "ask zebra å ärta öl"),
        ("cs", "cyklus čaj had chata jih"),
        ("ru", "еда ёж жук иск йод"),
        ("fr", "cote coté côte côté"),
    ],
)
def test_words_stand_in_the_order_of_their_language(language: str, words: str) -> None:
    agreed = sorted(words.split(), key=sort_key_of(language))
    if language == "en":
        assert agreed == ["école", "eel", "Élan", "zebra"]
    else:
        assert agreed == words.split()


def test_words_are_sorted_word_by_word_and_without_their_quotation_marks() -> None:
    given = ["newark", "“new York”", "New Amsterdam", "new"]
    assert sorted(given, key=sort_key_of("en")) == [
        "new",
        "New Amsterdam",
        "“new York”",
        "newark",
    ]


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("Élan", "en", "E"),
        ("ñandú", "es", "Ñ"),
        ("ñandú", "en", "N"),
        ("“quoted”", "en", "Q"),
        ("1066", "en", ""),
        ("йод", "ru", "Й"),
        ("chata", "cs", "Ch"),
    ],
)
def test_an_entry_stands_under_its_letter(
    text: str, language: str, letter: str
) -> None:
    assert initial_of(text, language) == letter


_WHOLE_TABLE = pyuca.Collator()


@given(st.text(max_size=20))
def test_a_part_of_the_table_gives_what_the_whole_gives(text: str) -> None:
    whole = tuple(_WHOLE_TABLE.sort_key(unicodedata.normalize("NFC", text)))
    assert sort_key_of("en")(text)[-len(whole) :] == whole
