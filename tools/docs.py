"""Write the pages of docs/ and of the handbook that are made from the code.

`python -m tools.docs` writes them; a floor test compares `pages()` with the files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bookmaker.cli import commands_page as cli_reference
from bookmaker.config import keys_page as config_reference
from bookmaker.diagnostics import explanations as diagnostics_reference
from bookmaker.document.json_form import schema
from tools import handbook

ROOT = Path(__file__).parents[1]
CHAPTERS = ROOT / "manuscripts/handbook/chapters"


def pages() -> dict[Path, str]:
    """Every generated page, by its file."""
    return {
        ROOT / "docs/cli.md": cli_reference.render_reference(),
        ROOT / "docs/config.md": config_reference.reference(),
        ROOT / "docs/diagnostics.md": diagnostics_reference.render_reference(),
        ROOT / "docs/tree.schema.json": _tree_schema(),
        CHAPTERS / "options.md": handbook.options_chapter(),
        CHAPTERS / "problems.md": handbook.problems_chapter(),
    }


def _tree_schema() -> str:
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the pages that have changed, and name them."""
    for path, text in pages().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
