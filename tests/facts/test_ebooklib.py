"""What we believe of EbookLib 0.20; a test that fails here tells of an upgrade.

Each of these facts shapes `backends/epub`: finished bytes go in as plain items, the nav
document is ours, the zip is written again.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from ebooklib import epub

pytestmark = pytest.mark.slow

XHTML = "application/xhtml+xml"
CHAPTER = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>A</title></head>
<body class="chapter"><p><em>a</em> <strong>b</strong></p><pre>  x
</pre></body></html>
"""


def make_book(*items: epub.EpubItem) -> epub.EpubBook:
    book = epub.EpubBook()
    book.set_identifier("urn:uuid:11111111-1111-5111-8111-111111111111")
    book.set_title("A")
    book.set_language("en")
    nav = epub.EpubItem("nav", "nav.xhtml", XHTML, CHAPTER)
    nav.properties = ["nav"]
    for item in (nav, *items):
        book.add_item(item)
    book.spine = list(items)
    return book


def open_written(book: epub.EpubBook, folder: Path) -> zipfile.ZipFile:
    target = folder / "book.epub"
    epub.write_epub(str(target), book, {"raise_exceptions": True})
    return zipfile.ZipFile(io.BytesIO(target.read_bytes()))


def plain_item(name: str = "one.xhtml") -> epub.EpubItem:
    return epub.EpubItem("one", name, XHTML, CHAPTER)


def test_plain_item_is_written_as_it_is(tmp_path: Path) -> None:
    with open_written(make_book(plain_item()), tmp_path) as archive:
        assert archive.read("EPUB/one.xhtml") == CHAPTER


def test_plain_item_may_be_the_nav_document(tmp_path: Path) -> None:
    with open_written(make_book(plain_item()), tmp_path) as archive:
        package = archive.read("EPUB/content.opf").decode("utf-8")
    (nav,) = re.findall(r"<item [^>]*nav\.xhtml[^>]*>", package)
    assert 'properties="nav"' in nav


def test_html_item_drops_what_the_body_carries(tmp_path: Path) -> None:
    chapter = epub.EpubHtml(uid="one", title="A", file_name="one.xhtml")
    chapter.content = CHAPTER
    with open_written(make_book(chapter), tmp_path) as archive:
        written = archive.read("EPUB/one.xhtml")
    assert b'class="chapter"' not in written


def test_html_item_repairs_broken_markup_silently(tmp_path: Path) -> None:
    chapter = epub.EpubHtml(uid="one", title="A", file_name="one.xhtml")
    chapter.content = "<p>a<b>b</p>c"
    with open_written(make_book(chapter), tmp_path) as archive:
        assert b"</b>" in archive.read("EPUB/one.xhtml")


def test_html_item_loses_all_after_an_xml_declaration_in_text(tmp_path: Path) -> None:
    chapter = epub.EpubHtml(uid="one", title="A", file_name="one.xhtml")
    chapter.content = CHAPTER.decode("utf-8")
    with open_written(make_book(chapter), tmp_path) as archive:
        assert archive.read("EPUB/one.xhtml") == b""


def test_failed_write_answers_false_unless_asked_to_raise(tmp_path: Path) -> None:
    target = str(tmp_path / "missing" / "book.epub")
    with pytest.warns(UserWarning, match="throwing exceptions"):
        assert epub.write_epub(target, make_book(plain_item())) is False
    told = {"raise_exceptions": True}
    with (
        pytest.warns(UserWarning, match="throwing exceptions"),
        pytest.raises(OSError, match="No such file"),
    ):
        epub.write_epub(target, make_book(plain_item()), told)


def test_identifier_is_invented_at_random() -> None:
    assert epub.EpubBook().uid != epub.EpubBook().uid


def test_modified_date_is_the_one_that_is_given(tmp_path: Path) -> None:
    import datetime

    book = make_book(plain_item())
    target = tmp_path / "book.epub"
    mtime = datetime.datetime(2001, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)
    epub.write_epub(str(target), book, {"raise_exceptions": True, "mtime": mtime})
    with zipfile.ZipFile(target) as archive:
        package = archive.read("EPUB/content.opf").decode("utf-8")
    assert "2001-02-03T04:05:06Z" in package


def test_zip_entries_are_dated_by_the_clock(tmp_path: Path) -> None:
    with open_written(make_book(plain_item()), tmp_path) as archive:
        years = {entry.date_time[0] for entry in archive.infolist()}
    assert min(years) > 1980


def test_mimetype_comes_first_and_stored(tmp_path: Path) -> None:
    with open_written(make_book(plain_item()), tmp_path) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_names_are_written_unchecked(tmp_path: Path) -> None:
    with open_written(make_book(plain_item("../../evil.xhtml")), tmp_path) as archive:
        assert "EPUB/../../evil.xhtml" in archive.namelist()


def test_properties_of_items_are_ours_to_set(tmp_path: Path) -> None:
    item = plain_item()
    item.properties = ["svg"]
    with open_written(make_book(item), tmp_path) as archive:
        package = archive.read("EPUB/content.opf").decode("utf-8")
    assert 'properties="svg"' in package


def test_package_has_no_language_and_declares_a_reserved_prefix(
    tmp_path: Path,
) -> None:
    with open_written(make_book(plain_item()), tmp_path) as archive:
        package = archive.read("EPUB/content.opf").decode("utf-8")
    (root,) = re.findall(r"<package [^>]*>", package)
    assert "xml:lang" not in root
    assert 'prefix="rendition:' in root


def test_sections_within_sections_share_an_id_in_the_ncx(tmp_path: Path) -> None:
    book = make_book(plain_item())
    link = epub.Link("one.xhtml", "A", "a")
    inner = (epub.Section("Inner", "one.xhtml"), (link,))
    book.toc = [(epub.Section("One", "one.xhtml"), (inner,))] * 2
    book.add_item(epub.EpubNcx())
    with open_written(book, tmp_path) as archive:
        ids = re.findall(
            r'navPoint id="([^"]*)"', archive.read("EPUB/toc.ncx").decode()
        )
    assert len(set(ids)) < len(ids)


def test_two_authors_get_one_id() -> None:
    book = make_book()
    book.add_author("Ada")
    book.add_author("Ben")
    authors = book.get_metadata("DC", "creator")
    assert [others["id"] for _, others in authors] == ["creator", "creator"]
