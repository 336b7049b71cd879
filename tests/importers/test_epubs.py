"""EPUBs, our own and others': order, parts, notes, pictures, metadata, words."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bookmaker.pipeline import Request, build, check
from tests.support.importing import (
    chapter_texts,
    imported_files,
    lost_words,
    words_of_manuscript,
)

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "manuscripts" / "the-underside-of-bridges"
_END = re.compile(
    rb"(</(?:p|td|th|li|div|h\d|dt|dd|caption|figcaption)>|<(?:br|ol|li)\b)"
)
_BODY = "{http://www.w3.org/1999/xhtml}body"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample collection as an EPUB."""
    path = tmp_path_factory.mktemp("epub") / "bridges.epub"
    assert build(Request(manuscript=SAMPLE), {"epub": path}).outputs
    return path


def words_of_epub(path: Path) -> str:
    """What a reader sees in the content documents."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        pages = [_END.sub(rb" \1", archive.read(name)) for name in names]
    bodies = [etree.fromstring(page).find(_BODY) for page in pages]
    return " ".join("".join(body.itertext()) for body in bodies if body is not None)


def test_our_own_book_comes_back_with_its_parts(sample: Path) -> None:
    files = imported_files(sample)
    book = tomllib.loads(files["book.toml"].decode())
    assert book["title"] == "The Underside of Bridges"
    assert book["authors"] == ["Nora Thackwray"]
    assert [part["part"] for part in book["contents"]["body"]] == [
        "Wet-Shod",
        "Dry-Shod",
        "Left Standing",
    ]
    assert len(book["contents"]["back"]) == 3
    notes = sum(text.count("\n[^") for text in chapter_texts(files))
    with zipfile.ZipFile(sample) as archive:
        pages = [archive.read(name) for name in archive.namelist()]
    assert notes == sum(page.count(b'epub:type="footnote"') for page in pages) > 10


def test_every_word_of_it_is_kept_or_set_aside(sample: Path) -> None:
    files = imported_files(sample)
    lost = lost_words(words_of_epub(sample), files)
    # The numbers of notes are the book's own, and so is the way back from each.
    assert [word for word in lost if not word.isdecimal()] == []


@pytest.mark.slow
def test_what_was_imported_builds_and_checks(sample: Path, tmp_path: Path) -> None:
    for path, content in imported_files(sample).items():
        target = tmp_path / "book" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    assert list(check(Request(manuscript=tmp_path / "book")).diagnostics) == []


def test_a_foreign_book_of_the_older_kind_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.epub"
    page = (
        '<?xml version="1.0"?>'
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
        "<body>{}</body></html>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "O/c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Old</dc:title>'
            "<dc:language>de</dc:language><dc:creator>Ada</dc:creator></metadata>"
            "<manifest>"
            '<item id="a" href="a.html" media-type="application/xhtml+xml"/>'
            '<item id="b" href="b.html" media-type="application/xhtml+xml"/>'
            '<item id="n" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
            '</manifest><spine toc="n"><itemref idref="b"/><itemref idref="a"/></spine>'
            "</package>",
        )
        archive.writestr(
            "O/t.ncx",
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint>'
            "<navLabel><text>Zwei</text></navLabel><content src='b.html'/></navPoint>"
            "</navMap></ncx>",
        )
        archive.writestr(
            "O/a.html",
            page.format(
                "<h1>Chapter 1: Ebbe</h1><p>Das&nbsp;Meer<a id='c' href='b.html#n1'>"
                "<sup>1</sup></a> ging.</p>"
            ),
        )
        archive.writestr(
            "O/b.html",
            page.format(
                "<p>Es kam wieder.</p><div class='footnote' id='n1'><p>"
                "<a href='a.html#c'>1</a> So sagt man.</p></div>"
            ),
        )
    files = imported_files(path)
    first, second = chapter_texts(files)
    assert first == "# Zwei\n\nEs kam wieder.\n"
    assert second == "# Ebbe\n\nDas\u00a0Meer[^1] ging.\n\n[^1]: So sagt man.\n"
    assert words_of_manuscript(files)["Chapter"] == 1
    assert 'language = "de"' in files["book.toml"].decode()
