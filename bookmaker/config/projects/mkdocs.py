"""MkDocs' projects: `mkdocs.yml` has the order in `nav`, and the title.

What comes in: a folder with `mkdocs.yml`. Of a project in several languages the default
one is the book. The format is that of https://www.mkdocs.org/user-guide/configuration.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import (
    inside_path,
    is_file,
    is_markdown,
    list_all_files,
    list_markdown_files,
)
from bookmaker.config.metadata_words import checked_words
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    Entry,
    FileEntry,
    PartEntry,
    PrintConfig,
)
from bookmaker.config.projects.project_note import FRONT, files_of, finished, role_of
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    flattened,
    listed,
    mapping,
    read_values,
    text_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.document.metadata import Metadata

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_READ = frozenset({"site_name", "site_author", "site_description", "docs_dir", "nav"})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|/")
_DEEPEST = 20
_I18N = "i18n"
_SNIPPETS = "pymdownx.snippets"
_MOST_FILES = 20_000
SNIPPET = "snippet:"
"""Before a snippet's path, in the name of the variable that has the file's path."""
APPENDED = "appended"
"""The name of each variable that has a file that stands at the end of every page."""
EXTRA = "extra:"
"""Before the name of a value of “macros”; an empty name says that it is used."""
_FIRST = ("index.md", "readme.md")
"""The pages that come first in their folder where no `nav` says otherwise."""


def find_mkdocs(door: ConfigDoor) -> str | None:
    """The file that makes a folder an MkDocs project, if it has one."""
    return next((name for name in _NAMES if door.has(name)), None)


def load_mkdocs(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of MkDocs'."""
    values = read_values(door, file)
    words = ProjectWords(door, file, diagnostics)
    docs = posixpath.normpath(text_of(values.get("docs_dir")) or "docs")
    languages = _Languages.read(values)
    home = posixpath.join(docs, languages.folder).rstrip("/")
    lister = _Lister(door, home, words, languages)
    nav = values.get("nav")
    body = tuple(lister.entries(nav) if nav else lister.all_pages())
    contents = ContentsConfig(front=FRONT, body=body)
    taken = frozenset(files_of(contents))
    skipped = [key for key in values if key not in _READ]
    skipped += lister.skipped
    skipped += [f"the language {tag}" for tag in languages.others]
    skipped += [page for page in lister.pages() if page not in taken]
    title = words.text("site_name", values.get("site_name"))
    theme = mapping(values.get("theme"))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            authors=words.authors(values.get("site_author"), "site_author"),
            description=words.text("site_description", values.get("site_description")),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="MkDocs",
            is_lenient=True,
            idiom=Idiom.MKDOCS,
            roots=(home, docs, ""),
            has_captions=False,
            variables=tuple(_variables(door, values)),
        ),
    )
    stated = languages.tag or text_of(theme.get("language"))
    language = words.language("language", stated)
    return finished(config, door, file, skipped, diagnostics, language=language)


def _variables(
    door: ConfigDoor, values: Mapping[str, Value]
) -> Iterator[tuple[str, str]]:
    """What the text asks for: files of snippets, and the values of “macros”."""
    for extension in _extensions(values):
        said = mapping(extension.get(_SNIPPETS))
        bases = listed(said.get("base_path")) or [said.get("base_path")]
        for base in bases:
            yield from _snippets(door, text_of(base) or ".")
        for path in listed(said.get("auto_append")):
            inside = inside_path(door.root.resolve(), text_of(path) or "")
            if inside is not None:
                yield APPENDED, inside
    plugins = values.get("plugins")
    names = [text_of(one) or next(iter(mapping(one)), "") for one in listed(plugins)]
    if "macros" in (*names, *mapping(plugins)):
        yield EXTRA, ""
        extra = values.get("extra")
        yield from flattened(f"{EXTRA}config.", values)
        yield from flattened(EXTRA, extra)
        yield from flattened(f"{EXTRA}extra.", extra)


