"""`bookmaker cover`: what it writes, what it says, how it ends."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from bookmaker.cli import run
from bookmaker.cli.exit_status import ExitStatus

BOOK = """\
title = "The Salt Roads"
authors = ["Ada Brandt"]
description = "A long walk."

[products.paperback]
isbn = "978-3-16-148410-0"

[print]
printer = "kdp"

[contents]
body = ["a.md"]

[editions.screen]
purpose = "reading"
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book of one chapter, in the current folder."""
    folder = tmp_path / "salt"
    folder.mkdir()
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    (folder / "a.md").write_text("# A\n\nA word.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def widths(path: Path) -> float:
    """The width of the page, in points."""
    with pikepdf.open(path) as pdf:
        return float(pdf.pages[0].mediabox[2])


@pytest.mark.slow
def test_the_cover_fits_the_pages_as_they_are_laid_out(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cover", "salt"]) == ExitStatus.DONE
    said = capsys.readouterr()
    assert "pages on “white”: the spine is" in said.out
    pages = int(said.out.split()[0])
    wrap = Path("build/salt-print-cover.pdf")
    assert wrap.with_name("salt-print-cover-guide.pdf").is_file()
    assert widths(wrap) == pytest.approx((12.25 + pages * 0.002252) * 72, abs=0.01)
    assert not (book / "build").exists()


@pytest.mark.slow
def test_a_number_of_pages_can_be_given_and_a_file_named(book: Path) -> None:
    assert run(["cover", book.name, "--pages", "300", "-o", "c.pdf", "-q"]) == 0
    assert widths(Path("c.pdf")) == pytest.approx((12.25 + 0.6756) * 72, abs=0.01)
    assert Path("c-guide.pdf").is_file()


@pytest.mark.slow
def test_strict_writes_no_cover_that_has_a_warning(book: Path) -> None:
    text = BOOK.replace('isbn = "978-3-16-148410-0"', "")
    (book / "book.toml").write_text(text, encoding="utf-8")
    words = ["cover", "salt", "--pages", "300", "-q"]
    assert run([*words, "--strict"]) == ExitStatus.STRICT
    assert not Path("build").exists()
    assert run(words) == ExitStatus.DONE


def test_only_an_edition_for_print_has_a_cover(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("screen", "epub", "nobody"):
        words = ["cover", book.name, "-e", name, "--pages", "30"]
        assert run(words) == ExitStatus.USAGE
        assert f"“{name}” is not for print" in capsys.readouterr().err


def test_a_book_with_errors_has_no_cover(book: Path) -> None:
    (book / "a.md").write_text("# A\n\n[x](#gone)\n", encoding="utf-8")
    assert run(["cover", "salt", "--pages", "300", "-q"]) == ExitStatus.BOOK
    (book / "book.toml").write_text("title = 3", encoding="utf-8")
    assert run(["cover", "salt", "--pages", "300", "-q"]) == ExitStatus.CONFIGURATION
    assert not Path("build").exists()


@pytest.mark.slow
def test_a_file_that_is_no_pdf_is_not_replaced(book: Path) -> None:
    chapter = book / "a.md"
    before = chapter.read_bytes()
    assert run(["cover", "salt", "--pages", "30", "-o", "salt/a.md", "-q"]) == 1
    assert chapter.read_bytes() == before
    assert not (book / "a-guide.pdf").exists()
