"""The table at the end of `make book`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bookmaker.pipeline.request import WordsProven
from tools.table import load_output, main

TOLD = {
    "format": "pdf",
    "path": "elsewhere/essays.pdf",
    "bytes": 2000,
    "sha256": "e3b0",
    "pages": 96,
    "seconds": 4.21,
    "checks": ["well-formed"],
    "words": {"expected": 65000, "proven": 65000},
}


def write_report(artifact: Path) -> None:
    report = artifact.with_name(f"{artifact.name}.report.json")
    report.write_text(json.dumps({"outputs": [TOLD]}), "utf-8")


def test_output_comes_from_the_report_beside_the_artifact(tmp_path: Path) -> None:
    artifact = tmp_path / "essays.pdf"
    write_report(artifact)
    output = load_output(artifact)
    assert (output.path, output.pages, output.size) == (artifact, 96, 2000)
    assert output.checks == ("well-formed",)
    assert output.proof == WordsProven(65_000, 65_000)


def test_table_has_a_head_and_a_row_for_each_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    artifacts = [tmp_path / name for name in ("a.pdf", "longer.pdf")]
    for artifact in artifacts:
        write_report(artifact)
    assert main([str(artifact) for artifact in artifacts]) == 0
    head, first, _, last = capsys.readouterr().out.strip().splitlines()
    assert last == f"open {artifacts[0]}"
    assert head.split() == ["file", "pages", "size", "seconds", "checks"]
    assert first.split()[1:] == [
        "96",
        "2",
        "kB",
        "4.2",
        "well-formed,",
        "all",
        "65,000",
        "words",
    ]


def test_nothing_to_build_is_said_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().out == "No manuscript.\n"