def _extensions(values: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    """The extensions of Markdown with their options, a list or a table."""
    said = values.get("markdown_extensions")
    yield mapping(said)
    yield from map(mapping, listed(said))


def _snippets(door: ConfigDoor, base: str) -> Iterator[tuple[str, str]]:
    """The files below a folder, each with the path by which a snippet asks for it."""
    inside = inside_path(door.root.resolve(), base)
    if inside is None or inside in (".", ""):
        return  # found without our help
    for path in list_all_files(door.root)[:_MOST_FILES]:
        if path.startswith(f"{inside}/"):
            yield SNIPPET + path.removeprefix(f"{inside}/"), path


@dataclass(frozen=True, slots=True)
class _Languages:
    """The languages of a project's pages."""

    tag: str | None = None
    """That of the book, where the project says so."""
    folder: str = ""
    """The folder of its pages; empty where their names say their language."""
    others: tuple[str, ...] = ()
    are_suffixes: bool = False
    """Whether pages are called `index.fr.md`."""

    @classmethod
    def read(cls, values: Mapping[str, Value]) -> _Languages:
        """Read what is said to the plugin `i18n`."""
        for plugin in listed(values.get("plugins")):
            if _I18N not in mapping(plugin):
                continue
            said = mapping(mapping(plugin)[_I18N])
            languages = [mapping(one) for one in listed(said.get("languages"))]
            tags = [text_of(one.get("locale")) or "" for one in languages]
            if not languages:  # older: a table of names by tag
                tags = list(mapping(said.get("languages")))
            default = text_of(said.get("default_language"))
            chosen = next(
                (
                    tag
                    for tag, one in zip(tags, languages, strict=False)
                    if one.get("default")
                ),
                default or (tags[0] if tags else None),
            )
            if chosen is None:
                return cls()
            are_folders = text_of(said.get("docs_structure")) == "folder"
            others = tuple(tag for tag in tags if tag not in (chosen, "null", ""))
            return cls(chosen, chosen if are_folders else "", others, not are_folders)
        return cls()

    def is_other(self, page: str) -> bool:
        """Whether a page is one of another language, by its name."""
        suffix = PurePosixPath(PurePosixPath(page).stem).suffix.lstrip(".")
        return self.are_suffixes and suffix in self.others

    def own(self, page: str) -> str:
        """The page of the book's language that stands for one in the list."""
        stem, dot, suffix = page.rpartition(".")
        return f"{stem}.{self.tag}{dot}{suffix}" if self.are_suffixes else page


@dataclass(slots=True)
class _Lister:
    """Makes entries of `nav`, or of the folder where there is none."""

    door: ConfigDoor
    home: str
    words: ProjectWords
    languages: _Languages
    skipped: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def pages(self) -> list[str]:
        """The pages of the project in the book's language, in their usual order."""
        pages = [
            page
            for page in list_markdown_files(self.door.root, self.home)
            if not self.languages.is_other(page)
        ]
        return sorted(pages, key=_usual_order)

    def entries(self, nav: Value) -> Iterator[Entry]:
        """The entries of a list; a title with a list below it is a part."""
        for member in listed(nav):
            title, value = _titled(member)
            if isinstance(value, list):
                span = self.words.place_of(title)
                said = checked_words("nav", title, span, self.words.diagnostics)
                chapters = tuple(self._chapters(value, 1))
                name = (said or title).strip()
                if not name:  # a group in the menu, not a part
                    yield from chapters
                elif chapters:
                    yield PartEntry(part=name, chapters=chapters, span=span)
            else:
                yield from self._page(value, title)

    def _chapters(self, members: Value, depth: int) -> Iterator[FileEntry]:
        for member in listed(members):
            title, value = _titled(member)
            if isinstance(value, list) and depth < _DEEPEST:
                inner = tuple(self._chapters(value, depth + 1))
                if inner and title.strip():
                    self.skipped.append(f"“{title}”, a title without a file")
                yield from inner
            else:
                yield from self._page(value, title)

    def _page(self, value: Value, title: str) -> Iterator[FileEntry]:
        path = text_of(value)
        if path is None:
            return
        if _ADDRESS.match(path):
            self.skipped.append(f"“{title or path}”, a link to {path}")
            return
        if path.endswith("/") or _is_pattern(path):
            yield from self._folder(path)
            return
        whole = posixpath.normpath(posixpath.join(self.home, path.partition("#")[0]))
        inside = inside_path(self.door.root.resolve(), whole)
        if inside is not None and not is_file(self.door.root, inside):
            own = self.languages.own(inside)
            inside = own if is_file(self.door.root, own) else None
        if inside is None:
            missing = MissingFile(path=whole, span=self.words.place_of(path))
            self.words.diagnostics.add(missing.softened())
        elif not is_markdown(inside):
            self.skipped.append(path)
        elif inside in self._taken:
            self.skipped.append(f"“{title or path}”, which lists {path} again")
        else:
            yield self._entry(inside, title)

    def _folder(self, path: str) -> Iterator[FileEntry]:
        """The pages of a folder that `nav` names: `guide/`, `guide/*.md`."""
        folder = path.partition("*")[0].rstrip("/")
        prefix = posixpath.normpath(posixpath.join(self.home, folder))
        for page in self.pages():
            if page.startswith(f"{prefix}/") and page not in self._taken:
                yield self._entry(page, "")

    def _entry(self, page: str, title: str) -> FileEntry:
        self._taken.add(page)
        span = self.words.place_of(title or page)
        said = title and checked_words("nav", title, span, self.words.diagnostics)
        return FileEntry(file=page, role=role_of(page), title=said or None, span=span)

    def all_pages(self) -> Iterator[Entry]:
        """Every page; those of a folder are a part of its name."""
        by_folder: dict[str, list[FileEntry]] = {}
        for page in self.pages():
            inner = page.removeprefix(f"{self.home}/")
            folder = inner.partition("/")[0] if "/" in inner else ""
            by_folder.setdefault(folder, []).append(self._entry(page, ""))
        yield from by_folder.pop("", [])
        for folder, chapters in by_folder.items():
            words = folder.replace("-", " ").replace("_", " ")
            yield PartEntry(
                part=words[:1].upper() + words[1:], chapters=tuple(chapters)
            )


def _is_pattern(path: str) -> bool:
    """Whether a path stands for several: `guide/*.md`."""
    return "*" in path


def _titled(member: Value) -> tuple[str, Value]:
    """The title and the value of an entry; the title may be missing."""
    for title, value in mapping(member).items():
        return title, value
    return "", member


def _usual_order(page: str) -> tuple[tuple[bool, str], ...]:
    """By name, the first page of a folder and its files before its folders."""
    *folders, name = page.split("/")
    keys = [(True, folder.lower()) for folder in folders]
    return (*keys, (False, "" if name.lower() in _FIRST else name.lower()))
