"""Editions with errors of their own, beside sound ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.backends import target_of
from bookmaker.cli import run
from bookmaker.pipeline.planning import file_name, plan_editions
from bookmaker.pipeline.request import Outcome, Request
from bookmaker.pipeline.stages import build

_HEAD = 'title = "The Salt Roads"\nlanguage = "en"\n[contents]\nbody = ["salt.md"]\n'
_WRONG_TRIM = """\
[editions.small]
target = "pdf"
purpose = "print"
printer = "kdp"
trim = "A6"
"""
"""P060, which no layout is needed for."""
_SHORT = '[editions.short]\ntarget = "epub"\n'


def make_book(folder: Path, options: str, text: str = "# Salt\n\nThe sea.\n") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "book.toml").write_text(_HEAD + options)
    (folder / "salt.md").write_text(text)
    return folder


def made(
    book: Path, *editions: str, is_strict: bool = False, is_draft: bool = False
) -> tuple[Outcome, list[str]]:
    """The outcome, and the names of the files written."""
    plan = plan_editions(book, (), editions)
    folder = book / "build"
    targets = {n: folder / file_name("b", n, target_of(plan[n])) for n in plan}
    request = Request(
        manuscript=book,
        target_by_edition=plan,
        is_strict=is_strict,
        is_draft=is_draft,
        keeps_parts=False,
    )
    outcome = build(request, targets)
    return outcome, sorted(path.name for path in folder.glob("*"))


def test_sound_editions_are_written_beside_one_with_an_error(tmp_path: Path) -> None:
    book = make_book(tmp_path / "b", _WRONG_TRIM + _SHORT)
    outcome, files = made(book, "epub", "small", "short")
    assert files == ["b-short.epub", "b.epub"]
    assert outcome.faults_by_edition == {"small": ("P060",)}
    assert [found.code for found in outcome.diagnostics if found.code[0] == "P"] == [
        "P060"
    ]


def test_an_error_of_the_manuscript_is_that_of_every_edition(tmp_path: Path) -> None:
    book = make_book(tmp_path / "b", _SHORT, "# Salt\n\nSee [it](#gone).\n")
    outcome, files = made(book, "epub", "short")
    assert outcome.diagnostics.has_errors
    assert not files
    assert not outcome.faults_by_edition


def test_an_edition_that_lists_the_pages_of_a_faulty_one_waits_for_it(
    tmp_path: Path,
) -> None:
    paged = _WRONG_TRIM + _SHORT + 'page-list = "small"\n'
    book = make_book(tmp_path / "b", paged)
    outcome, files = made(book, "epub", "small", "short")
    assert files == ["b.epub"]
    assert outcome.faults_by_edition == {"small": ("P060",), "short": ("P060",)}


def test_one_path_that_is_taken_leaves_the_others(tmp_path: Path) -> None:
    book = make_book(tmp_path / "b", _SHORT)
    (book / "build").mkdir()
    (book / "build/b.epub").write_text("a letter")
    outcome, _ = made(book, "epub", "short")
    assert [output.edition for output in outcome.outputs] == ["short"]
    assert (book / "build/b.epub").read_text() == "a letter"
    assert outcome.diagnostics.has_errors


def test_the_command_says_what_was_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_book(tmp_path / "b", _WRONG_TRIM))
    arguments = ["build", "--no-cache", "-e", "epub", "-e", "small"]
    assert run(arguments) == 1
    assert Path("build/b.epub").is_file()
    said = "not written: build/b-small.pdf (P060)"
    assert said in capsys.readouterr().err.splitlines()
    Path("build/b-small.pdf").write_bytes(b"%PDF-1.7")
    assert run(arguments) == 1
    said += "; the file there is from an earlier build"
    assert said in capsys.readouterr().err.splitlines()
    assert Path("build/b-small.pdf").read_bytes() == b"%PDF-1.7"
