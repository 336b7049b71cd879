"""Citations in the script of the book."""

from __future__ import annotations

import pytest

from bookmaker.citations.own_script import in_own_script
from bookmaker.languages.digits import usual_digits


@pytest.mark.parametrize(
    ("tag", "words", "expected"),
    [
        ("ar", "كمال و نور 2001, 15", "كمال ونور ٢٠٠١، ١٥"),
        ("ar", "2001; 2002", "٢٠٠١؛ ٢٠٠٢"),
        ("ar", "Lee 1998, 14", "Lee 1998, 14"),
        ("ar", "<i>كتاب</i>, 3 &amp; 4", "<i>كتاب</i>، ٣ &amp; ٤"),
        ("ar-MA", "كمال 2001, 15", "كمال 2001، 15"),
        ("fa", "کمالی 1380, https://a.b/12,3", "کمالی ۱۳۸۰، https://a.b/12,3"),
        ("ur", "کمال 2001; 2002", "کمال 2001؛ 2002"),
        ("he", "כהן ו לוי 2001, 15", "כהן ולוי 2001, 15"),
        ("en", "Lee and Holm 2001; 15", "Lee and Holm 2001; 15"),
    ],
)
def test_digits_and_commas_follow_the_words(
    tag: str, words: str, expected: str
) -> None:
    assert in_own_script(words, tag, usual_digits(tag)) == expected
