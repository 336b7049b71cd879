"""VitePress' and VuePress' sites: the pages below `.vitepress`, by their sidebar.

What comes in: a folder with `.vitepress/config.ts` or its like. The configuration is a
program: what it says in literals is read, also by the name of a constant or a function
that returns one, and nothing is run. The formats are those of
https://vitepress.dev/reference/default-theme-sidebar and
https://v1.vuepress.vuejs.org/theme/default-theme-config.html.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import list_markdown_files
from bookmaker.config.metadata_words import checked_words
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    Entry,
    FileEntry,
    PartEntry,
    PrintConfig,
)
from bookmaker.config.projects.js_values import read_js_table, read_js_values
from bookmaker.config.projects.project_note import FRONT, files_of, finished
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    listed,
    mapping,
    text_of,
)
from bookmaker.config.projects.site_pages import (
    SitePage,
    in_order,
    page_addresses,
    read_page,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata

_SUFFIXES = (".ts", ".mts", ".js", ".mjs", ".cjs", ".cts")
_PROGRAM_BY_FOLDER = {".vitepress": "VitePress", ".vuepress": "VuePress"}
_NAMES = tuple(
    f"{base}{folder}/{name}{suffix}"
    for base in ("", "docs/")
    for folder in _PROGRAM_BY_FOLDER
    for name in ("config", "config/index")
    for suffix in _SUFFIXES
)
_BESIDE = ("sidebar", "sidebars", "config/sidebar", "config/en", "locales/en")
"""Where a site has its sidebar that does not have it in its configuration."""
_REWRITE = re.compile(
    r"['\"]([\w-]+)/(?::\w+\*|\(\.\*\))['\"]\s*:\s*['\"](?::\w+\*|\$1)"
)
"""`'en/:rest*': ':rest*'`: the folder of the language that has no folder."""
_DEEPEST = 20
_CODE_OF_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")


def find_vitepress(door: ConfigDoor) -> str | None:
    """The file that makes a folder a site of VitePress' or VuePress', if it has one."""
    return next((name for name in _NAMES if door.has(name)), None)


def load_vitepress(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of VitePress' or VuePress'."""
    text = door.read_text(file)
    values = read_js_table(text, "title", "themeConfig")
    words = ProjectWords(door, file, diagnostics)
    settings = next(part for part in file.split("/") if part in _PROGRAM_BY_FOLDER)
    base = file.partition(settings)[0]
    source = text_of(values.get("srcDir")) or "."
    home = posixpath.normpath(posixpath.join(base, source))
    home = "" if home == "." else home
    locales = mapping(values.get("locales"))
    root = mapping(locales.get("root")) or mapping(locales.get("/"))
    rewritten = _REWRITE.search(text)
    lister = _Lister(door, home, words, rewritten[1] if rewritten else "")
    lister.know({key.strip("/") for key in locales} - {"root", ""})
    texts = [text, *_texts_beside(door, base + settings, lister.main_folder)]
    body = lister.sidebar(texts) or lister.all_pages()
    contents = ContentsConfig(front=FRONT, body=tuple(body))
    taken = frozenset(files_of(contents))
    skipped = [*lister.skipped, *(p for p in lister.files if p not in taken)]
    title = words.text("title", values.get("title") or root.get("title"))
    description = values.get("description") or root.get("description")
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            description=words.text("description", description),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
        conventions=Conventions(
            program=_PROGRAM_BY_FOLDER[settings],
            is_lenient=True,
            idiom=Idiom.VUE,
            roots=tuple(
                posixpath.join(home, public)
                for public in ("public", f"{settings}/public", "")
            ),
            variables=tuple(lister.addresses(taken)),
            has_captions=False,
        ),
    )
    said = values.get("lang") or root.get("lang")
    language = words.language("lang", said if isinstance(said, str) else None)
    return finished(config, door, file, skipped, diagnostics, language=language)


def _texts_beside(door: ConfigDoor, settings: str, main: str) -> Iterator[str]:
    """The other files that may have the sidebar, in `settings` or in `main`."""
    names = [posixpath.join(settings, name) for name in _BESIDE]
    names.append(posixpath.join(main, "config"))
    for name in names:
        path = next((name + s for s in _SUFFIXES if door.has(name + s)), None)
        if path is not None:
            try:
                yield door.read_text(path)
            except ManuscriptError:  # no file, or none that can be read: not needed
                continue


