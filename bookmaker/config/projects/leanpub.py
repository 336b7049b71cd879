"""Leanpub's projects: `Book.txt` lists the files of a book in their order.

What comes in: a folder with `Book.txt`, or with a folder `manuscript` that has it. What
goes out: the configuration, with a note of what was not read. The format is that of the
Markua specification, “Book.txt” (https://leanpub.com/markua/read).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions
from bookmaker.config.folder import inside_path, is_file, is_markdown
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    FileEntry,
    GeneratedEntry,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.diagnostics.catalog.manuscript import ForeignProject
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.source import SourceSpan

_LISTS = ("Book.txt", "manuscript/Book.txt")
_FRONT, _BODY, _BACK = "frontmatter", "mainmatter", "backmatter"


def find_book_list(door: ConfigDoor) -> str | None:
    """The list of a folder's files, if it has one."""
    return next((path for path in _LISTS if door.has(path)), None)


def load_leanpub(
    door: ConfigDoor, book_list: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder with `Book.txt`."""
    entries: dict[str, list[FileEntry]] = {_FRONT: [], _BODY: [], _BACK: []}
    skipped: list[str] = []
    matter = _BODY
    for line, span in _lines(door, book_list):
        mark = line.strip("{}: ").lower()
        if mark in entries:
            matter = mark
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(book_list), line))
        inside = inside_path(door.root.resolve(), path)
        if inside is None or not is_file(door.root, inside):
            diagnostics.add(MissingFile(path=path, span=span).softened())
        elif not is_markdown(inside) and not inside.lower().endswith(".txt"):
            skipped.append(line)
        elif all(entry.file != inside for each in entries.values() for entry in each):
            entries[matter].append(FileEntry(file=inside, span=span))
        else:
            skipped.append(f"{line}, which is listed again")
    place = SourceSpan.of_file(book_list)
    note = ForeignProject("Leanpub", book_list, tuple(skipped), span=place)
    diagnostics.add(note)
    front = (DivisionKind.TITLE_PAGE, DivisionKind.CONTENTS)
    return BookConfig(
        name=name,
        metadata=Metadata(title=name),
        contents=ContentsConfig(
            front=(*(GeneratedEntry(kind=kind) for kind in front), *entries[_FRONT]),
            body=tuple(entries[_BODY]),
            back=tuple(entries[_BACK]),
        ),
        conventions=Conventions(program="Leanpub", is_lenient=True),
    )


def _lines(door: ConfigDoor, book_list: str) -> Iterator[tuple[str, SourceSpan]]:
    """The lines that say something, each with its place."""
    for number, line in enumerate(door.read_text(book_list).split("\n"), start=1):
        words = line.strip()
        if words and not words.startswith("#"):
            yield words, SourceSpan(book_list, number, 1, number, len(line) + 1)
