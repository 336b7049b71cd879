"""Docusaurus' sites: the pages below `docs`, by `sidebars.js` or by their positions.

What comes in: a folder with `docusaurus.config.js`. Its configuration and its list are
programs: what they say in literals is read, and nothing is run. The format is that of
https://docusaurus.io/docs/sidebar.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import (
    inside_path,
    is_markdown,
    list_markdown_files,
    natural_key,
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
from bookmaker.config.projects.js_values import read_js_table
from bookmaker.config.projects.project_note import FRONT, files_of, finished
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    listed,
    mapping,
    number_of,
    read_values,
    text_of,
)
from bookmaker.config.projects.site_pages import SitePage, page_addresses, read_page
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.metadata import Metadata

_SUFFIXES = (".js", ".ts", ".mjs", ".cjs", ".mts")
_NAMES = tuple(
    f"{folder}docusaurus.config{suffix}"
    for folder in ("", "website/")
    for suffix in _SUFFIXES
)
_PATH = re.compile(r"\bpath:\s*['\"]([^'\"\n]{1,200})['\"]")
_LISTS = tuple(f"sidebars{suffix}" for suffix in (*_SUFFIXES, ".json"))
_CATEGORIES = ("_category_.json", "_category_.yml", "_category_.yaml")
_NUMBER = re.compile(r"^\d+[-_. ]+(?=[^\d])")
_INDEXES = ("index", "readme")
_DEEPEST = 20


def find_docusaurus(door: ConfigDoor) -> str | None:
    """The file that makes a folder a site of Docusaurus', if it has one."""
    return next((name for name in _NAMES if door.has(name)), None)


def load_docusaurus(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of Docusaurus'."""
    text = door.read_text(file)
    values = read_js_table(text, "title")
    words = ProjectWords(door, file, diagnostics)
    languages = mapping(values.get("i18n"))
    base = posixpath.dirname(file)
    pages = list_markdown_files(door.root)
    home = _home(door, base, text, pages)
    lister = _Lister(door, home, base, words)
    lister.know(pages)
    body = tuple(lister.sidebar() or lister.folder(home, 0))
    contents = ContentsConfig(front=FRONT, body=body)
    taken = frozenset(files_of(contents))
    default = text_of(languages.get("defaultLocale"))
    skipped = [*lister.skipped, *(page for page in pages if page not in taken)]
    skipped += [
        f"the language {tag}"
        for one in listed(languages.get("locales"))
        if (tag := text_of(one)) not in (None, default)
    ]
    title = words.text("title", values.get("title"))
    addresses = {
        **dict(page_addresses(sorted(taken), home)),
        **dict(page_addresses(sorted(taken), "")),
    }
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            description=words.text("tagline", values.get("tagline")),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="Docusaurus",
            is_lenient=True,
            idiom=Idiom.MDX,
            roots=(posixpath.join(base, "static"), home, ""),
            variables=tuple(addresses.items()),
            has_captions=False,
        ),
    )
    language = words.language("defaultLocale", default)
    return finished(config, door, file, skipped, diagnostics, language=language)


def _home(door: ConfigDoor, base: str, text: str, pages: Sequence[str]) -> str:
    """The folder of the pages: that which the configuration names, or the usual one."""
    named = [found[1] for found in _PATH.finditer(text)]
    paths = [posixpath.normpath(posixpath.join(base, path)) for path in named]
    usual = [posixpath.join(base, "docs"), "docs", posixpath.join(base, "blog")]
    root = door.root.resolve()
    for path in (*paths, *usual):
        inside = inside_path(root, path)
        if inside is not None and any(page.startswith(f"{inside}/") for page in pages):
            return inside
    return "docs"


