"""Lines that are finished before layout look as if WeasyPrint had laid them out."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.support.small_galleys import SHEET, galley_of, lay_out_small

pytestmark = pytest.mark.slow

JUSTIFIED = f"""{SHEET}
p {{ text-align: justify; hyphens: manual }}
.whole {{ white-space: nowrap }}
.caps {{ font-variant-caps: small-caps }}
.wide {{ letter-spacing: 0.1em }}
.apart {{ word-spacing: 0.3em }}
.under {{ text-decoration: underline }}
.large {{ font-size: 1.3em; line-height: 0 }}
.cut {{ max-lines: 2; block-ellipsis: auto }}
sup {{ font-size: 0.7em; line-height: 0; vertical-align: super }}
"""
LINES = {
    "kerning": "AVATAR, To Tyre: “Wave,” Yes.",
    "ligatures": "The first office had a flat fjord.",
    "italics": "It was <i>very</i> cold <i><b>and</b> late</i>, she said.",
    "small capitals": "The <span class='caps'>tide</span> was late.",
    "no-break space": "On page\N{NO-BREAK SPACE}5 of a\N{NO-BREAK SPACE}book.",
    "accents": "Naïve café, Ångström, Dvořák.",
    "combining marks": "A q\N{COMBINING CIRCUMFLEX ACCENT} and x\u0323 in it.",
    "word joiner": "A path/\N{WORD JOINER}to it.",
    "raised": "A note<sup>12</sup> of it.",
    "larger": "The <span class='large'>tide</span> was late.",
    "letterspacing": "The <span class='wide'>tide</span> was late.",
    "word spacing": "<span class='apart'>The tide was late</span>.",
    "underlined": "The <span class='under'>tide was</span> late.",
    "Greek": "The word θάλασσα is old.",
    "empty anchor": "The <span id='mark'></span> tide was late.",
    "code": "Say <code>let a = b</code> here.",
}


Box = tuple[float, float, float, float]


def boxes(folder: Path, *leaves: str, composes: bool) -> list[list[tuple[str, Box]]]:
    """The characters of each leaf's page with their boxes, as wide as their advance.

    Left, bottom, right and top are in points.
    """
    found = lay_out_small(
        galley_of(*leaves), folder, JUSTIFIED, composes_lines=composes
    )
    document = pypdfium2.PdfDocument(found.merged.content)
    try:
        texts = [page.get_textpage() for page in document]
        return [
            [
                (text.get_text_range(index, 1), text.get_charbox(index, loose=True))
                for index in range(text.count_chars())
                if text.get_text_range(index, 1).strip()
            ]
            for text in texts
        ]
    finally:
        document.close()


def test_a_line_that_is_not_stretched_is_where_it_was(tmp_path: Path) -> None:
    leaves = [f"<p>{line}</p><p>The next one.</p>" for line in LINES.values()]
    before, after = (
        boxes(tmp_path, *leaves, composes=composes) for composes in (False, True)
    )
    for name, plain, composed in zip(LINES, before, after, strict=True):
        assert [sign for sign, _ in composed] == [sign for sign, _ in plain]
        for (sign, box), (_, own) in zip(plain, composed, strict=True):
            # WeasyPrint rounds each step to a thousandth of an em, towards nothing.
            assert own == pytest.approx(box, abs=0.3), f"{sign} of {name}"


PROSE = (
    "The pier was long and cold, and it was the end of March when <i>she came back"
    " to it</i>, as she had <code>said that</code> she would. Nobody was there to meet"
    " her except the harbour master, whose umbrella had turned itself inside out. "
)


def test_full_lines_end_at_one_edge(tmp_path: Path) -> None:
    (found, *_) = boxes(tmp_path, f"<p>{PROSE}</p>", composes=True)
    rights: dict[int, float] = {}
    for _, (_, bottom, right, _) in found:
        line = round(bottom / 12)
        rights[line] = max(right, rights.get(line, 0.0))
    assert len(rights) > 5
    *full, _ = [rights[line] for line in sorted(rights, reverse=True)]
    # The page is 200 pt wide and a recto, with 40 pt at its right.
    assert full == pytest.approx([160.0] * len(full), abs=0.1)


def test_spaces_of_code_are_not_stretched(tmp_path: Path) -> None:
    words = "she came back to it as she had said " * 2
    leaves = [
        f"<p>{words[skipped:]}<code>let ab = cd</code> {words}</p>"
        for skipped in range(0, 36, 3)
    ]
    widths = set()
    for found in boxes(tmp_path, *leaves, composes=True):
        at = "".join(sign for sign, _ in found).index("letab=cd")
        (left, bottom, _, _), (_, other_bottom, right, _) = (
            found[at][1],
            found[at + 7][1],
        )
        if bottom == pytest.approx(other_bottom, abs=3.0):
            widths.add(round(right - left, 1))
    # Letters are not made to fit in this style.
    assert len(widths) == 1


def test_what_is_seen_only_when_drawn_is_drawn_by_weasyprint(tmp_path: Path) -> None:
    leaf = f"<p class='cut'>{PROSE}</p>"
    (found,) = boxes(tmp_path, leaf, composes=True)
    assert found[-1][0] == "…"


def test_each_glyph_says_what_it_stands_for(tmp_path: Path) -> None:
    leaf = "<p>The first office had a flat fjord. The first office fl ffl ffi.</p>"
    found = lay_out_small(galley_of(leaf), tmp_path, JUSTIFIED, composes_lines=True)
    with pikepdf.open(io.BytesIO(found.merged.content)) as pdf:
        maps = [
            one.read_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and b"beginbfchar" in one.read_bytes()
        ]
    assert any(b"<006600660069>" in one for one in maps)
