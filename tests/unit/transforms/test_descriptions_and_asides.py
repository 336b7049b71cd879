"""Long descriptions: links to them say of what, and they lead back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.epub import Epub
from tests.support.importing import picture

QUAY = '![A quay.](q.png){#fig-q alt="Boats" description=_quay.md}'


def documents(folder: Path, text: str, language: str = "en") -> str:
    """The content documents of a book of one chapter and one description."""
    (folder / "book.toml").write_text(
        f'title = "T"\nlanguage = "{language}"\n[contents]\nbody = ["one.md"]\n'
    )
    (folder / "one.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    (folder / "_quay.md").write_text("Three boats and a cat.\n")
    (folder / "q.png").write_bytes(picture())
    build(Request(manuscript=folder), {"epub": folder / "one.epub"})
    epub = Epub((folder / "one.epub").read_bytes())
    return "\n".join(
        epub.read(name).decode() for name in epub.names if name.endswith(".xhtml")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (QUAY, "Description: Figure 1"),
        ('![](q.png){alt="Boats" description=_quay.md}', "Description: Boats"),
        ('In ![](q.png){alt="Boats" description=_quay.md} it.', "Description: Boats"),
    ],
)
def test_a_link_to_a_description_says_of_what(
    text: str, words: str, tmp_path: Path
) -> None:
    assert f">{words}</a>" in documents(tmp_path, text)


def test_a_description_leads_back_to_its_picture(tmp_path: Path) -> None:
    found = documents(tmp_path, QUAY)
    assert 'id="one.description-1"' in found
    back = (
        '<p class="description-return"><a class="reference description-return" '
        'href="one.xhtml#one.description-1" role="doc-backlink">Figure 1</a></p>'
    )
    assert f"<p>Three boats and a cat.</p>\n{back}" in found


def test_one_description_of_two_pictures_leads_back_to_both(tmp_path: Path) -> None:
    other = QUAY.replace("fig-q", "fig-r")
    found = documents(tmp_path, f"{QUAY}\n\n{other}")
    assert found.count('role="doc-backlink"') == 2
    assert ">Figure 2</a>" in found


def test_a_section_of_the_book_that_describes_leads_back(tmp_path: Path) -> None:
    text = f"{QUAY.replace('_quay.md', '#boats')}\n\n## The boats {{#boats}}\n\nRed."
    found = documents(tmp_path, text)
    assert '<p>Red.</p>\n<p class="description-return">' in found


def test_words_of_another_language_than_the_books_say_so(tmp_path: Path) -> None:
    text = f"{QUAY}\n\n::: warning\nHatari.\n:::"
    found = documents(tmp_path, text, language="sw")
    assert '<span lang="en" xml:lang="en">Description</span>: Figure 1</a>' in found
    assert '<span lang="en" xml:lang="en">Warning</span>' in found
    assert 'lang="en" xml:lang="en">Descriptions of pictures</span>' in found
    assert 'lang="en"' not in documents(tmp_path, text, language="de")


def test_a_summary_of_access_in_english_says_so(tmp_path: Path) -> None:
    documents(tmp_path, "Words.", language="sw")
    epub = Epub((tmp_path / "one.epub").read_bytes())
    package = epub.read(next(name for name in epub.names if "opf" in name)).decode()
    assert '<meta property="schema:accessibilitySummary" xml:lang="en">The' in package


def test_a_sidebar_is_an_aside_and_a_colophon_has_a_name(tmp_path: Path) -> None:
    credit = QUAY.replace("description=_quay.md", 'credit="A. Thorn"')
    (tmp_path / "one.md").write_text(
        f"# One\n\n{credit}\n\n::: sidebar\nBeside.\n:::\n"
    )
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["one.md"]\nback = ["colophon"]\n'
    )
    (tmp_path / "q.png").write_bytes(picture())
    build(Request(manuscript=tmp_path), {"epub": tmp_path / "one.epub"})
    epub = Epub((tmp_path / "one.epub").read_bytes())
    found = "".join(epub.read(n).decode() for n in epub.names if "xhtml" in n)
    assert '<aside class="group sidebar" role="note">' in found
    assert 'role="doc-colophon" aria-label="Picture credits"' in found
