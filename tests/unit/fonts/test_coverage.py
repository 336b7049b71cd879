"""Characters that no face has are told with their names and their place."""

from __future__ import annotations

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


def test_a_character_is_told_once() -> None:
    assert len(list(check_coverage(book_of(said("é"), said("é")), COVERED))) == 1


def test_the_characters_of_one_piece_of_text_are_told_together() -> None:
    (found,) = check_coverage(book_of(said("áéíóúñ")), COVERED)
    assert found.characters == "áéíóúñ"
    assert found.message().endswith(", 2 more")


def test_the_letters_of_a_script_are_one_problem_at_the_first_of_them() -> None:
    later = Text("שלום 🜚", span=SourceSpan.at("gold.md", 9, 1))
    found = check_coverage(
        book_of(said("אב"), said("абв"), Paragraph((later,))), COVERED
    )
    assert [(one.characters, one.span) for one in found] == [
        ("🜚", later.span),
        ("אבשלום", PLACE),
        ("абв", PLACE),
    ]


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