@dataclass(slots=True)
class _Lister:
    """Makes entries of a sidebar, or of the folder where none names a page."""

    door: ConfigDoor
    home: str
    """The folder of the pages; empty for the root."""
    words: ProjectWords
    main: str = ""
    """The folder of the main language, whose pages have no folder in their address."""
    files: list[str] = field(default_factory=list)
    """All pages but those of other languages."""
    skipped: list[str] = field(default_factory=list)
    _page_by_path: dict[str, SitePage] = field(default_factory=dict)
    """Pages by their address without a slash at its end; the home page has none."""
    _taken: set[str] = field(default_factory=set)

    @property
    def main_folder(self) -> str:
        """The folder of the main language's pages."""
        return posixpath.normpath(posixpath.join(self.home, self.main))

    def know(self, other_languages: set[str]) -> None:
        """Read the heads of the pages; those of other languages are left out."""
        left_out = set()
        for path in list_markdown_files(self.door.root, self.home):
            inner = path.removeprefix(f"{self.home}/")
            top = inner.partition("/")[0] if "/" in inner else ""
            is_other = bool(self.main) and _CODE_OF_LANGUAGE.fullmatch(top)
            if top in other_languages or (is_other and top != self.main):
                left_out.add(top)
                continue
            page = read_page(self.door, path)
            self.files.append(path)
            self._page_by_path[self._address(inner)] = page
        self.skipped += [f"the language {tag}" for tag in sorted(left_out)]

    def _address(self, inner: str) -> str:
        stem = posixpath.splitext(inner)[0]
        if self.main:
            stem = stem.removeprefix(f"{self.main}/")
        folder, _, name = stem.rpartition("/")
        return folder if name.lower() in ("index", "readme") else stem

    def addresses(self, taken: frozenset[str]) -> Iterator[tuple[str, str]]:
        """The addresses of the pages that are in the book, each with its file."""
        yield from page_addresses(sorted(taken), self.home)
        if self.main:
            yield from page_addresses(sorted(taken), self.main_folder)

    def sidebar(self, texts: Sequence[str]) -> list[Entry]:
        """The entries of the first text whose sidebar names a page."""
        for text in texts:
            entries = [
                entry
                for value in read_js_values(text, "sidebar")
                for entry in self._of_sidebar(value)
            ]
            if entries:
                home = self._page_by_path.get("")
                first = list(self._page("")) if home and home.has_words else []
                return [*first, *entries]
        return []

    def _of_sidebar(self, value: Value) -> Iterator[Entry]:
        if isinstance(value, dict) and "items" not in value and "text" not in value:
            for folder, inner in mapping(value).items():
                if isinstance(inner, dict | list):
                    yield from self._entries(inner, folder, 0)
            return
        yield from self._entries(value, "/", 0)

    def _entries(self, value: Value, base: str, depth: int) -> Iterator[Entry]:
        if depth > _DEEPEST:
            return
        for one in listed(value):
            if isinstance(one, str):
                yield from self._page(posixpath.join(base, one))
            elif isinstance(one, list):  # VuePress: an address and a title
                if address := text_of(next(iter(one), None)):
                    yield from self._page(posixpath.join(base, address))
            elif said := mapping(one):
                yield from self._of_table(said, base, depth)

    def _of_table(
        self, said: Mapping[str, Value], base: str, depth: int
    ) -> Iterator[Entry]:
        base = text_of(said.get("base")) or base
        link = text_of(said.get("link")) or text_of(said.get("path"))
        first = list(self._page(posixpath.join(base, link))) if link else []
        items = said.get("items") or said.get("children")
        label = text_of(said.get("text")) or text_of(said.get("title"))
        below = depth + 1 if label else depth
        inner = [*first, *self._entries(items, base, below)] if items else first
        chapters = tuple(
            chapter
            for entry in inner
            for chapter in (
                entry.chapters if isinstance(entry, PartEntry) else (entry,)
            )
            if isinstance(chapter, FileEntry)
        )
        spoken = self.words
        title = checked_words("text", label or "", spoken.span, spoken.diagnostics)
        is_part = items and chapters and not depth and (title or "").strip()
        if is_part and not any(isinstance(entry, PartEntry) for entry in inner):
            yield PartEntry(part=title or "", chapters=chapters, span=spoken.span)
        elif items and not label and not depth:
            yield from inner  # a sidebar with a base of its own
        else:
            yield from chapters

    def _page(self, address: str) -> Iterator[FileEntry]:
        path = re.sub(r"(?:\.md|\.html)?(?:[#?].*)?$", "", address)
        path = posixpath.normpath(f"/{path}").strip("/")
        folder, _, name = path.rpartition("/")
        if name.lower() in ("index", "readme"):
            path = folder
        page = self._page_by_path.get(path)
        if page is None:
            if "://" not in address:
                self.skipped.append(f"“{address}”, which is not a page")
        elif page.file not in self._taken and page.has_words:
            self._taken.add(page.file)
            yield page.entry()

    def all_pages(self) -> list[Entry]:
        """Every page that has words: the home page first, then by folder and name."""
        paths = self._page_by_path
        home = [paths[""]] if "" in paths else []
        others = in_order(page for path, page in paths.items() if path)
        return [page.entry() for page in (*home, *others) if page.has_words]
