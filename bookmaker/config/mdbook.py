"""mdBook's projects as they are: `SUMMARY.md` has the order, `book.toml` the title.

What comes in: a folder and the values of its `book.toml`, if it has one. What goes out:
the configuration, with a note of what was read and what was not. The format is that of
mdBook 0.4 (https://rust-lang.github.io/mdBook/format/summary.html).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from bookmaker.config.door import ConfigDoor
from bookmaker.config.folder import inside_path, is_file
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    Entry,
    FileEntry,
    GeneratedEntry,
    PartEntry,
    PrintConfig,
)
from bookmaker.config.toml_file import TomlTable, TomlValue
from bookmaker.config.toml_places import KeyPath, Places
from bookmaker.config.words import checked_language, checked_words
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.diagnostics.catalog.manuscript import ForeignProject
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Creator, Metadata
from bookmaker.source import SourceSpan

SUMMARY = "SUMMARY.md"
_DEEPEST = 20
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
_ITEM = re.compile(r"([ \t]*)[-*+][ \t]+(.*)")
_READ = frozenset({"book", "rust"})
_READ_OF_BOOK = frozenset({"title", "authors", "language", "description", "src"})


def find_summary(door: ConfigDoor, values: TomlTable) -> str | None:
    """Where a folder has its summary, relative to it: what has that name counts.

    Whether it may be read is for the door to say. A folder outside is not looked into.
    """
    book = values.get("book")
    source = book.get("src") if isinstance(book, dict) else None
    folders = [source] if isinstance(source, str) else ["src", "."]
    for named in folders:
        path = posixpath.normpath(posixpath.join(named, SUMMARY))
        folder = posixpath.dirname(path) or "."
        is_inside = inside_path(door.root.resolve(), folder) is not None
        if is_inside and door.has(path):
            return path
    return None


def load_mdbook(
    door: ConfigDoor,
    summary: str,
    values: TomlTable,
    name: str,
    diagnostics: Diagnostics,
    places: Places | None = None,
) -> BookConfig:
    """Make the configuration of a folder with a summary.

    `values` and `places` are those of its `book.toml`, if it has one.
    """
    book = values.get("book")
    told = book if isinstance(book, dict) else {}
    words = _Words(places, diagnostics)
    skipped = [f"[{key}]" for key in values if key not in _READ]
    skipped += [f"book.{key}" for key in told if key not in _READ_OF_BOOK]
    reader = _Summary(door, summary, diagnostics)
    contents = reader.read()
    skipped += [f"“{title}”, which has no file yet" for title in reader.drafts]
    note = ForeignProject(
        "mdBook", summary, tuple(skipped), span=SourceSpan.of_file(summary)
    )
    diagnostics.add(note)
    title = words.text("title", told.get("title"))
    return BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            language=words.language(told.get("language")) or "en",
            authors=tuple(map(Creator, words.texts("authors", told.get("authors")))),
            description=words.text("description", told.get("description")),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Takes words out of mdBook's table `[book]`."""

    places: Places | None
    diagnostics: Diagnostics

    def text(self, key: str, value: TomlValue | None, way: KeyPath = ()) -> str | None:
        """Words; `None` where there are none."""
        if not isinstance(value, str) or not value.strip():
            return None
        return checked_words(key, value, self._span(key, way), self.diagnostics)

    def texts(self, key: str, value: TomlValue | None) -> list[str]:
        """The words of a list."""
        members = value if isinstance(value, list) else []
        checked = (self.text(key, one, (n,)) for n, one in enumerate(members))
        return [text for text in checked if text is not None]

    def language(self, value: TomlValue | None) -> str | None:
        """The tag of a language."""
        tag = self.text("language", value)
        if tag is None:
            return None
        span = self._span("language")
        return checked_language("language", tag, span, self.diagnostics)

    def _span(self, key: str, way: KeyPath = ()) -> SourceSpan | None:
        if self.places is None:
            return None
        return self.places.value(("book", key, *way))


