"""Parts come from the store or the workers; page numbers settle or are told."""

from __future__ import annotations

import contextlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bookmaker.backends.pdf.facts import pack_chapter, unpack_chapter
from bookmaker.backends.pdf.galley import Galley
from bookmaker.backends.services import BuildServices, Limits
from bookmaker.diagnostics import Severity
from bookmaker.diagnostics.catalog.printing import (
    ChapterNotLaidOut,
    UnsettledPageNumbers,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.system.store import Key, Store
from tests.support.pdf import PdfInspector
from tests.support.print_facts import boxes_of_figures
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

_POINTS_PER_PIXEL = 0.75
_FOLIOS = """
a.page-reference::after { content: " on " target-counter(attr(href), page) }
@page { @bottom-center { content: counter(page); font: 8pt "EB Garamond" } }
"""
REFERRING = SHEET + _FOLIOS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the fonts are kept."""
    return tmp_path_factory.mktemp("press")


def referring(first: str = "First.") -> Galley:
    """Three chapters, of which the first refers to the last one's page."""
    return galley_of(
        f'<p>{first} See <a class="page-reference" href="#end">the end</a>.</p>',
        "<p>Second.</p>",
        '<p id="end">Third.</p>',
    )


@pytest.mark.slow
def test_a_reference_prints_the_page_that_it_leads_to(folder: Path) -> None:
    laid_out = lay_out_small(referring(), folder, REFERRING)
    assert (
        PdfInspector.of(laid_out.merged.content)
        .texts[0]
        .startswith("First. See the end on 3.")
    )


@pytest.mark.slow
def test_what_was_laid_out_before_is_found_again(folder: Path, tmp_path: Path) -> None:
    contents, counts = [], []
    for _ in range(2):
        services = BuildServices(store=Store(tmp_path / "parts"))
        laid_out = lay_out_small(referring(), folder, REFERRING, services)
        contents.append(laid_out.merged.content)
        counts.append(services.timings.made)
    assert contents[0] == contents[1]
    assert counts[0]["chapters"] == 4, "one of three was laid out again for its number"
    assert set(counts[1].values()) == {0}


OPENING = f"""
{SHEET}
.leaf:has(#body) {{ page: text }}
@page :nth(1 of text) {{ counter-reset: page 1 }}
@page {{ @bottom-center {{ content: counter(page); font: 8pt "EB Garamond" }} }}
@page :first {{ @bottom-center {{ content: "Opening"; font: 8pt "EB Garamond" }} }}
"""


@pytest.mark.slow
@pytest.mark.parametrize("is_first_before", [True, False])
def test_heads_and_folios_are_found_again_only_on_a_page_of_the_same_kind(
    *, is_first_before: bool, folder: Path, tmp_path: Path
) -> None:
    """Page 1 of the body is the first page of the book until it has front matter."""

    def galley(*, is_first: bool) -> Galley:
        front = () if is_first else ("<p>Front.</p>", "<p>Matter.</p>")
        return galley_of(*front, '<p id="body">Body.</p>', body_start="body")

    store = Store(tmp_path / "parts")
    before = galley(is_first=is_first_before)
    lay_out_small(before, folder, OPENING, BuildServices(store=store))
    after = galley(is_first=not is_first_before)
    found = lay_out_small(after, folder, OPENING, BuildServices(store=store))
    texts = PdfInspector.of(found.merged.content).texts
    assert texts[-1].split() == ["Body.", "1" if is_first_before else "Opening"]
    assert texts[0].endswith("Opening")
    again = lay_out_small(after, folder, OPENING)
    assert found.merged.content == again.merged.content


@pytest.mark.slow
def test_an_edit_lays_out_its_own_chapter_alone(folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "parts")
    lay_out_small(referring(), folder, REFERRING, BuildServices(store=store))
    services = BuildServices(store=store)
    laid_out = lay_out_small(referring("Changed."), folder, REFERRING, services)
    anew = lay_out_small(referring("Changed."), folder, REFERRING)
    assert laid_out.merged.content == anew.merged.content
    assert services.timings.made["chapters"] <= 2, (
        "once for its words, once for its number"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "third",
    ["<p>Third, changed.</p>", "<p>Third.</p>" + "<p>And more.</p>" * 30],
    ids=["of one page still", "of several pages"],
)
def test_what_is_joined_while_a_chapter_is_laid_out_fits_or_is_joined_again(
    folder: Path, tmp_path: Path, third: str
) -> None:
    def galley(third: str) -> Galley:
        reference = '<a class="page-reference" href="#end">the end</a>'
        return galley_of(
            f"<p>First. See {reference}.</p>",
            "<p>Second.</p>",
            third,
            '<p id="end">Fourth.</p>',
        )

    store = Store(tmp_path / "parts")
    lay_out_small(
        galley("<p>Third.</p>"), folder, REFERRING, BuildServices(store=store)
    )
    edited = lay_out_small(galley(third), folder, REFERRING, BuildServices(store=store))
    anew = lay_out_small(galley(third), folder, REFERRING)
    assert edited.merged.content == anew.merged.content


@pytest.mark.slow
def test_a_damaged_part_is_made_again(folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "parts")
    first = lay_out_small(referring(), folder, REFERRING, BuildServices(store=store))
    for entry in store.entries():
        os.truncate(entry.path, entry.size // 2)
    again = lay_out_small(referring(), folder, REFERRING, BuildServices(store=store))
    assert again.merged.content == first.merged.content


@pytest.mark.slow
def test_a_part_set_in_another_face_is_made_again(folder: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "parts")
    first = lay_out_small(referring(), folder, REFERRING, BuildServices(store=store))
    damaged = 0
    for entry in store.entries():
        key = Key(entry.path.parent.name + entry.path.name)
        kept = store.find(key)
        assert kept is not None
        with contextlib.suppress(ValueError):
            chapter = unpack_chapter(kept)
            fonts = tuple(replace(f, program="0" * 64) for f in chapter.facts.fonts)
            other = replace(chapter, facts=replace(chapter.facts, fonts=fonts))
            store.keep(key, pack_chapter(other))
            damaged += 1
    assert damaged >= 6, "chapters, and what is drawn in their margins"
    services = BuildServices(store=store)
    again = lay_out_small(referring(), folder, REFERRING, services)
    assert again.merged.content == first.merged.content
    assert services.timings.found["chapters"] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "kept", [b"", b"\xff" * 40, b"\0" * 8 + b"[]", b"\0" * 8 + b"1"]
)
def test_a_part_of_another_form_is_made_again(
    folder: Path, tmp_path: Path, kept: bytes
) -> None:
    store = Store(tmp_path / "parts")
    first = lay_out_small(referring(), folder, REFERRING, BuildServices(store=store))
    for entry in store.entries():
        key = Key(entry.path.parent.name + entry.path.name)
        packed = store.find(key) or b""
        with contextlib.suppress(ValueError):
            unpack_chapter(packed)
            store.keep(key, kept)
    again = lay_out_small(referring(), folder, REFERRING, BuildServices(store=store))
    assert again.merged.content == first.merged.content


@pytest.mark.slow
def test_a_picture_that_changed_lays_out_its_chapter_again(
    folder: Path, tmp_path: Path
) -> None:
    picture = folder / "square.svg"
    widths = []
    for width in (10, 30, 10):
        picture.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"/>',
            "utf-8",
        )
        galley = galley_of(
            '<p><img src="book:///square.svg" alt="A square"/><b id="b">b</b></p>'
        )
        services = BuildServices(store=Store(tmp_path / "parts"))
        laid_out = lay_out_small(galley, folder, SHEET, services)
        pdf = PdfInspector.of(laid_out.merged.content)
        ((_, (left, _foot, right, _top)),) = boxes_of_figures(pdf)
        widths.append((right - left) / _POINTS_PER_PIXEL)
    assert widths == pytest.approx([10, 30, 10])


