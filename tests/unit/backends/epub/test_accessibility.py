"""What the tree tells of access."""

from __future__ import annotations

from bookmaker.backends.epub.accessibility import judge_accessibility
from bookmaker.document.nodes import Fault, Image
from tests.support.builders import book_of, chapter, paragraph


def test_pictures_with_words_can_be_had_by_words_alone() -> None:
    judged = judge_accessibility(
        book_of(chapter("a.md", paragraph(Image("a.png", "A heron"))))
    )
    assert judged.modes == ("textual", "visual")
    assert judged.sufficient_modes == ("textual", "textual,visual")
    assert "alternativeText" in judged.features
    assert judged.is_conforming


def test_a_picture_without_words_is_told_and_claims_nothing() -> None:
    judged = judge_accessibility(
        book_of(chapter("a.md", paragraph(Image("a.png", None))))
    )
    assert judged.sufficient_modes == ("textual,visual",)
    assert "alternativeText" not in judged.features
    assert not judged.is_conforming
    assert "no description" in judged.summary


def test_decoration_is_no_picture_to_miss() -> None:
    judged = judge_accessibility(
        book_of(chapter("a.md", paragraph(Image("a.png", ""))))
    )
    assert judged.modes == ("textual",)
    assert judged.is_conforming


def test_a_draft_with_faults_does_not_conform() -> None:
    judged = judge_accessibility(book_of(chapter("a.md", Fault("M080", "gone"))))
    assert not judged.is_conforming
