"""What the composite action hands on."""

from __future__ import annotations

from tools.action_outputs import format_outputs, format_summary

OUTPUTS: list[dict[str, object]] = [
    {
        "path": "build/a.epub",
        "bytes": 1200,
        "sha256": "e1",
        "pages": None,
        "seconds": 1,
    },
    {"path": "build/a.pdf", "bytes": 52000, "sha256": "d2", "pages": 96, "seconds": 4},
]


def test_paths_pages_and_checksums_are_values_of_several_lines() -> None:
    words = format_outputs(OUTPUTS)
    assert "paths<<end-of-bookmaker-output\nbuild/a.epub\nbuild/a.pdf\n" in words
    assert "pages<<end-of-bookmaker-output\n96\n" in words
    assert "d2  build/a.pdf\n" in words


def test_summary_is_a_table_with_a_row_for_each_file() -> None:
    lines = format_summary(OUTPUTS).splitlines()
    assert lines[2:] == [
        "| build/a.epub |  | 1 kB | 1 |",
        "| build/a.pdf | 96 | 52 kB | 4 |",
    ]
