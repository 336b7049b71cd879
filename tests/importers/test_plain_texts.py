"""Texts with hand-made keys: what the rules find in them, counted.

`worked/` is what the rules were made with. `aside/` and then `later/` were put away
and run once; `probes/` are short, of many layouts: they made the rules general.
`last/` was written by somebody who knew no rule, and run once when they stood: no rule
has been touched for its sake. `docs/decisions/import.md` holds what the first runs
found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookmaker.importers.model import Question, take_safe_choice
from bookmaker.importers.plain_text.picture_lines import (
    describes_above_caption,
    is_picture_credit,
)
from bookmaker.importers.plain_text.recognise import recognise
from tests.support.importing import (
    chapter_texts,
    imported_files,
    keyed_text,
    texts_in,
    words_in,
    words_of_manuscript,
)

WORKED = texts_in("worked")
ASIDE = texts_in("aside")
LATER = texts_in("later")
LONG = (*WORKED, *ASIDE, *LATER)
PROBES = texts_in("probes")
LAST = texts_in("last")
PLATFORMS = texts_in("platforms")
"""What blogs, newspapers and newsletters print, in four languages, around one essay."""
ALL = (*LONG, *PROBES, *LAST, *PLATFORMS)
FURNITURE = "F"
AUTHORS = frozenset("TBDPQARIVHLNU.,S")


def found_in(path: Path) -> list[tuple[str, str]]:
    """What each line is by its key, and what it was taken for."""
    text, key = keyed_text(path)
    lines = recognise(text, path.name, take_safe_choice).lines
    return [(wanted, line.role.value) for wanted, line in zip(key, lines, strict=True)]


def share(pairs: list[tuple[str, str]], letters: str) -> float:
    """How many of the lines with these letters were taken for what they are.

    A quotation is set off, by whatever it was told.
    """
    those = [(wanted, given) for wanted, given in pairs if wanted in letters]
    right = [w == given or {w, given} == {"Q", "I"} for w, given in those]
    return sum(right) / len(those)


def pairs_of(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """The pairs of several texts."""
    return [pair for path in paths for pair in found_in(path)]


def test_a_third_of_each_set_are_pasted_essays() -> None:
    for paths, count in ((WORKED, 12), (ASIDE, 6), (LATER, 6), (LAST, 6)):
        assert len(paths) == count
        essays = [path for path in paths if FURNITURE in keyed_text(path)[1]]
        assert len(essays) * 3 >= count


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "paths",
    [WORKED, ASIDE, LATER, PROBES, LAST],
    ids=["worked", "aside", "later", "probes", "last"],
)
def test_the_texts_are_read_as_their_keys_say(paths: list[Path]) -> None:
    pairs = pairs_of(paths)
    assert share(pairs, "T") == 1
    assert share(pairs, "QARI") >= 0.95
    assert share(pairs, FURNITURE) >= 0.9


@pytest.mark.slow
def test_what_platforms_print_is_set_aside() -> None:
    pairs = pairs_of(PLATFORMS)
    assert share(pairs, "T") == 1
    assert share(pairs, "B") == 1
    assert share(pairs, FURNITURE) >= 0.98


@pytest.mark.sampled(30)
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_line_of_the_author_is_set_aside_and_no_heading_is_false(path: Path) -> None:
    for wanted, given in found_in(path):
        assert not (given == FURNITURE and wanted in AUTHORS)
        assert not (given == "H" and wanted != "H")


@pytest.mark.slow
def test_texts_that_were_looked_at_are_read_to_the_letter() -> None:
    assert [pair for pair in pairs_of(LONG) if pair[0] != pair[1]] == []


@pytest.mark.sampled(20)
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_word_is_in_the_manuscript_or_set_aside(
    path: Path, tmp_path: Path
) -> None:
    text, _ = keyed_text(path)
    source = tmp_path / path.name
    source.write_text(text, encoding="utf-8")
    files = imported_files(source)
    # Words that the page had divided are whole now: they are compared by their parts.
    # What a list or a note counts by is its own affair.
    text = re.sub(r"(?m)^ *\(?(?:\d+|[a-z])[.)] |\[\d+\]", "", text)
    mended = re.sub(r"(\w)-\n\s*(\w)", r"\1\2", text)
    kept = words_of_manuscript(files)
    missing = (words_in(text) - kept).keys() & (words_in(mended) - kept).keys()
    # A low line that emphasises a word is no letter of it.
    bare = {word.strip("_") for word in kept} | {""}
    assert {word.strip("_") for word in missing} <= bare


def test_nobody_is_asked_twice_about_a_line() -> None:
    """What a person takes for a paragraph looks as it did to the rules that follow."""
    kinds = ("A wooden", "A second wooden", "A third wooden", "A small wooden")
    phrases = [f"{kind} pier that runs far out into a flat grey sea" for kind in kinds]
    said = "Nobody was there but a man who was selling tickets to nobody at all."
    text = "On Piers\n\n" + "\n\n".join(f"{said}\n\n{phrase}" for phrase in phrases)
    asked: list[tuple[int | None, str]] = []

    def answer(question: Question) -> str:
        asked.append((question.line, question.text))
        return "p"

    recognised = recognise(f"{text}\n\n{said}\n", "x.txt", answer)
    assert len(asked) == len(set(asked)) >= len(phrases)
    assert len(recognised.guesses) == len({guess.line for guess in recognised.guesses})


def test_who_is_asked_decides() -> None:
    text = (
        "On Piers\n\nThe pier was long and it was cold on it that day in March.\n\n"
        "A wooden pier that runs far out into a flat grey sea\n\n"
        "Nobody was there but a man who was selling tickets to nobody.\n"
    )
    asked = []

    def answer(question: Question) -> str:
        asked.append((question.line, question.text))
        return "p"

    roles = [line.role.value for line in recognise(text, "x.txt", answer).lines]
    assert asked == [(5, "Does this describe an image?")]
    assert roles[4] == "."


def test_a_chapter_that_the_author_calls_comments_is_not_for_readers() -> None:
    text = (
        "On Marginalia\n\nBy Ann Lee\n\nI read what others have written in books.\n\n"
        "Comments\n\nThere is a kind of reader who says: no. He says it in pencil.\n\n"
        "I fold the corner, and I am sorry for it every time.\n\n"
        "3 Comments\nRae says\nMay 3, 2011 at 8:14 am\nSame.\nReply\n"
    )
    lines = recognise(text, "x.txt", take_safe_choice).lines
    found = "".join(line.role.value for line in lines if line.words)
    assert found == "TB.H..FFFFF"


def _head_body_foot(path: Path) -> tuple[list[str], list[str], list[str]]:
    """A text's furniture above its title, what is the author's, the furniture below.

    Lines as they stand in the file, with their letters.
    """
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    letters = [line[0] for line in lines]
    title = letters.index("T")
    end = max(at for at, letter in enumerate(letters) if letter not in "F ") + 1
    return lines[:title], lines[title:end], lines[end:]


@pytest.mark.slow
def test_no_text_of_an_author_is_set_aside_between_the_furniture_of_others() -> None:
    parts = [_head_body_foot(path) for path in ALL]
    heads = [head for head, _, _ in parts if head]
    feet = [foot for _, _, foot in parts if foot]
    of_text = AUTHORS - set("TBD")
    for at, (_, body, _) in enumerate(parts):
        lines = [*heads[at * 5 % len(heads)], "  ", *body, "  "]
        lines += feet[at * 7 % len(feet)]
        text = "\n".join(line[2:] for line in lines)
        found = recognise(text, "x.txt", take_safe_choice).lines
        for keyed, line in zip(lines, found, strict=True):
            assert not (keyed[0] in of_text and line.role.value == FURNITURE), keyed


@pytest.mark.parametrize(
    "asked", ["Noor Haddad: How many clocks are there?", "NH: And you wind them all?"]
)
def test_a_question_of_an_interview_is_no_heading(asked: str, tmp_path: Path) -> None:
    answer = "Edgar Pell: Two hundred and eleven that go. I don’t count the others."
    text = f"The Man Who Sets Clocks\n\n{answer}\n\n{asked}\n\n{answer}\n"
    source = tmp_path / "a.txt"
    source.write_text(text, encoding="utf-8")
    chapters = "".join(chapter_texts(imported_files(source)))
    assert f"\n\n{asked}\n" in chapters


def test_the_first_line_of_a_scan_stays_where_running_heads_say_it_again(
    tmp_path: Path,
) -> None:
    page = "3rd. Came ashore at noon in the relief boat with two sacks of coal.\n\n"
    pages = "".join(f"{page}\n{n}\n\fA WINTER AT SEA\n\n" for n in range(12, 16))
    source = tmp_path / "scan.txt"
    source.write_text(
        f"A WINTER AT SEA\n\nby Ann Lee\n\n{pages}{page}", encoding="utf-8"
    )
    files = imported_files(source)
    assert 'title = "A WINTER AT SEA"' in files["book.toml"].decode()
    assert "A WINTER AT SEA" not in "".join(chapter_texts(files)).partition("\n")[2]


@pytest.mark.parametrize(
    ("line", "is_picture"),
    [
        ("Primo piano di una mano che tiene un biglietto obliterato due volte", True),
        ("Duas listas telefónicas amarelas a servir de calço a um frigorífico", True),
        (
            "Una mano tiene il biglietto e lo guarda ancora una volta prima di notte",
            False,
        ),
    ],
)
def test_a_verb_in_a_relative_clause_makes_no_sentence(
    line: str, *, is_picture: bool
) -> None:
    caption = "Il biglietto dell’autrice, marzo 2023."
    assert describes_above_caption(line, caption) is is_picture


PROSE = (
    "The harbour office had a clock that nobody wound, and Ines had learned to read "
    "the tide from the smell of the rope. She came back in the winter after."
)


def chapters_of(text: str, folder: Path) -> tuple[list[str], str]:
    """The chapters of a text, and its `book.toml`."""
    source = folder / "a.txt"
    source.write_text(text, encoding="utf-8")
    files = imported_files(source)
    return chapter_texts(files), files["book.toml"].decode()


def test_heads_are_found_where_each_line_is_a_paragraph(tmp_path: Path) -> None:
    text = f"The Lamp\nAda Moreau\nChapter 1\n{PROSE}\n{PROSE}\nChapter 2\n{PROSE}\n"
    chapters, _ = chapters_of(text, tmp_path)
    assert [c.partition("\n")[0] for c in chapters] == ["# Chapter 1", "# Chapter 2"]


def test_a_standfirst_of_two_sentences_is_not_the_title(tmp_path: Path) -> None:
    text = (
        "Skip to main content\n\nThe long read\nThe last lamp: how a harbour went dark"
        "\n\nWhen it went out, nobody complained. Then the boats began to arrive\n"
        f"Ada Moreau\nTue 4 May 2021 06.00 BST\nShare\n{PROSE}\n\n{PROSE}\n"
    )
    _, book = chapters_of(text, tmp_path)
    assert 'title = "The last lamp: how a harbour went dark"' in book


def test_a_title_page_in_capitals_with_stops_is_read(tmp_path: Path) -> None:
    heads = "".join(f"CHAPTER {n}\n\n{PROSE}\n\n" for n in ("I. SALT.", "II. HEMP."))
    chapters, book = chapters_of(f"THE LAMP.\n\nBY ADA MOREAU.\n\n{heads}", tmp_path)
    assert 'authors = ["ADA MOREAU"]' in book
    assert len(chapters) == 2


@pytest.mark.parametrize(
    ("credit", "is_picture"),
    [
        ("Photo de Marc Petit sur Unsplash", True),
        ("Foto di Davide Orsini", True),
        ("Foto van Joost Abbink. Hij woonde er.", False),
    ],
)
def test_a_credit_in_another_language_makes_a_picture(
    credit: str, *, is_picture: bool
) -> None:
    assert is_picture_credit(credit) is is_picture
