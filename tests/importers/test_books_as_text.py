"""Whole books and short texts as plain text: widths, titles, chapters, languages."""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path

import pytest

from bookmaker.languages.language_guess import guess_language
from tests.support.importing import chapter_texts, imported_files, lost_words

PROSE = (
    "The harbour office had a clock that nobody had wound for as long as anybody in "
    "the town could say, and Ines had learned to read the tide from the smell of the "
    "rope instead of from the wall. She came back in the winter after, when the lamp "
    "had been put out by order of the Board, and nothing was to be seen but the ice."
)
ADDRESS = "http://www.example.org/harbours/port-ellis/lamps/and/what-became-of-them"
LONG_LINE = (
    "The whole of the long account of it was printed in one line by a careless hand:"
)


def imported(text: str, folder: Path) -> tuple[list[str], dict[str, object]]:
    """The chapters and the book of a text; no word of it is lost."""
    source = folder / "book.txt"
    source.write_text(text, encoding="utf-8")
    files = imported_files(source)
    assert lost_words(text.replace("_", " "), files) == []
    return chapter_texts(files), tomllib.loads(files["book.toml"].decode())


@pytest.mark.sampled(6)
@pytest.mark.parametrize("width", [55, 60, 66, 72])
@pytest.mark.parametrize("odd", ["", f"See {ADDRESS}\nfor more of it.", "both"])
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_few_long_lines_tear_no_paragraph(
    width: int, odd: str, indent: str, tmp_path: Path
) -> None:
    wrapped = textwrap.fill(PROSE, width, initial_indent=indent)
    paragraphs = [wrapped] * 20
    if odd == "both":
        odd = f"{LONG_LINE}\nand that was all of it."
    text = "\n\n".join(["The Lamp", "by Ada Moreau", *paragraphs, *filter(None, [odd])])
    (chapter,), _ = imported(text + "\n", tmp_path)
    assert chapter.count("\n\n" + PROSE) == len(paragraphs)


@pytest.mark.sampled(30)
@pytest.mark.parametrize("title", ["THE LAMP", "The Lamp", "Salt"])
@pytest.mark.parametrize("between", ["", "I\n\n", "Chapter One\n\n"])
@pytest.mark.parametrize("width", [60, 66, 200])
@pytest.mark.parametrize("end", [".", ".¹", ".[1]", "!"])
def test_no_title_is_torn_out_of_a_sentence(
    title: str, between: str, width: int, end: str, tmp_path: Path
) -> None:
    sentence = (
        "The harbour office had a clock that nobody ever wound, and Ines was the only "
        f"one who minded that it did not go at all in those days{end}"
    )
    text = f"{title}\n\n{between}{textwrap.fill(sentence, width)}\n"
    (chapter,), book = imported(text, tmp_path)
    assert book["title"] == title
    assert (
        "".join(chapter.split()).replace("\\", "").endswith("".join(sentence.split()))
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Chapter 1", "Chapter 2"),
        ("CHAPTER I.", "CHAPTER II."),
        ("Chapter One: Salt", "Chapter Two: Rope"),
        ("Erstes Kapitel", "Zweites Kapitel"),
        ("Kapitel 1", "Kapitel 2"),
        ("Глава первая", "Глава вторая"),
        ("CHAPITRE PREMIER", "CHAPITRE II"),
        ("Capítulo primero", "Capítulo segundo"),
    ],
)
@pytest.mark.parametrize("byline", ["", "by Ada Moreau\n\n"])
def test_a_novel_is_parted_at_its_chapters(
    first: str, second: str, byline: str, tmp_path: Path
) -> None:
    text = f"The Lamp\n\n{byline}{first}\n\n{PROSE}\n\n{second}\n\n{PROSE}\n"
    chapters, book = imported(text, tmp_path)
    assert book["title"] == "The Lamp"
    assert [o.partition("\n")[0] for o in chapters] == [f"# {first}", f"# {second}"]


