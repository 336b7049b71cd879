"""Listings are coloured once, beside other work, and the same whoever does it."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import CodeBlock
from bookmaker.system.store import Store
from bookmaker.xhtml import colouring
from bookmaker.xhtml.colouring import Colouring
from bookmaker.xhtml.highlighting import Run, highlight

CODE = 'def tide(hour: int) -> str:\n    return "out"  # at noon'
LISTINGS = ((CODE, "python"), ("[a]\nb = 1", "toml"), ("x", "no such language"))


def book() -> Book:
    blocks = tuple(CodeBlock(text, language) for text, language in LISTINGS)
    division = Division(DivisionKind.CHAPTER, blocks=(*blocks, CodeBlock("plain")))
    return Book(Metadata("Tides"), body=(division,))


def nobody(_text: str, _language: str) -> tuple[Run, ...]:
    pytest.fail("a listing is coloured here")


def no_program(*_: object, **__: object) -> None:
    pytest.fail("a program is started")


def coloured(store: Store) -> list[tuple[Run, ...]]:
    with closing(Colouring(store)) as colour:
        colour.begin(book())
        return [colour(text, language) for text, language in LISTINGS]


EXPECTED = [highlight(text, language) for text, language in LISTINGS]


@pytest.mark.slow
def test_listings_are_coloured_by_a_program_beside_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(colouring, "highlight", nobody)

    assert coloured(Store(None)) == EXPECTED


def test_what_an_earlier_build_has_coloured_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert coloured(Store(tmp_path)) == EXPECTED
    monkeypatch.setattr(colouring, "highlight", nobody)
    monkeypatch.setattr("subprocess.Popen", no_program)

    assert coloured(Store(tmp_path)) == EXPECTED


def test_a_build_that_came_to_nothing_forgets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coloured(Store(tmp_path))
    with closing(Colouring(Store(tmp_path))) as colour:
        colour.begin(Book(Metadata("Tides")))
    monkeypatch.setattr("subprocess.Popen", no_program)

    assert coloured(Store(tmp_path)) == EXPECTED


def test_without_a_program_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("subprocess.Popen", full)

    assert coloured(Store(None)) == EXPECTED


@pytest.mark.parametrize("program", ["print('no JSON')", "raise SystemExit(1)", ""])
def test_a_program_that_fails_is_done_without(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colouring, "_PROGRAM", program)

    assert coloured(Store(None)) == EXPECTED


def test_no_program_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colouring, "_PROGRAM", "import time; time.sleep(600)")
    colour = Colouring(Store(None))
    colour.begin(book())
    ahead = colour._ahead
    assert ahead is not None
    number = ahead._program.pid

    colour.close()

    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@pytest.mark.slow
def test_no_module_of_the_users_folder_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "pygments", "bookmaker", "tempfile"):
        trap = f"open({str(tmp_path / 'sprung')!r}, 'w')\n"
        (tmp_path / f"{name}.py").write_text(trap)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(colouring, "highlight", nobody)

    assert coloured(Store(None)) == EXPECTED
    assert not (tmp_path / "sprung").exists()
