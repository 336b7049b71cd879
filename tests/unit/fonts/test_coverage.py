"""Characters that no face has are told with their names and their place."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.diagnostics.catalog.printing import ScriptWithoutFont
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import CodeBlock, Paragraph, Text
from bookmaker.fonts.coverage import characters_of, check_coverage
from bookmaker.fonts.families import FAMILY_BY_NAME
from bookmaker.fonts.static_faces import font_set
from bookmaker.source import SourceSpan
from bookmaker.system.store import NO_STORE

PLACE = SourceSpan.at("gold.md", 3, 1)
COVERED = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyz "))


def book_of(*blocks: Paragraph | CodeBlock) -> Book:
    return Book(Metadata("A Book"), body=(Division(DivisionKind.CHAPTER, (), blocks),))


def said(text: str) -> Paragraph:
    return Paragraph((Text(text, span=PLACE),))


def test_a_missing_character_is_named() -> None:
    (found,) = check_coverage(book_of(said("gold 🜚")), COVERED)
    assert found.span == PLACE
    assert found.message() == (
        "no font of the theme has “🜚” (U+1F71A ALCHEMICAL SYMBOL FOR GOLD)"
    )


def test_a_character_is_reported_once() -> None:
    assert len(list(check_coverage(book_of(said("é"), said("é")), COVERED))) == 1


def test_the_characters_of_one_piece_of_text_are_reported_together() -> None:
    (found,) = check_coverage(book_of(said("①②③④⑤⑥")), COVERED)
    assert found.characters == "①②③④⑤⑥"
    assert found.message().endswith(", 2 more")


def test_the_words_of_a_script_are_one_error_at_the_first_of_them() -> None:
    later = Text("שלום 🜚", span=SourceSpan.at("gold.md", 9, 1))
    found = check_coverage(
        book_of(said("אב"), said("абв"), Paragraph((later,))), COVERED
    )
    assert [(type(one).__name__, one.characters, one.span) for one in found] == [
        ("MissingGlyph", "🜚", later.span),
        ("ScriptWithoutFont", "אבשלום", PLACE),
        ("ScriptWithoutFont", "абв", PLACE),
    ]


SCRIPTS = {
    "ARABIC": "مرحبا",
    "ARMENIAN": "բարեւ",
    "BENGALI": "নমস্কার",
    "CJK": "你好",
    "CYRILLIC": "привет",
    "DEVANAGARI": "नमस्ते",
    "ETHIOPIC": "ሰላም",
    "GEORGIAN": "გამარჯობა",
    "GREEK": "γειά",
    "GUJARATI": "નમસ્તે",
    "HANGUL": "안녕",
    "HEBREW": "שלום",
    "JAPANESE": "ひらがなカタ",
    "KANNADA": "ನಮಸ್ತೆ",
    "KHMER": "សួស្តី",
    "LAO": "ສະບາຍດີ",
    "MALAYALAM": "നമസ്കാരം",
    "MYANMAR": "မင်္ဂလာပါ",
    "SINHALA": "ආයුබෝවන්",
    "TAMIL": "வணக்கம்",
    "TELUGU": "నమస్తే",
    "THAI": "สวัสดี",
    "TIBETAN": "བཀྲ་ཤིས",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_of_any_script_are_an_error_that_names_a_font(script: str) -> None:
    word = SCRIPTS[script]
    found = list(check_coverage(book_of(said(f"a {word} b {word}")), COVERED))
    errors = [one for one in found if isinstance(one, ScriptWithoutFont)]
    assert [one.script for one in errors] == [script]
    assert errors[0].count <= 2 * len(word)
    assert f"of {errors[0].count} characters" in errors[0].message()
    assert "Noto" in errors[0].help()
    assert all(one.severity is Severity.WARNING for one in found if one not in errors)


@pytest.mark.parametrize(
    "text",
    ["gold 🜚", "smile 😀", "caféé", "λ", "字", "private \ue000 use", "→ ∮ ♘", "ñandu"],
)
def test_odd_letters_and_signs_are_warnings(text: str) -> None:
    found = list(check_coverage(book_of(said(text)), COVERED))
    assert found
    assert {one.severity for one in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("words", "severity"), [(100, Severity.ERROR), (2_000, Severity.WARNING)]
)
def test_a_few_words_in_a_long_book_are_a_warning(
    words: int, severity: Severity
) -> None:
    (found,) = check_coverage(book_of(said("a tide " * words + "ไทย")), COVERED)
    assert found.severity is severity
    assert set(found.characters) == set("ไทย")


@pytest.mark.parametrize(
    ("word", "lacking", "script"),
    [
        ("\u0644\u06af\u0627\u06c1", "\u06c1", "ARABIC"),
        ("ti\u1ebfng", "\u1ebf", "LATIN"),
        ("\u0440\u0456\u043a", "\u0456", "CYRILLIC"),
    ],
)
@pytest.mark.parametrize(("count", "is_error"), [(9, False), (10, True), (60, True)])
def test_a_letter_that_many_words_lack_is_an_error(
    word: str, lacking: str, script: str, count: int, *, is_error: bool
) -> None:
    covered = (COVERED | set(map(ord, word))) - {ord(lacking)}
    text = f"{word} " * count + "quay " * (10 * count)
    (found,) = check_coverage(book_of(said(text)), frozenset(covered))
    assert isinstance(found, ScriptWithoutFont) is is_error
    assert found.characters == lacking
    if isinstance(found, ScriptWithoutFont):
        assert (found.script, found.count, found.span) == (script, count, PLACE)


@pytest.mark.parametrize("lacking", ["\u1ebf", "\u0301"])
def test_a_letter_here_and_there_is_a_warning(lacking: str) -> None:
    text = f"ti{lacking}ng " + "quay " * 400
    (found,) = check_coverage(book_of(said(text * 12)), COVERED)
    assert found.severity is Severity.WARNING


def test_words_in_drawings_are_looked_at() -> None:
    (found,) = check_coverage(book_of(said("a")), COVERED, [("你好", PLACE)])
    assert (type(found), found.span) == (ScriptWithoutFont, PLACE)


def test_characters_that_draw_nothing_are_not_missed() -> None:
    silent = "a\u00ad\u200b\u200d\ufe0f\u2009\u00a0b"
    assert not list(check_coverage(book_of(said(silent)), COVERED))


def test_code_is_looked_at_too() -> None:
    (found,) = check_coverage(book_of(CodeBlock("λ")), COVERED)
    assert found.characters == "λ"


def test_the_literary_theme_has_the_signs_that_authors_use() -> None:
    families = [FAMILY_BY_NAME[n] for n in ("EB Garamond", "DejaVu Sans")]
    with font_set(families, NO_STORE) as fonts:
        covered = characters_of(fonts.content_by_name.values())
    assert covered.issuperset(map(ord, "☃✓→∀⁂☑☐❦—…“”éßœŁ"))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("海边的灯，「亮」着。", "Chinese characters"),
        ("海辺の灯、「亮」る。", "Japanese"),
        ("바다의 등불。", "Korean"),
        ("海邊 바다 うみ", "Chinese, Japanese and Korean"),
    ],
)
def test_east_asian_words_and_their_marks_are_one_error(text: str, script: str) -> None:
    (found,) = check_coverage(book_of(said(text)), COVERED)
    assert isinstance(found, ScriptWithoutFont)
    assert found.message().startswith(f"no font of the book has {script}: ")
    assert "bookmaker-press[cjk]" in found.help()


def test_marks_of_east_asia_without_words_are_a_warning() -> None:
    (found,) = check_coverage(book_of(said("a 「b」")), COVERED)
    assert found.severity is Severity.WARNING
