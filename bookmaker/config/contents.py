"""The order of the book: what `[contents]` lists, checked against the folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bookmaker.config.folder import (
    MARKDOWN_SUFFIXES,
    inside_path,
    is_file,
    is_markdown,
    list_files,
)
from bookmaker.config.model import (
    GENERATED_KINDS,
    WRITTEN_KINDS,
    ContentsConfig,
    Entry,
    FileEntry,
    GeneratedEntry,
    PartEntry,
)
from bookmaker.config.named_files import missing_problem, outside_problem
from bookmaker.config.near_files import NearFiles
from bookmaker.config.nearest import find_nearest
from bookmaker.config.table import TableReader
from bookmaker.config.toml_file import TomlTable, TomlValue
from bookmaker.config.toml_places import KeyPath
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.configuration import (
    EmptyBook,
    FileListedTwice,
    MissingKey,
    PlainTextRefused,
    UnknownDivision,
    UnlistedFile,
    WrongFileForm,
)
from bookmaker.document.book import DivisionKind
from bookmaker.source import SourceSpan

_Item = TypeVar("_Item")

_SPLIT_AT = "split-at"
_DEEPEST = 6
_ENTRY = "a file, the name of a generated page, or a table with part or file"
_FILE = "a file's name, or a table with file"


def take_contents(top: TableReader) -> ContentsConfig | None:
    """Take `[contents]`; `None` where the author has written none."""
    table = top.table("contents")
    if table is None:
        return None
    taker = _ContentsTaker(table)
    contents = ContentsConfig(
        front=taker.take("front", taker.entry),
        body=taker.take("body", taker.entry),
        back=taker.take("back", taker.entry),
        split_at=_split_at(table),
    )
    table.close()
    if table.values.keys() == {_SPLIT_AT}:
        return replace(contents, is_assumed=True)
    has_text = any(not isinstance(entry, GeneratedEntry) for entry in contents.body)
    if not has_text and not taker.has_refused:
        span = table.surroundings.span((*table.path, "body"))
        table.surroundings.diagnostics.add(EmptyBook(span=span))
    taker.note_unlisted()
    return contents


def _split_at(table: TableReader) -> int | None:
    if _SPLIT_AT not in table.values:
        table.other(_SPLIT_AT)  # it is known all the same
        return None
    return table.whole(_SPLIT_AT, 0, lowest=0, highest=_DEEPEST)


class _ContentsTaker:
    """Takes entries, and remembers which files they have named."""

    def __init__(self, table: TableReader) -> None:
        self.has_refused = False
        """Whether an entry was wrong, so that an empty list may be due to that."""
        self._table = table
        self._root = table.surroundings.root
        self._near = NearFiles(self._root)
        self._span_by_file: dict[str, SourceSpan | None] = {}
        self._markdown_files: tuple[str, ...] | None = None

    def take(
        self, key: str, take_entry: Callable[[TomlValue, KeyPath], _Item | None]
    ) -> tuple[_Item, ...]:
        """Take the entries of one list."""
        return self._take_all(self._table, key, (), take_entry)

    def entry(self, value: TomlValue, way: KeyPath) -> Entry | None:
        """Take one entry; `way` leads to it from `[contents]`."""
        if isinstance(value, str):
            if _is_word(value):
                return self._generated(value.strip(), way)
            return self._file_entry(value, way)
        if isinstance(value, dict) and "part" in value:
            return self._part(value, way)
        if isinstance(value, dict):
            return self._file_table(value, way)
        self._refuse_type(value, way, _ENTRY)
        return None

    def file(self, value: TomlValue, way: KeyPath) -> FileEntry | None:
        """Take an entry that must be a file: in a part, or among sections."""
        if isinstance(value, str):
            return self._file_entry(value, way)
        if isinstance(value, dict):
            return self._file_table(value, way)
        self._refuse_type(value, way, _FILE)
        return None

    def note_unlisted(self) -> None:
        """Note the Markdown files that lie beside listed ones and are not listed."""
        folders = {path.rpartition("/")[0] for path in self._span_by_file}
        for path in self._all_markdown():
            folder, _, name = path.rpartition("/")
            is_part_of_others = name.startswith("_")  # Quarto's sign of an inclusion
            is_listed = path in self._span_by_file
            if folder in folders and not is_listed and not is_part_of_others:
                span = SourceSpan.of_file(path)
                self._table.surroundings.diagnostics.add(
                    UnlistedFile(path=path, span=span)
                )

    def _take_all(
        self,
        table: TableReader,
        key: str,
        way: KeyPath,
        take_entry: Callable[[TomlValue, KeyPath], _Item | None],
    ) -> tuple[_Item, ...]:
        taken = []
        for value, inner in table.entries(key, '["chapters/01.md"]'):
            entry = take_entry(value, (*way, *inner))
            if entry is None:
                self.has_refused = True
            else:
                taken.append(entry)
        return tuple(taken)

    def _generated(self, word: str, way: KeyPath) -> GeneratedEntry | None:
        span = self._span(way)
        kind_by_word = {kind.value: kind for kind in GENERATED_KINDS}
        if word in kind_by_word:
            return GeneratedEntry(kind=kind_by_word[word], span=span)
        is_written = word in {kind.value for kind in WRITTEN_KINDS}
        choices = tuple(kind_by_word)
        files = [path for path in self._all_markdown() if _stem(path) == word]
        nearest = files[0] if files else find_nearest(word, choices)
        if is_written and not files:
            nearest = None
        self._add(
            UnknownDivision(
                word=word,
                choices=choices,
                nearest=nearest,
                is_written=is_written,
                span=span,
            )
        )
        return None

    def _file_entry(self, text: str, way: KeyPath) -> FileEntry | None:
        path = self._listed_file(text, way)
        return FileEntry(file=path, span=self._span(way)) if path else None

    def _part(self, value: TomlTable, way: KeyPath) -> PartEntry | None:
        table = self._table.within(value, way)
        example = '{ part = "Inland", chapters = ["chapters/02-fen.md"] }'
        title = table.required_text("part", owner="the part", example=example)
        text = table.text("file")
        path = self._listed_file(text, (*way, "file")) if text else None
        chapters = self._take_all(table, "chapters", way, self.file)
        table.close()
        if "chapters" not in value:
            self._add(
                MissingKey(
                    key="chapters",
                    owner="the part",
                    example=example,
                    span=self._span(way),
                )
            )
            return None
        if title is None:
            return None
        return PartEntry(part=title, chapters=chapters, file=path, span=self._span(way))

    def _file_table(self, value: TomlTable, way: KeyPath) -> FileEntry | None:
        table = self._table.within(value, way)
        text = table.required_text(
            "file", owner="this entry", example='{ file = "chapters/02-fen.md" }'
        )
        path = self._listed_file(text, (*way, "file")) if text else None
        word = table.text("role")
        kinds = sorted(GENERATED_KINDS | WRITTEN_KINDS, key=lambda kind: kind.value)
        role: DivisionKind | None = None
        if word is not None:
            role = table.member("role", word, ("role",), kinds)
        sections = self._take_all(table, "sections", way, self.file)
        table.close()
        if path is None:
            return None
        return FileEntry(file=path, role=role, sections=sections, span=self._span(way))

    def _listed_file(self, text: str, way: KeyPath) -> str | None:
        """The path of a Markdown file that is there and stands nowhere else."""
        span = self._span(way)
        path = inside_path(self._root, text.strip())
        problem = (
            outside_problem(self._near, text, MARKDOWN_SUFFIXES, span)
            if path is None
            else self._file_problem(path, span)
        )
        if problem is not None:
            self._add(problem)
            return None
        if path is not None:
            self._span_by_file[path] = span
        return path

    def _file_problem(self, path: str, span: SourceSpan | None) -> Diagnostic | None:
        if path.lower().endswith(".txt"):
            return PlainTextRefused(path=path, span=span)
        if path in self._span_by_file:
            first = self._span_by_file[path]
            line = first.line if first else None
            return FileListedTwice(path=path, first_line=line, span=span)
        if not is_file(self._root, path):
            return missing_problem(self._near, path, MARKDOWN_SUFFIXES, span)
        if not is_markdown(path):
            expected = "a Markdown file (.md)"
            return WrongFileForm(path=path, expected=expected, span=span)
        return None

    def _all_markdown(self) -> tuple[str, ...]:
        if self._markdown_files is None:
            self._markdown_files = list_files(self._root, MARKDOWN_SUFFIXES)
        return self._markdown_files

    def _refuse_type(self, value: TomlValue, way: KeyPath, expected: str) -> None:
        self._table.refuse_type(
            f"contents.{way[0]}", value, expected, '"chapters/01.md"', way
        )

    def _add(self, problem: Diagnostic) -> None:
        self.has_refused = True
        self._table.surroundings.diagnostics.add(problem)

    def _span(self, way: KeyPath) -> SourceSpan | None:
        return self._table.surroundings.span((*self._table.path, *way))


def _is_word(entry: str) -> bool:
    """Whether an entry is a division's name, not a file's."""
    return "." not in entry and "/" not in entry and "\\" not in entry


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]
