"""A manuscript that is open in an editor: read again after each change.

What comes in: the texts of the open documents. What goes out: a `Snapshot`, what is
known of the book as it stands. The last good configuration and tree stay where the
newest text of `book.toml` cannot be understood.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lsprotocol.types import PositionEncodingKind

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.load import CONFIG_NAME, Manuscript
from bookmaker.config.projects.project_kinds import PROJECT_KINDS
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.document.book import Book
from bookmaker.document.walk import all_divisions
from bookmaker.lsp.positions import TextPlaces
from bookmaker.pipeline import stages
from bookmaker.pipeline.request import Request
from bookmaker.readers.markdown import MarkdownFile
from bookmaker.readers.readings import ReadingMemory
from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.recursion import deep_calls
from bookmaker.system.workspace import MAX_FILE_BYTES


def find_root(file: Path) -> Path | None:
    """The folder of the manuscript that a file is of; `None` where it is of none.

    The nearest folder above it that has a `book.toml` or another program's project.
    """
    for folder in file.parents:
        door = ConfigDoor(folder)
        if door.has(CONFIG_NAME):
            return folder
        try:
            # A project in a folder below is not the book of this file.
            if any(kind.is_one(door) for kind in PROJECT_KINDS):
                return folder
        except BookmakerError:
            continue
    return None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a manuscript at one moment."""

    root: Path
    diagnostics: tuple[Diagnostic, ...] = ()
    manuscript: Manuscript | None = None
    """The last configuration that could be used."""
    book: Book | None = None
    """The tree after the transforms, chapters that did not change in brief."""
    reading_by_file: Mapping[str, MarkdownFile] = field(default_factory=dict)
    """Each chapter as its file has it, whole."""
    text_by_path: Mapping[Path, str] = field(default_factory=dict)
    """The texts of the documents that were open."""
    encoding: PositionEncodingKind = PositionEncodingKind.Utf16
    places_by_file: dict[str, TextPlaces] = field(default_factory=dict)

    def path_of(self, file: str) -> Path:
        """Where a file of the manuscript is."""
        return Path(os.path.normpath(self.root / file))

    def file_of(self, path: Path) -> str:
        """The name by which places speak of a file."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def places_of(self, file: str) -> TextPlaces:
        """The text of a file, as it was read; empty where it cannot be read."""
        if file not in self.places_by_file:
            self.places_by_file[file] = TextPlaces(self._text_of(file), self.encoding)
        return self.places_by_file[file]

    def _text_of(self, file: str) -> str:
        path = self.path_of(file)
        if path in self.text_by_path:
            return self.text_by_path[path]
        try:
            return read_file(path, MAX_FILE_BYTES).decode("utf-8", "replace")
        except RefusedFileError:
            return ""


class OpenManuscript:
    """Reads one manuscript again and again."""

    def __init__(
        self, root: Path, request: Request, encoding: PositionEncodingKind
    ) -> None:
        # When a file changed last is for what dates an edition.
        environment = replace(request.environment, last_change=None)
        self._request = replace(request, manuscript=root, environment=environment)
        self._memory = ReadingMemory()
        self.snapshot = Snapshot(root, encoding=encoding)
        """What the last reading gave."""

    def forget_problems(self) -> None:
        """Read files with problems again: what they ask for may be there by now."""
        self._memory.forget_problems()

    def read(self, text_by_path: Mapping[Path, str]) -> Snapshot:
        """Read the manuscript with the texts of open documents.

        Raises `BookmakerError` where that is impossible.
        """
        unsaved = {
            path: text.encode("utf-8", "surrogatepass")
            for path, text in text_by_path.items()
        }
        with deep_calls():
            read = stages.read_unsaved(self._request, unsaved, self._memory)
        last = self.snapshot
        diagnostics = tuple(read.outcome.diagnostics)
        if read.manuscript is None:
            # What is wrong with the chapters is not known; the last that was stays.
            broken = {d.span.file for d in diagnostics if d.span is not None}
            config = {CONFIG_NAME, *broken}
            stay = (d for d in last.diagnostics if d.span and d.span.file not in config)
            diagnostics = (*diagnostics, *stay)
        book = read.outcome.book or last.book
        own = {division.file for division in all_divisions(book)} if book else set()
        self.snapshot = Snapshot(
            last.root,
            diagnostics,
            read.manuscript or last.manuscript,
            book,
            {
                file: remembered.reading
                for file, remembered in self._memory.remembered_by_file.items()
                if file in own
            },
            dict(text_by_path),
            last.encoding,
        )
        return self.snapshot
