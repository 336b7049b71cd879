"""Which families a book needs beside its theme's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bookmaker.fonts.families import ARABIC, EAST_ASIAN, HEBREW, families_of_language


@pytest.mark.parametrize("language", ["zh", "zh-Hant-TW", "ja", "ko-KR", "yue"])
def test_east_asian_books_take_the_optional_family(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (face,) = EAST_ASIAN.faces
    monkeypatch.delitem(sys.modules, face.module, raising=False)
    (tmp_path / face.module).mkdir()
    (tmp_path / face.module / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert families_of_language(language) == (EAST_ASIAN,)
    assert families_of_language("en") == ()


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookmaker.fonts.families.find_spec", lambda _name: None)
    assert families_of_language("ja") == ()


@pytest.mark.parametrize("language", ["ar", "ar-EG", "fa", "ur-PK", "ckb"])
def test_books_in_arabic_letters_take_the_face_of_books(language: str) -> None:
    assert families_of_language(language) == (ARABIC,)
    assert families_of_language("ru") == ()


@pytest.mark.parametrize("language", ["he", "he-IL", "iw", "yi"])
def test_books_in_hebrew_letters_take_theirs(language: str) -> None:
    assert families_of_language(language) == (HEBREW,)
