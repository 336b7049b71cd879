"""Print what was built: file, pages, size, seconds, checks.

`python -m tools.table build/a.epub build/a.pdf`: reads the report that `make` keeps
beside each artifact (`build/a.epub.report.json`, from the command's `--json`).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bookmaker.cli.report import best_to_read, render_table
from bookmaker.pipeline.request import WordsProven
from bookmaker.pipeline.stages import Output


def load_output(artifact: Path) -> Output:
    """What the report beside an artifact tells of it."""
    report = artifact.with_name(f"{artifact.name}.report.json")
    (told,) = json.loads(report.read_text("utf-8"))["outputs"]
    return Output(
        format=told["format"],
        edition=told.get("edition", told["format"]),
        path=artifact,
        size=told["bytes"],
        sha256=told["sha256"],
        pages=told["pages"],
        seconds=told["seconds"],
        checks=tuple(told["checks"]),
        proof=_proof(told.get("words")),
    )


def _proof(words: dict[str, int] | None) -> WordsProven | None:
    return None if words is None else WordsProven(words["expected"], words["proven"])


def main(arguments: list[str]) -> int:
    """Print the table of the artifacts named."""
    outputs = [load_output(Path(artifact)) for artifact in arguments]
    if not outputs:
        sys.stdout.write("No manuscript.\n")
        return 2
    sys.stdout.write(f"\n{render_table(outputs)}open {best_to_read(outputs)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
