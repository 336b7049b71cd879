"""Composed lines say what the greedy ones say, and are set more evenly."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pytest

from bookmaker.backends.line_meter import LineKind, SetLine
from bookmaker.backends.pdf.engine.layout import LaidOut
from bookmaker.proof.folding import fold
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("composed lines")]

JUSTIFIED = f"""{SHEET}
p {{ text-align: justify; text-indent: 12pt; hyphens: auto; hyphenate-character: "-" }}
.whole {{ white-space: nowrap }}
.box {{ display: inline-block }}
.wide {{ padding: 0 4pt }}
.n {{ float: footnote; display: block }}
.n::footnote-call, .n::footnote-marker {{ content: none }}
.large {{ font-size: 2em; line-height: 0 }}
.kept {{ white-space: nowrap }}
.small {{ font-size: 0.5em }}
.raised::first-letter {{ font-size: 2em; line-height: 0 }}
"""
PROSE = (
    "The pier was long and cold, and it was the end of March when she came back"
    " to it, as she had said that she would. Nobody was there to meet her except the"
    " harbour master, whose uncommonly large umbrella had turned itself inside out. "
)
MARKED = (
    "The <i>pier was <b>long</b> and cold</i>, and it was the end of"
    " <a href='#other'>March when she came back</a> to it, as she had said<span"
    " id='mark'></span> that she would.<span class='n'>A note of it.</span> Nobody was"
    " <span class='whole'>there to meet her</span> except the harbour<i>-master</i>,"
    " whose un<i>common</i>ly large umbrella had turned itself inside out."
)
SHY = "\N{SOFT HYPHEN}"
SOFT = "umbrel\N{SOFT HYPHEN}la harbour\N{SOFT HYPHEN}master "
DASHES = "she came back\N{EM DASH}as she had said\N{EM DASH}to it "
LEAVES = {
    "plain": f"<p>{PROSE * 2}</p>",
    "marked": f"<p>{MARKED}</p><p id='other'>{MARKED}</p>",
    "raised": f"<p class='raised'>{PROSE}</p>",
    "over pages": f"<p>{PROSE * 6}</p>" * 3,
    "one line": "<p>Short.</p>",
    "soft": f"<p>{SOFT * 9}</p>",
    "dashes": f"<p>{DASHES * 5}</p>",
    "spaces": "<p>  The pier <i> was </i> <b> long </b>  and cold. </p>" * 2,
}


@cache
def laid_out(leaf: str, *, composes: bool) -> LaidOut:
    """Lay out a leaf, once for all tests that look at it."""
    with TemporaryDirectory() as folder:
        return lay_out_small(
            galley_of(leaf),
            Path(folder),
            JUSTIFIED,
            measures_lines=True,
            composes_lines=composes,
        )


def lines_of(found: LaidOut) -> list[SetLine]:
    """The lines of the text; notes stand where their pages end."""
    return [
        line
        for page in found.set_pages
        for line in page.lines
        if line.kind is not LineKind.NOTE
    ]


def said(found: LaidOut) -> str:
    """All that the file says, as search and copying find it."""
    document = pypdfium2.PdfDocument(found.merged.content)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return "".join(sorted(fold("".join(texts))))


@pytest.mark.parametrize("name", LEAVES)
def test_the_same_words_stand_in_the_same_order(name: str) -> None:
    plain = laid_out(LEAVES[name], composes=False)
    composed = laid_out(LEAVES[name], composes=True)
    assert said(composed) == said(plain)
    flow = [
        "".join(fold(line.words) for line in lines_of(f)) for f in (plain, composed)
    ]
    assert flow[1] == flow[0]
    letters = [(line.letters, fold(line.words)[:3]) for line in lines_of(composed)]
    assert letters == sorted(letters, key=lambda pair: pair[0])


@pytest.mark.parametrize("name", LEAVES)
def test_links_anchors_and_tags_are_those_of_before(name: str) -> None:
    counts = []
    for composes in (False, True):
        found = laid_out(LEAVES[name], composes=composes)
        with pikepdf.open(io.BytesIO(found.merged.content)) as pdf:
            kinds = [
                str(one.S)
                for one in pdf.objects
                if isinstance(one, pikepdf.Dictionary)
                and one.get("/Type") == "/StructElem"
            ]
            names = [str(n) for n in pdf.Root.Names.Dests.Names.as_list()[::2]]
        counts.append((sorted(set(kinds)), kinds.count("/P"), names))
        assert set(found.page_by_anchor) >= set(names)
    assert counts[1] == counts[0]


def test_every_full_line_ends_at_the_measure() -> None:
    found = laid_out(LEAVES["plain"], composes=True)
    document = pypdfium2.PdfDocument(found.merged.content)
    rights: dict[float, float] = {}
    try:
        page = document[0]
        text = page.get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1).strip():
                _, foot, right, _ = text.get_charbox(index, loose=True)
                line = round(foot / 12)
                rights[line] = max(right, rights.get(line, 0.0))
    finally:
        document.close()
    full = [rights[line] for line in sorted(rights, reverse=True)][:8]
    # A letter's box may be a little wider than it: the edges are as one all the same.
    assert max(full) - min(full) < 1.0


def test_spaces_are_more_even_and_fewer_words_are_divided() -> None:
    leaf = f"<p>{PROSE}</p><p>{PROSE[40:]}{PROSE}</p><p>{PROSE[90:]}{PROSE * 2}</p>"
    figures = []
    for composes in (False, True):
        lines = lines_of(laid_out(leaf, composes=composes))
        spaces = [line.space for line in lines if line.is_justified and line.space]
        mean = sum(spaces) / len(spaces)
        deviation = sum((space - mean) ** 2 for space in spaces) / len(spaces)
        figures.append((max(spaces), deviation))
    (widest, deviation), (widest_composed, deviation_composed) = figures
    assert widest_composed <= widest
    assert deviation_composed < deviation


@pytest.mark.parametrize("first", ["large", "large kept", "small"])
def test_spaces_are_judged_by_those_of_the_text(first: str) -> None:
    """Why: a text that began with code, whose spaces are wide, lost its own."""
    for cut in range(0, 60, 5):
        head = f"<span class='{first}'>The pier was</span> "
        lines = lines_of(laid_out(f"<p>{head}{PROSE[cut:]}</p>", composes=True))
        spaces = [line.space for line in lines[1:] if line.is_justified and line.space]
        assert min(spaces) > 0.14


def test_what_stands_below_a_float_is_composed() -> None:
    leaf = (
        "<div style='float: left; height: 20pt'>A float.</div>"
        f"<p>{PROSE}</p><p>{PROSE}</p>"
    )
    plain, composed = (
        lines_of(laid_out(leaf, composes=composes)) for composes in (False, True)
    )
    beside = composed[0].paragraph
    count = sum(line.paragraph == beside for line in composed)
    assert composed[:count] == plain[:count]
    assert composed[count:] != plain[count:]


def test_a_text_that_stays_on_one_line_does() -> None:
    for shift in range(6):
        leaf = (
            f"<p>{PROSE[shift * 7 :]}<span class='whole'>there to meet her</span></p>"
        )
        lines = lines_of(laid_out(leaf, composes=True))
        assert sum("there to meet her" in line.words for line in lines[-2:]) == 1


@pytest.mark.parametrize("hyphens", ["none", "manual"])
def test_text_without_hyphens_is_composed_and_divides_no_word(hyphens: str) -> None:
    leaf = f"<p style='hyphens: {hyphens}'>{PROSE * 4}</p>"
    plain, composed = (
        lines_of(laid_out(leaf, composes=composes)) for composes in (False, True)
    )
    assert not any(line.is_divided for line in composed)
    assert deviation_of(composed) < deviation_of(plain)


def test_a_soft_hyphen_ends_no_line_where_words_are_not_divided() -> None:
    leaf = f"<p style='hyphens: none'>{SOFT * 30}</p>"
    lines = lines_of(laid_out(leaf, composes=True))
    assert len(lines) > 4
    seen = {word for line in lines for word in line.words.replace(SHY, "").split()}
    assert seen == {"umbrella", "harbourmaster"}


def test_a_word_that_is_divided_at_a_soft_hyphen_has_a_hyphen() -> None:
    lines = lines_of(laid_out(f"<p>{SOFT * 30}</p>", composes=True))
    ends = [line.words.replace(SHY, "").split()[-1] for line in lines]
    assert set(ends) <= {"umbrel-", "umbrella", "harbour-", "harbourmaster"}
    assert any(end.endswith("-") for end in ends)


def test_no_line_begins_with_a_dash() -> None:
    lines = lines_of(laid_out(LEAVES["dashes"], composes=True))
    assert len(lines) > 4
    assert not [line for line in lines if line.words.startswith("\N{EM DASH}")]


@pytest.mark.parametrize(
    "leaf",
    [
        f"<p>{PROSE}<span class='box'>in a box</span> {PROSE}</p>",
        f"<p>{PROSE}<span class='wide'>with padding</span> {PROSE}</p>",
        f"<p>{PROSE}<br/>{PROSE}</p>",
        f"<p>{PROSE}المدينة {PROSE}</p>",
        f"<p>{PROSE}海に着いた {PROSE}</p>",
        f"<p style='text-align: left'>{PROSE}</p>",
        f"<div style='float: left'>A float.</div><p>{PROSE}</p>",
    ],
)
def test_what_cannot_be_measured_is_set_as_before(leaf: str) -> None:
    plain, composed = (
        lines_of(laid_out(leaf, composes=composes)) for composes in (False, True)
    )
    assert composed == plain


def test_a_paragraph_goes_on_where_a_page_ended() -> None:
    found = laid_out(LEAVES["over pages"], composes=True)
    pages = [page for page in found.set_pages if page.lines]
    assert len(pages) > 3
    lines = lines_of(found)
    for before, after in itertools.pairwise(lines):
        if before.paragraph == after.paragraph and not after.is_first:
            count = sum(map(len, fold(before.words)))
            said_before = replace(before, letters=before.letters + count)
            assert after.letters == said_before.letters


UNEVEN_SIDES = """
@page :left { margin-left: 36.9pt; margin-right: 23.1pt }
@page :right { margin-left: 23.1pt; margin-right: 36.9pt }
"""


def test_lines_are_the_same_wherever_a_page_ends(tmp_path: Path) -> None:
    """The measures of left and right pages differ by what rounding leaves."""
    by_height = []
    for height in (200, 137, 900):
        sheet = f"{JUSTIFIED}{UNEVEN_SIDES}@page {{ size: 200pt {height}pt }}"
        found = lay_out_small(
            galley_of(f"<p>{PROSE * 6}</p>"),
            tmp_path,
            sheet,
            measures_lines=True,
            composes_lines=True,
        )
        by_height.append([line.words for line in lines_of(found)])
    assert by_height[0] == by_height[1] == by_height[2]


@pytest.mark.parametrize("letter_fit", [0.01, 0.015])
def test_letters_fit_by_no_more_than_they_may(
    letter_fit: float, tmp_path: Path
) -> None:
    plain = laid_out(LEAVES["over pages"], composes=True)
    fitted = lay_out_small(
        galley_of(LEAVES["over pages"]),
        tmp_path,
        JUSTIFIED,
        measures_lines=True,
        composes_lines=True,
        letter_fit=letter_fit,
    )
    assert said(fitted) == said(plain)
    scales = set()
    with pikepdf.open(io.BytesIO(fitted.merged.content)) as pdf:
        for page in pdf.pages:
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) == "Tm":
                    across, _, _, down = map(float, list(step.operands)[:4])
                    scales.add(abs(across / down))
    assert len(scales) > 3
    assert min(scales) >= 1 - letter_fit - 1e-4
    assert max(scales) <= 1 + letter_fit + 1e-4
    deviations = [deviation_of(lines_of(one)) for one in (plain, fitted)]
    assert deviations[1] < deviations[0]


def deviation_of(lines: list[SetLine]) -> float:
    spaces = [line.space for line in lines if line.is_justified and line.space]
    mean = sum(spaces) / len(spaces)
    return sum((space - mean) ** 2 for space in spaces) / len(spaces)


def test_words_with_an_apostrophe_are_divided_as_others() -> None:
    words = "the harbourmaster’s "
    found = laid_out(f"<p>{words * 12}</p>", composes=True)
    assert any(line.is_divided for line in lines_of(found))
