"""The whole edition, from small trees."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from PIL import Image as Raster

from bookmaker.config.model import BookConfig, EpubConfig, TypographyConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Image,
    Note,
    NoteList,
    NoteReference,
    Text,
)
from bookmaker.system.workspace import Workspace
from tests.support.builders import link, paragraph
from tests.support.epub import NAMES, make_epub, workspace_of
from tests.support.fonts import make_font

CHAPTER = Division(
    DivisionKind.CHAPTER,
    (Text("Low Water"),),
    (paragraph("The tide was out."),),
    label="Chapter 1",
    attributes=Attributes(id="low-water"),
)
BOOK = Book(Metadata("Tides"), body=(CHAPTER,))


def with_blocks(*parts: Image | NoteReference | str) -> Book:
    return replace(BOOK, body=(replace(CHAPTER, blocks=(paragraph(*parts),)),))


def picture(kind: str) -> bytes:
    target = io.BytesIO()
    Raster.new("RGB", (4, 4)).save(target, kind)
    return target.getvalue()


def test_the_package_holds_what_it_lists_and_nothing_else() -> None:
    epub = make_epub(BOOK)
    listed = {item.get("href") for item in epub.package.iterfind(".//opf:item", NAMES)}
    assert listed == set(epub.names) - {"content.opf"}
    assert epub.entries[0].filename == "mimetype"


def test_fonts_of_the_book_go_with_it() -> None:
    typography = TypographyConfig(fonts=("sea.ttf",))
    config = BookConfig(name="tides", metadata=BOOK.metadata, typography=typography)
    workspace = workspace_of(sea_ttf=make_font("潮", family="Sea"))
    epub = make_epub(BOOK, config=config, workspace=workspace)
    (name,) = (name for name in epub.names if name.startswith("fonts/"))
    assert epub.read(name)[:4] == b"\0\1\0\0"
    assert f'src: url("{name}")'.encode() in epub.read("style.css")
    assert b'property="ibooks:specified-fonts">true<' in epub.read("content.opf")
    assert epub.package.get("prefix", "").startswith("ibooks: http://")


def test_a_font_has_what_the_book_shows_of_it() -> None:
    """The words of the documents, and the signs of the sheet."""
    typography = TypographyConfig(fonts=("sea.ttf",))
    config = BookConfig(name="tides", metadata=BOOK.metadata, typography=typography)
    sea = make_font("潮Low\N{ASTERISM}", family="Sea")
    shown = _characters_of_font(config, workspace_of(sea_ttf=sea))
    assert shown == set("Low\N{ASTERISM}")


def test_a_document_says_language_title_and_matter() -> None:
    root = make_epub(BOOK).parse("low-water.xhtml")
    assert root.get("lang") == "en"
    assert root.findtext(".//html:title", namespaces=NAMES) == "Chapter 1. Low Water"
    body = root.find("html:body", NAMES)
    assert body is not None
    assert body.get(f"{{{NAMES['epub']}}}type") == "bodymatter"


def test_a_chapter_in_another_language_says_so() -> None:
    epub = make_epub(replace(BOOK, body=(replace(CHAPTER, language="he"),)))
    root = epub.parse("low-water.xhtml")
    assert (root.get("lang"), root.get("dir")) == ("he", "rtl")


def test_links_cross_from_file_to_file() -> None:
    preface = Division(
        DivisionKind.PREFACE,
        (Text("Preface"),),
        (paragraph(link("there", "#low-water"), link("gone", "#nowhere")),),
        attributes=Attributes(id="preface"),
    )
    epub = make_epub(replace(BOOK, front=(preface,)))
    assert list(epub.links("preface.xhtml")) == ["low-water.xhtml#low-water"]
    assert "gone" in epub.text("preface.xhtml")


def test_a_note_and_its_call_lead_to_each_other() -> None:
    call = NoteReference("a", "1", "note-1", attributes=Attributes(id="call-1"))
    note = Note(
        "a",
        (paragraph("Salt."),),
        number="1",
        call="call-1",
        attributes=Attributes(id="note-1"),
    )
    blocks = (paragraph("Sea", call), NoteList((note,), "Notes"))
    epub = make_epub(replace(BOOK, body=(replace(CHAPTER, blocks=blocks),)))
    assert list(epub.links("low-water.xhtml")) == [
        "low-water.xhtml#note-1",
        "low-water.xhtml#call-1",
    ]


def test_the_cover_comes_first_and_is_marked() -> None:
    epub = make_epub(BOOK)
    assert epub.reading_order[0] == "cover.xhtml"
    assert epub.properties("cover.png") == "cover-image"


def test_pictures_keep_their_bytes_and_get_the_suffix_of_their_kind() -> None:
    content = picture("JPEG")
    workspace = workspace_of(images__quay_png=content)
    epub = make_epub(
        with_blocks(Image("images/quay.png", "A quay")), workspace=workspace
    )
    (name,) = (n for n in epub.names if n.startswith("images/"))
    assert name.endswith(".jpg")
    assert epub.read(name) == content
    assert f'src="{name}"'.encode() in epub.read("low-water.xhtml")


def test_a_picture_shown_twice_is_packed_once() -> None:
    workspace = workspace_of(images__quay_png=picture("PNG"))
    image = Image("images/quay.png", "A quay")
    epub = make_epub(with_blocks(image, image), workspace=workspace)
    assert [n for n in epub.names if n.startswith("images/")] == ["images/quay.png"]


def test_a_kind_that_few_reading_systems_show_is_converted_and_reported() -> None:
    diagnostics = Diagnostics()
    workspace = workspace_of(images__quay_webp=picture("WEBP"))
    book = with_blocks(Image("images/quay.webp", "A quay"))
    epub = make_epub(book, workspace=workspace, diagnostics=diagnostics)
    (name,) = (n for n in epub.names if n.startswith("images/"))
    assert epub.read(name).startswith(b"\x89PNG")
    assert [d.code for d in diagnostics] == ["E004"]


def test_a_drawing_is_cleaned_and_reported() -> None:
    diagnostics = Diagnostics()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'
    workspace = workspace_of(images__quay_svg=svg)
    book = with_blocks(Image("images/quay.svg", "A quay"))
    epub = make_epub(book, workspace=workspace, diagnostics=diagnostics)
    assert b"script" not in epub.read("images/quay.svg")
    assert [d.code for d in diagnostics] == ["E005"]


def test_the_sheet_needs_no_custom_properties_and_leaves_the_body_alone() -> None:
    sheet = make_epub(BOOK).read("style.css").decode()
    assert "var(" not in sheet
    assert "@import" not in sheet
    assert not re.search(r"(?<![\w.-])(?:body|html)\b", sheet)


@pytest.mark.parametrize(
    ("rules", "signs"),
    [
        (r'p::before { content: "\2042" }', "\N{ASTERISM}"),
        (r'p::before { content: "\002042x" }', "\N{ASTERISM}"),
        (r'p::before { content: "\2042 b\0" }', "\N{ASTERISM}"),
        (r'p::before { content: "\d800\110000" }', ""),
        ('p::before { content: "☙" }', "☙"),
    ],
)
def test_a_font_has_the_signs_of_the_own_sheet(rules: str, signs: str) -> None:
    config = BookConfig(
        name="tides",
        metadata=BOOK.metadata,
        typography=TypographyConfig(fonts=("sea.ttf",)),
        epub=EpubConfig(sheet="own.css"),
    )
    sea = make_font("潮☙\N{ASTERISM}L", family="Sea")
    workspace = workspace_of(sea_ttf=sea, own_css=rules.encode())
    assert (_characters_of_font(config, workspace) & set("☙\N{ASTERISM}")) >= set(signs)


def test_a_font_has_the_digits_that_number_lists() -> None:
    metadata = replace(BOOK.metadata, language="fa")
    typography = TypographyConfig(fonts=("sea.ttf",))
    config = BookConfig(name="tides", metadata=metadata, typography=typography)
    workspace = workspace_of(sea_ttf=make_font("۳潮L", family="Sea"))
    assert _characters_of_font(config, workspace) == set("۳L")


def _characters_of_font(config: BookConfig, workspace: Workspace) -> set[str]:
    epub = make_epub(BOOK, config=config, workspace=workspace)
    (name,) = (name for name in epub.names if name.startswith("fonts/"))
    return set(map(chr, TTFont(io.BytesIO(epub.read(name))).getBestCmap()))
