"""`bookmaker where` prints places for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bookmaker.cli import run

TIDES = "---\ntitle: Tides\nlanguage: en\n---\n\n# Low water\n\nNobody *was* there.\n"


@pytest.mark.slow
def test_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tides.md"
    file.write_text(TIDES, "utf-8")
    options = [str(file), "-q", "--jobs", "1", "--cache-folder", str(tmp_path / "c")]
    assert run(["where", "tides.md:8:9", "--json", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    place = found["print"][0]
    assert place["words"] == "was there."
    assert (place["file"], place["source-line"], place["source-column"]) == (
        "tides.md",
        8,
        9,
    )
    assert found["epub"][0]["cfi"].startswith("epubcfi(/6/")
    line = f"{place['folio']}:{place['line']}"
    assert run(["where", "--folio", line, *options]) == 0
    assert capsys.readouterr().out == f"{file}:8:1: Nobody was there.\n"
    assert run(["where", "tides.md:99", *options]) == 2
    assert "no word at or after" in capsys.readouterr().err
    assert run(["where", "99", *options]) == 2
    assert "there is no page 99" in capsys.readouterr().err


def test_a_file_that_does_not_exist_is_named_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tides.md"
    file.write_text(TIDES, "utf-8")
    for words in (["gone.md:3"], ["gone.md:3", "--show"]):
        assert run(["where", *words, str(file)]) == 2
        said = capsys.readouterr().err
        assert f"there is no file {tmp_path / 'gone.md'}" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tides.md"], "is not FILE:LINE, PAGE or PAGE:LINE"),
        (["tides.md:0"], "count from 1"),
        (["--folio", "tides.md:1"], "is not FILE:LINE, PAGE or PAGE:LINE"),
    ],
)
def test_what_is_no_place_is_wrong_usage(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["where", *words]) == 2
    assert message in " ".join(capsys.readouterr().err.split())
