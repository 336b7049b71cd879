"""The pages in the EPUB are those of the PDF, at the same words."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest

import bookmaker
from bookmaker.pipeline.session import Rendering
from bookmaker.proof.folding import fold
from tests.support.epub import NAMES, Epub

pytestmark = pytest.mark.slow

_ROW = "| `a-very-long-name.of-a-thing` | what stands in row {n} of the table |\n"
_CHAPTER = """\
# {title}

{words}

## A section

A [link](https://example.org/{title}) and a note.[^1]

[^1]: The note of {title}.

{words}

| Name | What it is |
| :- | :- |
{rows}

::: {{.content-visible when-format="epub"}}
Only on a screen: {words}
:::

1. One item
2. Another item

{words}
"""


@pytest.fixture(scope="module")
def rendering(tmp_path_factory: pytest.TempPathFactory) -> Rendering:
    """A book of two chapters with a table over pages, notes and conditions."""
    folder = tmp_path_factory.mktemp("pages")
    words = " ".join(f"The tide of day {n} goes out and comes in." for n in range(60))
    rows = "".join(_ROW.format(n=n) for n in range(60))
    for name in ("Ebb", "Flow"):
        text = _CHAPTER.format(title=name, words=words, rows=rows)
        (folder / f"{name.lower()}.md").write_text(text, "utf-8")
    (folder / "book.toml").write_text(
        'title = "Tides"\n[contents]\nfront = ["title-page", "contents"]\n'
        'body = ["ebb.md", "flow.md"]\n[epub]\npage-list = "pdf"\n',
        "utf-8",
    )
    with bookmaker.open_session(folder, cache=False, jobs=1) as session:
        return session.render()


def test_every_page_with_words_has_an_entry_and_its_own_words(
    rendering: Rendering,
) -> None:
    codes = {found.code for found in rendering.outcome.diagnostics}
    assert "E009" not in codes
    epub = Epub(rendering.artifacts["epub"].content)
    links = epub.parse("contents.xhtml").xpath(
        "//html:nav[@epub:type='page-list']//html:a", namespaces=NAMES
    )
    pages = [(n, placed.page) for n, placed in enumerate(rendering.pages)]
    with_words = [(n, page) for n, page in pages if page.begins is not None]
    assert [link.text for link in links] == [page.label for _, page in with_words]
    assert len(links) > 12
    for (number, _), link in zip(with_words, links, strict=True):
        name, _, fragment = link.get("href").partition("#")
        after = epub.read(name).decode().partition(f'id="{fragment}"')[2]
        words = fold(re.sub(r"<[^>]*>", "", after.partition("</span>")[2]))[:12]
        assert words in _text_of(rendering, number), (link.text, words)


def _text_of(rendering: Rendering, page: int) -> str:
    """What another library reads on a page and the one before it, folded."""
    content = io.BytesIO(rendering.artifacts["pdf"].content)
    with pypdfium2.PdfDocument(content) as pdf:
        texts = [
            pdf[number].get_textpage().get_text_bounded()
            for number in range(max(0, page - 1), page + 1)
        ]
    # A divided word begins on the page before and is marked whole.
    return fold(texts[-1]) + "|" + fold("".join(texts))


def test_the_epub_alone_has_the_same_pages(
    rendering: Rendering, tmp_path: Path
) -> None:
    manuscript = next(iter(rendering.outcome.sources)).parent
    alone = bookmaker.build(
        manuscript, tmp_path, formats=["epub"], cache_folder=tmp_path / "cache", jobs=1
    )
    (output,) = alone.outputs
    assert output.edition == "epub"
    assert output.path.read_bytes() == rendering.artifacts["epub"].content


def test_places_of_pages_are_right_after_a_table_over_pages(
    rendering: Rendering,
) -> None:
    """A repeated head is not counted, nor is what lets a long name break."""
    firsts = [placed.page.first_words for placed in rendering.pages]
    assert not any(words.startswith("Name What") for words in firsts)
    last = rendering.pages[-1]
    assert last.begins is not None
    manuscript = next(iter(rendering.outcome.sources)).parent
    file = manuscript / last.begins.file
    text = file.read_text("utf-8").splitlines()[last.begins.line - 1]
    word = fold(last.page.first_words)[:6]
    assert word in fold(text)


def test_a_session_is_not_given_pages_that_nobody_asked_for(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "one.md").write_text("# One\n\nWords.\n", "utf-8")
    (book / "book.toml").write_text('title = "T"\n[epub]\npage-list = "pdf"\n', "utf-8")
    with bookmaker.open_session(book, ["epub"], cache=False, jobs=1) as session:
        rendered = session.render()
    assert {*rendered.artifacts} == {"epub"}