@dataclass(slots=True)
class _Chapter:
    """A line of the summary, and those below it."""

    file: str
    span: SourceSpan
    depth: int
    is_numbered: bool
    below: list[_Chapter] = field(default_factory=list)

    def entry(self) -> FileEntry:
        sections = tuple(chapter.entry() for chapter in self.below)
        # The first page of a site is no index.
        is_index = Path(self.file).stem == "index"
        return FileEntry(
            file=self.file,
            role=DivisionKind.CHAPTER if is_index else None,
            sections=sections,
            is_numbered=self.is_numbered,
            span=self.span,
        )


class _Summary:
    """Reads a summary line by line."""

    def __init__(
        self, door: ConfigDoor, summary: str, diagnostics: Diagnostics
    ) -> None:
        self._door = door
        self._root = door.root
        self._summary = summary
        self._diagnostics = diagnostics
        self.drafts: list[str] = []
        self._front: list[_Chapter] = []
        self._parts: list[tuple[str | None, SourceSpan, list[_Chapter]]] = []
        self._back: list[_Chapter] = []
        self._open: list[_Chapter] = []
        """The chapters that the next line may stand below, outermost first."""
        self._seen: set[str] = set()

    def read(self) -> ContentsConfig:
        """Read it all."""
        lines = self._door.read_text(self._summary).split("\n")
        for number, line in enumerate(lines, start=1):
            self._read_line(line.rstrip(), number)
        body: list[Entry] = []
        for title, span, chapters in self._parts:
            entries = tuple(chapter.entry() for chapter in chapters)
            if title is None:
                body.extend(entries)
            elif entries:
                body.append(PartEntry(part=title, chapters=entries, span=span))
        front = (DivisionKind.TITLE_PAGE, DivisionKind.CONTENTS)
        return ContentsConfig(
            front=(
                *(GeneratedEntry(kind=kind) for kind in front),
                *(chapter.entry() for chapter in self._front),
            ),
            body=tuple(body),
            back=tuple(chapter.entry() for chapter in self._back),
        )

    def _read_line(self, line: str, number: int) -> None:
        span = SourceSpan(self._summary, number, 1, number, len(line) + 1)
        if line.startswith("#"):
            title = line.lstrip("#").strip()
            # The first heading is the summary's own.
            if title and title.lower() != "summary" and (self._parts or number > 1):
                words = checked_words("part", title, span, self._diagnostics)
                self._parts.append((words, span, []))
            return
        found = _ITEM.match(line)
        link = _LINK.search(found[2] if found is not None else line)
        if link is None:
            return
        chapter = self._chapter(link, span, found)
        if chapter is None:
            return
        if found is not None:
            self._add_item(chapter)
        elif any(chapters for _, _, chapters in self._parts):
            self._back.append(chapter)
        else:
            self._front.append(chapter)

    def _chapter(
        self, link: re.Match[str], span: SourceSpan, found: re.Match[str] | None
    ) -> _Chapter | None:
        target = unquote(link[2].partition("#")[0])
        if not target:
            self.drafts.append(link[1])
            return None
        path = posixpath.join(posixpath.dirname(self._summary), target)
        inside = inside_path(self._root.resolve(), posixpath.normpath(path))
        if inside is None or not is_file(self._root, inside):
            self._diagnostics.add(MissingFile(path=path, span=span))
            return None
        if inside in self._seen:
            return None
        self._seen.add(inside)
        depth = len(found[1].expandtabs(4)) if found is not None else 0
        return _Chapter(inside, span, depth, is_numbered=found is not None)

    def _add_item(self, chapter: _Chapter) -> None:
        while self._open and self._open[-1].depth >= chapter.depth:
            self._open.pop()
        if self._open and len(self._open) < _DEEPEST:
            self._open[-1].below.append(chapter)
        else:
            if not self._parts:
                self._parts.append((None, chapter.span, []))
            self._parts[-1][2].append(chapter)
            self._open.clear()
        self._open.append(chapter)
