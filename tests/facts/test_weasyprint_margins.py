"""What the print engine believes of WeasyPrint 70's private names.

`margins.py` walks the path by which it lays out margin boxes, `page_facts.py` reads the
boxes of a page, `weasyprint_patches.py` and the adapter reach into fonts, links and
profiles. Layout itself is held against one render in `test_engine.py`.
"""

from __future__ import annotations

import inspect
import io
import subprocess
import sys
from typing import Any

import pikepdf
import pytest
import weasyprint
from weasyprint.document import Document
from weasyprint.layout import page as page_layout

from bookmaker.backends.pdf.weasyprint_adapter import _C_TYPES, _colour_profile

pytestmark = pytest.mark.slow

SHEET = """
@page { size: 200pt 200pt; margin: 20pt }
@page :nth(3 of text) { margin: 30pt }
.part { page: text; break-before: recto }
p { string-set: head content(); bookmark-level: 1;
  bookmark-label: content(); bookmark-state: closed; margin: 0 }
.note { float: footnote }
"""
MARKUP = (
    "<section class='part'><p id='a'>One</p>"
    "<div>Words <i>there</i><span class='note'>A note.</span>"
    " <a href='#a'>link</a></div></section>"
)


def rendered(markup: str = MARKUP, sheet: str = SHEET) -> Any:  # noqa: ANN401
    html = weasyprint.HTML(string=markup, base_url="https://book.invalid/")
    return html.render(stylesheets=[weasyprint.CSS(string=sheet)])


def boxes_of(box: Any) -> list[Any]:  # noqa: ANN401 - WeasyPrint's
    found = [box]
    for child in getattr(box, "children", ()):
        found += boxes_of(child)
    return found


def named(page: Any, kind: str) -> list[Any]:  # noqa: ANN401
    return [b for b in boxes_of(page._page_box) if type(b).__name__ == kind]


def faces_of(document: Any) -> list[Any]:  # noqa: ANN401 - WeasyPrint's
    """The faces of a document as they are when it is written."""
    kept: list[Any] = []

    def keep(finished: Any, _pdf: object) -> None:  # noqa: ANN401 - WeasyPrint's
        kept.extend(finished.fonts.values())

    document.write_pdf(finisher=keep)
    return kept


# --- margins.py


def test_a_page_type_says_what_page_selectors_ask_for() -> None:
    fields = page_layout.PageType._fields
    assert fields == ("side", "blank", "name", "index", "groups")


def test_the_path_of_margin_boxes_takes_what_it_took() -> None:
    expected = {
        page_layout.make_margin_boxes: ["context", "page", "state"],
        page_layout.set_page_type_computed_styles: ["page_type", "html", "style_for"],
        page_layout.page_width: ["box", "context", "containing_block_width"],
        page_layout.page_height: ["box", "context", "containing_block_height"],
        Document._build_layout_context: [
            "html",
            "font_config",
            "counter_style",
            "color_profiles",
            "options",
        ],
    }
    for function, names in expected.items():
        assert list(inspect.signature(function).parameters) == names
    assert callable(page_layout.resolve_percentages)
    assert callable(weasyprint.layout.background.layout_box_backgrounds)


def test_strings_and_counters_of_margin_boxes_are_looked_up_by_page() -> None:
    source = inspect.getsource(weasyprint.layout.LayoutContext)
    for name in ("string_set", "current_page", "page_bottom", "style_for"):
        assert name in source
    state = inspect.getsource(page_layout.make_margin_boxes)
    assert "quote_depth, counter_values, counter_scopes, _page_groups" in state


def test_page_rules_say_which_page_of_a_group_they_are_for() -> None:
    sheet = weasyprint.CSS(string=SHEET)
    indexes = [
        wanted.index
        for _rule, selectors, _declarations in sheet.page_rules
        for _specificity, _pseudo, wanted in selectors
    ]
    assert [index for index in indexes if index is not None] == [(0, 3, "text")]


def test_a_document_is_made_of_pages_that_are_made_of_boxes() -> None:
    parameters = list(inspect.signature(Document.__init__).parameters)
    assert parameters[:7] == [
        "self",
        "pages",
        "metadata",
        "url_fetcher",
        "font_config",
        "color_profiles",
        "output_intent",
    ]
    assert list(inspect.signature(weasyprint.document.Page).parameters) == ["page_box"]


# --- page_facts.py


def test_a_page_has_its_box_type_and_groups() -> None:
    (page,) = rendered().pages
    kind = page._page_box.page_type
    assert (kind.side, kind.blank, kind.name) == ("right", False, "text")
    assert [(name, index) for name, index in kind.groups] == [("text", 0)]


def test_boxes_know_their_strings_elements_and_breaks() -> None:
    (page,) = rendered().pages
    box = page._page_box
    strings = [b.string_set for b in box.descendants() if b.string_set]
    assert [("head", "One")] in [list(found) for found in strings if found != "none"]
    styles = {b.element_tag: b.style for b in boxes_of(box.children[0])}
    assert styles["section"]["break_before"] == "recto"
    assert styles["section"]["direction"] == "ltr"
    assert "".join(b.text for b in named(page, "TextBox")[:1]) == "One"


def test_notes_stand_in_an_area_of_their_own() -> None:
    (page,) = rendered().pages
    (area,) = named(page, "FootnoteAreaBox")
    assert "A note." in "".join(getattr(b, "text", "") for b in boxes_of(area))


def test_generated_words_are_chosen_by_the_tag_of_their_element() -> None:
    sheet = f"{SHEET} i::before {{ content: 'made' }}"
    (page,) = rendered(sheet=sheet).pages
    (made,) = (b for b in named(page, "TextBox") if b.text == "made")
    assert "::" in made.element_tag


