"""What the tree tells of access."""

from __future__ import annotations

from bookmaker.backends.epub.accessibility import Accessibility, judge_accessibility
from bookmaker.backends.epub.split import split_book
from bookmaker.backends.epub.survey import survey_documents
from bookmaker.document.book import Division, DivisionKind
from bookmaker.document.nodes import Attributes, Block, FaultMark, Image, Ruby, Text
from tests.support.builders import book_of, paragraph


def judged_of(*blocks: Block) -> Accessibility:
    """What is said of a book of one chapter."""
    name = Attributes(id="one")
    chapter = Division(DivisionKind.CHAPTER, (), blocks, attributes=name)
    return judge_accessibility(survey_documents(split_book(book_of(chapter))), "en")


def test_pictures_with_words_can_be_had_by_words_alone() -> None:
    judged = judged_of(paragraph(Image("a.png", "A heron")))
    assert judged.modes == ("textual", "visual")
    assert judged.sufficient_modes == ("textual", "textual,visual")
    assert "alternativeText" in judged.features
    assert not judged.contradiction


def test_a_picture_without_words_is_reported_and_claims_nothing() -> None:
    judged = judged_of(paragraph(Image("a.png", None)))
    assert judged.sufficient_modes == ("textual,visual",)
    assert "alternativeText" not in judged.features
    assert judged.contradiction
    assert "no description" in judged.summary


def test_decoration_is_not_a_picture_to_miss() -> None:
    judged = judged_of(paragraph(Image("a.png", "")))
    assert judged.modes == ("textual",)
    assert not judged.contradiction


def test_what_bookmaker_writes_is_unlocked_and_readings_are_declared() -> None:
    plain, read = judged_of(), judged_of(paragraph(Ruby((Text("漢"),), "kan")))
    assert "unlocked" in plain.features
    assert "rubyAnnotations" not in plain.features
    assert "rubyAnnotations" in read.features


def test_a_draft_with_faults_does_not_conform() -> None:
    judged = judged_of(FaultMark("M080", "gone"))
    assert judged.contradiction


def test_what_moves_is_not_said_to_be_without_hazards() -> None:
    survey = survey_documents(())
    assert judge_accessibility(survey, "en").hazards == ("none",)
    hazards = judge_accessibility(survey, "en", moves=True).hazards
    assert "unknownFlashingHazard" in hazards
    assert "none" not in hazards
