"""The table at the end of `make book`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.table import format_size, format_table, load_row


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 kB"), (48_400, "48 kB"), (999_400, "999 kB"), (1_250_000, "1.2 MB")],
)
def test_size_is_told_in_the_unit_that_fits(size: int, words: str) -> None:
    assert format_size(size) == words


def test_row_comes_from_the_report_beside_the_artifact(tmp_path: Path) -> None:
    artifact = tmp_path / "essays.pdf"
    artifact.write_bytes(b"x" * 2000)
    output = {
        "format": "pdf",
        "path": "build/essays.pdf",
        "pages": 96,
        "seconds": 4.21,
        "checks": ["every word", "no missing glyph"],
    }
    report = tmp_path / "essays.pdf.report.json"
    report.write_text(json.dumps({"outputs": [output]}), "utf-8")
    assert load_row(artifact).cells() == (
        str(artifact),
        "96",
        "2 kB",
        "4.2",
        "every word, no missing glyph",
    )


def test_artifact_without_a_report_has_its_size_alone(tmp_path: Path) -> None:
    artifact = tmp_path / "essays.epub"
    artifact.write_bytes(b"x")
    assert load_row(artifact).cells() == (str(artifact), "", "1 kB", "", "")


def test_numbers_stand_to_the_right(tmp_path: Path) -> None:
    rows = []
    for name in ("a.epub", "longer.epub"):
        (tmp_path / name).write_bytes(b"x" * 10_000 * len(name))
        rows.append(load_row(tmp_path / name))
    head, first, second = format_table(rows).splitlines()
    assert head.split() == ["file", "pages", "size", "seconds", "checks"]
    assert first.index("60 kB") == second.index("110 kB") + 1
