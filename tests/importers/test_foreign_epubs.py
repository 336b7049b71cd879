"""EPUBs as other programs write them: locks, people, notes, titles, dead links."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.pipeline.stages import Request, check
from tests.support.importing import (
    chapter_texts,
    imported_files,
    picture,
    small_epub,
)

IDPF = "http://www.idpf.org/2008/embedding"
ADOBE = "http://ns.adobe.com/pdf/enc#RC"
AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
PAGE = "<h1>One</h1><p>It was hemp, she said to him.</p>"


def encryption(algorithm: str, file: str) -> dict[str, str]:
    """The file that names what is encrypted in a book."""
    return {
        "META-INF/encryption.xml": "<encryption "
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        f'<e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData>'
        f'<e:CipherReference URI="{file}"/></e:CipherData></e:EncryptedData>'
        "</encryption>"
    }


@pytest.mark.parametrize("algorithm", [IDPF, ADOBE])
@pytest.mark.parametrize("font", ["f/a.otf", "f/a.ttf", "OEBPS/b.woff2"])
def test_garbled_fonts_lock_no_book(algorithm: str, font: str, tmp_path: Path) -> None:
    path = small_epub(
        tmp_path / "a.epub", {"one.xhtml": PAGE}, files=encryption(algorithm, font)
    )
    assert "hemp" in chapter_texts(imported_files(path))[0]


@pytest.mark.parametrize("file", ["one.xhtml", "c.opf", "O/x.html"])
def test_an_encrypted_document_locks_a_book(file: str, tmp_path: Path) -> None:
    path = small_epub(
        tmp_path / "a.epub", {"one.xhtml": PAGE}, files=encryption(AES, file)
    )
    with pytest.raises(ManuscriptError):
        imported_files(path)


def test_people_have_their_roles_by_attribute_and_by_refinement(
    tmp_path: Path,
) -> None:
    said = (
        "<dc:creator>Ada Moreau</dc:creator>"
        '<dc:creator opf:role="trl">Ann Lee</dc:creator>'
        '<dc:creator id="k">Kit Orr</dc:creator>'
        '<meta refines="#k" property="role" scheme="marc:relators">edt</meta>'
        '<dc:contributor opf:role="ill">Tom Ray</dc:contributor>'
        '<dc:contributor opf:role="bkp">calibre</dc:contributor>'
        "<dc:subject>Harbours</dc:subject><dc:subject>Rope</dc:subject>"
        '<dc:identifier id="u">urn:uuid:1</dc:identifier>'
        "<dc:identifier>urn:isbn:9783161484100</dc:identifier>"
        '<meta name="calibre:series" content="Quays"/>'
        '<meta name="calibre:series_index" content="2"/>'
    )
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": PAGE}, metadata=said)
    files = imported_files(path)
    book = tomllib.loads(files["book.toml"].decode())
    assert book["authors"] == ["Ada Moreau"]
    roles = {person["name"]: person["role"] for person in book["contributors"]}
    assert roles == {"Ann Lee": "trl", "Kit Orr": "edt", "Tom Ray": "ill"}
    assert book["subjects"] == ["Harbours", "Rope"]
    assert book["identifier"] == "urn:uuid:1"
    assert book["products"]["epub"]["isbn"] == "9783161484100"
    assert book["series"] == {"name": "Quays", "position": "2"}


@pytest.mark.parametrize(
    "note",
    [
        '<ol epub:type="footnotes"><li id="n"><p>As all were.</p></li></ol>',
        '<p id="n"><a href="#r">1.</a> As all were.</p>',
        '<p id="n"><a href="#r">1</a>. As all were.</p>',
        '<p id="n"><a href="#r">[1]</a>: As all were.</p>',
    ],
)
def test_a_note_begins_with_its_words(note: str, tmp_path: Path) -> None:
    call = '<a id="r" href="#n" epub:type="noteref">1</a>'
    body = f"<h2>One</h2><p>It was hemp.{call}</p><section>{note}</section>"
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": body})
    (text,) = chapter_texts(imported_files(path))
    assert text == "# One\n\nIt was hemp.[^1]\n\n[^1]: As all were.\n"


@pytest.mark.parametrize(
    ("group", "title", "subtitle"),
    [
        ('<h2 epub:type="ordinal">I</h2><p epub:type="title">A Rope</p>', "A Rope", ""),
        ("<h2>IV.</h2><p>The Lamp</p>", "The Lamp", ""),
        ("<h2>The Lamp</h2><p>Or, a Light</p>", "The Lamp", "Or, a Light"),
        ("<h2>VII</h2>", "VII", ""),
    ],
)
def test_a_group_of_headings_is_one_title(
    group: str, title: str, subtitle: str, tmp_path: Path
) -> None:
    body = f"<section><hgroup>{group}</hgroup><p>It was hemp.</p></section>"
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": body})
    (text,) = chapter_texts(imported_files(path))
    assert f"# {title}\n\nIt was hemp.\n" in text
    assert (f'subtitle: "{subtitle}"' in text) == bool(subtitle)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["toc", "copyright-page", "titlepage"])
@pytest.mark.parametrize("mark", ["", "#top"])
def test_a_link_to_a_page_that_is_set_aside_does_not_stop_the_book(
    kind: str, mark: str, tmp_path: Path
) -> None:
    pages = {
        "front.xhtml": f'<section epub:type="{kind}"><p id="top">Front</p></section>',
        "one.xhtml": f'<h1>One</h1><p>Up <a href="front.xhtml{mark}">there</a>.</p>',
    }
    files = imported_files(small_epub(tmp_path / "a.epub", pages))
    for name, content in files.items():
        target = tmp_path / "book" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    found = check(Request(manuscript=tmp_path / "book")).diagnostics
    assert [one.code for one in found if one.code.startswith("X")] == []
    assert "Up there." in chapter_texts(files)[0]
    assert "there (#front" in files["set-aside.md"].decode()


def test_italics_by_class_and_a_title_by_style_are_read(tmp_path: Path) -> None:
    sheet = ".x1 { font-style: italic } /* .x2{} */ span.x2,.x3{font-weight:700}"
    body = (
        '<p class="head">ONE</p><p>The <span class="x1">clock</span> '
        '<span class="x2">stood</span>.</p>'
    )
    path = small_epub(tmp_path / "a.epub", {"one.html": body}, files={"s.css": sheet})
    (text,) = chapter_texts(imported_files(path))
    assert text == "# ONE\n\nThe *clock* **stood**.\n"


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
    "<title>A quay at night</title>{}</svg>"
)


def test_drawings_in_the_reading_order_are_figures_of_the_chapter_before(
    tmp_path: Path,
) -> None:
    """A comic: its pages are drawings, not documents; its words are set aside."""
    pages = {
        "one.xhtml": PAGE,
        "a.svg": DRAWN.format("<text>Hold the rope!</text>"),
        "b.svg": DRAWN.format('<image xlink:href="p.png" width="9" height="9"/>'),
    }
    path = small_epub(tmp_path / "a.epub", pages)
    with zipfile.ZipFile(path, "a") as archive:
        content = archive.read("t.ncx").decode()
        assert "<text>A</text>" in content
        archive.writestr("p.png", picture())
    files = imported_files(path)
    chapters = chapter_texts(files)
    assert sum(text.count("![") for text in chapters) == 2
    assert any("A quay at night" in text for text in chapters)
    assert "Hold the rope!" in files["set-aside.md"].decode()
    assert any(name.endswith(".svg") for name in files)
    assert any(name.endswith(".png") and "missing" not in name for name in files)


def test_an_epub_of_pictures_alone_is_a_book(tmp_path: Path) -> None:
    drawn = DRAWN.format("<path d='M0 0L9 9'/>")
    for names in (("a.svg",), ("a.svg", "b.svg")):
        path = small_epub(tmp_path / f"{len(names)}.epub", dict.fromkeys(names, drawn))
        assert "![" in "".join(chapter_texts(imported_files(path)))


def test_pages_that_an_epub_names_and_does_not_hold_are_reported(
    tmp_path: Path,
) -> None:
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": PAGE, "two.xhtml": PAGE})
    short = tmp_path / "b.epub"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(short, "w") as made:
        for name in whole.namelist():
            if name != "two.xhtml":
                made.writestr(name, whole.read(name))
    aside = imported_files(short)["set-aside.md"].decode()
    assert "two.xhtml" in aside


@pytest.mark.parametrize("name", ["lnum", "linenum", "line-number", "lineno", "ln"])
def test_numbers_of_lines_and_of_printed_pages_are_not_part_of_words(
    name: str, tmp_path: Path
) -> None:
    body = (
        "<h1>One</h1><p>It was intelligent"
        f'<span class="{name}">130</span><br/>and cold, she'
        '<span epub:type="pagebreak" id="p7">7</span>said. '
        '<a href="#p7">Page 7</a></p>'
    )
    files = imported_files(small_epub(tmp_path / "a.epub", {"one.xhtml": body}))
    (chapter,) = chapter_texts(files)
    assert "intelligent130" not in chapter
    assert "she7" not in chapter
    aside = files["set-aside.md"].decode()
    assert "130" in aside
    assert "\n7\n" in aside


@pytest.mark.parametrize(
    "above",
    [
        "",
        '<?xml version="1.0"?>',
        '<?xml version="1.0"?>\n<?xml-stylesheet href="s.css"?>\n',
        '<?xml version="1.0"?><!-- drawn --><!DOCTYPE svg PUBLIC "-//W3C" "x.dtd">',
    ],
)
def test_a_drawing_may_have_a_sheet_and_a_type_above_it(
    above: str, tmp_path: Path
) -> None:
    drawn = above + DRAWN.format("<path d='M0 0L9 9'/>")
    body = PAGE + '<p><img src="d.svg" alt="A quay"/></p>'
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": body}, files={"d.svg": drawn})
    files = imported_files(path)
    (made,) = (files[name] for name in files if name.endswith(".svg"))
    assert b"<path" in made
    assert b"DOCTYPE" not in made
    assert b"stylesheet" not in made


@pytest.mark.slow
def test_what_follows_a_table_in_an_item_keeps_its_name(tmp_path: Path) -> None:
    """Tags end at a blank line only: what stood below them was part of them."""
    body = (
        '<h1>One</h1><p>See <a href="#f">the quay</a>.</p><ol><li>Rope:'
        "<table><tr><td><p>Hemp.</p><p>Tar.</p></td></tr></table>"
        '<div id="f"><p>The quay.</p><p>The ice.</p></div></li><li>Salt.</li></ol>'
    )
    files = imported_files(small_epub(tmp_path / "a.epub", {"one.xhtml": body}))
    book = tmp_path / "book"
    for name, content in files.items():
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_bytes(content)
    problems = check(Request(manuscript=book)).diagnostics
    assert [p for p in problems if p.code == "X001"] == []
    assert "The quay" in chapter_texts(files)[0]


LONG = f"<p>{'The harbour office had a clock that nobody wound at all. ' * 3}</p>"


def listed_epub(path: Path, pages: dict[str, str], listed: dict[str, str]) -> Path:
    """An EPUB whose contents name some of its pages."""
    small_epub(path, pages)
    points = "".join(
        f"<navPoint><navLabel><text>{title}</text></navLabel>"
        f'<content src="{name}"/></navPoint>'
        for name, title in listed.items()
    )
    ncx = '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
    made = path.with_suffix(".made.epub")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            is_ncx = name == "t.ncx"
            new.writestr(name, f"{ncx}{points}</navMap></ncx>" if is_ncx else content)
    return made


def first_lines(path: Path) -> list[str]:
    chapters = chapter_texts(imported_files(path))
    return [text.partition("\n")[0] for text in chapters]


def test_a_page_that_no_contents_name_goes_on_with_the_chapter_before(
    tmp_path: Path,
) -> None:
    pages = {
        "a_000.html": f"<h2>Chapter of Salt</h2>{LONG}",
        "a_001.html": f"{LONG}<p>It went on.</p>",
        "a_002.html": f"<h2>Chapter of Hemp</h2>{LONG}",
    }
    listed = {"a_000.html": "Chapter of Salt", "a_002.html": "Chapter of Hemp"}
    path = listed_epub(tmp_path / "a.epub", pages, listed)
    assert first_lines(path) == ["# Chapter of Salt", "# Chapter of Hemp"]
    assert "It went on." in chapter_texts(imported_files(path))[0]


def test_pages_of_a_book_without_contents_stay_chapters(tmp_path: Path) -> None:
    pages = {"a.xhtml": f"<p>ONE</p>{LONG}", "b.xhtml": f"<p>TWO</p>{LONG}"}
    path = listed_epub(tmp_path / "a.epub", pages, {})
    assert first_lines(path) == ["# ONE", "# TWO"]


@pytest.mark.parametrize(
    "head",
    [
        "<h3>1</h3><h1>The Clock</h1>",
        "<div><p>Chapter 1</p><h2>The Clock</h2></div>",
        "<div><div><h3>IV</h3></div><h2>The Clock</h2></div>",
        "<h1>The Clock</h1>",
    ],
)
def test_a_number_above_a_title_is_not_the_title(head: str, tmp_path: Path) -> None:
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": f"{head}{LONG}"})
    assert first_lines(path) == ["# The Clock"]
    assert "Clock\n\n#" not in chapter_texts(imported_files(path))[0]


def test_a_title_page_that_the_contents_name_is_set_aside(tmp_path: Path) -> None:
    pages = {
        "t.xhtml": "<h1>Salt</h1><p>Ada Moreau, Leith</p>",
        "one.xhtml": f"<h1>One</h1>{LONG}",
    }
    path = listed_epub(
        tmp_path / "a.epub", pages, {"t.xhtml": "Title Page", "one.xhtml": "One"}
    )
    assert first_lines(path) == ["# One"]
    assert "Leith" in imported_files(path)["set-aside.md"].decode()


NOTEREF = '<a {kind} href="#n1">an old word</a>'


@pytest.mark.parametrize(
    ("kind", "is_note"),
    [('epub:type="noteref"', True), ('role="doc-noteref"', True), ("", False)],
)
def test_words_that_open_a_note_stay_in_their_sentence(
    kind: str, *, is_note: bool, tmp_path: Path
) -> None:
    body = (
        f"<h1>One</h1>\n\n<p>It was {NOTEREF.format(kind=kind)} for it.</p>"
        f'<aside epub:type="footnote" id="n1"><p>Of Leith.</p></aside>{LONG}'
    )
    page = (
        '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>'
        f"<body>{body}</body></html>"
    )
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": page})
    chapter = chapter_texts(imported_files(path))[0]
    assert ("It was an old word[^1] for it." in chapter) is is_note
    assert ("[^1]: Of Leith." in chapter) is is_note


def test_long_lines_of_one_paragraph_are_paragraphs_and_short_ones_are_not(
    tmp_path: Path,
) -> None:
    long = f"The harbour office had a clock {'that nobody ever wound ' * 4}at all."
    short = "Port Ellis<br/>\n 3 November"
    body = f"<h1>One</h1><p>{long}<br/>\n{long}</p><p>{short}</p>"
    path = small_epub(tmp_path / "a.epub", {"one.xhtml": body})
    chapter = chapter_texts(imported_files(path))[0]
    assert f"{long}\n\n{long}" in chapter
    assert "Port Ellis\\\n3 November" in chapter


@pytest.mark.parametrize(
    ("kind", "is_ours"),
    [("list-of-figures", True), ("list-of-listings", True), ("figures", False)],
)
def test_our_own_lists_are_made_again(
    kind: str, *, is_ours: bool, tmp_path: Path
) -> None:
    entries = (
        '<nav><ol><li><a href="one.xhtml">The ford at low water</a></li></ol></nav>'
    )
    pages = {
        "l.xhtml": f'<section class="{kind}"><h1>Figures</h1>{entries}</section>',
        "one.xhtml": f"<h1>One</h1>{LONG}",
    }
    files = imported_files(small_epub(tmp_path / "a.epub", pages))
    front = tomllib.loads(files["book.toml"].decode())["contents"]["front"]
    assert (kind in front) is is_ours
    aside = files["set-aside.md"].decode()
    assert ("The ford at low water" in aside) is is_ours


def test_a_page_of_text_that_the_guide_calls_the_contents_is_a_chapter(
    tmp_path: Path,
) -> None:
    source = tmp_path / "a.epub"
    small_epub(source, {"a.xhtml": "<p>The river was low.</p>"})
    with zipfile.ZipFile(source) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    guide = b'<guide><reference type="toc" href="a.xhtml"/></guide></package>'
    files["c.opf"] = files["c.opf"].replace(b"</package>", guide)
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    (chapter,) = chapter_texts(imported_files(source))
    assert "The river was low." in chapter
