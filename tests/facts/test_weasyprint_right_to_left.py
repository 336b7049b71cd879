"""What we believe of WeasyPrint 70 where text runs from right to left.

Each fact is asked of it as it is and as `weasyprint_patches.py` changes it; where the
plain one is right after an upgrade, the patch may go.
"""

from __future__ import annotations

import json

import pytest

from tests.support.plain_and_patched import ask_plain_and_patched

pytestmark = pytest.mark.slow

SCRIPT = """
import io, json, sys
from importlib import resources
import pypdfium2, weasyprint
from bookmaker.backends.pdf import weasyprint_patches as mends
if sys.argv[1] == "mended":
    inline, lines = weasyprint.layout.inline, weasyprint.text.line_break
    mends.fill_lines_of_several_faces(lines, inline)
    mends.indent_where_lines_begin(inline)
    mends.show_no_empty_strings(weasyprint.pdf.stream)
words = "הוא אמר ואז הלך אל הים הגדול שבמערב ואל העיר הגדולה שעל חוף הים ואל הכפר"
page = "@page { size: 300pt 200pt; margin: 20pt }"
text = "body, p { margin: 0; direction: rtl; text-align: justify; font: 12pt STYLE }"
# A face without Hebrew letters, and no font of the machine.
latin = resources.files("fontpkg_eb_garamond") / "files" / "EBGaramond[wght].ttf"
face = f"@font-face {{ font-family: Latin; src: url({latin.as_uri()}) }}"
html = weasyprint.HTML(string=f"<body><p>{words}")
fonts = weasyprint.text.fonts.FontConfiguration()
sheet = weasyprint.CSS(string=face + page + text, font_config=fonts)
pdf = html.write_pdf(stylesheets=[sheet], font_config=fonts)
text = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage()
edges = {}
for index in range(text.count_chars()):
    left, foot, right, head = text.get_charbox(index, loose=True)
    if text.get_text_range(index, 1).strip():
        edges.setdefault(round(foot / 8), []).append(right)
print(json.dumps([max(edges[foot]) for foot in sorted(edges, reverse=True)]))
"""
RIGHT_EDGE = 280.0


def right_edges(style: str) -> list[list[float]]:
    """Where the lines end at the right, plain and mended, from the first line."""
    script = SCRIPT.replace("STYLE", style)
    return [json.loads(said) for said in ask_plain_and_patched(script)]


def is_at_the_edge(edge: float) -> bool:
    return abs(edge - RIGHT_EDGE) < 1


def test_a_line_whose_spaces_change_their_face_falls_short_of_its_edge() -> None:
    plain, mended = right_edges("Latin, DejaVu Sans")
    assert not is_at_the_edge(plain[0])
    assert all(map(is_at_the_edge, mended))


def test_an_indent_is_taken_from_the_end_of_a_line() -> None:
    plain, mended = right_edges("DejaVu Sans; text-indent: 24pt")
    assert is_at_the_edge(plain[0])
    assert abs(mended[0] - RIGHT_EDGE + 24) < 1
    assert all(map(is_at_the_edge, mended[1:]))
