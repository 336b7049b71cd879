"""Every language's file is whole, and a new language is one file."""

from __future__ import annotations

import re
import shutil
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookmaker import languages
from bookmaker.diagnostics.errors import InternalError
from bookmaker.languages import find_language, known_languages, language_of
from bookmaker.languages.caption_words import caption_words_of
from bookmaker.languages.collation import sort_key_of
from bookmaker.languages.number_words import number_in_words
from bookmaker.languages.product_words import product_name
from bookmaker.languages.words import direction_of, has_words, words_of
from tests.support.caches import clear_language_caches

_LEAST = 30
_HUNGARIAN = Path(__file__).parent / "hu.toml"


def _fields(text: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}


@pytest.mark.parametrize("tag", known_languages())
def test_a_language_has_all_that_english_has(tag: str) -> None:
    english, language = language_of("en"), language_of(tag)
    written = tomllib.loads((languages.FOLDER / f"{tag}.toml").read_text("utf-8"))
    for table in ("words", "captions", "products", "accessibility"):
        assert list(written[table]) == list(getattr(english, table)), table
        assert all(written[table].values()), table
    for key, text in english.words.items():
        may_have = {"number"} if key in ("part", "chapter", "appendix") else set()
        assert _fields(language.words[key]) - may_have == _fields(text), key
    assert language.direction in ("ltr", "rtl")
    assert len(language.quotes) == len(language.inner_quotes) == 2
    assert words_of(tag).contents
    assert caption_words_of(tag).page


@pytest.mark.parametrize("tag", known_languages())
def test_numbers_in_words_are_words_up_to_ninety_nine(tag: str) -> None:
    language = language_of(tag)
    written = [number_in_words(number, tag) for number in range(1, 100)]
    assert len(set(written)) == 99
    if language.numbers:
        assert not any(re.search(r"\d", words) for words in written)
        assert all(words[0] == words[0].upper() for words in written)
    assert number_in_words(100, tag) == "100"


@pytest.mark.parametrize("tag", known_languages())
def test_letters_of_their_own_are_sorted_after_their_base(tag: str) -> None:
    key = sort_key_of(tag)
    for chain in language_of(tag).letters.split():
        letters = chain.split("<")
        assert sorted(letters, key=key) == letters
        base = letters[0]
        assert key(base + "z") < key(letters[1] + "a")


def test_thirty_languages_have_words() -> None:
    assert len(known_languages()) >= _LEAST


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("ar-Latn", "ltr"),
        ("az-Arab", "rtl"),
        ("he-IL", "rtl"),
        ("ps", "rtl"),
        ("en", "ltr"),
        ("xx", "ltr"),
        ("ku-Latn-TR", "ltr"),
    ],
)
def test_direction_is_of_the_script_then_of_the_language(
    tag: str, direction: str
) -> None:
    assert direction_of(tag) == direction


def test_a_region_may_quote_and_count_otherwise() -> None:
    assert words_of("de").quotes == ("„", "“")
    assert words_of("de-CH").quotes == ("«", "»")
    assert words_of("de-ch").contents == "Inhalt"
    assert number_in_words(16, "pt-BR") == "Dezesseis"
    assert number_in_words(16, "pt-PT") == "Dezasseis"


def test_a_tag_without_a_file_gets_english_words() -> None:
    assert not has_words("tlh")
    assert words_of("tlh") == words_of("en")
    assert find_language("../en") is None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the languages' folder, which the program looks into."""
    copied = tmp_path / "languages"
    shutil.copytree(languages.FOLDER, copied)
    monkeypatch.setattr(languages, "FOLDER", copied)
    clear_language_caches()
    yield copied
    clear_language_caches()


def test_hungarian_is_added_by_one_file(folder: Path) -> None:
    assert not has_words("hu")
    clear_language_caches()
    shutil.copy(_HUNGARIAN, folder / "hu.toml")
    assert "hu" in known_languages()
    assert words_of("hu").contents == "Tartalom"
    assert words_of("hu").quotes == ("„", "”")
    assert caption_words_of("hu-HU").figure == ("ábra", "ábra")
    assert product_name("ebook", "hu") == "e-könyv"


def test_a_word_that_a_file_lacks_is_english(folder: Path) -> None:
    text = _HUNGARIAN.read_text("utf-8")
    (folder / "hu.toml").write_text(text.replace("contents =", "# "), "utf-8")
    assert words_of("hu").contents == words_of("en").contents
    assert words_of("hu").chapter != words_of("en").chapter
    assert number_in_words(21, "hu") == "Huszonegy"
    key = sort_key_of("hu")
    assert sorted(["cukor", "csíz", "citrom"], key=key) == ["citrom", "cukor", "csíz"]


def test_a_file_that_lacks_something_says_so(folder: Path) -> None:
    (folder / "hu.toml").write_text('name = "magyar"\n', "utf-8")
    with pytest.raises(InternalError, match=r"hu\.toml.*direction"):
        find_language("hu")


@pytest.mark.parametrize(
    ("tag", "other"), [("no", "nb"), ("no-NO", "nb"), ("grc", "el"), ("iw", "he")]
)
def test_some_tags_have_the_words_of_another(tag: str, other: str) -> None:
    assert language_of(tag).words == language_of(other).words
