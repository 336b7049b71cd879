"""Lines as they were laid out, held against the file that was written of them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from bookmaker.backends.line_meter import LineKind, SetLine
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

JUSTIFIED = f"""{SHEET}
p {{ text-align: justify; text-indent: 12pt; hyphens: auto; hyphenate-character: "-" }}
"""
PROSE = (  # no “f” before a space: PDFium counts what leans over as its width
    "The pier was long and cold, and it was the last day in March when she came back"
    " to it, as she had said that she would. Nobody was there to meet her except the"
    " harbour master, whose uncommonly large umbrella had turned inside out. "
)


def lines_of(
    folder: Path, *leaves: str, sheet: str = JUSTIFIED
) -> tuple[list[SetLine], bytes]:
    """The lines of all pages, and the file."""
    laid_out = lay_out_small(galley_of(*leaves), folder, sheet, measures_lines=True)
    lines = [line for page in laid_out.set_pages for line in page.lines]
    return lines, laid_out.merged.content


def spaces_in(content: bytes, size: float) -> list[tuple[float, float]]:
    """The baseline of each line with spaces, page by page, and their mean width.

    The first is in points from the top, the second in em of the size. Pango puts half
    of what a space is stretched by before its glyph, so its width is counted from the
    end of the letter before it to the beginning of the next.
    """
    document = pypdfium2.PdfDocument(content)
    found: list[tuple[float, float]] = []
    try:
        for page in document:
            widths: dict[float, list[float]] = {}
            text = page.get_textpage()
            for before, after in pairwise_around_spaces(text):
                right = text.get_charbox(before, loose=True)[2]
                (left, y), (_, other_y) = origin(text, after), origin(text, before)
                if abs(y - other_y) < 0.01:
                    top = round(page.get_height() - y, 2)
                    widths.setdefault(top, []).append((left - right) / size)
            found += [(y, sum(own) / len(own)) for y, own in sorted(widths.items())]
    finally:
        document.close()
    return found


def pairwise_around_spaces(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, int]]:
    """The places of the letters on both sides of each space."""
    for index in range(1, text.count_chars() - 1):
        if text.get_text_range(index, 1) == " ":
            yield index - 1, index + 1


def origin(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """Where PDFium begins to draw a letter, in points from the lower left corner."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


@pytest.mark.slow
@pytest.mark.parametrize("leaf", [f"<p>{PROSE}</p>", f"<p>{PROSE}<b>{PROSE}</b></p>"])
def test_spaces_and_baselines_are_those_of_the_file(leaf: str, tmp_path: Path) -> None:
    # EB Garamond kerns letters with the spaces beside them, by up to 0.05 em.
    sheet = JUSTIFIED + "body { font-kerning: none }"
    lines, content = lines_of(tmp_path, leaf, sheet=sheet)
    read = spaces_in(content, 10)
    told = [(line.baseline, line.space) for line in lines if line.space is not None]
    assert len(told) == len(read) > 5
    for (baseline, space), (read_baseline, read_space) in zip(told, read, strict=True):
        assert baseline == pytest.approx(read_baseline, abs=0.05)
        assert space == pytest.approx(read_space, abs=0.005)


@pytest.mark.slow
def test_a_paragraph_has_a_first_and_a_last_line_though_it_runs_over_pages(
    tmp_path: Path,
) -> None:
    lines, _ = lines_of(tmp_path, f"<p>{PROSE * 4}</p><p>{PROSE}</p>")
    firsts = [number for number, line in enumerate(lines) if line.is_first]
    lasts = [number for number, line in enumerate(lines) if line.is_last]
    assert len(firsts) == len(lasts) == 2
    assert firsts == [0, lasts[0] + 1]
    assert lasts[1] == len(lines) - 1
    assert len({line.paragraph for line in lines}) == 2
    assert not any(lines[number].is_justified for number in lasts)
    assert sum(line.is_justified for line in lines) == len(lines) - 2


@pytest.mark.slow
def test_a_line_s_letters_count_from_the_beginning_of_its_division(
    tmp_path: Path,
) -> None:
    lines, _ = lines_of(
        tmp_path, f"<h1>Tides</h1><p>{PROSE * 3}</p>", f"<p>{PROSE}</p>"
    )
    for division, said in ((0, f"Tides{PROSE * 3}"), (1, PROSE)):
        own = [line for line in lines if line.division == division]
        letters = "".join(said.split()).replace("-", "")
        for line in own:
            start = "".join(line.words.split()).rstrip("-")
            assert letters[line.letters :].startswith(start), line
    assert lines[0].kind is LineKind.HEADING


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "divided"),
    [
        ("harbour-master " * 20, 0),
        ("harbour\N{SOFT HYPHEN}master " * 20, 1),
        ("uncommonly " * 30, 1),
    ],
)
def test_a_hyphen_that_the_author_wrote_divides_no_word(
    words: str, divided: int, tmp_path: Path
) -> None:
    sheet = JUSTIFIED + "p { width: 50pt; text-indent: 0 }"
    if not divided:
        sheet += "p { hyphens: manual }"
    lines, _ = lines_of(tmp_path, f"<p>{words}</p>", sheet=sheet)
    ended = [line for line in lines if line.words.endswith("-")]
    assert ended
    assert {line.is_divided for line in ended} == {bool(divided)}


@pytest.mark.slow
def test_notes_code_and_tables_are_told_from_text(tmp_path: Path) -> None:
    sheet = JUSTIFIED + (
        ".n { float: footnote; display: block }"
        ".n::footnote-call, .n::footnote-marker { content: none }"
    )
    lines, _ = lines_of(
        tmp_path,
        "<p>Words<span class='n'>A note.</span></p><pre>code</pre>"
        "<table><tr><td>cell</td></tr></table>"
        "<div class='verse'><p>verse</p></div>",
        sheet=sheet,
    )
    assert {line.words: line.kind for line in lines} == {
        "Words": LineKind.TEXT,
        "code": LineKind.CODE,
        "cell": LineKind.TABLE,
        "verse": LineKind.VERSE,
        "A note.": LineKind.NOTE,
    }
