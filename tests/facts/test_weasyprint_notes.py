"""What we believe of WeasyPrint 70's notes at the foot and of trees it did not parse.

Each fact shapes `backends/pdf/weasyprint_adapter.py`, `galley.py` or
`styles/print/footnotes.css`; where one fails after an upgrade, a mend may go.
"""

from __future__ import annotations

import io
from xml.etree import ElementTree

import cssselect2
import pikepdf
import pypdfium2
import pytest
import weasyprint

from tests.support.plain_and_patched import ask_plain_and_patched

pytestmark = pytest.mark.slow

BASE = "https://book.invalid/"
SHEET = """
@page { size: 200pt 200pt; margin: 20pt;
        @footnote { padding-top: 4pt; padding-bottom: PADDING } }
.n { float: footnote; display: block; line-height: 11.2pt }
.n::footnote-call, .n::footnote-marker { content: none }
p, ul, blockquote { margin: 0 }
"""


def laid_out(markup: str, padding: str = "0.01pt") -> list[str]:
    html = weasyprint.HTML(string="<html/>", base_url=BASE)
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(
        ElementTree.fromstring(f"<html><body>{markup}</body></html>"),
        content_language=None,
    )
    html.etree_element = html.wrapper_element.etree_element
    sheet = weasyprint.CSS(string=SHEET.replace("PADDING", padding))
    content = html.write_pdf(stylesheets=[sheet])
    assert content is not None
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_a_tree_from_an_xml_parser_may_hold_blocks_in_a_line() -> None:
    (page,) = laid_out(
        "<p>Words<span class='n'>1. <blockquote>Quoted.</blockquote>"
        "<ul><li>One</li></ul></span> go on.</p>"
    )
    first, *rest = page.split("\r\n")
    assert first.startswith("Words go on.")
    assert "Quoted." in "".join(rest)


def test_a_line_end_in_a_note_at_the_foot_is_kept() -> None:
    """Why the galley joins the lines of such notes: this ought to be one line."""
    (page,) = laid_out("<p>Words<span class='n'>A note\nof it.</span> go on.</p>")
    assert "A note of it." not in page


def test_the_html_parser_would_end_the_line_at_a_block() -> None:
    html = weasyprint.HTML(string="<p>Words<span><ul><li>x</li></ul></span></p>")
    (paragraph, *_) = html.etree_element.iter("p")
    assert "x" not in "".join(paragraph.itertext())


def test_page_labels_are_not_written() -> None:
    content = weasyprint.HTML(string="<p>x</p>", base_url=BASE).write_pdf()
    assert content is not None
    assert "/PageLabels" not in pikepdf.open(io.BytesIO(content)).Root


CALLS = "<p>Words<span class='n'>1. Note.</span> go on.</p>"
LAST = f"<p>{'A paragraph of some lines that may be divided. ' * 5}</p>"


def page_of(words: str, pages: list[str]) -> int:
    return next(i for i, page in enumerate(pages) if words in page)


def test_notes_leave_their_call_for_the_sake_of_a_line() -> None:
    """Why notes are laid out otherwise: a note belongs under its call."""
    script = (
        "import sys; from tests.facts.test_weasyprint_notes import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from bookmaker.backends.pdf.note_patches import divide_notes\n"
        "    divide_notes(weasyprint)\n"
        "found = [laid_out(CALLS + '<p>One line.</p>' * n + LAST)"
        " for n in range(12)]\n"
        "print(sum(page_of('go on', p) != page_of('1. Note', p) for p in found))\n"
    )
    plain, mended = map(int, ask_plain_and_patched(script))
    assert plain > 0
    assert mended == 0


LONG = " ".join(f"Sentence {number}." for number in range(90))


def test_a_note_longer_than_its_room_is_kept_whole() -> None:
    """Why notes are divided: this one runs off its page, and words of it are lost."""
    script = (
        "import sys; from tests.facts.test_weasyprint_notes import *\n"
        "if sys.argv[1] == 'mended':\n"
        "    from bookmaker.backends.pdf.note_patches import divide_notes\n"
        "    divide_notes(weasyprint)\n"
        "found = laid_out(f\"<p>Words<span class='n'>1. {LONG}</span> go on.</p>\""
        " + '<p>One line.</p>' * 9)\n"
        "print(sum('Sentence' in page for page in found))\n"
    )
    plain, mended = map(int, ask_plain_and_patched(script))
    assert plain == 1
    assert mended > 2
