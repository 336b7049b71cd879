"""Very many wrong values in `book.toml`: suggestions are sought for so many only."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

import pytest

from bookmaker.config import near_files
from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError

_HEAD = 'title = "T"\n[contents]\nbody = ["a.md"]\n'


def load(folder: Path, options: str) -> tuple[str, ...]:
    """The codes of what is wrong."""
    (folder / "a.md").write_text("# A\n")
    (folder / "book.toml").write_text(_HEAD + options)
    found = Diagnostics()
    with pytest.raises(ManuscriptError) as raised:
        load_manuscript(folder, found)
    return tuple(one.code for one in raised.value.diagnostics)


@pytest.mark.parametrize(
    "options",
    [
        "[typography]\nfonts = [{}]\n".format(
            ",".join(f'"f{number}.ttf"' for number in range(300))
        ),
        "".join(
            f'[editions.e{number}]\ntarget = "epub"\ncover = "c{number}.png"\n'
            for number in range(300)
        ),
    ],
    ids=["fonts", "covers"],
)
def test_the_folder_is_listed_once_for_all_missing_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: str
) -> None:
    listed: list[Path] = []

    def list_files(root: Path, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        listed.append(root)
        return tuple(f"x{suffix}" for suffix in suffixes)

    monkeypatch.setattr(near_files, "list_files", list_files)
    assert load(tmp_path, options).count("C023") == 300
    assert len(listed) == 1


def test_choices_are_compared_with_so_many_words_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    real = difflib.get_close_matches

    def close_matches(
        word: str, known: Iterable[str], n: int, cutoff: float
    ) -> list[str]:
        compared.append(word)
        return real(word, known, n, cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", close_matches)
    codes = ",".join(f'"Q{number}"' for number in range(5_000))
    assert load(tmp_path, f"[lint]\noff = [{codes}]\n").count("C012") == 5_000
    assert 100 < len(compared) < 1_000
