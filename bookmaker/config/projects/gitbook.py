"""GitBook's and HonKit's projects: `SUMMARY.md` has the order, `book.json` the title.

What comes in: a folder with `book.json` or `.gitbook.yaml` and the list of chapters, or
with `SUMMARY.md` beside `README.md`; or with `LANGS.md`, whose first language is the
book. Settings left behind in a project of another program have no list. The formats are
those of https://honkit.netlify.app/structure.html and https://gitbook.com/docs.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import first_file, inside_path, is_file
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    EpubConfig,
    FileEntry,
    PrintConfig,
)
from bookmaker.config.projects.link_lists import OutlineLink, read_outline
from bookmaker.config.projects.project_note import FRONT, files_of, finished
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    date_of,
    mapping,
    read_values,
    text_of,
)
from bookmaker.config.projects.summary_chapters import SummaryReader
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Metadata

_BOOK = "book.json"
_OTHER_BOOK = "book.js"
_SETTINGS = ".gitbook.yaml"
_SUMMARY = "SUMMARY.md"
_LIST = ("summary", _SUMMARY)
"""The list of chapters: its name in the settings, and the file that it usually is."""
_README = "README.md"
_LANGUAGES = "LANGS.md"
_READ = frozenset(
    "title author authors description language root structure variables isbn "
    "published gitbook".split()
)
_COVERS = ("cover.jpg", "cover.png")


def find_gitbook(door: ConfigDoor) -> str | None:
    """The file that makes a folder a GitBook project, if it has one."""
    names = (_BOOK, _SETTINGS, _OTHER_BOOK)
    settings = next((name for name in names if door.has(name)), None)
    if door.has(_LANGUAGES):
        return settings or _LANGUAGES
    if settings is not None and _has_list(door):
        return settings
    is_one = (
        door.has(_SUMMARY) and door.has(_README) and not door.has(f"src/{_SUMMARY}")
    )
    return _SUMMARY if is_one else None


def _has_list(door: ConfigDoor) -> bool:
    values = _values(door, _BOOK)
    structure = mapping(values.get("structure"))
    return is_file(door.root, _named(_folder("", values), structure, *_LIST))


def _values(door: ConfigDoor, book_file: str) -> dict[str, Value]:
    """What both files of settings say."""
    files = (name for name in (book_file, _SETTINGS) if door.has(name))
    return {
        key: value for file in files for key, value in read_values(door, file).items()
    }


def load_gitbook(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of GitBook's or HonKit's."""
    skipped: list[str] = []
    home = _home(door, skipped)
    book_file = posixpath.join(home, _BOOK)
    if home and not door.has(book_file):
        book_file = _BOOK
    values = _values(door, book_file)
    if door.has(_OTHER_BOOK):
        skipped.append(_OTHER_BOOK)
    skipped += [key for key in values if key not in _READ and values[key]]
    folder = _folder(home, values)
    structure = mapping(values.get("structure"))
    words = ProjectWords(door, file, diagnostics)
    contents = _contents(door, folder, structure, skipped, diagnostics)
    title = words.text("title", values.get("title"))
    covers = (posixpath.join(folder, cover) for cover in _COVERS)
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            authors=words.authors(values.get("author") or values.get("authors")),
            description=words.text("description", values.get("description")),
            published=date_of(values.get("published")),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        epub=EpubConfig(cover=first_file(door.root, covers)),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="GitBook",
            is_lenient=True,
            idiom=Idiom.GITBOOK,
            variables=tuple(_variables(values)),
            has_captions=False,
        ),
    )
    language = words.language("language", values.get("language"))
    return finished(config, door, file, skipped, diagnostics, language=language)


def _home(door: ConfigDoor, skipped: list[str]) -> str:
    """The folder of the first language of `LANGS.md`; the others are left out."""
    if not door.has(_LANGUAGES):
        return ""
    entries = read_outline(door.read_text(_LANGUAGES), _LANGUAGES)
    folders = [
        unquote(entry.target).strip("/")
        for entry in entries
        if isinstance(entry, OutlineLink) and entry.target
    ]
    first, *others = folders or [""]
    skipped += [f"the language {folder}" for folder in others]
    return first


def _folder(home: str, values: Mapping[str, Value]) -> str:
    root = text_of(values.get("root")) or "."
    return posixpath.normpath(posixpath.join(home, root)).removeprefix("./").strip("/")


def _named(folder: str, structure: Mapping[str, Value], key: str, usual: str) -> str:
    path = text_of(structure.get(key)) or usual
    return posixpath.normpath(posixpath.join(folder, path))


def _variables(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for key, value in mapping(values.get("variables")).items():
        if (said := text_of(value)) is not None:
            yield f"book.{key}", said
        elif isinstance(value, list | dict):
            yield f"book.{key}", json.dumps(value, ensure_ascii=False, default=str)
    for key in ("title", "description", "author"):
        if (said := text_of(values.get(key))) is not None:
            yield f"book.{key}", said


def _contents(
    door: ConfigDoor,
    folder: str,
    structure: Mapping[str, Value],
    skipped: list[str],
    diagnostics: Diagnostics,
) -> ContentsConfig:
    summary = _named(folder, structure, *_LIST)
    readme = _named(folder, structure, "readme", _README)
    glossary = _named(folder, structure, "glossary", "GLOSSARY.md")
    contents = ContentsConfig(front=FRONT)
    if is_file(door.root, summary) and inside_path(door.root.resolve(), summary):
        reader = SummaryReader(door, summary, diagnostics)
        contents = reader.read()
        skipped += reader.skipped
    listed = frozenset(files_of(contents))
    if readme not in listed and is_file(door.root, readme):
        introduction = FileEntry(file=readme, is_numbered=False)
        contents = replace(contents, body=(introduction, *contents.body))
    if glossary not in listed and is_file(door.root, glossary):
        entry = FileEntry(file=glossary, role=DivisionKind.GLOSSARY)
        contents = replace(contents, back=(*contents.back, entry))
    return contents
