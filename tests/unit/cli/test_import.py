"""`bookmaker import` and `bookmaker new --from`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bookmaker.cli import run
from tests.support.importing import keyed_text, texts_in


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A pasted essay."""
    source = tmp_path / "ferry.txt"
    source.write_text(keyed_text(texts_in("worked")[0])[0], encoding="utf-8")
    return source


@pytest.mark.slow
def test_a_text_becomes_a_manuscript_that_checks(ferry: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    assert run(["import", str(ferry), str(book), "--yes"]) == 0
    assert run(["check", str(book)]) == 0
    manifest = tomllib.loads((book / "book.toml").read_text(encoding="utf-8"))
    assert manifest["title"] == "The Last Ferry Is Never the Last"
    account = (book / "IMPORT.md").read_text(encoding="utf-8")
    assert "| ferry.txt:8 | The Last Ferry Is Never the Last | the title |" in account
    assert "## What bookmaker check reports\n\nNothing.\n" in account
    assert "Sign up" in (book / "set-aside.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_new_from_is_the_same_door(ferry: Path, tmp_path: Path) -> None:
    assert run(["import", str(ferry), str(tmp_path / "one")]) == 0
    assert run(["new", str(tmp_path / "two"), "--from", str(ferry)]) == 0
    one, two = (
        {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


@pytest.mark.slow
def test_several_sources_are_chapters_in_the_order_given(tmp_path: Path) -> None:
    sources = []
    for name in ("zebra", "apple"):
        source = tmp_path / f"{name}.txt"
        source.write_text(f"The {name.title()}\n\nIt was a {name}.\n", encoding="utf-8")
        sources.append(str(source))
    book = tmp_path / "book"
    assert run(["import", *sources, str(book), "--yes"]) == 0
    manifest = tomllib.loads((book / "book.toml").read_text(encoding="utf-8"))
    assert manifest["contents"]["body"] == [
        "chapters/01-the-zebra.md",
        "chapters/02-the-apple.md",
    ]


@pytest.mark.slow
def test_sources_that_all_have_dates_stand_by_date(tmp_path: Path) -> None:
    sources = []
    for year in (2022, 2020, 2021):
        source = tmp_path / f"{year}.txt"
        words = f"Of {year}\n\n4 May {year}\n\nIt was a year like any other.\n"
        source.write_text(words, encoding="utf-8")
        sources.append(str(source))
    book = tmp_path / "book"
    assert run(["import", *sources, str(book), "--yes"]) == 0
    names = sorted(path.name for path in (book / "chapters").iterdir())
    assert names == ["01-of-2020.md", "02-of-2021.md", "03-of-2022.md"]
    account = (book / "IMPORT.md").read_text(encoding="utf-8")
    assert "in the order of their dates" in account


@pytest.mark.slow
def test_a_text_in_another_encoding_is_refused_until_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "cafe.txt"
    source.write_bytes("Café\n\nThe door was open, as ever.\n".encode("cp1252"))
    book = str(tmp_path / "book")
    assert run(["import", str(source), book]) == 1
    assert "I002" in capsys.readouterr().err
    assert not Path(book).exists()
    assert run(["import", str(source), book, "--encoding", "cp1252"]) == 0
    assert (tmp_path / "book/chapters/01-cafe.md").read_text("utf-8") == (
        "# Café\n\nThe door was open, as ever.\n"
    )


def test_a_folder_with_something_in_it_is_left_alone(
    ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(ferry), str(tmp_path)]) == 2
    assert "isn’t empty" in capsys.readouterr().err


def test_what_new_takes_from_the_sources_is_not_given_too(
    ferry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["new", str(tmp_path / "b"), "--from", str(ferry), "--title", "X"]
    assert run(words) == 2
    assert "--from takes title" in capsys.readouterr().err


def test_a_file_of_the_manuscript_comes_back_as_markdown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = tmp_path / "one.md"
    text = "# One {#one}\n\nIt was *late*, [as]{.smallcaps} ever.\n"
    chapter.write_text(text, encoding="utf-8")
    assert run(["tree", str(chapter), "--markdown"]) == 0
    assert capsys.readouterr().out == text


@pytest.mark.slow
def test_the_account_begins_with_sentences_and_fits_a_screen(
    ferry: Path, tmp_path: Path
) -> None:
    sources = []
    for number in range(30):
        source = tmp_path / f"{number:02d}.txt"
        source.write_bytes(b"\xef\xbb\xbf" + f"Of {number}\n\nIt was so.\n".encode())
        sources.append(str(source))
    book = tmp_path / "book"
    assert run(["import", *sources, str(ferry), str(book), "--yes"]) == 0
    account = (book / "IMPORT.md").read_text(encoding="utf-8").splitlines()
    assert account[0].startswith("# ")
    assert account[2].startswith("This report lists")
    assert account[4].startswith("31 chapters from 31 sources; ")
    details = account.index("## Chapters")
    assert details < 30
    assert "## More to note" in account


def test_a_question_shows_the_line_in_its_context_and_the_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bookmaker.cli.import_ import _interactive_prompt
    from bookmaker.importers.model import Choice, Question

    monkeypatch.setattr("click.getchar", lambda: "\r")
    question = Question(
        source="essay.txt",
        line=7,
        words="Linocut of a boat.",
        text="Does this describe a picture?",
        choices=(Choice(key="f", label="a figure"), Choice(key="p", label="text")),
        before="It was late.",
        after="We went home.",
    )
    assert _interactive_prompt()(question) == "f"
    assert capsys.readouterr().err.splitlines()[1:] == [
        "essay.txt:7",
        "   It was late.",
        " > Linocut of a boat.",
        "   We went home.",
        "Does this describe a picture? [f] a figure (default: Enter), [p] text, "
        "[a] the default for all the rest: f",
    ]
