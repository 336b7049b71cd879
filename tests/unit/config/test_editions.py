"""Editions by name: what they inherit, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.editions import (
    PLAIN,
    config_of,
    default_names,
    find_edition,
    ready_names,
)
from bookmaker.config.load import load_manuscript
from bookmaker.config.model import (
    Adaptation,
    BookConfig,
    EditionTarget,
    LinkPlacement,
    NotePlacement,
    Purpose,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.units import Length


def load(folder: Path, lines: str) -> BookConfig:
    """The configuration of a book with these lines."""
    (folder / "one.md").write_text("# One\n", "utf-8")
    (folder / "book.toml").write_text(f'title = "T"\n{lines}', "utf-8")
    return load_manuscript(folder, Diagnostics()).config


def messages(folder: Path, lines: str) -> list[str]:
    """What is wrong with a book of these lines."""
    with pytest.raises(ManuscriptError) as caught:
        load(folder, lines)
    return [
        f"{one.span}: {one.code} {one.message()}" for one in caught.value.diagnostics
    ]


def edition(config: BookConfig, name: str) -> BookConfig:
    """The configuration of an edition that there is."""
    found = find_edition(config, name)
    assert found is not None
    return config_of(config, found)


def test_an_edition_starts_from_the_tables_of_the_book(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        '[print]\ntrim = "A5"\nlinks = "plain"\n'
        '[editions.pocket]\ntrim = "A6"\nhyphenate = false\n',
    )
    pocket = edition(config, "pocket").print
    assert pocket.trim == (Length.parse("105mm"), Length.parse("148mm"))
    assert pocket.links is LinkPlacement.PLAIN
    assert pocket.hyphenate is False
    assert config.print.hyphenate is None, "the book's own edition is as it was"


def test_a_name_of_a_ready_made_edition_starts_from_that(tmp_path: Path) -> None:
    config = load(
        tmp_path, '[print]\nnotes = "book-end"\n[editions.large-print]\ntrim = "A4"\n'
    )
    own = edition(config, "large-print")
    assert own.print.adaptation is Adaptation.LARGE_PRINT
    assert own.print.type_size == Length.parse("16pt")
    assert own.print.trim == (Length.parse("210mm"), Length.parse("297mm"))
    assert own.print.notes is NotePlacement.CHAPTER_END


def test_an_edition_may_be_based_on_one_above(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        '[editions.clear]\nbased-on = "large-print"\ntype-size = "18pt"\n'
        '[editions.clear-wide]\nbased-on = "clear"\nmargin-outer = "30mm"\n',
    )
    wide = edition(config, "clear-wide")
    assert wide.print.type_size == Length.parse("18pt")
    assert wide.print.margin_outer == Length.parse("30mm")
    assert wide.print.adaptation is Adaptation.LARGE_PRINT


def test_every_ready_made_edition_is_found_in_every_book(tmp_path: Path) -> None:
    config = load(tmp_path, '[epub]\nnotes = "book-end"\n')
    assert {"reading-pdf", "large-print", "review", "sample-epub"} < {*ready_names()}
    for name in ready_names():
        assert find_edition(config, name) is not None, name
    sample = edition(config, "sample-epub")
    assert sample.epub.notes is NotePlacement.BOOK_END
    assert sample.edition is not None
    assert sample.edition.target is EditionTarget.EPUB
    assert sample.edition.chapters == 2
    assert sample.edition_name == "sample-epub"
    assert edition(config, "epub").edition_name is None
    assert find_edition(config, "docx") is None


def test_the_edition_for_print_is_for_the_printer_of_the_book(tmp_path: Path) -> None:
    config = load(tmp_path, '[print]\nprinter = "lulu"\n')
    assert config.print.purpose is Purpose.READING
    for name in ("reading-pdf", "review", "sample-pdf"):
        assert edition(config, name).print.purpose is Purpose.READING
    press = edition(config, "print").print
    assert (press.purpose, press.printer) == (Purpose.PRINT, "lulu")


def test_a_printer_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    (said,) = messages(tmp_path, '[editions.press]\nprinter = "lula"\n')
    assert said.startswith("book.toml:3:")
    assert "lula" in said


def test_a_build_makes_the_editions_that_say_so(tmp_path: Path) -> None:
    assert default_names(load(tmp_path, "")) == PLAIN
    lines = (
        "[editions.b]\ndefault = true\n[editions.a]\n[editions.epub]\ndefault = true\n"
    )
    assert default_names(load(tmp_path, lines)) == ("b", "epub")


def test_places_of_an_edition_are_those_of_its_own_keys(tmp_path: Path) -> None:
    lines = '[print]\ntrim = "A5"\n[editions.pocket]\ntheme = "poetry"\n'
    pocket = edition(load(tmp_path, lines), "pocket")
    theme, trim = pocket.place("print.theme"), pocket.place("print.trim")
    assert theme is not None
    assert trim is not None
    assert (theme.line, trim.line) == (5, 3)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            '[editions.pocket]\nbased-on = "large-prnt"\n',
            "book.toml:3:12: C012 ",
        ),
        (
            '[editions.a]\nbased-on = "b"\n[editions.b]\n',
            "book.toml:3:12: C012 ",
        ),
        (
            '[editions.a]\nproduct = "paperback"\n[products.epub]\nprice = "1 EUR"\n',
            "book.toml:3:11: C012 ",
        ),
        (
            '[editions."My Book"]\n',
            "book.toml:2:11: C021 “My Book” isn’t a valid value for “edition”",
        ),
        ('[editions.a]\ntarget = "docx"\n', "book.toml:3:10: C012 "),
        ('[editions.a]\ntarget = "epub"\ntrim = "A5"\n', "book.toml:4:1: C010 "),
        ("[editions.a]\nchapters = 0\n", "book.toml:3:12: C"),
        ('[editions.a]\nproduct = "x"\n', "book.toml:3:11: C"),
        ("[editions]\na = 3\n", "book.toml:3:5: C011 "),
    ],
)
def test_what_is_wrong_with_an_edition_has_its_place(
    tmp_path: Path, lines: str, expected: str
) -> None:
    (message,) = messages(tmp_path, lines)
    assert message.startswith(expected), message


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('[epub]\npage-list = "pdff"\n', "book.toml:3:13: C012 "),
        ('[epub]\npage-list = "sample-epub"\n', "book.toml:3:13: C012 "),
        (
            '[editions.e]\ntarget = "epub"\npage-list = "paper"\n',
            "book.toml:4:13: C012 ",
        ),
    ],
)
def test_only_an_edition_with_pages_can_be_listed(
    tmp_path: Path, lines: str, expected: str
) -> None:
    (message,) = messages(tmp_path, lines)
    assert message.startswith(expected), message


def test_the_pages_of_an_own_edition_can_be_listed(tmp_path: Path) -> None:
    lines = '[epub]\npage-list = "pocket"\n[editions.pocket]\ntrim = "A6"\n'
    assert load(tmp_path, lines).epub.page_list == "pocket"
