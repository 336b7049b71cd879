"""Hand a build report on to a workflow: the step's outputs and its summary.

`python -m tools.action_outputs report.json`: appends to the files that GITHUB_OUTPUT
and GITHUB_STEP_SUMMARY name, as the workflow commands of GitHub Actions ask.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from bookmaker.cli.report import format_size

BOUNDARY = "end-of-bookmaker-output"
"""Ends a value of several lines; no path, number or checksum looks like it."""


def format_outputs(outputs: list[dict[str, object]]) -> str:
    """The step's outputs, each a value of several lines."""
    columns = {
        "paths": [str(output["path"]) for output in outputs],
        "pages": [str(output["pages"]) for output in outputs if output["pages"]],
        "checksums": [f"{output['sha256']}  {output['path']}" for output in outputs],
    }
    return "".join(
        f"{name}<<{BOUNDARY}\n"
        + "".join(f"{line}\n" for line in lines)
        + f"{BOUNDARY}\n"
        for name, lines in columns.items()
    )


def format_summary(outputs: list[dict[str, object]]) -> str:
    """The step's summary: a Markdown table."""
    rows = [
        f"| {output['path']} | {output['pages'] or ''} |"
        f" {format_size(int(str(output['bytes'])))} | {output['seconds']} |\n"
        for output in outputs
    ]
    return (
        "| file | pages | size | seconds |\n| --- | ---: | ---: | ---: |\n"
        + "".join(rows)
    )


def main(arguments: list[str]) -> int:
    """Append to the workflow's files; to stdout where there is no workflow."""
    outputs = json.loads(Path(arguments[0]).read_text("utf-8"))["outputs"]
    for variable, words in (
        ("GITHUB_OUTPUT", format_outputs(outputs)),
        ("GITHUB_STEP_SUMMARY", format_summary(outputs)),
    ):
        with Path(os.environ.get(variable, os.devnull)).open(
            "a", encoding="utf-8"
        ) as file:
            file.write(words)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