CIRCLE = SHEET + _FOLIOS + 'a[data-page="1"] + p { break-before: page }'
"""The target moves to page 2 when its page is 1, and back when it is 2."""


@pytest.mark.slow
def test_page_numbers_that_never_settle_are_an_error(folder: Path) -> None:
    galley = galley_of(
        '<div><a class="page-reference" href="#end">x</a><p id="end">y</p></div>',
        "<p>Another chapter, which refers to nothing.</p>",
    )
    with pytest.raises(ManuscriptError) as caught:
        lay_out_small(galley, folder, CIRCLE)
    (found,) = caught.value.diagnostics
    assert isinstance(found, UnsettledPageNumbers)
    assert (found.code, found.title, str(found.span)) == (
        "P005",
        "Chapter 0",
        "0.md:1:1",
    )


def test_every_chapter_that_has_no_pages_is_reported(
    folder: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "parts")
    services = BuildServices(processes=2, store=store, limits=Limits(seconds=0.01))
    with pytest.raises(ManuscriptError) as caught:
        lay_out_small(referring(), folder, REFERRING, services)
    found = caught.value.diagnostics
    assert all(isinstance(problem, ChapterNotLaidOut) for problem in found)
    assert {problem.code for problem in found} == {"P004"}
    assert {str(problem.span) for problem in found} <= {
        f"{number}.md:1:1" for number in range(3)
    }
    assert [one for one in store.entries() if one.path.name.startswith(".new")] == []


def test_a_check_only_notes_what_takes_long(folder: Path) -> None:
    services = BuildServices(limits=Limits(seconds=0.01, work_seconds=1))
    with pytest.raises(ManuscriptError) as caught:
        lay_out_small(referring(), folder, REFERRING, services)
    found = caught.value.diagnostics
    assert {problem.code for problem in found} == {"V031"}
    assert {problem.severity for problem in found} == {Severity.NOTE}


def test_a_check_does_not_begin_a_chapter_of_very_many_elements(folder: Path) -> None:
    long = f"<div>{'<p>x</p>' * 6_000}</div>"
    galley = galley_of("<p>Short.</p>", long)
    made: list[str] = []
    services = BuildServices(limits=Limits(work_seconds=1), progress=made.append)
    with pytest.raises(ManuscriptError) as caught:
        lay_out_small(galley, folder, SHEET, services)
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.span)) == ("V031", "1.md:1:1")
    assert [text for text in made if "chapter 1 of 2" in text], "the other is laid out"
