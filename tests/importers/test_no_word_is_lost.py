"""The promise, proven: what an importer drops is found by a second reading."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from bookmaker.document.nodes import Paragraph, Text
from bookmaker.importers.model import Chapter, Disposition, Imported, SourcePiece
from bookmaker.importers.source_words import with_lost_paragraphs, with_lost_words
from tests.support.importing import chapter_texts, imported_files, picture

ELEMENTS = (
    "abbr address article aside b bdi big blink blockquote button canvas caption "
    "center cite code custom-tag data dd del details dfn dialog div dt em "
    "fieldset figcaption "
    "figure font footer h1 h2 h5 header i ins kbd label legend li mark marquee menu "
    "meter nav noscript object ol optgroup option output p pre progress q rp rt ruby s "
    "samp "
    "section select small span strike strong sub summary sup svg table td textarea "
    "tfoot th time tt u ul var video audio"
).split()
PROSE = "The harbour office had a clock that nobody ever wound up at all that year."


@pytest.mark.sampled
@pytest.mark.parametrize("name", ELEMENTS)
@pytest.mark.parametrize("place", ["<p>{0}</p>", "<div>{0}</div>", "<p>so {0}so</p>"])
def test_the_words_of_any_element_are_somewhere(
    name: str, place: str, tmp_path: Path
) -> None:
    source = tmp_path / "page.html"
    inner = place.format(f"<{name}>oddword here</{name}>")
    source.write_text(f"<html><body><p>{PROSE}</p>{inner}<p>{PROSE}</p></body></html>")
    files = imported_files(source)
    aside = files["set-aside.md"].decode()
    chapters = "\n".join(chapter_texts(files))
    assert ("oddword" in aside) != ("oddword" in chapters)
    if "oddword" in aside:
        assert aside.count("oddword") == 1


def given(words: str, *aside: str) -> Imported:
    """What an importer might have given for a page."""
    pieces = tuple(
        SourcePiece(
            source="x", line=1, fate=Disposition.ASIDE, what="furniture", words=w
        )
        for w in aside
    )
    block = Paragraph((Text(words),))
    chapter = Chapter(source="x", title=(Text("T"),), blocks=(block,))
    return Imported(chapters=(chapter,), pieces=pieces)


@pytest.mark.parametrize(
    ("page", "kept", "aside", "lost"),
    [
        ("<p>One two.</p><p>Three four.</p>", "One two.", (), ["Three four."]),
        ("<p>One two.</p><p>Three four.</p>", "One two.", ("Three four.",), []),
        ("<p>One <b>tw</b>o.</p>", "One two.", (), []),
        ("<p>Ha.</p><p>Ha.</p><p>Ha, so.</p>", "Ha. Ha, so.", (), []),
        ("<p>Ha.</p><p>No.</p><p>Ha.</p>", "Ha.", (), ["No."]),
        ("<p>One</p><!-- aside --><p>two</p>", "One two", (), []),
        ("<p>One<script>var x</script><style>p {}</style></p>", "One", (), []),
        ('<p>One<a href="#n">[12]</a></p>', "One", (), []),
        ("<p>One</p><svg><text>Port</text></svg>", "One", (), ["Port"]),
        ("<p>One</p><math><mi>h</mi></math>", "One", (), ["h"]),
        ("<p>1. One</p>", "One", (), []),
    ],
)
def test_what_is_missing_is_set_aside_and_said(
    page: str, kept: str, aside: tuple[str, ...], lost: list[str]
) -> None:
    root = html.document_fromstring(f"<html><body>{page}</body></html>")
    made = with_lost_words(given(kept, *aside), [("x", root.find("body"))])
    found = [piece.words for piece in made.pieces if piece.what == "not read"]
    assert found == lost
    assert bool(made.remarks) is bool(lost)


def test_a_page_of_an_epub_that_no_rule_reads_is_set_aside(tmp_path: Path) -> None:
    source = tmp_path / "book.epub"
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>One</h1><p>It was hemp.'
        "</p><table><caption>Capword</caption><tr><td>Cellword<ul><li>Itemword</li>"
        "</ul></td></tr></table></body></html>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a"'
        ' href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>'
        '<itemref idref="a"/></spine></package>'
    )
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        archive.writestr("a.xhtml", page)
    files = imported_files(source)
    whole = "".join(chapter_texts(files)) + files["set-aside.md"].decode()
    assert all(whole.count(word) == 1 for word in ("Capword", "Cellword", "Itemword"))


def spine_epub(
    path: Path,
    items: str,
    files: Mapping[str, str | bytes],
    order: str = '<itemref idref="a"/>',
) -> Path:
    """An EPUB whose only entry of the reading order is the item `a`, or as given."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        f"{items}</manifest><spine>{order}</spine></package>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        for name, content in files.items():
            archive.writestr(name, content)
    return path


