"""Folders of files by their paths, loaded as manuscripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bookmaker.config.load import load_manuscript
from bookmaker.config.model import BookConfig, Entry, FileEntry, PartEntry
from bookmaker.diagnostics import Diagnostics

Order = list[object]
"""Files, and parts as pairs of a title and their files."""


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write texts to their paths below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")


def load_folder(root: Path, files: Mapping[str, str]) -> tuple[BookConfig, list[str]]:
    """Write the files and load the folder; also the messages of what was reported."""
    write_files(root, files)
    found = Diagnostics()
    config = load_manuscript(root, found).config
    return config, [diagnostic.message() for diagnostic in found]


def order_of(entries: tuple[Entry, ...]) -> Order:
    """The files of some entries in their order, sections after their chapter."""
    order: Order = []
    for entry in entries:
        if isinstance(entry, PartEntry):
            order.append((entry.part, order_of(entry.chapters)))
        elif isinstance(entry, FileEntry):
            order.append(entry.file)
            order += order_of(entry.sections)
    return order