def test_what_stands_below_a_chapters_number_is_its_title(tmp_path: Path) -> None:
    for parting in ("\n", "\n\n"):
        title = f"CHAPTER TWO{parting}IN WHICH THE LAMP IS LIT"
        text = f"The Lamp\n\nIt was cold.\n\n{title}\n\n{PROSE}\n"
        (chapter,), _ = imported(text, tmp_path)
        assert "## CHAPTER TWO: IN WHICH THE LAMP IS LIT\n" in chapter


def test_numerals_that_count_are_headings(tmp_path: Path) -> None:
    text = f"The Lamp\n\nI\n\n{PROSE}\n\nII\n\n{PROSE}\n"
    (chapter,), _ = imported(text, tmp_path)
    assert "\n## I\n" in chapter
    assert "\n## II\n" in chapter


GUTENBERG = f"""The Project Gutenberg eBook of The Lamp

Anyone may read this.

Title: The Lamp

Author: Ada Moreau

Translator: Ann Lee

Language: French

*** START OF THE PROJECT GUTENBERG EBOOK THE LAMP ***

Produced by Tom Ray

THE LAMP

CONTENTS

I.   THE ROPE      1
II.  THE LEDGER   22

CHAPTER I

THE ROPE

It was _never_ wrong, she said. A snake_case word_ stays.

{textwrap.fill(PROSE, 70)}

[Illustration: The quay]

CHAPTER II

THE LEDGER

{textwrap.fill(PROSE, 70)}

*** END OF THE PROJECT GUTENBERG EBOOK THE LAMP ***

The licence says how.
"""


def test_what_the_project_put_around_a_book_is_set_aside(tmp_path: Path) -> None:
    source = tmp_path / "pg1.txt"
    source.write_text(GUTENBERG, encoding="utf-8")
    files = imported_files(source)
    book = tomllib.loads(files["book.toml"].decode())
    chapters = chapter_texts(files)
    assert lost_words(re.sub(r"_(never)_", r"\1", GUTENBERG), files) == []
    assert (book["title"], book["authors"]) == ("The Lamp", ["Ada Moreau"])
    assert book["language"] == "fr"
    assert book["contributors"] == [{"name": "Ann Lee", "role": "trl"}]
    heads = [text.partition("\n")[0] for text in chapters if "CHAPTER" in text]
    assert heads == ["# CHAPTER I: THE ROPE", "# CHAPTER II: THE LEDGER"]
    whole = "".join(chapters)
    assert "It was *never* wrong" in whole
    assert "snake" in whole
    assert not any(
        w in whole for w in ("licence", "Produced", "CONTENTS", "Translator")
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", PROSE),
        (
            "de",
            "Die Uhr im Hafen war nicht aufgezogen, und sie ging auf dem Weg zu ihm.",
        ),
        ("fr", "Le bureau du port avait une horloge que personne ne remontait, et la"),
        ("es", "La oficina del puerto tenía un reloj que no era de los que van por el"),
        ("ru", "В конторе порта были часы, которых никто не заводил."),
        ("ja", "これはとても静かな港の時計の話です。"),
        (None, "Salt. Rope. Lamp."),
    ],
)
def test_the_language_is_found(language: str | None, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Early Years", True),
        ("Last Days", True),
        ("First Voyage", True),
        ("Status of This Memo", True),
        ("Ada Moreau", False),
        ("Tom de la Mare", False),
        ("Dr. Ann Lee", False),
    ],
)
def test_a_heading_below_the_title_is_not_an_author(
    line: str, *, is_heading: bool, tmp_path: Path
) -> None:
    (chapter,), book = imported(f"The Keeper\n\n{line}\n\n{PROSE}\n", tmp_path)
    assert (f"## {line}\n" in chapter) == is_heading
    assert book.get("authors") == (None if is_heading else [line])


@pytest.mark.parametrize("widths", [(75, 69), (70, 62, 72), (72, 64)])
def test_lines_wrapped_by_several_hands_tear_no_paragraph(
    widths: tuple[int, ...], tmp_path: Path
) -> None:
    """Old books online were typed by several people: each had another width."""
    paragraphs = [
        textwrap.fill(PROSE, widths[at % len(widths)]) for at in range(3 * len(widths))
    ]
    # A hand ended these early, amid a sentence.
    early = (
        "“The ancient keepers of this lamp,” said he,\n"
        "“were promised nothing by the Board and had it on the first of every month.”"
    )
    closing = (
        "It was after one of these walks that the Board,\ncalling her aside, spoke."
    )
    text = "\n\n".join(["The Lamp", *paragraphs, early, closing, *paragraphs])
    (chapter,), _ = imported(text + "\n", tmp_path)
    assert chapter.count("\n\n" + PROSE) == 2 * len(paragraphs)
    for words in (early, closing):
        assert words.replace("\n", " ") in chapter


