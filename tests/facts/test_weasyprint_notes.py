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
import weasyprint

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
