"""Words are divided as pyphen divides them, with few of its patterns parsed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from bookmaker.backends.pdf.quick_patterns import parse_patterns_when_needed

FORMS = """UTF-8
% a remark
LEFTHYPHENMIN 2
.a1b
b2c3
c0d
 e1f\x20
g^^68i1j
k1l/kl=l,1,2
1m/n
34op
q1r
q0r
s1t
s2t
"""
"""What a dictionary may have: numbers of two digits, codes, words that are respelt,
patterns that divide nothing, and two for the same letters."""


def fresh_pyphen() -> Any:  # noqa: ANN401 - a module without types
    """A copy of the module that nobody else has."""
    spec = importlib.util.find_spec("pyphen")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def divisions(dictionary: Any, words: list[str]) -> list[list[tuple[int, object]]]:  # noqa: ANN401
    return [
        [(int(place), place.data) for place in dictionary.positions(word)]
        for word in words
    ]


# Afrikaans has codes of letters, Catalan and no small other one words that are respelt.
@pytest.mark.parametrize("name", ["forms", "af_ZA", "ca", "en_US"])
def test_words_are_divided_as_by_the_whole_dictionary(
    name: str, tmp_path: Path
) -> None:
    pyphen = fresh_pyphen()
    path = pyphen.LANGUAGES.get(name)
    if path is None:
        path = tmp_path / "hyph_forms.dic"
        path.write_text(FORMS, "utf-8")
    whole = pyphen.HyphDict(path)
    letters = [pattern.strip(".") for pattern in whole.patterns]
    wanted = letters[:: len(letters) // 300 + 1]
    words = [
        "Ab",
        "c",
        "",
        *map("".join, zip(wanted, wanted[1:] + wanted, strict=False)),
    ]
    parse_patterns_when_needed(pyphen)
    by_need = pyphen.HyphDict(path)
    assert by_need.patterns == {}
    assert by_need.maxlen == whole.maxlen
    assert divisions(by_need, words) == divisions(whole, words)
    assert divisions(by_need, words) == divisions(whole, words), "asked again"
    assert by_need.patterns.keys() <= whole.patterns.keys()


def test_few_patterns_are_parsed() -> None:
    pyphen = fresh_pyphen()
    parse_patterns_when_needed(pyphen)
    parse_patterns_when_needed(pyphen)
    english = pyphen.Pyphen(lang="en_US")
    assert english.positions("hyphenation") == [2, 6]
    assert 0 < len(english.hd.patterns) < 30


def test_an_unknown_version_is_left_alone() -> None:
    pyphen = fresh_pyphen()
    pyphen.__version__ = "0.19.0"
    as_it_was = pyphen.HyphDict
    parse_patterns_when_needed(pyphen)
    assert pyphen.HyphDict is as_it_was
