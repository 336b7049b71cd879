from __future__ import annotations

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    BadBytes,
    BidiOverride,
    ForbiddenCharacter,
)
from bookmaker.readers.source_text import decode_source
from bookmaker.source import SourceSpan


def _decode(content: bytes) -> tuple[str, list[Diagnostic]]:
    diagnostics = Diagnostics()
    return decode_source(content, "x.md", diagnostics), list(diagnostics)


def test_utf_8_is_read_with_and_without_its_mark() -> None:
    assert _decode("é—ש\n".encode()) == ("é—ש\n", [])
    assert _decode("é—ש\n".encode("utf-8-sig")) == ("é—ש\n", [])


def test_all_line_ends_become_line_feeds() -> None:
    assert _decode(b"a\r\nb\rc\nd") == ("a\nb\nc\nd", [])


def test_bad_bytes_are_an_error_with_byte_offset_line_and_column() -> None:
    text, found = _decode(b"one\r\ncaf\xe9 \xff")
    assert text == "one\ncaf\ufffd \ufffd"
    assert found == [
        BadBytes(8, 0xE9, 2, span=SourceSpan("x.md", 2, 4, 2, 5)),
    ]


def test_the_offset_counts_the_mark() -> None:
    _, found = _decode(b"\xef\xbb\xbf\xff")
    assert found == [BadBytes(3, 0xFF, 1, span=SourceSpan("x.md", 1, 1, 1, 2))]


def test_utf_16_is_an_error_and_not_a_traceback() -> None:
    _, found = _decode("The tide".encode("utf-16"))
    assert BadBytes in {type(problem) for problem in found}


def test_what_xml_forbids_is_replaced_and_reported_once() -> None:
    text, found = _decode("a\x00b\x0cc\ufffe\n".encode())
    assert text == "a\ufffdb\ufffdc\ufffd\n"
    assert found == [ForbiddenCharacter(0, 3, span=SourceSpan("x.md", 1, 2, 1, 3))]


def test_overrides_of_direction_are_kept_and_reported() -> None:
    text, found = _decode("a\u202eb\u202c".encode())
    assert text == "a\u202eb\u202c"
    assert found == [BidiOverride(0x202E, 2, span=SourceSpan("x.md", 1, 2, 1, 3))]


def test_columns_stay_right_behind_tabs_and_wide_characters() -> None:
    _, found = _decode("a\n\té😀\x01".encode())
    assert found[0].span == SourceSpan("x.md", 2, 4, 2, 5)
