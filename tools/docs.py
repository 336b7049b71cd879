"""Write the pages of docs/ and of the handbook that are made from the code.

`python -m tools.docs` writes them; a floor test compares `pages()` with the files.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bookmaker.cli import commands_page as cli_reference
from bookmaker.config import keys_page as config_reference
from bookmaker.diagnostics import explanations as diagnostics_reference
from bookmaker.document.json_form import schema
from bookmaker.lsp.schemas import config_schema, metadata_schema
from bookmaker.trade import rules_page
from tools import handbook

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "bookmaker/diagnostics/examples.json"
CHAPTERS = ROOT / "manuscripts/handbook/chapters"


def pages() -> dict[Path, str]:
    """Every generated page, by its file."""
    return {path: make() for path, make in PAGES.items()}


def _examples() -> str:
    """What is said of each kind of problem in the smallest book that has it."""
    said: dict[str, tuple[str, str]] = {}
    for path in sorted((ROOT / "tests/golden/diagnostics").glob("*/expected.txt")):
        code = path.parent.name
        text = path.read_text("utf-8")
        found = re.search(
            rf"(?:^|: )(?:error|warning|note) {code}: (.*?)(?: \(and at .*\))?$",
            text,
            re.MULTILINE,
        )
        if found is not None:
            rest = text[found.end() :].partition("\n\n")[0]
            advice = re.search(r"^help: (.*)$", rest, re.MULTILINE)
            said[code] = (found[1], advice[1] if advice else "")
    return json.dumps(said, indent=0, ensure_ascii=False) + "\n"


def _written(made: dict[str, Any]) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


PAGES: Mapping[Path, Callable[[], str]] = {
    EXAMPLES: _examples,
    ROOT / "docs/cli.md": cli_reference.render_reference,
    ROOT / "docs/config.md": config_reference.reference,
    ROOT / "docs/diagnostics.md": diagnostics_reference.render_reference,
    ROOT / "docs/printers.md": rules_page.render_rules,
    ROOT / "docs/tree.schema.json": lambda: _written(schema()),
    ROOT / "docs/book.schema.json": lambda: _written(config_schema()),
    ROOT / "docs/metadata-block.schema.json": lambda: _written(metadata_schema()),
    CHAPTERS / "options.md": handbook.options_chapter,
    CHAPTERS / "tokens.md": handbook.tokens_chapter,
    CHAPTERS / "problems.md": handbook.problems_chapter,
}
"""What makes each page."""


def main() -> int:
    """Write the pages that have changed, and name them."""
    if not EXAMPLES.exists() or EXAMPLES.read_text("utf-8") != _examples():
        # The other pages are made from it.
        EXAMPLES.write_text(_examples(), "utf-8")
        sys.stdout.write(f"{EXAMPLES.relative_to(ROOT)}\n")
    for path, text in pages().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
