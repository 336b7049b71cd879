"""Chapters in one file: places, outline, structure, heads, resources.

`test_engine.py` holds whole books against one render; here stands what is decided in
the joining alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bookmaker.backends.pdf.engine.layout import LaidOut
from bookmaker.backends.pdf.engine.merge import Merged, check_joints
from bookmaker.backends.pdf.engine.part_cache import PartMemory
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics.errors import InternalError
from tests.support.pdf import PdfInspector
from tests.support.print_facts import (
    boxes_of_figures,
    faults_of_structure,
    links,
    places_by_name,
    places_of_bookmarks,
)
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

_WORDS = "The tide was out and the pier stood dry for days on end. "
_INNER, _OUTER = 20.0, 40.0
_TOP = 180.0

NOTED = (
    '<p>Words<a id="{n}-call" class="note-call" href="#{n}-note">1</a></p>'
    '<p><span id="{n}-note"><a href="#{n}-call">1</a> A note.</span></p>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the fonts and a picture are."""
    made = tmp_path_factory.mktemp("merge")
    (made / "square.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
        '<rect width="40" height="20"/></svg>',
        "utf-8",
    )
    return made


def pdf_of(laid_out: LaidOut) -> PdfInspector:
    return PdfInspector.of(laid_out.merged.content)


@pytest.fixture(scope="module")
def shifted(folder: Path) -> PdfInspector:
    """One chapter twice, on a right-hand page and on a left-hand page."""
    leaves = [
        f'<h1 id="{name}">Title {name}</h1><p><a href="#b">it leads</a></p>'
        f'<p><img src="book:///square.svg" alt="A square"/></p>'
        for name in ("a", "b")
    ]
    galley = galley_of(*leaves, words_by_target={"b": "leads"})
    return pdf_of(lay_out_small(galley, folder))


@pytest.mark.slow
def test_on_the_left_a_chapter_stands_at_the_other_margin(
    shifted: PdfInspector,
) -> None:
    places = places_by_name(shifted)
    assert places["b"][0] == 1
    assert places["b"][1:] == pytest.approx((_OUTER, _TOP))
    first, second = places_of_bookmarks(shifted)
    assert first == pytest.approx((0, _INNER, _TOP))
    assert second == pytest.approx((1, _OUTER, _TOP))


def test_what_is_clicked_and_what_is_shown_move_with_it(shifted: PdfInspector) -> None:
    (_, _, right), (_, _, left) = links(shifted)
    (_, figure), (_, moved) = boxes_of_figures(shifted)
    shift = _OUTER - _INNER
    for here, there in ((right, left), (figure, moved)):
        assert there[::2] == pytest.approx([side + shift for side in here[::2]])
        assert there[1::2] == pytest.approx(here[1::2])


def test_a_link_to_another_chapter_leads_there(shifted: PdfInspector) -> None:
    assert shifted.internal_links == ["b", "b"]
    assert "b" in shifted.destinations


@pytest.mark.slow
def test_names_of_destinations_are_sorted_by_their_bytes(folder: Path) -> None:
    names = ["z", "é", "a", "Ω", "B"]
    leaves = [f'<p id="{name}"><a href="#{name}">x</a></p>' for name in names]
    pdf = pdf_of(lay_out_small(galley_of(*leaves), folder))
    written = [bytes(name) for name in list(pdf.pdf.Root.Names.Dests.Names)[::2]]
    assert written == sorted(written)
    assert set(names) <= pdf.destinations


def test_a_link_to_what_is_not_shown_leads_to_its_chapter(folder: Path) -> None:
    galley = galley_of(
        '<p><a href="#gone">x</a></p>',
        '<p>Before.</p><p id="gone" style="display: none">x</p>',
    )
    pdf = pdf_of(lay_out_small(galley, folder))
    assert places_by_name(pdf)["gone"][0] == 1


def test_a_chapter_may_be_laid_out_with_nothing_on_its_page(folder: Path) -> None:
    pdf = pdf_of(lay_out_small(galley_of("<p>1</p>", "<p></p>", "<p>3</p>"), folder))
    assert [text.strip() for text in pdf.texts] == ["1", "", "3"]
    assert faults_of_structure(pdf) == []


OUTLINE = (
    SHEET
    + "".join(
        f".b{n} {{ bookmark-level: {n}; bookmark-label: content() }}"
        for n in range(1, 7)
    )
    + ".closed { bookmark-state: closed }"
)


def outline_of(pdf: PdfInspector) -> list[tuple[str, int]]:
    """Titles with their counts, in order; PDF 1.7, 12.3.3: closed ones are negative."""
    found: list[tuple[str, int]] = []

    def walk(entry: Any) -> None:  # noqa: ANN401 - pikepdf's
        while entry is not None:
            found.append((str(entry.Title), int(entry.get("/Count", 0))))
            walk(entry.get("/First"))
            entry = entry.get("/Next")

    found.append(("", int(pdf.pdf.Root.Outlines.Count)))
    walk(pdf.pdf.Root.Outlines.get("/First"))
    return found