PAGE = "<html><body><h1>One</h1><p>It was hemp.</p></body></html>"


def test_the_words_of_a_page_that_a_fallback_stands_in_for_are_set_aside(
    tmp_path: Path,
) -> None:
    items = (
        '<item id="a" href="a.xml" media-type="application/xml" fallback="b"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
    )
    novel = "<novel><p>Oddword one.</p><p>Oddword two.</p></novel>"
    source = spine_epub(
        tmp_path / "book.epub", items, {"a.xml": novel, "b.xhtml": PAGE}
    )
    files = imported_files(source)
    assert "hemp" in "".join(chapter_texts(files))
    assert files["set-aside.md"].decode().count("Oddword") == 2


PICTURES = (
    '<item id="a" href="1.png" media-type="image/png" fallback="b"/>'
    '<item id="c" href="2.png" media-type="image/png" fallback="b"/>'
    '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
)


@pytest.mark.parametrize("shown", ["", '<p><img src="1.png" alt="A weir"/></p>'])
def test_the_page_that_stands_in_for_pictures_is_read_once(
    shown: str, tmp_path: Path
) -> None:
    """Pictures that it doesn't show itself are there too; one as the cover."""
    source = spine_epub(
        tmp_path / "book.epub",
        PICTURES,
        {
            "1.png": picture("blue"),
            "2.png": picture("red"),
            "b.xhtml": PAGE.replace("</body>", f"{shown}</body>"),
        },
        '<itemref idref="a"/><itemref idref="c"/>',
    )
    files = imported_files(source)
    text = "".join(chapter_texts(files))
    assert text.count("hemp") == 1
    # The first page shows only a picture: the cover.
    assert "images/cover.png" in files
    assert text.count(".png)") == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html"),
        ("a.htm", "application/octet-stream"),
        ("a.xhtml", ""),
        ("a", "text/x-oeb1-document"),
    ],
)
def test_a_page_is_read_whatever_type_it_was_given(
    name: str, kind: str, tmp_path: Path
) -> None:
    items = f'<item id="a" href="{name}" media-type="{kind}"/>'
    files = imported_files(spine_epub(tmp_path / "b.epub", items, {name: PAGE}))
    assert "It was hemp." in "".join(chapter_texts(files))


def test_readings_of_characters_are_not_set_aside_too(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    ruby = "<ruby>山路<rt>やまみち</rt></ruby>を登りながら、こう考えた。"
    source.write_text(f"<html><body><p>{ruby}</p></body></html>", encoding="utf-8")
    files = imported_files(source)
    assert "{山路|やまみち}" in "".join(chapter_texts(files))
    assert "やまみち" not in files["set-aside.md"].decode()


@pytest.mark.parametrize("href", ["#gone", "#top", "#note_1"])
def test_a_link_to_nothing_keeps_its_words_and_is_listed(
    href: str, tmp_path: Path
) -> None:
    source = tmp_path / "page.html"
    link = f'<a href="{href}">as she said</a>'
    source.write_text(
        f"<html><body><p>{PROSE} So {link} once.</p></body></html>", encoding="utf-8"
    )
    files = imported_files(source)
    chapters = "".join(chapter_texts(files))
    assert "So as she said once." in chapters
    assert f"({href})" in files["set-aside.md"].decode()


@pytest.mark.parametrize(
    ("text", "kept", "aside", "lost"),
    [
        ("One two.\n\nThree four.\n", "One two.", (), ["Three four."]),
        ("One two.\n \t\nThree four.\n", "One two.", ("Three four.",), []),
        ("One wan-\ndered two.", "One wandered two.", (), []),
        ("One.[3] Two\n\n7\n\n12. Three", "One. Two Three", (), []),
        ("_One_ two", "One two", (), []),
        ("Ha.\n\nNo.\n\nHa.", "Ha.", (), ["No."]),
        ("[1] One two.\n\n[1] One three.", "One two.", (), ["[1] One three."]),
        ("Один два.\n\nТри.", "Один два.", (), ["Три."]),
    ],
)
def test_what_is_missing_of_a_text_is_set_aside_and_said(
    text: str, kept: str, aside: tuple[str, ...], lost: list[str]
) -> None:
    made = with_lost_paragraphs(given(kept, *aside), "x.txt", text)
    found = [piece.words for piece in made.pieces if piece.what == "not read"]
    assert found == lost
    assert bool(made.remarks) is bool(lost)
