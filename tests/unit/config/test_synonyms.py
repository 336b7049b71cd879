"""The advice about names of other programs: what it says to write is understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.config.keys_page import options_by_table
from bookmaker.config.load import load_manuscript
from bookmaker.config.synonyms import (
    ADVICE_BY_KEY,
    ADVICE_BY_KEY_OF_FILES,
    ADVICE_BY_TABLE,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError

_HEAD = 'title = "T"\nlanguage = "en"\n'
_KEYS_BY_TABLE = {
    name.strip("[]").split(".")[0]: {option.key for option in options}
    for name, options in options_by_table()
}
_TABLE = re.compile(r"\[([a-z]+)(?:\.\w+)?\]")
_KEYS = re.compile(r"write (?:\"[\w-]+\" in )?([a-z-]+(?:(?:, | and )[a-z-]+)*)")


def _help(folder: Path, line: str) -> str:
    folder.joinpath("one.md").write_text("# One\n\nWords.\n", "utf-8")
    folder.joinpath("book.toml").write_text(f"{_HEAD}{line}\n", "utf-8")
    diagnostics = Diagnostics()
    with pytest.raises(ManuscriptError):
        load_manuscript(folder, diagnostics)
    (found,) = [each for each in diagnostics if each.code in ("C010", "C011")]
    return found.help() or ""


@pytest.mark.parametrize(("key", "advice"), ADVICE_BY_KEY_OF_FILES.items())
def test_a_list_of_files_belongs_in_the_contents(
    tmp_path: Path, key: str, advice: str
) -> None:
    assert _help(tmp_path, f'{key} = ["one.md"]') in (advice, "write it as [contents]")


def test_a_list_of_bibliography_files_belongs_in_the_citations(tmp_path: Path) -> None:
    assert "[citations]" in _help(tmp_path, 'files = ["works.bib"]')


@pytest.mark.parametrize("key", ["chapters", "parts"])
def test_what_is_no_list_belongs_where_its_key_is(tmp_path: Path, key: str) -> None:
    assert "[numbering]" in _help(tmp_path, f'{key} = "arabic"')


@pytest.mark.parametrize(
    "advice", sorted({*ADVICE_BY_KEY.values(), *ADVICE_BY_KEY_OF_FILES.values()})
)
def test_advice_names_keys_and_tables_that_there_are(advice: str) -> None:
    tables = _TABLE.findall(advice) or [""]
    assert set(tables) <= set(_KEYS_BY_TABLE)
    written = _KEYS.match(advice)
    if written is None or written[1] in ("it", "the"):
        return
    for key in re.split(r", | and ", written[1]):
        assert all(key in _KEYS_BY_TABLE[table] for table in tables)


@pytest.mark.parametrize("advice", sorted({*ADVICE_BY_TABLE.values()}))
def test_advice_about_tables_names_those_that_there_are(advice: str) -> None:
    assert set(_TABLE.findall(advice)) <= {*_KEYS_BY_TABLE, "table"}
