"""What we believe of WeasyPrint 70's lines.

The fact shapes `backends/pdf/weasyprint_patches.py`; where it fails after an upgrade,
the patch may go.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from tests.support.plain_and_patched import ask_plain_and_patched

pytestmark = pytest.mark.slow

WORDS = "A sheet of one's own, whose rules come after the theme's."
WIDTHS = range(440, 490, 2)
"""Of the paragraph, in CSS pixels."""


def lines(width: float) -> list[str]:
    """The lines of a paragraph with a word in italics behind some others."""
    markup = f"<p style='width: {width}px; margin: 0'>{WORDS} <em>Words.</em></p>"
    document = weasyprint.HTML(string=markup).render()
    return [
        "".join(
            part.text for part in line.descendants() if isinstance(part, boxes.TextBox)
        )
        for line in document.pages[0]._page_box.descendants()
        if isinstance(line, boxes.LineBox)
    ]


def test_words_that_fit_but_for_the_space_behind_them_are_not_a_line() -> None:
    """Why a line is rewritten: the first word stood on a line of its own."""
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.layout import inline\n"
        "    from weasyprint.text import line_break\n"
        "    from bookmaker.backends.pdf import weasyprint_patches\n"
        "    weasyprint_patches.end_lines_before_spaces(line_break, inline)\n"
        "print(json.dumps([lines(width) for width in WIDTHS]))\n"
    )
    plain, mended = map(json.loads, ask_plain_and_patched(script))
    alone = [found[0] == "A" for found in plain]
    assert any(alone)
    assert mended == [
        [WORDS, "Words."] if is_alone else found
        for found, is_alone in zip(plain, alone, strict=True)
    ]


def line_heights() -> list[float]:
    """Of a line of the first face, and of one of a face that stands in for it."""
    # A face without Georgian letters, and no font of the machine.
    latin = resources.files("fontpkg_eb_garamond") / "files" / "EBGaramond[wght].ttf"
    address = Path(str(latin)).as_uri()
    sheet = (
        f"@font-face {{ font-family: Latin; src: url({address}) }}"
        "p { font: 12px/16px Latin, DejaVu Sans }"
    )
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(string=sheet, font_config=fonts)]
    markup = "<p>The pier.</p><p>გემი</p>"
    document = weasyprint.HTML(string=markup).render(
        stylesheets=sheets, font_config=fonts
    )
    return [
        line.height
        for line in document.pages[0]._page_box.descendants()
        if isinstance(line, boxes.LineBox)
    ]


def test_a_line_of_another_face_is_higher() -> None:
    """Why text is placed anew in its line: pages of Arabic were off their grid."""
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.layout import inline\n"
        "    from bookmaker.backends.pdf import weasyprint_patches\n"
        "    weasyprint_patches.keep_leading_of_other_faces(inline)\n"
        "print(json.dumps(line_heights()))\n"
    )
    plain, mended = map(json.loads, ask_plain_and_patched(script))
    assert plain[0] == mended[0] == 16
    assert plain[1] > 16.05
    assert mended[1] == pytest.approx(16)


TEXTS = (
    "The pier was long and cold, and it was March when she came back to it. " * 40,
    "Donaudampfschiffahrtselektrizitätenhauptbetriebswerk " * 40,
    "an-adverb-ial-phrase/of/parts?and=signs&more " * 40,
    "彼は港に着いた。雨が降っていた。" * 80,
    "كانت السفينة طويلة وباردة في شهر مارس. " * 40,
    "words\u00a0that\u00a0hold\u00a0together\u00adsoftly " * 40,
)


def many_lines() -> list[list[str]]:
    """The lines of paragraphs of all kinds, broken in every way there is."""
    found = []
    for text in TEXTS:
        for look in (
            "hyphens: auto; text-align: justify",
            "overflow-wrap: anywhere",
            "white-space: pre-wrap; font-size: 7px",
            "display: inline-block; width: auto; max-width: 300px",
        ):
            markup = f"<p lang='de' style='width: 300px; {look}'>{text}<b>b</b></p>"
            page = weasyprint.HTML(string=markup).render()
            found.append(
                [
                    "".join(
                        part.text
                        for part in line.descendants()
                        if isinstance(part, boxes.TextBox)
                    )
                    for line in page.pages[0]._page_box.descendants()
                    if isinstance(line, boxes.LineBox)
                ]
            )
    return found


@pytest.mark.long
@pytest.mark.slow
def test_lines_are_the_same_where_no_more_than_a_line_is_looked_at() -> None:
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.layout import inline\n"
        "    from weasyprint.text import line_break\n"
        "    from bookmaker.backends.pdf import weasyprint_patches\n"
        "    weasyprint_patches.look_no_further_than_a_line(line_break, inline)\n"
        "print(json.dumps(many_lines()))\n"
    )
    plain, mended = map(json.loads, ask_plain_and_patched(script))
    assert mended == plain


def shaped_letters(count: int) -> int:
    """How many letters are given to Pango for a paragraph of one word of so many."""
    shaped = 0
    set_text = line_break.Layout.set_text

    def counting(
        self: line_break.Layout, text: str, *more: object, **named: object
    ) -> None:
        nonlocal shaped
        shaped += len(text)
        set_text(self, text, *more, **named)

    line_break.Layout.set_text = counting
    style = "width: 200px; overflow-wrap: anywhere; hyphens: auto"
    weasyprint.HTML(string=f"<p lang='en' style='{style}'>{'a' * count}</p>").render()
    line_break.Layout.set_text = set_text
    return shaped


def test_a_word_of_any_length_is_set_in_steps_that_grow_with_it() -> None:
    """Why there is the mend: plain, a word four times as long took sixteen times."""
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.layout import inline\n"
        "    from weasyprint.text import line_break\n"
        "    from bookmaker.backends.pdf import weasyprint_patches\n"
        "    weasyprint_patches.look_no_further_than_a_line(line_break, inline)\n"
        "print(json.dumps([shaped_letters(1_000), shaped_letters(4_000)]))\n"
    )
    plain, mended = map(json.loads, ask_plain_and_patched(script))
    assert plain[1] > 8 * plain[0]
    assert mended[1] < 6 * mended[0]


LEADERS = (
    "",
    "direction: rtl",
    "letter-spacing: 1px",
    "word-spacing: 3px",
    "font-size: 7px; text-indent: 5px",
)


def leaders() -> list[list[tuple[str, float, float]]]:
    """The text, start and end of each dot of a leader, in CSS pixels."""
    found = []
    for look in LEADERS:
        sheet = f"p::after {{ content: leader('. ') '12' }} p {{ {look} }}"
        markup = f"<style>{sheet}</style><p style='width: 300px'>The tide</p>"
        page = weasyprint.HTML(string=markup).render().pages[0]._page_box
        found.append(
            [
                (dot.text, dot.position_x, dot.position_x + dot.width)
                for box in page.descendants()
                if box.is_leader
                for dot in box.children
            ]
        )
    return found


def test_the_dots_of_a_leader_are_texts_of_their_own() -> None:
    """Why they are joined: each is shaped and drawn alone."""
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.layout import inline, leader\n"
        "    from bookmaker.backends.pdf import weasyprint_patches\n"
        "    weasyprint_patches.join_leaders(leader, inline)\n"
        "print(json.dumps(leaders()))\n"
    )
    plain, joined = map(json.loads, ask_plain_and_patched(script))
    counts = dict(zip(LEADERS, map(len, joined), strict=True))
    assert min(map(len, plain)) > 10
    assert counts[""] == 1
    for many, few in zip(plain, joined, strict=True):
        assert "".join(text for text, *_ in few) == "".join(text for text, *_ in many)
        assert min(start for _, start, _ in few) == min(start for _, start, _ in many)
        end = max(end for *_, end in many)
        assert max(end for *_, end in few) == pytest.approx(end, abs=0.05)


SOME_LINES = (
    "<p style='width: 300px; margin: 0; text-align: justify; font: 16px/20px serif'>"
    f"A sheet of <em>one's <b>own</b></em> <i></i>{WORDS} {WORDS}"
    "<sup style='font-size: 10px; line-height: 0'>1</sup> Words <a href='#x'>of it</a>."
    "</p>"
)
GEOMETRY = (
    *("position_x", "position_y", "width", "height", "baseline"),
    *("margin_top", "margin_bottom", "justification_spacing"),
)


def boxes_of_lines(*, finishes: bool) -> list[dict[str, float | str]]:
    """What each box of some composed lines has been given, by its name."""
    from bookmaker.backends.pdf import composed_lines, finished_text
    from bookmaker.backends.pdf.lines import set_lines_with

    if not finishes:
        vars(composed_lines)["finish_text"] = lambda *_text, **_how: None
    finished_text.draw_finished_texts(weasyprint)
    set_lines_with(
        weasyprint.layout.block,
        lambda greedy: composed_lines.ComposedLines(weasyprint, greedy, 0.01),
    )
    document = weasyprint.HTML(string=SOME_LINES).render()
    document.write_pdf()
    found = []
    for line in document.pages[0]._page_box.descendants():
        if isinstance(line, boxes.LineBox):
            for box in line.descendants():
                given = vars(box)
                numbers = {name: given[name] for name in GEOMETRY if name in given}
                names = " ".join(sorted(given.keys() - {"letter_scale"}))
                found.append({"names": names, **numbers})
    return found


def test_a_finished_line_has_all_that_layout_gives_a_line() -> None:
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "print(json.dumps(boxes_of_lines(finishes=sys.argv[1] == 'mended')))\n"
    )
    laid_out, finished = map(json.loads, ask_plain_and_patched(script))
    assert len(finished) == len(laid_out) > 15
    for before, after in zip(laid_out, finished, strict=True):
        missing = set(before.pop("names").split()) - set(after.pop("names").split())
        assert not missing
        # Words that are measured one by one are wider or narrower by a hair.
        assert after == pytest.approx(before, abs=0.3)


RESPELT = {"hu": ("kulccsal", "asszonnyal", "meggyel"), "ca": ("col·lega",)}


def divided(language: str, word: str) -> list[str]:
    """The lines of a word in a column that is narrower, without hyphens."""
    markup = (
        f"<p lang='{language}' style='width: 3em; hyphens: auto;"
        f" hyphenate-limit-chars: 4 2 2'>{word}</p>"
    )
    document = weasyprint.HTML(string=markup).render()
    return [
        "".join(
            part.text for part in line.descendants() if isinstance(part, boxes.TextBox)
        ).rstrip("\N{HYPHEN}-")
        for line in document.pages[0]._page_box.descendants()
        if isinstance(line, boxes.LineBox)
    ]


def test_a_word_whose_spelling_changes_is_divided_elsewhere_or_not() -> None:
    """Why: the first part was printed as it changes, the rest as it was written."""
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.text import line_break\n"
        "    from bookmaker.backends.pdf import weasyprint_patches\n"
        "    weasyprint_patches.divide_no_word_that_is_respelt(line_break)\n"
        "print(json.dumps([divided(k, w) for k in RESPELT for w in RESPELT[k]]))\n"
    )
    plain, mended = map(json.loads, ask_plain_and_patched(script))
    words = [word for listed in RESPELT.values() for word in listed]
    assert ["".join(lines) for lines in mended] == words
    assert "kulcssal" in ["".join(lines) for lines in plain]
