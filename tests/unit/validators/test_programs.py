"""Programs of others that check books: what they report, and what is said without."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pikepdf
import pytest

from bookmaker.diagnostics import Severity
from bookmaker.validators import programs, verapdf
from bookmaker.validators.pdf_syntax import check_syntax, without_address
from bookmaker.validators.programs import NotRun, Ran
from tests.support.pdf_claims import claiming


def program(path: Path, script: str) -> None:
    """A program of the shell."""
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_what_is_not_installed_is_named_with_the_way_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ACE", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    content = claiming('pdfuaid:part="1"')
    for result in (
        programs.run_epubcheck(tmp_path / "a.epub", "a.epub"),
        programs.run_ace(tmp_path / "a.epub", "a.epub"),
        programs.run_verapdf(tmp_path / "a.pdf", content, "a.pdf"),
    ):
        assert isinstance(result, NotRun)
        assert result.why.startswith("install it with `")


def test_a_pdf_that_claims_nothing_is_not_held_against_a_standard(
    tmp_path: Path,
) -> None:
    assert programs.run_verapdf(tmp_path / "a.pdf", b"%PDF-1.7", "a.pdf") is None


def test_a_part_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    content = claiming('pdfaid:part="7"')
    result = programs.run_verapdf(tmp_path / "a.pdf", content, "a.pdf")
    assert isinstance(result, Ran)
    (found,) = result.found
    assert found.message() == "veraPDF: the file claims PDF/A-7, which doesn’t exist"


def test_qpdf_finds_a_file_that_was_cut(tmp_path: Path) -> None:
    file = tmp_path / "a b.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    whole = file.read_bytes()
    assert check_syntax(whole, "a b.pdf").found == ()
    found = check_syntax(whole[:-40], "a b.pdf").found
    assert found
    assert {one.code for one in found} == {"V061"}
    assert not any("BytesIO" in one.message() for one in found)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("WARNING: stream <_io.BytesIO object at 0x7f>: no xref", "no xref"),
        (
            "WARNING: page object 7 0 (content): bad token",
            "page object 7 0 (content): bad token",
        ),
        (
            "<_io.BytesIO object at 0x7f>, object 2 0 at offset 9: odd",
            "object 2 0 at offset 9: odd",
        ),
        ("<_io.BytesIO object>: not a PDF", "not a PDF"),
        (", object 2 0: odd", "object 2 0: odd"),
    ],
)
def test_what_qpdf_says_has_no_place_in_memory(said: str, plain: str) -> None:
    assert without_address(said) == plain


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"%PDF-1.7 \xff\x00" * 40])
def test_qpdf_says_that_a_file_is_none(content: bytes) -> None:
    assert check_syntax(content, "a.pdf").found


@pytest.mark.parametrize(
    ("impact", "severity"),
    [
        ("critical", Severity.ERROR),
        ("serious", Severity.ERROR),
        ("moderate", Severity.WARNING),
        ("minor", Severity.WARNING),
        (None, Severity.ERROR),
    ],
)
def test_what_ace_reports_is_passed_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    impact: str | None,
    severity: Severity,
) -> None:
    one = {
        "earl:test": {"dct:title": "image-alt", "earl:impact": impact},
        "earl:result": {"dct:description": "no alternative text"},
    }
    subject = {"url": "EPUB/one.xhtml"}
    report = {"assertions": [{"earl:testSubject": subject, "assertions": [one]}]}
    (tmp_path / "made.json").write_text(json.dumps(report), "utf-8")
    program(tmp_path / "ace", f'cp {tmp_path}/made.json "$4/report.json"')
    monkeypatch.setenv("ACE", str(tmp_path / "ace"))
    result = programs.run_ace(tmp_path / "a.epub", "a.epub")
    assert isinstance(result, Ran)
    (found,) = result.found
    assert (found.code, found.severity) == ("V061", severity)
    assert found.message() == "Ace: EPUB/one.xhtml: image-alt: no alternative text"


def test_a_program_that_fails_is_not_taken_for_one_that_found_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "ace", "echo no Chromium >&2; exit 1")
    monkeypatch.setenv("ACE", str(tmp_path / "ace"))
    result = programs.run_ace(tmp_path / "a.epub", "a.epub")
    assert isinstance(result, NotRun)
    assert "no Chromium" in result.why


@pytest.mark.slow
def test_epubcheck_finds_what_is_no_epub(tmp_path: Path) -> None:
    broken = tmp_path / "a.epub"
    broken.write_bytes(b"PK\x03\x04 nothing")
    result = programs.run_epubcheck(broken, "a.epub")
    if isinstance(result, NotRun):
        pytest.skip(result.why)
    assert {one.code for one in result.found} == {"V061"}


def _epubcheck_that_reports(
    report: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """What is passed on of a report, for `a.epub`."""
    (tmp_path / "made.json").write_text(json.dumps(report), "utf-8")
    program(
        tmp_path / "java",
        f'while [ "$1" != --json ]; do shift; done; cp {tmp_path}/made.json "$2"',
    )
    monkeypatch.setattr(programs, "_find_java", lambda: str(tmp_path / "java"))
    result = programs.run_epubcheck(tmp_path / "a.epub", "a.epub")
    if isinstance(result, NotRun):
        pytest.skip(result.why)
    return [f"{one.severity.value}: {one.message()}" for one in result.found]


def test_what_epubcheck_reports_of_the_whole_file_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no content documents to count where the zip can't be read."""
    message = {
        "ID": "PKG-027",
        "severity": "FATAL",
        "message": "Could not extract the file.",
        "locations": [{"path": str(tmp_path / "a.epub"), "line": -1, "column": -1}],
    }
    report = {"messages": [message], "publication": {"nSpines": 0}}
    found = _epubcheck_that_reports(report, tmp_path, monkeypatch)
    assert found == ["error: EPUBCheck: PKG-027: Could not extract the file."]


@pytest.mark.parametrize("severity", ["ERROR", "WARNING"])
def test_epubcheck_names_the_place_within_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, severity: str
) -> None:
    place = {"path": "EPUB/one.xhtml", "line": 3, "column": 9}
    message = {"severity": severity, "message": "Bad.", "locations": [place]}
    report = {
        "messages": [{"ID": "RSC-005", **message}],
        "publication": {"nSpines": 1},
    }
    found = _epubcheck_that_reports(report, tmp_path, monkeypatch)
    said = "EPUBCheck: EPUB/one.xhtml:3:9: RSC-005: Bad."
    assert found == [f"{severity.lower()}: {said}"]


def test_an_epub_without_content_documents_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = {"messages": [], "publication": {"nSpines": 0}}
    (found,) = _epubcheck_that_reports(report, tmp_path, monkeypatch)
    assert "no content documents" in found


@pytest.mark.slow
@pytest.mark.skipif(bool(verapdf.missing_parts()), reason="veraPDF is not installed")
def test_verapdf_finds_a_claim_that_is_not_true(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    content = claiming('pdfuaid:part="1"')
    target.write_bytes(content)
    result = programs.run_verapdf(target, content, "a.pdf")
    assert isinstance(result, Ran)
    assert result.found
    assert all("PDF/UA-1" in one.message() for one in result.found)
