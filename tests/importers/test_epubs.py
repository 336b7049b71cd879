"""EPUBs, our own and others': order, parts, notes, pictures, metadata, words."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bookmaker.pipeline.stages import Request, build, check
from tests.support.importing import (
    chapter_texts,
    imported_files,
    lost_words,
    older_epub,
    picture,
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


@pytest.mark.slow
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


@pytest.mark.slow
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
    told = check(Request(manuscript=tmp_path / "book")).diagnostics
    # An EPUB holds no short titles, and says the level of a heading alone.
    assert {found.code for found in told} <= {"P040", "M164"}


def test_a_foreign_book_of_the_older_kind_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.epub"
    older_epub(path, picture())
    files = imported_files(path)
    first, second = chapter_texts(files)
    assert first == "# Zwei\n\nEs kam wieder.\n"
    assert second == "# Ebbe\n\nDas\u00a0Meer[^1] ging.\n\n[^1]: So sagt man.\n"
    assert words_of_manuscript(files)["Chapter"] == 1
    assert 'language = "de"' in files["book.toml"].decode()
    assert "published" not in files["book.toml"].decode()


def test_the_cover_of_a_foreign_book_is_the_books(tmp_path: Path) -> None:
    path = tmp_path / "old.epub"
    older_epub(path, picture("green"))
    files = imported_files(path)
    book = tomllib.loads(files["book.toml"].decode())
    assert book["epub"]["cover"] == "images/cover.png"
    assert files["images/cover.png"] == picture("green")
    assert len(chapter_texts(files)) == 2


def test_a_cover_that_is_not_a_picture_of_a_cover_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "old.epub"
    older_epub(path, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    files = imported_files(path)
    assert "epub" not in tomllib.loads(files["book.toml"].decode())
    assert "O/front.png" in files["set-aside.md"].decode()


def test_words_and_pictures_of_pages_that_are_made_again_are_set_aside(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.epub"
    older_epub(path, picture())
    aside = imported_files(path)["set-aside.md"].decode()
    assert "Impressum Verlag" in aside
    assert "O/logo.png" in aside


def test_every_word_of_a_foreign_book_is_kept_or_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "old.epub"
    older_epub(path, picture())
    words = (
        "Old Ada Zwei Es kam wieder So sagt man Chapter 1 Ebbe Das Meer ging "
        "Impressum Verlag"
    )
    assert lost_words(words, imported_files(path)) == []
