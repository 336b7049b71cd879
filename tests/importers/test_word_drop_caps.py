"""A letter that Word drops into the lines below it is part of its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.importing import chapter_texts, imported_files
from tests.support.word_files import typed, typed_file

LARGE = '<w:rPr><w:b/><w:position w:val="-10"/><w:sz w:val="115"/></w:rPr>'
WORD_SPACES = {
    "drawing": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pict": "urn:schemas-microsoft-com:vml",
}
REST = {
    "small letters": ("T", "he wind rose in the night."),
    "capitals": ("T", "HE WIND rose in the night."),
    "a word of one letter": ("A", " cold wind rose in the night."),
    "behind a quotation mark": ("“W", "ind,” said the keeper."),
    "before an apostrophe": ("I", "’m late, said the keeper."),
    "of another script": ("В", "етер поднялся ночью."),
    "of letters with marks": ("É", "tienne ouvrit la porte."),
}


def frame(letter: str, kind: str = "drop") -> str:
    """A paragraph in the frame of a drop cap."""
    return (
        f'<w:p><w:pPr><w:keepNext/><w:framePr w:dropCap="{kind}" w:lines="3"'
        f' w:wrap="around"/></w:pPr><w:r>{LARGE}<w:t>{letter}</w:t></w:r></w:p>'
    )


def box(letter: str, rest: str) -> str:
    """A paragraph that begins with a text box, as Word writes it, twice."""
    inner = f"<w:txbxContent>{typed(letter)}</w:txbxContent>"
    wps, v = WORD_SPACES["drawing"], WORD_SPACES["pict"]
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = f'<wps:wsp xmlns:wps="{wps}"><wps:txbx>{inner}</wps:txbx></wps:wsp>'
    return (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">'
        f"<w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:textbox xmlns:v="{v}">{inner}</v:textbox></w:pict></mc:Fallback>'
        f"</mc:AlternateContent></w:r><w:r><w:t xml:space='preserve'>{rest}</w:t></w:r>"
        "</w:p>"
    )


def imported(folder: Path, *paragraphs: str) -> tuple[str, str]:
    """The text of the chapter, and what was set aside."""
    source = folder / "draft.docx"
    source.write_bytes(typed_file(*paragraphs))
    files = imported_files(source)
    (chapter,) = chapter_texts(files)
    return chapter, files["set-aside.md"].decode()


@pytest.mark.parametrize("kind", ["drop", "margin"])
@pytest.mark.parametrize(("letter", "rest"), REST.values(), ids=REST)
def test_a_framed_letter_is_joined(
    letter: str, rest: str, kind: str, tmp_path: Path
) -> None:
    chapter, aside = imported(tmp_path, frame(letter, kind), typed(rest))
    assert f"\n\n{letter}{rest}" in chapter
    assert rest not in aside


@pytest.mark.parametrize(("letter", "rest"), REST.values(), ids=REST)
def test_a_letter_in_a_text_box_is_joined(
    letter: str, rest: str, tmp_path: Path
) -> None:
    chapter, aside = imported(tmp_path, box(letter, rest))
    assert f"\n\n{letter}{rest}" in chapter
    assert rest not in aside


@pytest.mark.parametrize(
    ("words", "rest"),
    [("A", "The gull is white."), ("Note", "the gull is white."), ("B", "")],
)
def test_another_text_box_stays_a_paragraph(
    words: str, rest: str, tmp_path: Path
) -> None:
    chapter, _ = imported(tmp_path, typed("It was dry."), box(words, rest))
    assert f"\n\n{words}\n" in f"{chapter}\n"
    assert rest in chapter


def test_a_frame_that_drops_nothing_stays_a_paragraph(tmp_path: Path) -> None:
    chapter, _ = imported(tmp_path, frame("T", "none"), typed("he wind rose."))
    assert "\n\n**T**\n\nhe wind rose." in chapter


def test_a_letter_before_a_table_is_kept(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{typed('he wind')}</w:tc></w:tr></w:tbl>"
    chapter, _ = imported(tmp_path, typed("It was dry."), frame("T"), table)
    assert "\n\n**T**\n" in chapter
