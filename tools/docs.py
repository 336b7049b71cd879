"""Write the pages of docs/ that are made from the code.

`python -m tools.docs` writes them; a floor test compares `pages()` with the files.
"""

from __future__ import annotations

import inspect
import sys
from itertools import groupby
from pathlib import Path

from bookmaker.config.reference import reference
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import KIND_BY_CODE, RETIRED

ROOT = Path(__file__).parents[1]

SUBJECT_BY_LETTER = {
    "C": "Configuration",
    "M": "Manuscript",
    "X": "References",
    "S": "Styles",
    "E": "EPUB",
    "P": "Print",
    "V": "Validators",
}


def describe(kind: type[Diagnostic]) -> str:
    """A kind of problem as a section of the page."""
    words = inspect.getdoc(kind) or ""
    return f"### {kind.code}\n\n*{kind.severity.value}* {words}\n"


def diagnostics_page() -> str:
    """Every kind of problem, by its code."""
    lines = [
        "# Diagnostics",
        "",
        "Made from `bookmaker/diagnostics/catalog/` by `make docs`;"
        " `bookmaker explain CODE` prints the same.",
        "An *error* forbids the artifact, a *warning* tells of a flaw in it (and is an"
        " error under `--strict`), a *note* tells what was assumed.",
    ]
    for letter, codes in groupby(KIND_BY_CODE, key=lambda code: code[0]):
        lines += ["", f"## {letter}: {SUBJECT_BY_LETTER[letter]}", ""]
        lines.append("\n".join(describe(KIND_BY_CODE[code]) for code in codes).rstrip())
    if RETIRED:
        lines += ["", "## Retired", ""]
        lines += [f"- `{code}`: {words}" for code, words in sorted(RETIRED.items())]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Every generated page, by its file."""
    return {
        ROOT / "docs/config.md": reference(),
        ROOT / "docs/diagnostics.md": diagnostics_page(),
    }


def main() -> int:
    """Write the pages that have changed, and name them."""
    for path, text in pages().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
