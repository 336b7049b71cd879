"""Trim sizes, language tags and ISBNs."""

from __future__ import annotations

import pytest

from bookmaker.config.values import (
    SIZE_BY_TRIM_NAME,
    IsbnFault,
    find_isbn_fault,
    find_language_tag,
    is_language_tag,
    is_possible_trim,
    isbn_13,
    parse_trim,
)
from bookmaker.units import Length


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("6in x 9in", "6in", "9in"),
        ("148mm×210mm", "148mm", "210mm"),
        ("140 x 216mm", "140mm", "216mm"),
        ("5.5in by 8.5in", "5.5in", "8.5in"),
        (" a5 ", "148mm", "210mm"),
        ("Trade", "6in", "9in"),
        ("A4", "210mm", "297mm"),
    ],
)
def test_a_trim_size_is_read(text: str, width: str, height: str) -> None:
    assert parse_trim(text) == (Length.parse(width), Length.parse(height))


@pytest.mark.parametrize("text", ["", "6in", "x", "6in x 9", "6 x 9", "A5 x A4", "a x"])
def test_what_is_not_a_trim_size_is_not_read(text: str) -> None:
    assert parse_trim(text) is None


def test_every_named_size_is_possible() -> None:
    for name in SIZE_BY_TRIM_NAME:
        trim = parse_trim(name)
        assert trim is not None
        assert is_possible_trim(trim)
        assert trim[0] < trim[1]


@pytest.mark.parametrize(
    "tag",
    ["en", "en-GB", "de-AT-1996", "zh-Hant-TW", "es-419", "grc", "sr-Latn", "pt-br",
     "de-x-uk", "en-GB-oed"[:5], "sl-rozaj-biske", "uk"],
)  # fmt: skip
def test_a_language_tag_is_known(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("english", "en"),
        ("Deutsch", "de"),
        ("en_GB", "en-GB"),
        ("en-UK", "en-GB"),
        ("en_UK", "en-GB"),
        ("de_AT.UTF-8", "de-AT"),
        ("frensh", "fr"),
        ("cz", "cs"),
        ("jp", "ja"),
        ("xq", None),
        ("en-", None),
        ("", None),
        ("123456", None),
    ],
)
def test_what_is_not_a_language_tag_has_a_suggestion(
    text: str, meant: str | None
) -> None:
    assert not is_language_tag(text)
    assert find_language_tag(text) == meant


@pytest.mark.parametrize(
    ("number", "thirteen"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("9780306406157", "9780306406157"),
        (" 978 0 306 40615 7 ", "9780306406157"),
        ("978.0.306.40615.7", "9780306406157"),
        ("978‑0‑306‑40615‑7", "9780306406157"),
        ("９７８０３０６４０６１５７", "9780306406157"),
        ("ISBN 978-0-306-40615-7", "9780306406157"),
        ("ISBN: 978–0–306–40615–7", "9780306406157"),
        ("ISBN-13: 9780306406157", "9780306406157"),
        ("isbn10 0-306-40615-2", "9780306406157"),
        ("ISBN-10: 0306406152", "9780306406157"),
        ("urn:isbn:9780306406157", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        ("0-8044-2957-X", "9780804429573"),
        ("080442957x", "9780804429573"),
        ("979-10-90636-07-1", "9791090636071"),
        ("ISBN 1000000001", "9781000000009"),
        ("ISBN 13-000000-0-7", "9781300000006"),
    ],
)
def test_a_right_isbn_has_no_fault_and_thirteen_digits(
    number: str, thirteen: str
) -> None:
    assert find_isbn_fault(number) is None
    assert isbn_13(number) == thirteen


@pytest.mark.parametrize(
    ("number", "digits", "check_digit"),
    [
        ("978-0-306-40615-1", 13, "7"),
        ("0-306-40615-9", 10, "2"),
        ("0-8044-2957-1", 10, "X"),
        ("977-0-306-40615-7", 13, None),
        ("978", 3, None),
        ("no number at all", 0, None),
        ("4006381333931", 13, None),
        ("0317-8471", 8, None),
    ],
)
def test_a_wrong_isbn_has_its_fault_named(
    number: str, digits: int, check_digit: str | None
) -> None:
    assert find_isbn_fault(number) == IsbnFault(digits, check_digit)
