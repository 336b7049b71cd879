"""MyST's projects: `myst.yml`, Jupyter Book's `_toc.yml`, Sphinx with MyST.

What comes in: a folder with one of these files, or with a `conf.py` that names
`myst_parser` or `myst_nb`, or their settings, beside an `index.md`. The formats are
those of
https://mystmd.org/guide/table-of-contents, https://jupyterbook.org/v1/structure/toc.html
and https://myst-parser.readthedocs.io.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import (
    inside_path,
    is_file,
    list_all_files,
    natural_key,
)
from bookmaker.config.model import (
    BookConfig,
    CitationsConfig,
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
    date_of,
    listed,
    mapping,
    read_values,
    text_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata

FIGURE_LABEL, TABLE_LABEL, LISTING_LABEL = "figure-label", "table-label", "lst-label"
"""The names of variables, one for each label of its kind."""
PATH_LABEL = "path-label"
"""The same for labels that look like files, `(syntax/low)=`."""
_PATH_LIKE = re.compile(r"^[ \t]*\(([\w-]+(?:/[\w-]+)+)\)=[ \t]*$", re.MULTILINE)
_PROJECTS = ("myst.yml", "myst.yaml")
_CONTENTS = ("_toc.yml", "_toc.yaml")
_SETTINGS = ("_config.yml", "_config.yaml")
_SPHINX = "conf.py"
_INDEX = "index.md"
_SUFFIXES = ("", ".md", ".ipynb", ".markdown")
_READ = frozenset(
    "title subtitle author authors description date toc bibliography language".split()
)
_READ_OF_BOOK = frozenset({"title", "author", "bibtex_bibfiles"})
_DEEPEST = 12
_MOST_FILES = 2_000
_USES_MYST = re.compile(
    r"[\"'](?:myst[_-](?:parser|nb)|sphinx_lesson)[\"']|^(?:myst|nb)_\w+[ \t]*=", re.M
)
_ASSIGNED = re.compile(
    r"^(project|author|language|release)[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.M
)
_TREE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}|:{3,})\{(?:toctree|tableofcontents)\}[^\n]*\n"
    r"(?P<body>.*?)^[ \t]*(?P=fence)[ \t]*$",
    re.M | re.S,
)
_LABELLED = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,}|:{3,})\{(?P<kind>figure|image|table|list-table|csv-table|"
    r"code-block|code|literalinclude)\}[^\n]*\n"
    r"(?:[ \t]*(?::[^\n]*|[\w-]+:[^\n]*|---[ \t]*)\n){0,12}?"
    r"[ \t]*:?(?:name|label):[ \t]+(?P<name>[\w:.-]+)",
    re.M,
)
_LABEL_KINDS = {
    "figure": FIGURE_LABEL,
    "image": FIGURE_LABEL,
    "code-block": LISTING_LABEL,
    "code": LISTING_LABEL,
    "literalinclude": LISTING_LABEL,
}


def find_myst(door: ConfigDoor) -> str | None:
    """The file that makes a folder a project of MyST's, if it has one."""
    found = next((n for n in (*_PROJECTS, *_CONTENTS) if door.has(n)), None)
    if found is not None:
        return found
    for folder in ("", "docs/", "source/", "docs/source/", "content/", "doc/"):
        settings = f"{folder}{_SPHINX}"
        if door.has(settings) and door.has(f"{folder}{_INDEX}"):
            is_one = _USES_MYST.search(_text_of(door, settings)) is not None
            return settings if is_one else None
    return None