@pytest.mark.slow
def test_bookmarks_nest_over_chapters_whatever_levels_are_left_out(
    folder: Path,
) -> None:
    galley = galley_of(
        '<p class="b3">Deep first</p><p class="b1">One</p><p class="b5">Far below</p>',
        '<p class="b2">In the next chapter</p><p class="b4">Below it</p>',
        '<p class="b1 closed">Two</p><p class="b2">Hidden</p><p class="b3">More</p>',
    )
    pdf = pdf_of(lay_out_small(galley, folder, OUTLINE))
    assert pdf.outline == [
        "Deep first",
        "One",
        "  Far below",
        "  In the next chapter",
        "    Below it",
        "Two",
        "  Hidden",
        "    More",
    ]
    assert outline_of(pdf) == [
        ("", 6),
        ("Deep first", 0),
        ("One", 3),
        ("Far below", 0),
        ("In the next chapter", 1),
        ("Below it", 0),
        ("Two", -2),
        ("Hidden", 1),
        ("More", 0),
    ]


@pytest.mark.slow
def test_a_book_without_titles_has_no_outline(folder: Path) -> None:
    pdf = pdf_of(lay_out_small(galley_of("<p>Words.</p>"), folder))
    assert "/Outlines" not in pdf.pdf.Root


@pytest.mark.slow
def test_notes_of_all_chapters_are_found_by_their_ids(folder: Path) -> None:
    galley = galley_of(
        *(NOTED.format(n=name) for name in ("b", "a")),
        note_by_call={f"{name}-call": f"{name}-note" for name in ("a", "b")},
    )
    pdf = pdf_of(lay_out_small(galley, folder))
    names = list(pdf.pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ["a-note", "b-note"]
    assert faults_of_structure(pdf) == []


@pytest.mark.slow
def test_a_link_of_many_lines_leaves_no_hole_in_the_parent_tree(folder: Path) -> None:
    """Its boxes are one annotation: the keys of the others are not there."""
    linked = f'<a href="#b">{_WORDS * 3}<i>{_WORDS}</i></a> <a href="#b">x</a>'
    galley = galley_of(
        f"<p>{linked}</p>",
        f'<p id="b">{linked}</p>',
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
    )
    assert faults_of_structure(pdf_of(lay_out_small(galley, folder))) == []


@pytest.mark.slow
def test_heads_are_drawn_as_what_is_not_read(folder: Path) -> None:
    sheet = SHEET + '@page { @top-center { content: "Head"; font: 8pt "EB Garamond" } }'
    pdf = pdf_of(lay_out_small(galley_of("<p>1</p>", "<p>2</p>"), folder, sheet))
    assert all("Head" in text for text in pdf.texts)
    for page in pdf.pdf.pages:
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
        assert operators[-3:] == ["BMC", "Do", "EMC"]
        form = page.obj.Resources.XObject["/Heads"]
        assert b"MCID" not in form.read_bytes()
    assert faults_of_structure(pdf) == []


@pytest.mark.slow
def test_a_blank_page_has_the_size_of_the_others(folder: Path) -> None:
    sheet = f"{SHEET} .leaf {{ break-before: recto }}"
    pdf = pdf_of(lay_out_small(galley_of("<p>1</p>", "<p>2</p>"), folder, sheet))
    assert pdf.page_count == 3
    assert len(pdf.sizes) == 1
    assert pdf.texts[1].strip() == ""
    assert faults_of_structure(pdf) == []


def test_transparency_and_pictures_of_several_chapters_do_not_mix(folder: Path) -> None:
    """Each chapter has its own graphics states and pictures by the same names."""
    leaves = [
        f'<div style="opacity: {opacity}; width: 50pt; height: 50pt;'
        f' background: #{colour}"></div>'
        for opacity, colour in ((0.25, "000000"), (0.75, "000000"))
    ]
    pdf = pdf_of(lay_out_small(galley_of(*leaves), folder))
    document = pypdfium2.PdfDocument(pdf.content)
    shades = [
        document[index].render().to_pil().convert("L").getpixel((left, 30))
        for index, left in ((0, 30), (1, 60))
    ]
    document.close()
    assert shades == [pytest.approx(191, abs=2), pytest.approx(64, abs=2)]


def test_the_joints_say_whether_each_chapter_is_in_its_place(folder: Path) -> None:
    merged = lay_out_small(galley_of("<p>1</p>", "<p>2</p>"), folder).merged
    check_joints(merged, 2)
    with pytest.raises(InternalError, match="instead of 3"):
        check_joints(merged, 3)
    swapped = Merged(merged.content, {0: merged.joints[1], 1: merged.joints[0]})
    with pytest.raises(InternalError, match="page 1 of the file"):
        check_joints(swapped, 2)


@pytest.mark.slow
def test_pages_that_were_replaced_are_forgotten_in_time(folder: Path) -> None:
    memory, services = PartMemory(), BuildServices(is_looked_at=True)
    sheet = SHEET + "p { break-after: page }"
    is_gone_on_with = []
    for number in range(7):
        before = memory.assembler
        galley = galley_of(f"<p>Page {number}</p>" * 90, "<p>The end</p>")
        lay_out_small(galley, folder, sheet, services, memory=memory)
        is_gone_on_with.append(before is not None and memory.assembler is before)
    # 90 pages are replaced each time; more than a hundred are not kept.
    assert is_gone_on_with == [False, True, False, False, True, False, False]
