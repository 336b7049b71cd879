"""A class that other modules may use has a name of its own in the whole program."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "bookmaker"
_TWICE = {"Paragraph"}
"""A node of the tree, and what the seam for lines is given of one: the same thing
before and after layout has made a box of it."""


def test_public_classes_have_names_of_their_own() -> None:
    """Private classes are named for their file, and may be alike: `_Reader`."""
    files_by_name: dict[str, list[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                path = str(file.relative_to(PACKAGE))
                files_by_name.setdefault(node.name, []).append(path)
    assert {
        name: files
        for name, files in files_by_name.items()
        if len(files) > 1 and name not in _TWICE
    } == {}
