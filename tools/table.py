"""Print what was built: file, pages, size, seconds, checks.

`python -m tools.table build/a.epub build/a.pdf`: reads the report that `make` keeps
beside each artifact (`build/a.epub.report.json`, from the command's `--json`).
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

HEAD = ("file", "pages", "size", "seconds", "checks")


@dataclass(frozen=True, slots=True)
class Row:
    """One artifact."""

    file: str
    pages: int | None
    size: int
    """Bytes."""
    seconds: float | None
    """Wall time; `None` where no report tells."""
    checks: tuple[str, ...]

    def cells(self) -> tuple[str, ...]:
        """The row as words."""
        return (
            self.file,
            "" if self.pages is None else str(self.pages),
            format_size(self.size),
            "" if self.seconds is None else f"{self.seconds:.1f}",
            ", ".join(self.checks),
        )


def format_size(size: int) -> str:
    """A number of bytes in the unit that fits it: `48 kB`, `1.2 MB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"


def load_row(artifact: Path) -> Row:
    """What is known of an artifact: its size from the disk, the rest from a report."""
    report = artifact.with_name(f"{artifact.name}.report.json")
    outputs = (
        json.loads(report.read_text("utf-8"))["outputs"] if report.exists() else []
    )
    for output in outputs:
        if Path(output["path"]).name == artifact.name:
            return Row(
                str(artifact),
                output["pages"],
                artifact.stat().st_size,
                output["seconds"],
                tuple(output.get("checks", ())),
            )
    return Row(str(artifact), None, artifact.stat().st_size, None, ())


def format_table(rows: list[Row]) -> str:
    """Lay rows out in columns; numbers stand to the right."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(cells[place]) for cells in lines) for place in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 0 < place < len(HEAD) - 1 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()
        for cells in lines
    )


def main(arguments: list[str]) -> int:
    """Print the table of the artifacts named."""
    rows = [load_row(Path(artifact)) for artifact in arguments]
    sys.stdout.write(f"\n{format_table(rows)}\n" if rows else "No manuscript.\n")
    return 0 if rows else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
