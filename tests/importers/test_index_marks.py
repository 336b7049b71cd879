"""The index of an EPUB of ours comes back as marks; that of others stays a chapter."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.importing import (
    chapter_texts,
    imported_files,
    small_epub,
    words_of_manuscript,
)

TOML = (
    'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["a.md"]\nback = ["index"]\n'
)
MARKS = {
    "words": "The [whale]{.index} swam.",
    "an entry below another": 'It, [it]{.index entry="Whales!sperm"}, swam.',
    "a point": '[]{.index entry="Oars"}They rowed.',
    "a defined term": "A [whale]{.index .main} is a mammal.",
    "emphasis": '[*Halcyon*]{.index} came, and [she]{.index entry="*Halcyon*"} sank.',
    "see": '[]{.index entry="Cachalot" see="Whales!sperm"}So it is.',
    "see also": 'The [sea]{.index entry="Sea" see-also="Tides; Storms"} rose.',
    "a sort key": 'The [sea]{.index entry="The Sea" sort="Sea"} rose.',
    "a capital": '[Sea]{.index} rose. [sea]{.index entry="Storms"} [Sea]{.index}',
    "twice": "The [whale]{.index} and the [whale]{.index} swam.",
    "a range": '[]{.index-start #s entry="Storms"}It blew.\n\n'
    "## Two\n\nOn.[]{.index-end #s}",
}
ALWAYS = 'The [tide]{.index} and [rope]{.index} and []{.index entry="Whales!sperm"}it.'


def index_of(manuscript: Path, epub: Path) -> str:
    """The words of the index in an EPUB of a manuscript."""
    build(Request(manuscript=manuscript), {"epub": epub})
    with zipfile.ZipFile(epub) as archive:
        page = archive.read("EPUB/index.xhtml").decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def written(folder: Path, text: str) -> Path:
    """A manuscript of one chapter with an index."""
    folder.mkdir()
    (folder / "book.toml").write_text(TOML)
    (folder / "a.md").write_text(f"# One\n\n{text}\n\n{ALWAYS}\n")
    return folder


@pytest.mark.parametrize("name", MARKS)
def test_marks_come_back(name: str, tmp_path: Path) -> None:
    first = tmp_path / "first.epub"
    index = index_of(written(tmp_path / "book", MARKS[name]), first)
    files = imported_files(first)
    (chapter,) = chapter_texts(files)
    assert "index" in chapter
    again = tmp_path / "again"
    for path, content in files.items():
        (again / path).parent.mkdir(parents=True, exist_ok=True)
        (again / path).write_bytes(content)
    assert index_of(again, tmp_path / "second.epub") == index
    assert '"index",' in files["book.toml"].decode()
    assert "Index" in files["set-aside.md"].decode()


@pytest.mark.parametrize("name", ["words", "a defined term", "see", "a range"])
def test_a_mark_returns_as_it_was_written(name: str, tmp_path: Path) -> None:
    epub = tmp_path / "a.epub"
    index_of(written(tmp_path / "book", MARKS[name]), epub)
    (chapter,) = chapter_texts(imported_files(epub))
    kept = chapter.replace("#range-1 .index-start", ".index-start #s").replace(
        "#range-1 .index-end", ".index-end #s"
    )
    assert MARKS[name] in kept


def test_a_mark_in_a_heading_goes_to_the_text_below(tmp_path: Path) -> None:
    epub = tmp_path / "a.epub"
    text = "## [Rope]{.index} and tar\n\nIt held."
    index = index_of(written(tmp_path / "book", text), epub)
    assert "Rope" in index or "rope" in index
    (chapter,) = chapter_texts(imported_files(epub))
    assert "## Rope and tar\n\n[]{.index entry=" in chapter


def test_the_index_of_another_book_stays_a_chapter(tmp_path: Path) -> None:
    page = (
        '<section epub:type="index"><h1>Index</h1><ul epub:type="index-entry-list">'
        '<li epub:type="index-entry"><span epub:type="index-term">whale</span>, '
        '<span epub:type="index-locator-list"><a epub:type="index-locator" '
        'href="a.xhtml#p1">1</a></span></li></ul></section>'
    )
    epub = small_epub(
        tmp_path / "a.epub",
        {"a.xhtml": '<h1>One</h1><p id="p1">A whale.</p>', "i.xhtml": page},
    )
    files = imported_files(epub)
    assert len(chapter_texts(files)) == 2
    assert '"index"' not in files["book.toml"].decode()
    assert words_of_manuscript(files)["whale"] == 2
