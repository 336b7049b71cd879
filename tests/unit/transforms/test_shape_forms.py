"""Letters, dialogues, inscriptions, dedications: the parts of their forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Division, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Group,
    LineBreak,
    Paragraph,
    SmallCaps,
    SoftBreak,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.transforms.shape_forms import shape_forms
from tests.support.builders import book_of, chapter, config_of, heading, paragraph


def shaped(division: Division, language: str = "en") -> Division:
    book = book_of(division, language=language)
    once = shape_forms(book, config_of(book), Diagnostics())
    assert shape_forms(once, config_of(book), Diagnostics()) == once
    return once.body[0]


def group(kind: str, *blocks: Block) -> Group:
    return Group(blocks, attributes=Attributes(classes=(kind,)))


def letter(*lines: str) -> list[str]:
    """The class of each paragraph of a letter, or a hyphen."""
    division = shaped(chapter("One", group("letter", *map(paragraph, lines))))
    [found] = division.blocks
    assert isinstance(found, Group)
    return ["".join(block.attributes.classes) or "-" for block in found.blocks]


def test_a_letter_has_a_date_a_salutation_a_close_and_a_signature() -> None:
    lines = ("Withy, 3 May 1804", "Dear Ines,", "The road is there.", "Yours,", "T. O.")
    wanted = ["dateline", "salutation", "-", "valediction", "signature"]
    assert letter(*lines) == wanted


@pytest.mark.parametrize(
    "postscript",
    ["P.S. The cow is well.", "PS: It rained.", "P.P.S. It snowed.", "P.-S. Il pleut."],
)
def test_a_postscript_follows_the_signature(postscript: str) -> None:
    lines = ("Madam,", "The road is there.", "Yours,", "T. O.", postscript, "And more.")
    wanted = ["salutation", "-", "valediction", "signature", "-", "-"]
    assert letter(*lines) == wanted


def test_a_letter_may_begin_with_two_capitals() -> None:
    lines = ("PSALMS are sung.", "PDQ is not said.", "Yours,", "T. O.")
    assert letter(*lines)[-2:] == ["valediction", "signature"]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("Madam,", "The road is there.", "The Keeper"), "salutation - signature"),
        (("Madam,", "The road is there.", "Come."), "salutation - -"),
        (("It rained in 1804.", "We went."), "dateline -"),
        (("We went.", "It rained."), "- -"),
        (("A letter of one paragraph,",), "-"),
        (("Dear Ines,", "Come."), "salutation -"),
        ((f"{'Long ' * 20},", "Come.", "Go."), "- - -"),
    ],
)
def test_what_is_only_text_stays_text(lines: tuple[str, ...], wanted: str) -> None:
    assert " ".join(letter(*lines)) == wanted


@pytest.mark.parametrize("end", ".?!:,;")
def test_a_sentence_at_the_end_of_a_letter_is_no_signature(end: str) -> None:
    assert letter("Madam,", "The road is there.", f"Come{end}")[-1] == "-"


def test_speakers_of_a_dialogue_are_in_small_capitals() -> None:
    speeches = group(
        "dialogue", paragraph("Keeper: You are early."), paragraph("Visitor: Am I?")
    )
    [found] = shaped(chapter("One", speeches)).blocks
    assert isinstance(found, Group)
    lines = [block for block in found.blocks if isinstance(block, Paragraph)]
    assert all(isinstance(line.children[0], SmallCaps) for line in lines)
    names = [plain_text(line.children[:1]) for line in lines]
    assert names == ["Keeper", "Visitor"]
    assert plain_text(lines[0].children) == "Keeper: You are early."


def test_names_typed_in_capitals_are_small_capitals_too() -> None:
    speeches = group(
        "dialogue", paragraph("MRS ARLE: You are early."), paragraph("Tobias: Am I?")
    )
    [found] = shaped(chapter("One", speeches)).blocks
    assert isinstance(found, Group)
    lines = [block for block in found.blocks if isinstance(block, Paragraph)]
    names = [line.children[0].attributes.classes for line in lines]
    assert names == [("capitals",), ()]


def test_one_colon_is_no_dialogue() -> None:
    speeches = group("dialogue", paragraph("He said: go."), paragraph("And she went."))
    assert shaped(chapter("One", speeches)).blocks == (speeches,)


def test_the_lines_of_an_inscription_are_the_authors() -> None:
    lines = Paragraph((Text("HERE"), SoftBreak(), Text("WAITED")))
    [found] = shaped(chapter("One", group("inscription", lines))).blocks
    assert isinstance(found, Group)
    assert found.blocks == (Paragraph((Text("HERE"), LineBreak(), Text("WAITED"))),)


@pytest.mark.parametrize(
    ("kind", "title", "language", "is_dropped"),
    [
        (DivisionKind.DEDICATION, "Dedication", "en", True),
        (DivisionKind.DEDICATION, "Widmung", "de", True),
        (DivisionKind.EPIGRAPH, "Epigraph", "en", True),
        (DivisionKind.DEDICATION, "To the reader", "en", False),
        (DivisionKind.PREFACE, "Dedication", "en", False),
    ],
)
def test_a_dedication_does_not_print_its_own_name(
    kind: DivisionKind, title: str, language: str, *, is_dropped: bool
) -> None:
    division = replace(
        chapter("One", heading(1, title), paragraph("For Ann.")), kind=kind, title=()
    )
    found = shaped(division, language)
    assert len(found.blocks) == (1 if is_dropped else 2)
    assert plain_text(found.title) == (title if is_dropped else "")
    assert found.shows_title is not is_dropped
