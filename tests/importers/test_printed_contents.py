"""Printed contents say what the chapters are, in texts of any language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.importing import chapter_texts, imported_files, lost_words

PROSE = (
    "De klok in het havenkantoor stond al jaren stil, en Ines las het tij aan de geur "
    "van het touw. In de winter kwam zij terug, toen de lamp gedoofd was.\n"
)
LONG = PROSE * 120
HEADINGS = ("AFSCHEID.", "AAN ZEE.", "DE EERSTE STORM.")


def titles(text: str, folder: Path) -> list[str]:
    """The first line of each chapter; no word of the text is lost."""
    source = folder / "boek.txt"
    source.write_text(text, encoding="utf-8")
    files = imported_files(source)
    assert lost_words(text.replace("_", " "), files) == []
    heads = [t.partition("\n")[0] for t in chapter_texts(files)]
    return [head.removeprefix("# ") for head in heads]


def book(contents: str, headings: tuple[str, ...], *, is_below: bool = False) -> str:
    chapters = "".join(f"\n\n\n\n{head}\n\n\n{LONG}" for head in headings)
    opening = "DE LAMP\n\ndoor Ada Moreau\n\n\n"
    if is_below:
        return f"{opening}{chapters}\n\n\n{contents}\n"
    return f"{opening}{contents}{chapters}"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "name", ["INHOUD.", "TABLE DES MATIÈRES", "Contents", "INDEX."]
)
@pytest.mark.parametrize(
    "entries",
    [
        "AFSCHEID          3\nAAN ZEE          17\nDE EERSTE STORM  25",
        "  I. Afscheid ..... 3\n II. Aan zee ..... 17\nIII. De eerste storm ... 25",
        "Afscheid\n\nAan zee\n\nDe eerste storm",
        "OP REIS.\n\n            Bladz.\nAFSCHEID       3.\nAAN ZEE       17.\n"
        "DE EERSTE\n  STORM       25.",
    ],
)
@pytest.mark.parametrize("is_below", [False, True])
def test_lines_that_the_contents_name_are_chapters(
    name: str, entries: str, *, is_below: bool, tmp_path: Path
) -> None:
    text = book(f"{name}\n\n{entries}", HEADINGS, is_below=is_below)
    found = titles(text, tmp_path)
    assert [t for t in found if t in HEADINGS] == list(HEADINGS)
    assert len(found) <= len(HEADINGS) + 1


def test_a_number_alone_is_the_heading_of_its_entry(tmp_path: Path) -> None:
    entries = "  I. Afscheid   3\n II. Aan zee   17\nIII. De storm   25"
    text = book(f"INHOUD.\n\n{entries}", ("I.", "II. Aan zee.", "III. De storm."))
    assert titles(text, tmp_path)[-3:] == ["I.", "II. Aan zee.", "III. De storm."]


def test_where_chapters_are_named_a_short_line_is_a_paragraph(tmp_path: Path) -> None:
    text = book(
        "INHOUD.\n\nAFSCHEID  3\nAAN ZEE  17\nDE EERSTE STORM  25", HEADINGS
    ).replace(LONG, f"{PROSE}\nWat zei zij er van\n\n{LONG}", 1)
    source = tmp_path / "boek.txt"
    source.write_text(text, encoding="utf-8")
    whole = "\n".join(chapter_texts(imported_files(source)))
    assert "# Wat zei zij" not in whole
    assert "Wat zei zij er van" in whole


def test_a_list_below_the_word_contents_that_names_nothing_stays(
    tmp_path: Path,
) -> None:
    text = f"The Lamp\n\nContents\n\nA spoon, a rope and a key.\n\n{PROSE}\n{PROSE}"
    source = tmp_path / "a.txt"
    source.write_text(text, encoding="utf-8")
    assert "A spoon, a rope" in "\n".join(chapter_texts(imported_files(source)))


@pytest.mark.parametrize(
    ("part", "chapter"),
    [
        ("PART ONE", "Chapter {}"),
        ("Teil 1", "Kapitel {}"),
        ("PARTE PRIMERA", "Capítulo {}"),
    ],
)
def test_parts_hold_their_chapters(part: str, chapter: str, tmp_path: Path) -> None:
    second = part.replace("ONE", "TWO").replace("1", "2").replace("PRIMERA", "SEGUNDA")
    heads = [part, chapter.format(1), chapter.format(2), second, chapter.format(3)]
    text = "The Lamp\n\nby Ada Moreau\n\n" + "".join(
        f"\n\n{head}\n\n" + ("" if head in (part, second) else f"{LONG}\n")
        for head in heads
    )
    source = tmp_path / "book.txt"
    source.write_text(f"{text}\n\nEpilogue\n\n{PROSE}", encoding="utf-8")
    files = imported_files(source)
    body = tomllib.loads(files["book.toml"].decode())["contents"]["body"]
    assert [entry["part"] for entry in body if isinstance(entry, dict)] == [
        part,
        second,
    ]
    assert [len(entry["chapters"]) for entry in body if isinstance(entry, dict)] == [
        2,
        1,
    ]
    assert isinstance(body[-1], str)
    assert lost_words(text, files) == []


def test_parts_with_text_of_their_own_are_chapters(tmp_path: Path) -> None:
    text = f"The Lamp\n\nby Ada Moreau\n\nPart One\n\n{LONG}\n\nPart Two\n\n{LONG}"
    source = tmp_path / "book.txt"
    source.write_text(text, encoding="utf-8")
    body = tomllib.loads(imported_files(source)["book.toml"].decode())["contents"][
        "body"
    ]
    assert all(isinstance(entry, str) for entry in body)


def test_a_dedication_on_a_printed_title_page_has_its_own_page(tmp_path: Path) -> None:
    chapters = "".join(f"\n\n\n{n}\n\n{PROSE}" for n in ("CHAPTER I", "CHAPTER II"))
    text = (
        "Title: The Lamp\n\nAuthor: Ada Moreau\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n\n\nTHE LAMP\n\nBY\n"
        "ADA MOREAU\n\nLONDON\nPERCIVAL & DOWNE\n\n_To my sister Honor,_\n"
        f"_who knew where the river went._\n{chapters}\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***\n"
    )
    source = tmp_path / "book.txt"
    source.write_text(text, encoding="utf-8")
    files = imported_files(source)
    first = chapter_texts(files)[0]
    assert 'role: "dedication"' in first
    assert "who knew where the river went." in first
    aside = files["set-aside.md"].decode()
    assert "PERCIVAL" in aside
    assert "Honor" not in aside
