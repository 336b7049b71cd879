"""Quarto's book projects as they are: `_quarto.yml` has the order and the title.

What comes in: a folder. What goes out: the configuration, with a note of what was read
and what was not. The format is that of https://quarto.org/docs/books/book-structure.html.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions
from bookmaker.config.folder import PICTURE_SUFFIXES, inside_path, is_file
from bookmaker.config.metadata_words import checked_language, checked_words
from bookmaker.config.model import (
    CITATION_STYLES,
    BookConfig,
    CitationsConfig,
    ContentsConfig,
    Entry,
    EpubConfig,
    FileEntry,
    GeneratedEntry,
    NumberingConfig,
    PartEntry,
    PrintConfig,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import (
    MissingFile,
    UnreadableConfig,
    WrongFileForm,
)
from bookmaker.diagnostics.catalog.manuscript import ForeignProject
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Creator, Metadata
from bookmaker.source import SourceSpan

QUARTO_NAME = "_quarto.yml"
_MOST_DEPTH = 64
_READ = frozenset({"project", "book", "lang", "bibliography", "csl", "execute"})
_READ_OF_BOOK = frozenset(
    "title subtitle author date description chapters appendices cover-image "
    "cover-image-alt bibliography csl".split()
)
_COVER_KEYS = ("cover-image", "epub-cover-image")
_SUFFIXES = (".qmd", ".md", ".markdown")

Yaml = object
"""What YAML holds; looked at before it is used."""


def load_quarto(door: ConfigDoor, name: str, diagnostics: Diagnostics) -> BookConfig:
    """Make the configuration of a folder with `_quarto.yml`.

    Raises `ManuscriptError` where it cannot be read.
    """
    root = door.root
    values = _mapping(_parsed(door.read_text(QUARTO_NAME)))
    book = _mapping(values.get("book"))
    if not book.get("chapters"):
        reason = "is no book: it lists no chapters under `book:`"
        raise ManuscriptError(UnreadableConfig(path=QUARTO_NAME, reason=reason))
    lister = _Lister(root, diagnostics)
    body = tuple(lister.entries(book.get("chapters")))
    appendices = tuple(lister.entries(book.get("appendices"), is_appendix=True))
    skipped = [key for key in values if key not in _READ]
    skipped += [f"book.{key}" for key in book if key not in _READ_OF_BOOK]
    skipped += lister.skipped
    place = SourceSpan.of_file(QUARTO_NAME)
    note = ForeignProject("Quarto", QUARTO_NAME, tuple(skipped), span=place)
    diagnostics.add(note)
    front = (DivisionKind.TITLE_PAGE, DivisionKind.CONTENTS)
    words = _Words(diagnostics)
    title = words.text("title", book.get("title"))
    epub = _mapping(_mapping(values.get("format")).get("epub"))
    cited = [*_list(values.get("bibliography")), *_list(book.get("bibliography"))]
    files = tuple(dict.fromkeys(_paths(cited, root, diagnostics)))
    cover = book.get("cover-image") or _first(epub, _COVER_KEYS)
    style = values.get("csl") or book.get("csl") or epub.get("csl")
    echo = _mapping(values.get("execute")).get("echo")
    return BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            language=words.language(values.get("lang")) or "en",
            subtitle=words.text("subtitle", book.get("subtitle")),
            authors=tuple(_authors(book.get("author"), words)),
            published=_date(book.get("date")),
            description=words.text("description", book.get("description")),
        ),
        contents=ContentsConfig(
            front=tuple(GeneratedEntry(kind=kind) for kind in front),
            body=body,
            back=appendices,
        ),
        numbering=NumberingConfig(section_depth=2),
        citations=CitationsConfig(
            files=files,
            style=next(_paths(style, root, diagnostics, (".csl",)), CITATION_STYLES[0]),
        ),
        print=PrintConfig(theme="technical"),
        epub=EpubConfig(
            cover=next(_paths(cover, root, diagnostics, PICTURE_SUFFIXES), None),
            cover_alternative=words.text("alt", book.get("cover-image-alt")),
        ),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="Quarto",
            is_lenient=True,
            has_cells=True,
            has_heading_references=True,
            shows_cells=echo is not False,
        ),
    )


def _parsed(content: str) -> Yaml:
    """Read YAML without aliases, whose unfolding a few lines can make endless.

    Nor with lists deep within lists, whose reading takes the square of their depth.
    """
    # Loaded for Quarto's projects alone.
    import yaml

    depth = 0
    try:
        for event in yaml.parse(content, yaml.SafeLoader):
            if isinstance(event, yaml.events.AliasEvent):
                raise yaml.YAMLError("aliases are not read")
            depth += isinstance(event, yaml.events.CollectionStartEvent)
            depth -= isinstance(event, yaml.events.CollectionEndEvent)
            if depth > _MOST_DEPTH:
                raise yaml.YAMLError(f"more than {_MOST_DEPTH} lists in one another")
        return cast("Yaml", yaml.safe_load(content))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = f"is no YAML: {' '.join(str(error).split())[:120]}"
        problem = UnreadableConfig(path=QUARTO_NAME, reason=reason)
        raise ManuscriptError(problem) from error


def _mapping(value: Yaml) -> Mapping[str, Yaml]:
    if not isinstance(value, dict):
        return {}
    return {str(key): worth for key, worth in cast("dict[Yaml, Yaml]", value).items()}


def _list(value: Yaml) -> list[Yaml]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Yaml) -> str | None:
    is_said = isinstance(value, str | int | float) and str(value).strip()
    return " ".join(str(value).split()) if is_said else None


@dataclass(frozen=True, slots=True)
class _Words:
    """Takes words out of Quarto's lists and tables."""

    diagnostics: Diagnostics

    def text(self, key: str, value: Yaml) -> str | None:
        """Words; `None` where there are none."""
        said = _text(value)
        if said is None:
            return None
        span = SourceSpan.of_file(QUARTO_NAME)
        return checked_words(key, said, span, self.diagnostics)

    def language(self, value: Yaml) -> str | None:
        """The tag of a language."""
        tag = self.text("lang", value)
        if tag is None:
            return None
        span = SourceSpan.of_file(QUARTO_NAME)
        return checked_language("lang", tag, span, self.diagnostics)


