"""What we believe of WeasyPrint 70's lines.

The fact shapes `backends/pdf/weasyprint_mends.py`; where it fails after an upgrade, the
mend may go.
"""

from __future__ import annotations

import json

import weasyprint
from weasyprint.formatting_structure import boxes

from tests.support.plain_and_mended import ask_plain_and_mended

WORDS = "A sheet of one's own, whose rules come after the theme's."
WIDTHS = range(440, 490)
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


def test_words_that_fit_but_for_the_space_behind_them_are_no_line() -> None:
    """Why weasyprint_mends rewrites a line: the first word stood on one of its own."""
    script = (
        "import json, sys; from tests.facts.test_weasyprint_lines import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from weasyprint.layout import inline\n"
        "    from weasyprint.text import line_break\n"
        "    from bookmaker.backends.pdf import weasyprint_mends\n"
        "    weasyprint_mends.end_lines_before_spaces(line_break, inline)\n"
        "print(json.dumps([lines(width) for width in WIDTHS]))\n"
    )
    plain, mended = map(json.loads, ask_plain_and_mended(script))
    alone = [found[0] == "A" for found in plain]
    assert any(alone)
    assert mended == [
        [WORDS, "Words."] if is_alone else found
        for found, is_alone in zip(plain, alone, strict=True)
    ]
