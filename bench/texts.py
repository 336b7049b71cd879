"""The Markdown of a manuscript, for those who read it without its manifest."""

from __future__ import annotations

from pathlib import Path


def chapters(manuscript: Path) -> list[Path]:
    """The Markdown files of a manuscript, by path."""
    if manuscript.is_file():
        return [manuscript]
    files = sorted(manuscript.rglob("*.md"))
    return [file for file in files if file.name != "README.md"]
