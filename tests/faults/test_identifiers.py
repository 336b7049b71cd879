"""Whatever ids and names an author gives, those of an edition are unique."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from bookmaker.backends.epub.names import plain_name
from bookmaker.cli import run

pytestmark = pytest.mark.slow

CHAPTERS = {
    "an anchor in the title named for the file": "# []{#hut}Hut\n\n[](#hut)\n",
    "the same as the title's own": "# [a]{#hut} Hut {#hut}\n\n[](#hut)\n",
    "twice": "# [b]{#hut} [c]{#hut}\n\nx\n",
    "named for another file": "# []{#two}Hut\n\n[](two.md)\n",
    "an anchor in the text named for the file": "# Hut\n\n[x]{#hut} [](#hut)\n",
    "a section named for the file": "# Hut\n\n## Hut {#hut}\n\n[](#hut)\n",
    "an id like a note's": "# Hut\n\n[x]{#hut.note-1} y[^1]\n\n[^1]: n\n",
    "an id like a call's": "# Hut\n\n[x]{#hut.call-1} y[^1]\n\n[^1]: n\n",
    "an id like a section's": "# Hut\n\n## A\n\n[x]{#hut.a-1}\n\n## A\n\nx\n",
    "an id like a mark's": "# Hut\n\n[x]{#hut.index-z} [z]{.index}\n",
    "notes that are alike in ASCII": "# Hut\n\na[^a-b] b[^a.b] c[^a_b]\n\n"
    "[^a-b]: m\n\n[^a.b]: n\n\n[^a_b]: o\n",
    "a call like the second of another": "# Hut\n\na[^x] b[^x] c[^x-2] d[^x-2-2]\n\n"
    "[^x]: m\n\n[^x-2]: n\n\n[^x-2-2]: o\n",
    "an id that is another chapter's": "# Hut\n\n## A {#second}\n\n[](#second)\n",
    "ids of generated pages": "# Hut\n\n[x]{#cover} [x]{#title-page} [x]{#contents}\n",
    "ids of our own files": "# Hut {#nav}\n\n## A {#toc}\n\n[x]{#style} [x]{#ncx}\n",
}


def _epub(folder: Path, chapter: str) -> int:
    (folder / "hut.md").write_text(chapter, encoding="utf-8")
    (folder / "two.md").write_text("# Two {#second}\n\nWords.\n", encoding="utf-8")
    return run(["epub", str(folder), "-o", str(folder.parent / "book.epub")])


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_ids_of_an_author_meet_no_others(chapter: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    assert _epub(folder, chapter) == 0


def _picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), (20, 90, 200)).save(target, kind)
    return target.getvalue()


def test_pictures_whose_names_are_alike_are_all_in_the_edition(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    (folder / "images").mkdir(parents=True)
    kind_by_name = {
        "images/check.png": "PNG",
        "images/check.jpg": "JPEG",
        "images/check.gif": "GIF",
        "images/check.webp": "WEBP",
        "images/check.tiff": "TIFF",
        "images/check.jpeg": "PNG",
        "check.png": "JPEG",
        f"images/{plain_name('pier.png')}.png": "PNG",
        "pier.png": "PNG",
    }
    for name, kind in kind_by_name.items():
        (folder / name).write_bytes(_picture(kind))
    text = "\n\n".join(f'![]({name}){{alt="A"}}' for name in kind_by_name)
    assert _epub(folder, f"# Hut\n\n{text}\n") == 0
