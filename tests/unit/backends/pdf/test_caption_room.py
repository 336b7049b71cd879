"""A picture leaves the lines below it that its caption takes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest

from bookmaker.backends.pdf.caption_room import leave_room_for_captions
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build
from tests.support.geometry import PAGE

WORDS = "The level of the water between March and October, read each morning at six. "
SIZE = PAGE.type_size * 9 / 10


def style_of(caption: str) -> str:
    """What is said on a figure with such a caption."""
    root = ElementTree.fromstring(
        f"<body><figure><img/><figcaption>{caption}</figcaption></figure></body>"
    )
    leave_room_for_captions(root, PAGE, SIZE)
    return root[0].get("style", "")


def test_a_longer_caption_takes_more_lines_up_to_half_of_the_page() -> None:
    styles = [style_of(WORDS * times) for times in (1, 4, 8, 60)]
    assert styles[0] == ""
    name, few = styles[1].split(": ")
    _, more = styles[2].split(": ")
    assert name == "--caption-lines"
    assert 4 < int(few) < int(more) < PAGE.lines // 2
    most, breaks = styles[3].split("; ")
    assert most == f"--caption-lines: {PAGE.lines // 2}"
    assert breaks == "break-inside: auto"


@pytest.mark.slow
def test_a_caption_begins_on_the_page_of_its_picture(tmp_path: Path) -> None:
    """However long it is; only one of more than half a page goes on behind it."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="1600">'
        '<rect width="400" height="1600"/></svg>'
    )
    lengths = (1, 3, 5, 10, 40)
    figures = "".join(
        f"![First {WORDS * times} last.](a.svg)\n\nBelow.\n\n" for times in lengths
    )
    (tmp_path / "book.md").write_text(f"# A\n\nAbove.\n\n{figures}", "utf-8")
    target = tmp_path / "book.pdf"
    build(Request(manuscript=tmp_path / "book.md"), {"pdf": target})
    document = pypdfium2.PdfDocument(target)
    pages = []
    for page in document:
        words = page.get_textpage().get_text_range().split()
        is_path = pypdfium2.raw.FPDF_PAGEOBJ_PATH
        has_picture = any(page.get_objects(filter=[is_path], max_depth=5))
        pages.append((has_picture, words.count("First"), words.count("last.")))
    shown = [page for page in pages if page[0]]
    assert [first for _, first, _ in shown] == [1] * len(lengths)
    assert [last for _, _, last in shown] == [1, 1, 1, 1, 0]
