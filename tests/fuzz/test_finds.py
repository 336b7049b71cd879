"""What random manuscripts found in the PDF, made as small as it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.pipeline.stages import Request, build
from tests.support.pdf import PdfInspector

_BOOK = """\
title = "Finds"
language = "en"
[contents]
body = ["foot.md", "sign.md", "mirrored.md"]
"""
_FOOT = (
    "# Foot\n\n- A boat.\n  - word\u202ethree^<b>four\n\n~~~\n"
    + "A line.\n" * 40
    + "~~~\n"
)
_SIGN = "# Sign\n\n- \u202eone]two😀three\n"
_MIRRORED = (
    "# Mirrored\n\nword\u202e>}}\n\nThe tide was out and the pier stood dry for days."
    " Nobody came by but a gull that had lost its way in the fog of the bay.\n\n"
    "{Nobody came by.\n\nThe tide was out and the boat stood dry for years.\n"
)
_TEXT_BY_FILE = {"foot.md": _FOOT, "sign.md": _SIGN, "mirrored.md": _MIRRORED}


@pytest.mark.slow
def test_a_pdf_says_what_random_manuscripts_found_lost(tmp_path: Path) -> None:
    """Seeds 800, 1020 and 1160.

    Text that is turned about may have a sign beside it or at the foot of its page. A
    `}` drawn as `{` made every other `{` of the file a `}` to whoever read it back.
    """
    (tmp_path / "book.toml").write_text(_BOOK, "utf-8")
    for name, text in _TEXT_BY_FILE.items():
        (tmp_path / name).write_text(text, "utf-8")
    target = tmp_path / "out" / "finds.pdf"
    outcome = build(Request(manuscript=tmp_path, is_draft=True), {"pdf": target})
    found = [d.message() for d in outcome.diagnostics if d.code.startswith("V02")]
    assert found == []
    assert "{Nobody came by." in "".join(PdfInspector.of(target.read_bytes()).texts)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["2147483648", "1e10", "-2147483648", "1e-40", "1e38"])
def test_a_size_that_no_glyph_has_ends_in_good_order(size: str, tmp_path: Path) -> None:
    """Seed 842762 of the damaged files: a font of which no glyph is drawn."""
    text = f'<text x="3" y="9" font-size="{size}">Weir</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">{text}</svg>'
    (tmp_path / "weir.svg").write_text(svg, "utf-8")
    (tmp_path / "one.md").write_text("# One\n\n![A weir](weir.svg)\n", "utf-8")
    target = tmp_path / "out" / "one.pdf"
    outcome = build(Request(manuscript=tmp_path / "one.md"), {"pdf": target})
    assert [d.code for d in outcome.diagnostics if d.severity is Severity.ERROR] == []
    assert PdfInspector.of(target.read_bytes()).texts


_WIDE_TABLE = f"| one | two |\n|---|---|\n| {'y' * 90} | {'z' * 90} |"
_OFF_THE_EDGE = {
    "table": _WIDE_TABLE,
    "table from right to left": f"::: {{lang=he dir=rtl}}\n\n{_WIDE_TABLE}\n\n:::",
    "code": "`" + "word22~word23*word24" * 8 + "`",
    "name": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3,
    "heading": "# `" + "word22~word23*word24" * 8 + "`",
}
_IN_ANOTHER_ORDER = {
    "override": "word34\u202eword35 and word36",
    "override in code": "`word34\u202eword35`",
    "Hebrew": "\u05e9\u05dc\u05d5\u05dd word34 \u05e2\u05d5\u05dc\u05dd (12)",
    "Arabic": "\u0627\u0644\u0628\u062d\u0631 [word34] \u0647\u0627\u062f\u0626 12",
    "preformatted": "<pre>\nword34\u202eword35\n</pre>",
}


@pytest.mark.slow
@pytest.mark.parametrize("long", _OFF_THE_EDGE)
@pytest.mark.parametrize("turned", _IN_ANOTHER_ORDER)
def test_what_runs_off_a_page_leaves_the_order_of_its_other_lines_alone(
    long: str, turned: str, tmp_path: Path
) -> None:
    """Seed 31001760: a reader lacks letters of one line, and has another turned."""
    text = f"# Weir\n\n{_OFF_THE_EDGE[long]}\n\n{_IN_ANOTHER_ORDER[turned]}\n"
    (tmp_path / "one.md").write_text(text, "utf-8")
    target = tmp_path / "out" / "one.pdf"
    request = Request(manuscript=tmp_path / "one.md", is_draft=True)
    found = {d.code for d in build(request, {"pdf": target}).diagnostics}
    assert not {code for code in found if code.startswith("V")}
