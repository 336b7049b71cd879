"""What is proven of pages whose text a reader of PDF gives in another order."""

from __future__ import annotations

from typing import cast

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.diagnostics.catalog.validators import WordsUnread
from bookmaker.proof.completeness import Part, _shortened, check_proof, prove_part
from bookmaker.proof.edition_proof import Proof
from bookmaker.proof.edition_text import Band, PdfText
from bookmaker.proof.expectation import Expected
from bookmaker.source import SourceSpan

BAND = Band(0, 800)


class Reader:
    """Reads a page as it was told to; what lies past its edge it has from `past`."""

    def __init__(self, page: str, past: str) -> None:
        self._page, self._past = page, past

    def of_pages(
        self, *_band: object, is_clipped: bool = True, **_pages: object
    ) -> tuple[str, ...]:
        """The one page, whichever is asked for."""
        return (self._page + ("" if is_clipped else self._past),)

    def letters_of_pages(self, *_pages: object) -> tuple[str, ...]:
        """Its letters."""
        return (self._page,)


def piece(text: str, line: int = 1) -> Expected:
    """A piece of text on one line of the manuscript."""
    span = SourceSpan("tides.md", line, 1, line, len(text) + 1)
    return Expected(text, ((0, span),))


def proven(
    text: str, drawn: str, read: str, *, is_intact: bool = True, past: str = ""
) -> Proof:
    """What is proven of one page, the fourth of its book."""
    part = Part((piece(text),), (3,), (drawn,), lambda _: is_intact)
    reader = cast("PdfText", Reader(read, past))
    return prove_part(part, reader, BAND, frozenset(), is_ink_judged=False)


SAID = "המזח יבש (שלושה ימים).1 ואיש לא בא."
TURNED = ".אב אל שיאו 1.(םימי השולש) שבי חזמה"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (SAID, TURNED),
        (SAID, ")שלושה ימים(המזח יבש 1.ואיש לא בא."),
        ("The pier was dry.", "was dry. The pier"),
        ("لاحقاً. ثم نذهب", ".ﻻحقًا ثم نذهب"),
    ],
)
def test_letters_in_another_order_than_drawn_are_proven(text: str, read: str) -> None:
    proof = proven(text, text, read)
    assert (proof.faults, proof.unread) == ((), ())
    assert proof.words_proven == proof.words_expected


def test_what_is_drawn_out_of_order_is_proven_where_it_is_written_in_order() -> None:
    written, drawn = "One dry day. Two. Three more.", "One dry day. Three more. Two."
    for as_written, is_proven in (((written,), True), ((), False)):
        part = Part((piece(written),), (3,), (drawn,), lambda _: True, as_written)
        reader = cast("PdfText", Reader(drawn, ""))
        proof = prove_part(part, reader, BAND, frozenset(), is_ink_judged=False)
        assert (not proof.faults) is is_proven


@pytest.mark.parametrize("drawn", ["המזח יבש.", "המזח יבש שלושה ימים ואיש לא בא"])
def test_what_was_not_drawn_is_missing_though_the_reader_has_its_letters(
    drawn: str,
) -> None:
    assert proven(SAID, drawn, SAID[::-1]).faults


def test_a_file_that_is_not_as_it_was_drawn_is_judged_by_what_is_read() -> None:
    faults = proven(SAID, SAID, TURNED, is_intact=False).faults
    assert {fault.page for fault in faults} == {3}


def test_what_is_drawn_and_cannot_be_read_is_missing() -> None:
    (fault,) = proven("The pier was dry.", "The pier was dry.", "The was dry.").faults
    assert (fault.kind.name, fault.words) == ("MISSING", "pier")


def test_a_line_that_repeats_one_just_before_may_be_left_out_by_the_reader() -> None:
    lines = ("fn main", "// │", "// │", "end")
    said, drawn = " ".join(lines), "\n".join(lines)
    read = "fn main // │ end"
    proof = proven(said, drawn, read)
    assert (proof.faults, proof.unread) == ((), ())
    assert proof.words_proven == proof.words_expected
    # Where the file hasn't what was drawn, or the line is another one, words are lost.
    assert proven(said, drawn, read, is_intact=False).faults
    assert proven(said.replace("fn", "if"), drawn.replace("fn", "if"), read).faults


def test_what_is_drawn_past_the_edge_is_off_the_page() -> None:
    text = "The pier was dry."
    (fault,) = proven(text, text, "The was dry.", past="pier").faults
    assert fault.kind.name == "OFF_PAGE"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("نذهب إلى البلاد ثم نعود", "نذهب إلى البلا ثم نعود"),
        ("A ☃ came by.", "A came by."),
        ("किताब में लिखा", "कताब में लिखा"),
    ],
)
def test_a_reader_that_lacks_joined_letters_or_symbols_stops_no_book(
    text: str, read: str
) -> None:
    proof = proven(text, text, read)
    assert proof.faults == ()
    assert proof.words_proven < proof.words_expected
    (found,) = check_proof(proof, "PDF", is_paged=True)
    assert (found.code, found.severity) == ("V030", Severity.WARNING)
    assert isinstance(found, WordsUnread)
    assert found.place == "page 4 of the PDF"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a short fault", "a short fault"),
        ("one " * 12, ("one " * 12).strip()),
        ("one " * 13, ("one " * 12).strip() + "…"),
        ("x" * 120, "x" * 120),
        ("x" * 121, "x" * 120 + "…"),
    ],
)
def test_long_words_of_a_fault_are_cut(words: str, shown: str) -> None:
    assert _shortened(words) == shown
