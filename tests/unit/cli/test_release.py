"""`bookmaker release`: what a release has, what forbids one, that it stays the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.cli.exit_status import ExitStatus
from bookmaker.diagnostics.catalog.validators import ValidatorFinding
from bookmaker.pipeline.release import ReleaseOptions, write_release
from bookmaker.pipeline.request import Request
from bookmaker.validators import checks
from bookmaker.validators.programs import NotRun, Ran

BOOK = """\
title = "The Salt Roads"
authors = ["Ada Brandt"]
description = "A long walk."
modified = 2026-11-01

[products.paperback]
isbn = "978-3-16-148410-0"

[print]
printer = "kdp"

[contents]
body = ["a.md", "b.md", "c.md"]

[editions.epub]
default = true

[editions.print]
default = true
"""
QUICK = ("-q", "--no-validate")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a book of three chapters; it is the current one."""
    book = tmp_path / "salt"
    book.mkdir()
    (book / "book.toml").write_text(BOOK, encoding="utf-8")
    for name in "abc":
        text = f"# Chapter {name}\n\nSome words of {name}.\n"
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> set[str]:
    """The files of a release."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.slow
def test_a_release_has_all_that_is_published_and_verifies(shelf: Path) -> None:
    assert run(["release", "salt", *QUICK]) == ExitStatus.DONE
    dist = shelf / "dist"
    assert names(dist) == {
        "salt.epub",
        "salt-cover.png",
        "salt-print.pdf",
        "salt-print-cover.pdf",
        "salt-sample-epub.epub",
        "salt-sample-pdf.pdf",
        "metadata.json",
        "bookmaker.cdx.json",
        "SHA256SUMS",
    }
    lines = (dist / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert sums == {
        name: hashlib.sha256((dist / name).read_bytes()).hexdigest()
        for name in names(dist) - {"SHA256SUMS"}
    }
    [book] = json.loads((dist / "metadata.json").read_text("utf-8"))["books"]
    assert book["metadata"]["creator"] == ["Ada Brandt"]
    assert book["covers"][0]["edition"] == "print"
    assert run(["verify", "dist", "--manuscripts", "."]) == ExitStatus.DONE
    before = {name: (dist / name).read_bytes() for name in names(dist)}
    assert run(["release", "salt", "-o", "again", *QUICK]) == ExitStatus.DONE
    again = shelf / "again"
    assert {name: (again / name).read_bytes() for name in names(again)} == before
    damaged = bytearray(before["salt-print-cover.pdf"])
    damaged[-3] ^= 1
    (dist / "salt-print-cover.pdf").write_bytes(bytes(damaged))
    assert run(["verify", "dist", "--manuscripts", "."]) == ExitStatus.VERIFY


@pytest.mark.slow
def test_a_release_replaces_the_one_before_and_nothing_else(shelf: Path) -> None:
    words = ["release", "salt", "-e", "epub", "--no-samples", *QUICK]
    assert run(words) == ExitStatus.DONE
    dist = shelf / "dist"
    assert "salt.epub" in names(dist)
    (dist / "mine.txt").write_text("mine", encoding="utf-8")
    (shelf / "salt").rename(shelf / "pepper")
    words[1] = "pepper"
    assert run(words) == ExitStatus.DONE
    assert "salt.epub" not in names(dist)
    assert {"pepper.epub", "mine.txt"} <= names(dist)


def test_a_folder_with_other_files_is_not_written_to(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["release", "salt", "-o", "salt"]) == ExitStatus.USAGE
    assert "“salt” holds other files" in capsys.readouterr().err
    assert run(["release", "salt", "salt"]) == ExitStatus.USAGE
    assert "two manuscripts are called “salt”" in capsys.readouterr().err
    assert run(["release", "salt", "-e", "nobody"]) == ExitStatus.USAGE
    assert run(["release", "salt", "--lock", "nowhere.lock"]) == ExitStatus.USAGE
    assert not (shelf / "dist").exists()


@pytest.mark.parametrize(
    "record", [None, "{}", "[]", "not JSON", '{"made-with": {"other": "1"}}']
)
def test_a_folder_with_another_programs_sums_is_not_written_to(
    shelf: Path, record: str | None
) -> None:
    downloads = shelf / "downloads"
    downloads.mkdir()
    (downloads / "debian.iso").write_bytes(b"large")
    (downloads / "SHA256SUMS").write_text(f"{'0' * 64}  debian.iso\n", "utf-8")
    if record is not None:
        (downloads / "metadata.json").write_text(record, "utf-8")
    before = names(downloads)
    assert run(["release", "salt", "-o", "downloads"]) == ExitStatus.USAGE
    assert names(downloads) == before


def test_only_files_of_the_folder_itself_are_removed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", "utf-8")
    dist = tmp_path / "dist"
    (dist / "inner").mkdir(parents=True)
    (dist / "old.epub").write_bytes(b"old")
    listed = (
        "old.epub",
        "../outside.txt",
        str(outside),
        "..",
        ".",
        "",
        "inner",
        "a\0b",
    )
    sums = b"".join(f"{'0' * 64}  {name}\n".encode() for name in listed)
    (dist / "SHA256SUMS").write_bytes(sums + b"\xff\xfe\n")
    (dist / "metadata.json").write_text('{"made-with": {"bookmaker": "0"}}', "utf-8")
    write_release(dist, (), ReleaseOptions(), Request(manuscript=tmp_path))
    assert outside.exists()
    assert (dist / "inner").is_dir()
    assert not (dist / "old.epub").exists()


@pytest.mark.slow
def test_a_book_that_lacks_words_or_has_errors_is_not_released(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = shelf / "salt" / "a.md"
    words = ["release", "salt", "-e", "pdf", *QUICK]
    chapter.write_text("# One\n\nGold is \U0001f71a here.\n", encoding="utf-8")
    assert run(words) == ExitStatus.BOOK
    assert "words are not proven" in capsys.readouterr().err
    chapter.write_text("# One\n\n[x](#gone)\n", encoding="utf-8")
    assert run(words) == ExitStatus.BOOK
    assert "nothing was written" in capsys.readouterr().err
    assert not (shelf / "dist").exists()


@pytest.mark.parametrize(
    ("is_error", "status"), [(False, ExitStatus.DONE), (True, ExitStatus.BOOK)]
)
def test_errors_that_a_check_finds_forbid_a_release_and_warnings_do_not(
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_error: bool,
    status: ExitStatus,
) -> None:
    found = ValidatorFinding(program="Ace", finding="heading-order", place="")
    found = found if is_error else found.softened()
    monkeypatch.setattr(checks, "run_ace", lambda *_: Ran("Ace", (found,)))
    not_run = NotRun("EPUBCheck", "it is another program")
    monkeypatch.setattr(checks, "run_epubcheck", lambda *_: not_run)
    words = ["release", "salt", "-q", "-e", "epub", "--no-samples"]
    assert run(words) == status
    assert "V061: Ace: heading-order" in capsys.readouterr().err
    assert (shelf / "dist").exists() != is_error


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.usefixtures("shelf")
def test_files_are_checked_by_what_is_installed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["release", "salt", "-e", "epub", "--no-samples"]
    assert run(words) == ExitStatus.DONE
    said = capsys.readouterr()
    assert "salt.epub: EPUBCheck" in said.err
    assert "salt.epub: Ace" in said.err
    assert "dist/salt.epub" in said.out
