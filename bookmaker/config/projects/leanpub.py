"""Leanpub's and Softcover's projects: `Book.txt` lists the files of a book in order.

What comes in: a folder with `Book.txt`, or with a folder `manuscript` that has it. What
goes out: the configuration, with a note of what was not read. The formats are those of
the Markua specification, “Book.txt” (https://leanpub.com/markua/read), and of Softcover
(https://manual.softcover.io/book), which has `chapters` and `config/book.yml`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import (
    PICTURE_SUFFIXES,
    first_file,
    inside_path,
    is_file,
    is_markdown,
    list_all_files,
)
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    Entry,
    EpubConfig,
    FileEntry,
    PartEntry,
)
from bookmaker.config.projects.project_note import FRONT, finished, role_of
from bookmaker.config.projects.settings_values import ProjectWords, read_values
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata
from bookmaker.source import SourceSpan
from bookmaker.system.files import is_folder

_LISTS = ("Book.txt", "manuscript/Book.txt")
_SUFFIXES = (".md", ".markdown", ".markua", ".mdown", ".txt")
_OTHER_LISTS = frozenset({"Sample.txt", "Subset.txt"})
_PICTURES = tuple(PICTURE_SUFFIXES)
_COVERS = ("jpg", "jpeg", "png")
_PART = re.compile(
    r"\s*(?:-#[ \t]+(.+?)[ \t]*#*[ \t]*$"
    r"|\{[^{}\n]*class:[ \t]*part\b[^{}\n]*\}[ \t]*\n#[ \t]+(.+?)[ \t]*#*[ \t]*$)",
    re.MULTILINE,
)
PICTURE_FOLDER = "picture-folder"
"""The name of each variable that has a folder of pictures."""
PICTURE_FILE = "picture-file"
"""The name of each variable that has a picture's path from the root."""
PICTURE_HOME = "picture-home"
"""The folder of the list of files."""
_MOST_PICTURES = 5_000
_SOFTCOVER = "config/book.yml"
_SOFTCOVER_PAGES = frozenset({"cover", "maketitle", "tableofcontents"})
"""Lines of its list that name pages which every book has here."""
_MATTER = re.compile(r"\s*\{(front|main|back)matter\}[ \t]*(?:\n|\Z)")
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
    lines = list(_lines(door, book_list))
    marks = [_mark(line) for line, _ in lines]
    matter = _FRONT if _FRONT in marks else _BODY
    about = read_values(door, _SOFTCOVER) if door.has(_SOFTCOVER) else {}
    folder = "chapters" if about else posixpath.dirname(book_list)
    for mark, (line, span) in zip(marks, lines, strict=True):
        if mark in entries:
            matter = mark
            continue
        if about and mark in _SOFTCOVER_PAGES:
            continue
        path = posixpath.normpath(posixpath.join(folder, line))
        inside = inside_path(door.root.resolve(), path)
        if inside is None or not is_file(door.root, inside):
            diagnostics.add(MissingFile(path=path, span=span).softened())
        elif not inside.lower().endswith(_SUFFIXES):
            skipped.append(line)
        elif all(entry.file != inside for each in entries.values() for entry in each):
            own = _MATTER.match(_start_of(door, inside))
            if own is not None:
                matter = f"{own[1]}matter"
                if _is_all(door, inside, own):
                    continue
            entries[matter].append(
                FileEntry(file=inside, role=role_of(inside), span=span)
            )
        else:
            skipped.append(f"{line}, which is listed again")
    home = posixpath.dirname(book_list)
    skipped += _others(door, home, entries)
    stems = ("title_page", "cover") if about else ("title_page",)
    covers = (
        posixpath.join(home, "images", f"{stem}.{suffix}")
        for stem in stems
        for suffix in _COVERS
    )
    words = ProjectWords(door, _SOFTCOVER, diagnostics)
    title = words.text("title", about.get("title"))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            subtitle=words.text("subtitle", about.get("subtitle")),
            authors=words.authors(about.get("author")),
            description=words.text("description", about.get("description")),
        ),
        contents=ContentsConfig(
            front=(*FRONT, *entries[_FRONT]),
            body=tuple(_with_parts(door, entries[_BODY])),
            back=tuple(entries[_BACK]),
            split_at=1,
        ),
        epub=EpubConfig(cover=first_file(door.root, covers)),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="Softcover" if about else "Leanpub",
            is_lenient=True,
            idiom=Idiom.MARKUA,
            variables=_pictures(door, home),
        ),
    )
    return finished(config, door, book_list, skipped, diagnostics, language=None)


def _pictures(door: ConfigDoor, home: str) -> tuple[tuple[str, str], ...]:
    """Where pictures are that the text names without their folder."""
    folders = ("images", "resources/images", "resources", "assets")
    files = [p for p in list_all_files(door.root) if p.lower().endswith(_PICTURES)]
    return (
        (PICTURE_HOME, home),
        *(
            (PICTURE_FOLDER, folder)
            for folder in folders
            if is_folder(door.root / home / folder)
        ),
        *((PICTURE_FILE, path) for path in files[:_MOST_PICTURES]),
    )


def _mark(line: str) -> str:
    """The part of a book that a line of the list begins, if it does."""
    return line.strip("{}: ").lower()


def _is_all(door: ConfigDoor, path: str, mark: re.Match[str]) -> bool:
    """Whether a file has no more than the mark of a part of the book."""
    return not _start_of(door, path)[mark.end() :].strip()


def _others(
    door: ConfigDoor, home: str, entries: Mapping[str, list[FileEntry]]
) -> Iterator[str]:
    """The lists of a sample, and the chapters that no list has."""
    taken = {entry.file for each in entries.values() for entry in each}
    prefix = f"{home}/" if home else ""
    for path in list_all_files(door.root):
        name = posixpath.basename(path)
        is_near = path.startswith(prefix)
        if (
            is_near
            and (name in _OTHER_LISTS or is_markdown(path))
            and path not in taken
        ):
            yield path


def _with_parts(door: ConfigDoor, entries: list[FileEntry]) -> Iterator[Entry]:
    """The chapters in their parts: `-# One`, or `# One` below `{class: part}`."""
    page: FileEntry | None = None
    title = ""
    chapters: list[FileEntry] = []
    for entry in entries:
        mark = _PART.match(_start_of(door, entry.file))
        if mark is None:
            chapters.append(entry)
            continue
        yield from _part(page, title, chapters)
        page, title, chapters = entry, mark[1] or mark[2], []
    yield from _part(page, title, chapters)


def _part(
    page: FileEntry | None, title: str, chapters: list[FileEntry]
) -> Iterator[Entry]:
    if page is None:
        yield from chapters
    else:
        inner = tuple(chapters)
        yield PartEntry(part=title, chapters=inner, file=page.file, span=page.span)


def _start_of(door: ConfigDoor, path: str) -> str:
    try:
        return door.read_start(path, 2_000).replace("\r\n", "\n")
    except ManuscriptError:  # reported when it is read as a chapter
        return ""


def _lines(door: ConfigDoor, book_list: str) -> Iterator[tuple[str, SourceSpan]]:
    """The lines that say something, each with its place."""
    for number, line in enumerate(door.read_text(book_list).split("\n"), start=1):
        words = line.strip()
        if words and not words.startswith("#"):
            yield words, SourceSpan(book_list, number, 1, number, len(line) + 1)
