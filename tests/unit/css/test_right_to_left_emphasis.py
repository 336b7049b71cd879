"""Emphasis in scripts without an italic: weight, in every language that has one."""

from __future__ import annotations

import re

import pytest

from bookmaker.css.locate import styles_folder
from bookmaker.languages import known_languages
from bookmaker.languages.words import direction_of

_SHEET = (styles_folder() / "epub" / "reading-systems.css").read_text("utf-8")
_OTHERS = ("ckb", "dv", "ps", "sd", "syr", "ug")
"""Languages that have no file here."""
_LANGUAGES = [
    tag for tag in (*known_languages(), *_OTHERS) if direction_of(tag) == "rtl"
]


def _rule_of(selector: str) -> str:
    """The declarations of the rule that has a selector among its own."""
    for selectors, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", _SHEET):
        without_comments = re.sub(r"/\*.*?\*/", "", selectors, flags=re.DOTALL)
        if selector in re.split(r",\s*", without_comments.strip()):
            return str(declarations)
    return ""


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_system_slants_letters_of_a_script_without_italic(language: str) -> None:
    assert "font-synthesis: weight" in _rule_of(f":lang({language})")
    emphasis = _rule_of(f"em:lang({language})")
    assert "font-style: normal" in emphasis
    assert "font-weight: 700" in emphasis


def test_there_are_such_languages() -> None:
    assert {"ar", "fa", "he", "ur"} <= {*_LANGUAGES}
