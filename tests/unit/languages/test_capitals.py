"""Text in capitals."""

from __future__ import annotations

import pytest

from bookmaker.languages.capitals import capitals


@pytest.mark.parametrize(
    ("text", "language", "raised"),
    [
        ("Ida Quill", "en", "IDA QUILL"),
        ("Dilek Işık", "tr", "DİLEK IŞIK"),
        ("Dilek", "en", "DILEK"),
        ("Άννα Παπαδάκης", "el", "ΑΝΝΑ ΠΑΠΑΔΑΚΗΣ"),
        ("Μαΐου ϊ", "el-GR", "ΜΑΪΟΥ Ϊ"),
        ("Strauß", "de", "STRAUSS"),
        ("مد", "ar", "مد"),
    ],
)
def test_capitals_are_those_of_the_language(
    text: str, language: str, raised: str
) -> None:
    assert capitals(text, language) == raised
