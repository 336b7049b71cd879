"""A class that other modules may use has a name of its own in the whole program."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "bookmaker"
_PUBLIC_CLASS = re.compile(r"^class ([^\W_]\w*)", re.MULTILINE)
_TWICE = {"Paragraph"}
"""A node of the tree, and what the seam for lines is given of one: the same thing
before and after layout has made a box of it."""


def test_public_classes_have_names_of_their_own() -> None:
    """Private classes are named for their file, and may be alike: `_Reader`."""
    files_by_name: dict[str, list[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for name in _PUBLIC_CLASS.findall(file.read_text("utf-8")):
            path = str(file.relative_to(PACKAGE))
            files_by_name.setdefault(name, []).append(path)
    assert len(files_by_name) > 500
    assert {
        name: files
        for name, files in files_by_name.items()
        if len(files) > 1 and name not in _TWICE
    } == {}