def load_myst(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of MyST's."""
    words = ProjectWords(door, file, diagnostics)
    said, skipped = _said(door, file)
    lister = _Lister(door, words, posixpath.dirname(file))
    body = tuple(lister.contents(file, said)) or tuple(lister.all_pages())
    contents = ContentsConfig(front=FRONT, body=body)
    taken = frozenset(files_of(contents))
    skipped += lister.skipped
    skipped += [page for page in lister.pages() if page not in taken]
    title = words.text("title", said.get("title"))
    files = tuple(words.files(said.get("bibliography"), (".bib", ".json")))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            subtitle=words.text("subtitle", said.get("subtitle")),
            authors=words.authors(said.get("authors") or said.get("author")),
            description=words.text("description", said.get("description")),
            published=date_of(said.get("date")),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        citations=CitationsConfig(files=files),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="MyST",
            is_lenient=True,
            idiom=Idiom.MYST,
            has_cells=True,
            has_marked_metadata=True,
            has_captions=False,
            variables=tuple(_labels(door, taken)),
        ),
    )
    language = words.language("language", said.get("language"))
    return finished(config, door, file, skipped, diagnostics, language=language)


def _said(door: ConfigDoor, file: str) -> tuple[Mapping[str, Value], list[str]]:
    """What the project says of itself, and the keys that are not read."""
    if file.endswith(_SPHINX):
        found = dict(_ASSIGNED.findall(_text_of(door, file)))
        return {"title": found.get("project"), **found}, [file]
    values = read_values(door, file)
    if file in _PROJECTS:
        project = mapping(values.get("project"))
        skipped = [f"project.{key}" for key in project if key not in _READ]
        return project, skipped + [key for key in values if key in ("site", "extends")]
    settings = next((name for name in _SETTINGS if door.has(name)), None)
    own = read_values(door, settings) if settings is not None else {}
    skipped = [f"{settings}: {key}" for key in own if key not in _READ_OF_BOOK]
    return {**values, **own, "bibliography": own.get("bibtex_bibfiles")}, skipped


def _text_of(door: ConfigDoor, file: str) -> str:
    try:
        return door.read_start(file, 200_000).replace("\r\n", "\n")
    except ManuscriptError:  # reported when it is read as a chapter
        return ""


