"""The Markdown of a manuscript, for those who read it without its manifest."""

from __future__ import annotations

import shutil
from pathlib import Path


def chapters(manuscript: Path) -> list[Path]:
    """The Markdown files of a manuscript, by path."""
    if manuscript.is_file():
        return [manuscript]
    files = sorted(manuscript.rglob("*.md"))
    return [file for file in files if file.name != "README.md"]


def copy_manuscript(manuscript: Path, folder: Path) -> Path:
    """Copy a manuscript into a folder; gives the copy, which may be changed."""
    copy = folder / manuscript.name
    if manuscript.is_dir():
        shutil.copytree(manuscript, copy)
    else:
        shutil.copyfile(manuscript, copy)
    return copy
