"""`bookmaker layout`: places are the manuscript's, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.cli.page_names import page_name

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


@pytest.fixture
def uneven(manuscript: Path) -> Path:
    """The same book, in a folder, whose lines are broken one by one."""
    write_config(manuscript, "off")
    return manuscript.parent


def write_config(manuscript: Path, composition: str) -> None:
    manuscript.write_text(BOOK.partition("---\n\n")[2], "utf-8")
    metadata = 'title = "Tides"\nauthors = ["A. Reader"]\nlanguage = "en"\n'
    contents = '[contents]\nfront = ["title-page"]\nbody = ["tides.md"]\n'
    config = f'{metadata}{contents}[print]\ncomposition = "{composition}"\n'
    (manuscript.parent / "book.toml").write_text(config, "utf-8")


@pytest.mark.slow
def test_each_place_is_where_its_words_are(
    uneven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(uneven.iterdir())
    assert run(["layout", str(uneven), "--json", "-q"]) == 0
    report = json.loads(capsys.readouterr().out)
    lines = (uneven / "tides.md").read_text("utf-8").splitlines()
    assert report["places"]
    for place in report["places"]:
        assert place["file"] == "tides.md"
        source = lines[place["line"] - 1][place["column"] - 1 :]
        first = place["words"].split()[0].strip("“”")
        # A line may begin within a word, whose own place is its beginning.
        assert first[:1] in source[:12], place
        assert place["page"] >= 1
    assert sum(report["totals"].values()) == len(report["places"])
    assert sorted(uneven.iterdir()) == before


@pytest.mark.slow
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
    uneven: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["layout", str(uneven), "--json", "-q"])
    found = json.loads(capsys.readouterr().out)["places"]
    run(["layout", str(uneven), "--all", "-q"])
    _, _, places = capsys.readouterr().out.partition("\n\n")
    shown = places.splitlines()
    assert len(shown) == len(found)
    # The count that `where` takes, and the number that is printed.
    assert any(place["folio"] != str(place["page"]) for place in found)
    for line, place in zip(shown, found, strict=True):
        assert f" on {page_name(place['page'], place['folio'])}: “" in line


def test_a_page_has_its_count_and_the_number_that_is_printed() -> None:
    assert page_name(9, "3") == "page 9 (numbered 3)"
    assert page_name(9, "9") == page_name(9, "") == "page 9"


@pytest.mark.slow
def test_composed_lines_are_set_more_evenly(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = []
    for composition in ("off", "lines"):
        write_config(manuscript, composition)
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