def _labels(door: ConfigDoor, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The labels of what is numbered, each with its kind."""
    for file in sorted(files)[:_MOST_FILES]:
        for found in _LABELLED.finditer(_text_of(door, file)):
            yield _LABEL_KINDS.get(found["kind"], TABLE_LABEL), found["name"]
        for found in _PATH_LIKE.finditer(_text_of(door, file)):
            yield PATH_LABEL, found[1]


@dataclass(slots=True)
class _Lister:
    """Makes entries of the three kinds of contents."""

    door: ConfigDoor
    words: ProjectWords
    home: str
    skipped: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def contents(self, file: str, said: Mapping[str, Value]) -> Iterator[Entry]:
        """The entries, in the order that the project says."""
        if file.endswith(_SPHINX):
            yield from self._tree(posixpath.join(self.home, _INDEX))
        elif file in _PROJECTS:
            yield from self._children(said.get("toc"))
        else:
            yield from self._book(said)

    def all_pages(self) -> Iterator[FileEntry]:
        """Every page by its name; the index comes first."""
        pages = sorted(
            self.pages(),
            key=lambda p: (posixpath.basename(p) != _INDEX, natural_key(p)),
        )
        for page in pages:
            if (entry := self._entry(page)) is not None:
                yield entry

    def pages(self) -> list[str]:
        """The pages below the folder of the project."""
        prefix = f"{self.home}/" if self.home else ""
        return [
            path
            for path in list_all_files(self.door.root)
            if path.startswith(prefix)
            and path.endswith(_SUFFIXES[1:])
            and not path.removeprefix(prefix).startswith(("_build/", "_"))
        ]

    def _children(self, value: Value) -> Iterator[Entry]:
        """The entries of `toc:` in `myst.yml`."""
        for one in listed(value):
            table = mapping(one)
            children = table.get("children")
            title = text_of(table.get("title"))
            if (path := text_of(table.get("file"))) is not None:
                sections = tuple(self._files(children, 0))
                if (entry := self._entry(path, sections)) is not None:
                    yield entry
            elif title is not None and children:
                chapters = tuple(self._files(children, 0))
                yield PartEntry(part=title, chapters=chapters)
            else:
                self._skip(table)

    def _files(self, value: Value, depth: int) -> Iterator[FileEntry]:
        """The files of a list, those below others in their chapter."""
        for one in listed(value) if depth < _DEEPEST else ():
            table = mapping(one)
            below = table.get("children") or table.get("sections")
            path = text_of(table.get("file"))
            if path is None:
                self._skip(table)
                yield from self._files(below, depth + 1)
                continue
            sections = tuple(self._files(below, depth + 1))
            if (entry := self._entry(path, sections)) is not None:
                yield entry

    def _skip(self, table: Mapping[str, Value]) -> None:
        named = (text_of(table.get(key)) for key in ("url", "title", "glob", "pattern"))
        said = next((words for words in named if words), "")
        if said:
            self.skipped.append(said)

    def _book(self, said: Mapping[str, Value]) -> Iterator[Entry]:
        """The entries of Jupyter Book's `_toc.yml`: a root, parts or chapters."""
        root = text_of(said.get("root"))
        if root is not None and (entry := self._entry(root)) is not None:
            yield entry
        parts = said.get("parts") or said.get("subtrees")
        for part in listed(parts):
            table = mapping(part)
            below = table.get("chapters") or table.get("entries")
            chapters = tuple(self._files(below, 0))
            caption = text_of(table.get("caption"))
            if caption is None:
                yield from chapters
            else:
                yield PartEntry(part=caption, chapters=chapters)
        yield from self._files(
            said.get("chapters") or said.get("entries") or said.get("sections"), 0
        )

    def _tree(self, page: str, depth: int = 0) -> Iterator[Entry]:
        """A page of Sphinx's, and the pages that its trees list."""
        first = self._entry(page)
        if first is None:
            return
        yield first
        page = first.file
        trees = list(_TREE.finditer(_text_of(self.door, page)))
        for tree in trees if depth < _DEEPEST else ():
            lines = [line.strip() for line in tree["body"].split("\n")]
            caption = next(
                (
                    x.partition(":caption:")[2].strip()
                    for x in lines
                    if ":caption:" in x
                ),
                "",
            )
            chapters: list[FileEntry] = []
            for line in lines:
                if line and line[0] not in ":#" and line != "---":
                    chapters += self._listed(line, page, depth)
            if caption and depth == 0:
                yield PartEntry(part=caption, chapters=tuple(chapters))
            else:
                yield from chapters

    def _listed(self, line: str, page: str, depth: int) -> list[FileEntry]:
        """The chapter that a line of a tree names: `path`, or `Title <path>`."""
        named = re.fullmatch(r".*<([^<>]+)>", line)
        path = named[1] if named is not None else line
        if "://" in path or path == "self":
            return []
        folder = "" if path.startswith("/") else posixpath.dirname(page)
        below = list(self._tree(posixpath.join(folder, path.lstrip("/")), depth + 1))
        files = [entry for entry in below if isinstance(entry, FileEntry)]
        if not files:
            return []
        first, *others = files
        sections = tuple(others)
        return [FileEntry(file=first.file, role=first.role, sections=sections)]

    def _entry(
        self, path: str, sections: tuple[FileEntry, ...] = ()
    ) -> FileEntry | None:
        root = self.door.root
        whole = posixpath.normpath(
            path
            if path.startswith(f"{self.home}/")
            else posixpath.join(self.home, path)
        )
        for suffix in _SUFFIXES:
            inside = inside_path(root.resolve(), whole + suffix)
            if inside is None or not is_file(root, inside):
                continue
            if not inside.endswith(_SUFFIXES[1:]):
                self.skipped.append(inside)
                return None
            if inside in self._taken:
                self.skipped.append(f"{inside}, which is listed again")
                return None
            self._taken.add(inside)
            return FileEntry(file=inside, role=role_of(inside), sections=sections)
        missing = MissingFile(path=whole, span=self.words.place_of(path))
        self.words.diagnostics.add(missing.softened())
        return None