def test_the_licence_above_an_older_text_is_set_aside(tmp_path: Path) -> None:
    text = (
        "**The Project Gutenberg Etext of The Lamp by Ada Moreau**\n\n"
        "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\n"
        "Why is this here? You know: lawyers.\n"
        "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n\n"
        f"The Lamp\n\nChapter 1\n\n{textwrap.fill(PROSE, 70)}\n\nChapter 2\n\n"
        f"{textwrap.fill(PROSE, 70)}\n\nEnd of the Project Gutenberg Etext of Salt\n"
    )
    chapters, book = imported(text, tmp_path)
    assert (book["title"], book["authors"]) == ("The Lamp", ["Ada Moreau"])
    assert [c.partition("\n")[0] for c in chapters] == ["# Chapter 1", "# Chapter 2"]
    assert "lawyers" not in "".join(chapters)


_WIDE = "The clock in the harbour office had stopped, and nobody had wound it up."
_PROSE = "\n\n".join(["\n".join([_WIDE] * 5)] * 60)
"""Prose enough that numerals are those of chapters and not of an essay's parts."""


@pytest.mark.slow
def test_numerals_of_a_book_open_chapters_with_the_titles_below(tmp_path: Path) -> None:
    parts = "".join(
        f"{number}\n\n{title}\n\n{_PROSE}\n\n"
        for number, title in (("I", "THE CLOCK"), ("II", "THE ROPE"), ("III", "TAR"))
    )
    chapters, _ = imported(f"The Quay\n\n{parts}EPILOGUE\n\n{_PROSE}\n", tmp_path)
    heads = [chapter.partition("\n")[0] for chapter in chapters]
    assert heads[-4:] == [
        "# I: THE CLOCK",
        "# II: THE ROPE",
        "# III: TAR",
        "# EPILOGUE",
    ]


@pytest.mark.slow
def test_letters_of_an_alphabet_open_no_chapters(tmp_path: Path) -> None:
    parts = "".join(f"{letter}\n\n{_PROSE}\n\n" for letter in "CDILMVX")
    chapters, _ = imported(f"The Quay\n\n{parts}", tmp_path)
    assert len(chapters) == 1


def test_a_title_page_of_the_project_that_repeats_the_title_is_set_aside(
    tmp_path: Path,
) -> None:
    contents = "CONTENTS\n\nCHAP.                 PAGE\n Letter 1               1\n"
    text = (
        "Title: The Quay\n\nAuthor: Ada Moreau\n\n"
        "*** START OF THIS PROJECT GUTENBERG EBOOK THE QUAY ***\n\n\nThe Quay;\n\n\n"
        f"or, the Clock\n\n\nby\n\nAda Moreau\n\n\n{contents} Letter 2       9\n\n\n\n"
        f"Letter 1\n\n{_PROSE}\n\nLetter 2\n\n{_PROSE}\n\n"
        "*** END OF THIS PROJECT GUTENBERG EBOOK THE QUAY ***\n"
    )
    chapters, book = imported(text, tmp_path)
    assert [c.partition("\n")[0] for c in chapters] == ["# Letter 1", "# Letter 2"]
    assert book["title"] == "The Quay"


def test_a_shorter_line_that_ends_a_sentence_ends_no_paragraph(tmp_path: Path) -> None:
    short = "“Alas!” said he, “how very little you know of it.”"
    block = f"{short}\n{_WIDE}\n{_WIDE}"
    chapters, _ = imported(f"The Quay\n\n{_PROSE}\n\n{block}\n\n{_PROSE}\n", tmp_path)
    assert f"{short} {_WIDE} {_WIDE}" in "\n".join(chapters)
