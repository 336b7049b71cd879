"""`bookmaker validate`: which checks a file gets, what is said, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from bookmaker.cli import run
from bookmaker.cli.exit_status import ExitStatus

COUNT = 24


def pdf_of(path: Path, pages: int = COUNT) -> str:
    """A file of blank pages, six inches by nine."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(432, 648))
        pdf.save(path)
    return str(path)


def test_a_file_without_faults_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pdf_of(tmp_path / "a.pdf")
    assert run(["validate", file]) == ExitStatus.DONE
    said = capsys.readouterr()
    assert said.out == "nothing is wrong\n"
    assert "qpdf: passed" in said.err
    assert "preflight for a printer: passed" in said.err


@pytest.mark.parametrize("printer", [(), ("--printer", "kdp")])
def test_a_file_that_opens_with_a_password_alone_is_refused(
    printer: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.pdf"
    with pikepdf.open(pdf_of(tmp_path / "b.pdf")) as pdf:
        locks = pikepdf.Encryption(owner="one", user="two")
        pdf.save(file, encryption=locks)
    assert run(["validate", str(file), *printer]) == ExitStatus.BOOK
    said = capsys.readouterr()
    assert "V056: the PDF has a password" in said.out
    assert "bug" not in said.err


def test_a_printer_may_refuse_what_another_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pdf_of(tmp_path / "a.pdf", 2)
    asked = ["validate", file, "--printer", "kdp"]
    assert run(asked) == ExitStatus.DONE, "a warning"
    assert "V058: the PDF has 2 pages" in capsys.readouterr().out
    assert run([*asked, "--strict"]) == ExitStatus.STRICT


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_can_read_the_report(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pdf_of(tmp_path / "a.pdf", 2)
    asked = ["validate", file, "--printer", "kdp", "--report", form]
    assert run(asked) == ExitStatus.DONE
    report = capsys.readouterr().out
    assert "V058" in report
    if form != "github":
        assert json.loads(report)


def test_an_error_is_one_of_the_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "a.pdf"
    damaged.write_bytes(b"%PDF-1.7 and no more")
    assert run(["validate", str(damaged)]) == ExitStatus.BOOK
    said = capsys.readouterr().out
    assert "V050" in said
    assert "qpdf:" in said


@pytest.mark.parametrize("content", [None, b"neither"])
def test_what_is_no_book_is_wrong_usage(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    if content is not None:
        file.write_bytes(content)
    assert run(["validate", str(file)]) == ExitStatus.USAGE
    assert "a.txt" in capsys.readouterr().err
