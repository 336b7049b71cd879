"""Quarto's book projects as they are: `_quarto.yml` has the order and the title.

What comes in: a folder. What goes out: the configuration, with a note of what was read
and what was not. The format is that of https://quarto.org/docs/books/book-structure.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions
from bookmaker.config.folder import PICTURE_SUFFIXES, inside_path, is_file
from bookmaker.config.model import (
    CITATION_STYLES,
    BookConfig,
    CitationsConfig,
    ContentsConfig,
    Entry,
    EpubConfig,
    FileEntry,
    NumberingConfig,
    PartEntry,
    PrintConfig,
)
from bookmaker.config.projects.project_note import FRONT, finished, role_of
from bookmaker.config.projects.quarto_websites import website_pages
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    date_of,
    first_of,
    flattened,
    listed,
    mapping,
    read_values,
    text_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile, UnreadableConfig
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Metadata

QUARTO_NAME = "_quarto.yml"
_VARIABLES = ("_variables.yml", "_variables.yaml")
VARIABLE = "var:"
"""Before the name of a value of `_variables.yml`, among the project's variables."""
_READ = frozenset(
    {"project", "book", "website", "lang", "bibliography", "csl", "execute"}
)
_READ_OF_BOOK = frozenset(
    "title subtitle author date description chapters appendices cover-image "
    "cover-image-alt bibliography csl sidebar navbar".split()
)
_COVER_KEYS = ("cover-image", "epub-cover-image")
_SUFFIXES = (".qmd", ".md", ".markdown", ".ipynb", ".rmd")


def load_quarto(door: ConfigDoor, name: str, diagnostics: Diagnostics) -> BookConfig:
    """Make the configuration of a folder with `_quarto.yml`.

    Raises `ManuscriptError` where it cannot be read.
    """
    values = read_values(door, QUARTO_NAME)
    site = mapping(values.get("website"))
    book = mapping(values.get("book")) or site
    pages = book.get("chapters") or website_pages(door, values)
    if not pages:
        reason = "lists no chapters under `book:`, and the folder has no pages"
        raise ManuscriptError(UnreadableConfig(path=QUARTO_NAME, reason=reason))
    words = ProjectWords(door, QUARTO_NAME, diagnostics)
    lister = _Lister(door.root, words, diagnostics)
    body = tuple(lister.entries(pages))
    appendices = tuple(lister.entries(book.get("appendices"), is_appendix=True))
    skipped = [key for key in values if key not in _READ]
    kind = "website" if book is site and site else "book"
    skipped += [f"{kind}.{key}" for key in book if key not in _READ_OF_BOOK]
    skipped += lister.skipped
    project = mapping(values.get("project"))
    title = words.text("title", book.get("title") or project.get("title"))
    epub = mapping(mapping(values.get("format")).get("epub"))
    cited = [*listed(values.get("bibliography")), *listed(book.get("bibliography"))]
    files = tuple(dict.fromkeys(words.files(cited)))
    cover = book.get("cover-image") or first_of(epub, _COVER_KEYS)
    style = values.get("csl") or book.get("csl") or epub.get("csl")
    echo = mapping(values.get("execute")).get("echo")
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            subtitle=words.text("subtitle", book.get("subtitle")),
            authors=words.authors(book.get("author")),
            published=date_of(book.get("date")),
            description=words.text("description", book.get("description")),
        ),
        contents=ContentsConfig(
            front=FRONT,
            body=body,
            back=appendices,
        ),
        numbering=NumberingConfig(section_depth=2),
        citations=CitationsConfig(
            files=files,
            style=next(words.files(style, (".csl",)), CITATION_STYLES[0]),
        ),
        print=PrintConfig(theme="technical"),
        epub=EpubConfig(
            cover=next(words.files(cover, PICTURE_SUFFIXES), None),
            cover_alternative=words.text("alt", book.get("cover-image-alt")),
        ),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="Quarto",
            is_lenient=True,
            has_cells=True,
            has_marked_metadata=True,
            has_heading_references=True,
            shows_cells=echo is not False,
            variables=tuple(_variables(door)),
        ),
    )
    language = words.language("lang", values.get("lang"))
    return finished(config, door, QUARTO_NAME, skipped, diagnostics, language=language)


def _variables(door: ConfigDoor) -> Iterator[tuple[str, str]]:
    """What `{{< var email.info >}}` asks for: `_variables.yml`, if it can be read."""
    for file in _VARIABLES:
        if not door.has(file):
            continue
        try:
            yield from flattened(VARIABLE, read_values(door, file))
        except ManuscriptError:  # then each `var` is reported
            return


@dataclass(slots=True)
class _Lister:
    """Makes entries of Quarto's lists of chapters."""

    root: Path
    words: ProjectWords
    diagnostics: Diagnostics
    skipped: list[str] = field(default_factory=list)

    def entries(self, value: Value, *, is_appendix: bool = False) -> Iterator[Entry]:
        """The entries of a list, parts with their chapters."""
        for member in listed(value):
            table = mapping(member)
            part = self.words.text("part", table.get("part"))
            if part is None:
                yield from self._files(member, is_appendix=is_appendix)
                continue
            chapters = tuple(
                entry
                for inner in listed(table.get("chapters"))
                for entry in self._files(inner, is_appendix=is_appendix)
            )
            page = self._page(part)
            yield PartEntry(
                part=part if page is None else Path(page).stem,
                chapters=chapters,
                file=page,
                span=self.words.place_of(part, "part"),
            )

    def _page(self, part: str) -> str | None:
        """The file of a part's page, where its title is the name of one."""
        if not part.endswith(_SUFFIXES):
            return None
        inside = inside_path(self.root.resolve(), part)
        is_there = inside is not None and is_file(self.root, inside)
        return inside if is_there else None

    def _files(self, member: Value, *, is_appendix: bool) -> Iterator[FileEntry]:
        table = mapping(member)
        path = (
            text_of(table.get("file") or table.get("href"))
            if table
            else text_of(member)
        )
        if path is None:
            return
        span = self.words.place_of(path)
        if not path.lower().endswith(_SUFFIXES):
            self.skipped.append(path)
            return
        inside = inside_path(self.root.resolve(), path)
        if inside is None or not is_file(self.root, inside):
            self.diagnostics.add(MissingFile(path=path, span=span).softened())
            return
        role = role_of(inside) or (DivisionKind.APPENDIX if is_appendix else None)
        yield FileEntry(file=inside, role=role, span=span)
