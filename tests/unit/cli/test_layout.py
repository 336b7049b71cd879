"""`bookmaker layout`: places are the manuscript's, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bookmaker.cli import run

PROSE = """The pier was long and cold, and it was "the end of March" when she came
back to it, as she had said that she would. *Nobody was there* to meet her except the
harbour master, whose uncommonly large umbrella had turned itself inside out.
"""
BOOK = f"""---
title: Tides
author: A. Reader
language: en
---

# Tides

{PROSE * 9}
{"".join(chr(10) + PROSE for _ in range(12))}
"""


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    path = tmp_path / "tides.md"
    path.write_text(BOOK, "utf-8")
    return path


@pytest.mark.slow
def test_each_place_is_where_its_words_are(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["layout", str(manuscript), "--json", "-q"]) == 0
    report = json.loads(capsys.readouterr().out)
    lines = BOOK.splitlines()
    assert report["places"]
    for place in report["places"]:
        assert place["file"] == manuscript.name
        source = lines[place["line"] - 1][place["column"] - 1 :]
        first = place["words"].split()[0].strip("“”")
        # A line may begin within a word, whose own place is its beginning.
        assert first[:1] in source[:12], place
        assert place["page"] >= 1
    assert sum(report["totals"].values()) == len(report["places"])
    assert [*manuscript.parent.iterdir()] == [manuscript]


def test_the_report_for_a_person_has_totals_and_the_worst_places(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["layout", str(manuscript), "-q"]) == 0
    said = capsys.readouterr().out
    head, _, places = said.partition("\n\n")
    assert "lines of text in 13 paragraphs" in head
    assert "the theme's limit is 0.3%" in head
    assert all(line.startswith("tides.md:") for line in places.splitlines()[:3])


@pytest.mark.slow
def test_all_places_are_shown_where_all_are_asked_for(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["layout", str(manuscript), "--json", "-q"])
    count = len(json.loads(capsys.readouterr().out)["places"])
    run(["layout", str(manuscript), "--all", "-q"])
    _, _, places = capsys.readouterr().out.partition("\n\n")
    assert len(places.splitlines()) == count


@pytest.mark.slow
def test_composed_lines_are_set_more_evenly(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    metadata = 'title = "Tides"\nauthors = ["A. Reader"]\nlanguage = "en"\n'
    contents = '[contents]\nbody = ["tides.md"]\n[print]\ncomposition = '
    manuscript.write_text(BOOK.partition("---\n\n")[2])
    reports = []
    for composition in ("off", "lines"):
        config = f'{metadata}{contents}"{composition}"\n'
        (manuscript.parent / "book.toml").write_text(config)
        assert run(["layout", str(manuscript.parent), "--json", "-q"]) == 0
        reports.append(json.loads(capsys.readouterr().out))
    off, lines = reports
    assert lines["space-deviation"] < off["space-deviation"]
    assert lines["divided-lines"] <= off["divided-lines"]
    assert lines["totals"]["ladder"] == 0


def test_a_book_with_an_error_has_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "tides.md"
    broken.write_text("---\ntitle: Tides\nlanguage: en\n---\n\n# A {#a}\n\n[x](#b)\n")
    assert run(["layout", str(broken), "-q"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "error" in said.err