def _authors(value: Yaml, words: _Words) -> Iterator[Creator]:
    for author in _list(value):
        name = _mapping(author).get("name") if isinstance(author, dict) else author
        if isinstance(name, dict):
            parts = _mapping(name)
            name = " ".join(str(parts[k]) for k in ("given", "family") if k in parts)
        if (said := words.text("author", name)) is not None:
            yield Creator(said)


def _date(value: Yaml) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _first(values: Mapping[str, Yaml], keys: Iterable[str]) -> Yaml:
    return next((values[key] for key in keys if key in values), None)


def _paths(
    value: Yaml, root: Path, diagnostics: Diagnostics, suffixes: tuple[str, ...] = ()
) -> Iterator[str]:
    """The files of a value that are there; each other one is a warning.

    `suffixes`: those of the files that can be read.
    """
    span = SourceSpan.of_file(QUARTO_NAME)
    for path in _list(value):
        if not isinstance(path, str):
            continue
        inside = inside_path(root.resolve(), path)
        if inside is None or not is_file(root, inside):
            diagnostics.add(MissingFile(path=path, span=span).softened())
        elif suffixes and not path.lower().endswith(suffixes):
            expected = f"a file ending in {', '.join(suffixes)}"
            wrong = WrongFileForm(path=path, expected=expected, span=span)
            diagnostics.add(wrong.softened())
        else:
            yield inside


@dataclass(slots=True)
class _Lister:
    """Makes entries of Quarto's lists of chapters."""

    root: Path
    diagnostics: Diagnostics
    skipped: list[str] = field(default_factory=list)

    def entries(self, value: Yaml, *, is_appendix: bool = False) -> Iterator[Entry]:
        """The entries of a list, parts with their chapters."""
        for member in _list(value):
            entry = _mapping(member)
            part = _Words(self.diagnostics).text("part", entry.get("part"))
            if part is None:
                yield from self._files(member, is_appendix=is_appendix)
                continue
            chapters = tuple(
                entry
                for inner in _list(entry.get("chapters"))
                for entry in self._files(inner, is_appendix=is_appendix)
            )
            page = self._page(part)
            yield PartEntry(
                part=part if page is None else Path(page).stem,
                chapters=chapters,
                file=page,
                span=SourceSpan.of_file(QUARTO_NAME),
            )

    def _page(self, part: str) -> str | None:
        """The file of a part's page, where its title is the name of one."""
        if not part.endswith(_SUFFIXES):
            return None
        inside = inside_path(self.root.resolve(), part)
        is_there = inside is not None and is_file(self.root, inside)
        return inside if is_there else None

    def _files(self, member: Yaml, *, is_appendix: bool) -> Iterator[FileEntry]:
        entry = _mapping(member)
        path = _text(entry.get("file") or entry.get("href")) if entry else _text(member)
        span = SourceSpan.of_file(QUARTO_NAME)
        if path is None:
            return
        if not path.endswith(_SUFFIXES):
            self.skipped.append(path)
            return
        inside = inside_path(self.root.resolve(), path)
        if inside is None or not is_file(self.root, inside):
            self.diagnostics.add(MissingFile(path=path, span=span).softened())
            return
        role = DivisionKind.APPENDIX if is_appendix else None
        if Path(inside).stem == "index":  # the first page of a site, and no index
            role = DivisionKind.CHAPTER
        yield FileEntry(file=inside, role=role, span=span)
