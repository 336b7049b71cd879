"""Notes that don't fit are divided as a typesetter would, and no word is lost."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookmaker.backends.line_meter import LineKind, SetPage
from bookmaker.backends.pdf import divided_notes
from bookmaker.backends.pdf.engine.layout import LaidOut
from bookmaker.proof.folding import fold
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

pytestmark = pytest.mark.slow

NOTES = f"""{SHEET}
@page {{ @footnote {{ margin-top: 4pt; padding: 2pt 0 0.01pt }} }}
p {{ text-align: justify; text-indent: 12pt; hyphens: auto; hyphenate-character: "-" }}
.n {{ float: footnote; display: block; footnote-policy: line; line-height: 10pt;
     font-size: 8pt; text-indent: 0; text-align: justify }}
.n::footnote-call, .n::footnote-marker {{ content: none }}
ul, blockquote {{ margin: 0; padding: 0 0 0 10pt }}
"""
TEXT = "The harbour master wrote each arrival in a ledger bound in grey cloth. "
SAID = " ".join(f"Sentence {number} of the note is here." for number in range(60))
FILLER = f"<p>{TEXT * 3}</p>"


def leaf(note: str, before: int, after: int = 6) -> str:
    """A leaf with paragraphs before and after the one that calls a note."""
    called = f"<p>{TEXT}Called.<span class='n' id='n'>{note}</span> {TEXT}</p>"
    return FILLER * before + called + FILLER * after


def laid_out(folder: Path, markup: str, *, composes: bool = False) -> LaidOut:
    return lay_out_small(
        galley_of(markup), folder, NOTES, measures_lines=True, composes_lines=composes
    )


def texts(found: LaidOut) -> list[str]:
    document = pypdfium2.PdfDocument(found.merged.content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def notes_of(page: SetPage) -> list[str]:
    return [line.words for line in page.lines if line.kind is LineKind.NOTE]


def said_in_notes(found: LaidOut) -> str:
    return fold(" ".join(w for page in found.set_pages for w in notes_of(page)))


BLOCKS = {
    "paragraph": f"1. {SAID}",
    "list": "1. <ul>"
    + "<li>A part of some length that is in two lines.</li>" * 9
    + "</ul>",
    "quotation": f"1. Said: <blockquote>{SAID}</blockquote>",
    "inline": "1. " + " ".join(f"<i>Sentence <b>{n}</b> of</i> it." for n in range(99)),
    "unbroken": "1. " + "Donaudampfschifffahrt" * 60,
}


@pytest.mark.sampled
@pytest.mark.parametrize("composition", ["off", "lines"])
@pytest.mark.parametrize("name", BLOCKS)
def test_no_word_of_a_divided_note_is_lost(
    name: str,
    composition: str,
    tmp_path: Path,
) -> None:
    note = BLOCKS[name]
    found = laid_out(tmp_path, leaf(note, before=2), composes=composition == "lines")
    pages = [page for page in found.set_pages if notes_of(page)]
    assert len(pages) > 1
    said = said_in_notes(found)
    assert said.replace("\N{BULLET}", "") == fold(re.sub(r"<[^>]*>", "", note))


@pytest.mark.parametrize("before", [0, 2, 3])
def test_a_note_begins_with_its_call_and_no_page_has_one_line_of_it(
    before: int, tmp_path: Path
) -> None:
    found = laid_out(tmp_path, leaf(f"1. {SAID}", before))
    pages = found.set_pages
    (called,) = [
        page for page in pages if any("Called." in line.words for line in page.lines)
    ]
    with_notes = [page for page in pages if notes_of(page)]
    assert with_notes[0] is called
    assert notes_of(called)[0].startswith("1.")
    assert all(len(notes_of(page)) >= 2 for page in with_notes)
    indexes = [page.index for page in with_notes]
    assert indexes == list(range(indexes[0], indexes[0] + len(indexes)))


@pytest.mark.parametrize("before", [0, 2, 3])
def test_pages_of_a_divided_note_have_text_too_and_are_full(
    before: int, tmp_path: Path
) -> None:
    found = laid_out(tmp_path, leaf(f"1. {SAID}", before, after=9))
    with_notes = [page for page in found.set_pages if notes_of(page)]
    for page in with_notes[:-1]:
        text = [line for line in page.lines if line.kind is LineKind.TEXT]
        assert text
        gap = min(
            line.baseline for line in page.lines if line.kind is LineKind.NOTE
        ) - max(line.baseline for line in text)
        # Two baselines apart, and three lines that would have ended with a hyphen.
        assert gap < 50


def test_no_word_is_divided_between_the_pages_of_a_note(tmp_path: Path) -> None:
    words = "1. " + "uncommonly umbrella harbourmaster incomprehensible " * 40
    found = laid_out(tmp_path, leaf(words, before=1))
    with_notes = [page for page in found.set_pages if notes_of(page)]
    assert len(with_notes) > 1
    assert any(w.endswith("-") for page in with_notes for w in notes_of(page))
    assert not any(notes_of(page)[-1].endswith("-") for page in with_notes)


def test_a_note_that_fits_is_not_divided(tmp_path: Path) -> None:
    for before in (1, 2):
        found = laid_out(tmp_path, leaf("1. A note of a few words.", before))
        assert sum(bool(notes_of(page)) for page in found.set_pages) == 1


def test_notes_of_one_line_follow_each_other_in_their_order(tmp_path: Path) -> None:
    calls = "".join(
        f"W{n}<span class='n'>{n}. {SAID[:500]} end {n}.</span> " for n in range(1, 5)
    )
    found = laid_out(tmp_path, FILLER + f"<p>{calls}</p>" + FILLER * 5)
    expected = "".join(f"{n}. {SAID[:500]} end {n}." for n in range(1, 5))
    assert said_in_notes(found) == fold(expected)


def test_a_note_at_the_very_end_goes_on_without_text(tmp_path: Path) -> None:
    found = laid_out(tmp_path, leaf(f"1. {SAID * 4}", before=1, after=0))
    assert said_in_notes(found) == fold(f"1. {SAID * 4}")
    assert len(found.set_pages) > 3


def test_a_note_that_no_page_can_hold_is_divided_without_looking(
    tmp_path: Path,
) -> None:
    """Laid out whole on each page, a very long note would cost the square of it."""
    said = SAID * 12
    assert len(said) > divided_notes._LONG
    found = laid_out(tmp_path, leaf(f"1. {said}", before=1))
    assert said_in_notes(found) == fold(f"1. {said}")


def test_a_link_to_a_note_leads_to_its_beginning(tmp_path: Path) -> None:
    markup = "<p><a href='#n'>To the note.</a></p>" + leaf(f"1. {SAID}", before=2)
    found = laid_out(tmp_path, markup)
    with pikepdf.open(io.BytesIO(found.merged.content)) as pdf:
        numbers: dict[object, int] = {p.objgen: n for n, p in enumerate(pdf.pages)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        target = numbers[names["n"][0].objgen]
    assert target == next(p.index for p in found.set_pages if notes_of(p))