def test_margin_boxes_are_known_by_their_class() -> None:
    sheet = f"{SHEET} @page {{ @top-left {{ content: 'Head' }} }}"
    (page,) = rendered(sheet=sheet).pages
    assert any(b.at_keyword == "@top-left" for b in named(page, "MarginBox"))


def test_anchors_and_bookmarks_are_in_pixels_from_the_top() -> None:
    (page,) = rendered().pages
    left, top, _right, _bottom = page.anchors["a"]
    assert (round(left * 0.75), round(top * 0.75)) == (26, 26)  # body's margin: 6 pt
    ((level, label, place, state),) = page.bookmarks
    assert (level, label, state) == (1, "One", "closed")
    assert tuple(place[:2]) == (left, top)


def test_a_box_that_runs_over_pages_has_its_anchor_on_each() -> None:
    """Why the pagination takes the first page of an id."""
    pages = rendered("<div id='a'>" + "<p>x</p>" * 30 + "</div>").pages
    assert len(pages) > 1
    assert all("a" in page.anchors for page in pages)


def test_the_folio_is_set_by_the_style_of_the_page() -> None:
    (page,) = rendered(sheet=f"{SHEET} @page {{ counter-reset: page 7 }}").pages
    assert dict(page._page_box.style["counter_reset"]).get("page") == 7


# --- the mends and the adapter


def test_a_link_that_leads_nowhere_is_dropped_unless_a_page_has_the_anchor() -> None:
    """Why links to other chapters are given an anchor on the first page."""
    found = []
    for adds in (False, True):
        document = rendered("<p><a href='#elsewhere'>x</a></p>")
        if adds:
            document.pages[0].anchors.setdefault("elsewhere", (0, 0, 0, 0))
        pdf = pikepdf.open(io.BytesIO(document.write_pdf()))
        found.append([str(a.Dest) for a in pdf.pages[0].get("/Annots", [])])
    assert found == [[], ["elsewhere"]]


def test_faces_say_what_the_joining_of_fonts_needs() -> None:
    (face, *_) = faces_of(rendered())
    for name in (
        "hash", "name", "family", "file_content", "type", "flags", "ascent", "descent",
        "italic_angle", "stemv", "widths", "to_unicode", "missing",
    ):  # fmt: skip
        assert hasattr(face, name), name
    assert {type(glyph) for glyph in face.widths} == {int}
    assert "".join(face.to_unicode.values()).strip()


_LEAVES_OUT = """
import io, pikepdf, weasyprint
from bookmaker.backends.pdf.weasyprint_patches import leave_out_font_programs
leave_out_font_programs(weasyprint.pdf.fonts)
leave_out_font_programs(weasyprint.pdf.fonts)
kept = []
content = weasyprint.HTML(string="<p>Words</p>").write_pdf(
    finisher=lambda document, _pdf: kept.extend(document.fonts.values())
)
pdf = pikepdf.open(io.BytesIO(content))
sizes = [
    len(o[key].read_bytes())
    for o in pdf.objects
    if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
    for key in ("/FontFile2", "/FontFile3") if key in o
]
print(max(sizes, default=0), all(len(face.program) > 1000 for face in kept))
"""


def test_a_face_is_cleaned_by_one_function_that_may_leave_out_its_program() -> None:
    run = [sys.executable, "-c", _LEAVES_OUT]
    said = subprocess.run(
        run, capture_output=True, check=True, text=True
    ).stdout.split()
    assert int(said[0]) <= 4
    assert said[1] == "True"


def test_missing_glyphs_are_numbered_in_the_order_of_encounter() -> None:
    """Why each chapter keeps its own encoding for them."""
    numbers = []
    for text in ("\U0010fff0\U0010fff1", "\U0010fff1\U0010fff0"):
        kept = faces_of(rendered(f"<p>{text}</p>"))
        missing: dict[int, int] = {}
        for face in kept:
            missing |= face.missing
        numbers.append(sorted(missing, key=missing.__getitem__))
    assert numbers[0] == [0x10FFF0, 0x10FFF1]
    assert numbers[1] == [0x10FFF1, 0x10FFF0]


def test_a_sheet_of_the_caller_gives_way_to_one_of_the_document() -> None:
    """No `<style>` reaches layout: the galley's markup is ours from end to end."""
    sheet = "@page { size: 400pt } p { break-after: page }"
    markup = "<style>p { break-after: auto }</style><p>1</p><p>2</p>"
    assert len(rendered(markup, sheet).pages) == 1


def test_a_profile_whose_name_was_read_is_written_in_another_way() -> None:
    """Why each file gets the profile anew: bytes would tell what was made before."""
    profile, fresh = _colour_profile(weasyprint), _colour_profile(weasyprint)
    before = profile.content
    assert profile.name
    assert profile.content != before
    assert fresh.content == before


def test_no_other_types_of_c_are_parsed_for_a_page_with_text() -> None:
    script = (
        "import weasyprint, cffi.api\n"
        "parsed = weasyprint.text.ffi.ffi._parsed_types\n"
        "before = set(parsed)\n"
        "weasyprint.HTML(string='<p lang=en>Some words').write_pdf()\n"
        "print(*sorted(set(parsed) - before), sep='\\n')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    # It makes parts of fonts with tables of as many letters as there are; we don't.
    parsed = {
        name
        for name in run.stdout.splitlines()
        if not name.startswith("hb_codepoint_t[")
    }
    assert "PangoRectangle *" in parsed
    assert parsed <= set(_C_TYPES)