@dataclass(slots=True)
class _Lister:
    """Makes entries of the sidebars, or of the folder where none names a page."""

    door: ConfigDoor
    home: str
    """The folder of the pages."""
    base: str
    """That of the configuration."""
    words: ProjectWords
    skipped: list[str] = field(default_factory=list)
    page_by_id: dict[str, SitePage] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def know(self, paths: Sequence[str]) -> None:
        """Read the heads of the pages below `home`, of which entries are made."""
        for path in paths:
            inner = path.removeprefix(f"{self.home}/")
            if inner == path or posixpath.basename(path).startswith("_"):
                continue
            page = read_page(self.door, path)
            if page.is_draft or not page.has_words:
                reason = "a draft" if page.is_draft else "which has no words"
                self.skipped.append(f"{path}, {reason}")
                continue
            *folders, stem = posixpath.splitext(inner)[0].split("/")
            folders = [_NUMBER.sub("", folder) for folder in folders]
            own = text_of(page.head.get("id")) or _NUMBER.sub("", stem)
            self.page_by_id["/".join([*folders, own])] = page

    def sidebar(self) -> list[Entry]:
        """The entries of the first file of sidebars that names a page."""
        door = self.door
        names = (posixpath.join(self.base, name) for name in _LISTS)
        name = next((name for name in names if door.has(name)), None)
        if name is None:
            return []
        if name.endswith(".json"):
            table = read_values(door, name)
        else:
            table = read_js_table(door.read_text(name))
        return [entry for side in table.values() for entry in self._entries(side, 0)]

    def _entries(self, value: Value, depth: int) -> Iterator[Entry]:
        if depth > _DEEPEST:
            return
        if isinstance(value, dict) and "type" not in mapping(value):
            for label, inner in mapping(value).items():  # the short form of a category
                yield from self._category(label, inner, None, depth)
            return
        for one in listed(value):
            said = mapping(one)
            if said and "type" not in said:
                yield from self._entries(one, depth + 1)
                continue
            kind = text_of(said.get("type")) or "doc"
            if isinstance(one, str) or kind in ("doc", "ref"):
                named = one if isinstance(one, str) else said.get("id")
                yield from self._page(text_of(named))
            elif kind == "category":
                link = text_of(mapping(said.get("link")).get("id"))
                label = text_of(said.get("label")) or ""
                yield from self._category(label, said.get("items"), link, depth)
            elif kind == "autogenerated":
                folder = text_of(said.get("dirName")) or "."
                whole = posixpath.normpath(posixpath.join(self.home, folder))
                yield from self.folder(whole, depth)

    def _page(self, name: str | None) -> Iterator[FileEntry]:
        page = self.page_by_id.get(name or "")
        if page is None:
            if name:
                self.skipped.append(f"“{name}”, which is not a page")
        elif page.file not in self._taken:
            self._taken.add(page.file)
            yield page.entry()

    def _category(
        self, label: str, items: Value, link: str | None, depth: int
    ) -> Iterator[Entry]:
        first = list(self._page(link)) if link else []
        inner = [*first, *self._entries(items, depth + 1)]
        yield from self._part(label, inner, depth)

    def _part(self, label: str, inner: list[Entry], depth: int) -> Iterator[Entry]:
        """The entries of a category: a part, or within one its chapters."""
        chapters = [
            chapter
            for entry in inner
            for chapter in (
                entry.chapters if isinstance(entry, PartEntry) else (entry,)
            )
            if isinstance(chapter, FileEntry)
        ]
        span = self.words.place_of(label, "label")
        said = checked_words("label", label, span, self.words.diagnostics)
        if depth or not (said or "").strip() or not chapters:
            yield from chapters
        else:
            title = (said or "").strip()
            yield PartEntry(part=title, chapters=tuple(chapters), span=span)

    def folder(self, folder: str, depth: int) -> Iterator[Entry]:
        """The pages of a folder and the folders in it, by position, then by name."""
        members: dict[str, list[SitePage]] = {}
        for page in self.page_by_id.values():
            inner = page.file.removeprefix(f"{folder}/")
            if inner != page.file:
                members.setdefault(inner.partition("/")[0], []).append(page)

        def order(name: str) -> tuple[object, ...]:
            position = number_of(self._about(folder, name, members[name]))
            stem = posixpath.splitext(name)[0].lower()
            is_first = stem in _INDEXES
            return (not is_first, position is None, position or 0.0, natural_key(name))

        for name in sorted(members, key=order):
            pages = members[name]
            if is_markdown(name) and pages[0].file == f"{folder}/{name}":
                if pages[0].file not in self._taken:
                    self._taken.add(pages[0].file)
                    yield pages[0].entry()
                continue
            inner = f"{folder}/{name}"
            words = _NUMBER.sub("", name).replace("-", " ").replace("_", " ")
            label = text_of(self._category_of(inner).get("label"))
            below = list(self.folder(inner, depth + 1)) if depth < _DEEPEST else []
            title = label or words[:1].upper() + words[1:]
            yield from self._part(title, below, depth)

    def _about(self, folder: str, name: str, pages: list[SitePage]) -> Value:
        if is_markdown(name):
            return pages[0].head.get("sidebar_position")
        return self._category_of(f"{folder}/{name}").get("position")

    def _category_of(self, folder: str) -> Mapping[str, Value]:
        for name in _CATEGORIES:
            if self.door.has(f"{folder}/{name}"):
                return read_values(self.door, f"{folder}/{name}")
        return {}
