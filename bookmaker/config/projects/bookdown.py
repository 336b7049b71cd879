"""bookdown's projects: `_bookdown.yml` has the order, `index.Rmd` the title.

What comes in: a folder with `_bookdown.yml`, or with an `index.Rmd` whose head says
`site: bookdown::…`. The format is that of “bookdown: Authoring Books”
(https://bookdown.org/yihui/bookdown/usage.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import (
    PICTURE_SUFFIXES,
    inside_path,
    is_file,
    list_all_files,
    natural_key,
)
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
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    date_of,
    listed,
    mapping,
    read_front,
    read_values,
    text_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Metadata

SECTION_LABELS = "section-label"
"""The name of each variable that has a label of a section that is referred to."""
RESULT_LABELS = "result-label"
"""That of each that has a figure or a table that is referred to: `fig:x`."""
_SETTINGS = "_bookdown.yml"
_INDEX = "index.Rmd"
_SUFFIXES = (".rmd", ".md")
_PART = re.compile(
    r"^#[ \t]+\((PART|APPENDIX)(?:\\?\*)?\)[ \t]+(.*?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*$",
    re.M,
)
_CHAPTER = re.compile(r"^#[ \t]+[^\s(]", re.M)
_FENCED = re.compile(r"^[ \t]*(`{3,}).*?^[ \t]*\1[ \t]*$", re.M | re.S)
_REFERENCE = re.compile(r"\\@ref\(([A-Za-z0-9][\w-]*)\)")
_RESULT = re.compile(r"\\@ref\(((?:fig|tab):[A-Za-z0-9][\w-]*)\)")
_SITE = re.compile(r"\Abookdown::")
_HIDDEN_CODE = re.compile(r"opts_chunk\$set\((?:[^()]|\([^()]*\))*?\becho\s*=\s*F")
_READ = frozenset({"rmd_files", "rmd_subdir", "language"})
_READ_OF_HEAD = frozenset(
    "title subtitle author date bibliography description lang csl cover-image "
    "biblio-style link-citations documentclass site output".split()
)
_MOST_LABELS = 5_000


def find_bookdown(door: ConfigDoor) -> str | None:
    """The file that makes a folder a bookdown project, if it has one."""
    if door.has(_SETTINGS):
        return _SETTINGS
    if not door.has(_INDEX):
        return None
    head = read_front(_text_of(door, _INDEX) or "")
    return _INDEX if _SITE.match(text_of(head.get("site")) or "") else None


def load_bookdown(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of bookdown's."""
    settings = read_values(door, _SETTINGS) if door.has(_SETTINGS) else {}
    words = ProjectWords(door, file, diagnostics)
    files, others = _files(door, settings, words)
    text_by_file = {path: _text_of(door, path) or "" for path in files}
    head: dict[str, Value] = {}
    for path in files[:1]:
        head = dict(read_front(text_by_file[path]))
    for path in ("_output.yml",):
        if door.has(path):
            others.append(path)
    skipped = [key for key in settings if key not in _READ]
    skipped += [f"{files[0]}: {key}" for key in head if key not in _READ_OF_HEAD]
    skipped += others
    title = words.text("title", head.get("title"))
    texts = text_by_file.values()
    labels = sorted({label for text in texts for label in _REFERENCE.findall(text)})
    results = sorted({label for text in texts for label in _RESULT.findall(text)})
    styles = words.files(head.get("csl"), (".csl",))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            subtitle=words.text("subtitle", head.get("subtitle")),
            authors=words.authors(head.get("author")),
            published=date_of(head.get("date")),
            description=words.text("description", head.get("description")),
        ),
        contents=_contents(files, text_by_file),
        numbering=NumberingConfig(section_depth=2),
        citations=CitationsConfig(
            files=tuple(words.files(head.get("bibliography"))),
            style=next(styles, CITATION_STYLES[0]),
        ),
        print=PrintConfig(theme="technical"),
        epub=EpubConfig(
            cover=next(words.files(head.get("cover-image"), PICTURE_SUFFIXES), None)
        ),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="bookdown",
            is_lenient=True,
            has_cells=True,
            has_marked_metadata=True,
            shows_cells=not any(map(_HIDDEN_CODE.search, texts)),
            has_heading_references=True,
            idiom=Idiom.BOOKDOWN,
            variables=(
                *((SECTION_LABELS, label) for label in labels[:_MOST_LABELS]),
                *((RESULT_LABELS, label) for label in results[:_MOST_LABELS]),
            ),
        ),
    )
    language = words.language("lang", head.get("lang"))
    return finished(config, door, file, skipped, diagnostics, language=language)


def _text_of(door: ConfigDoor, path: str) -> str | None:
    """The text of a chapter; what is wrong with it is reported when it is read."""
    try:
        return door.read_start(path, 1_000_000).replace("\r\n", "\n")
    except ManuscriptError:
        return None


def _files(
    door: ConfigDoor, settings: Mapping[str, Value], words: ProjectWords
) -> tuple[list[str], list[str]]:
    """The chapters in their order, and the files that are none."""
    root = door.root
    there = [path for path in list_all_files(root) if path.lower().endswith(_SUFFIXES)]
    said = settings.get("rmd_files")
    if isinstance(said, dict):
        by_format = mapping(said)
        said = by_format.get("epub") or by_format.get("latex") or by_format.get("html")
    if said:
        files = []
        for path in map(str, listed(said)):
            inside = inside_path(root.resolve(), path)
            if inside is None or not is_file(root, inside):
                missing = MissingFile(path=path, span=words.place_of(path))
                words.diagnostics.add(missing.softened())
            elif inside not in files:
                files.append(inside)
        return files, _others(there, files)
    folders = settings.get("rmd_subdir")
    within = [str(folder).strip("/") for folder in listed(folders)]
    files = [
        path
        for path in there
        if path.lower().endswith(".rmd")
        and not Path(path).name.startswith("_")
        and ("/" not in path or folders is True or _is_within(path, within))
    ]
    files.sort(
        key=lambda path: (Path(path).name.lower() != "index.rmd", natural_key(path))
    )
    return files, _others(there, files)


def _is_within(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _others(there: Iterable[str], files: Iterable[str]) -> list[str]:
    taken = frozenset(files)
    return [path for path in there if path not in taken]


def _contents(files: Iterable[str], text_by_file: Mapping[str, str]) -> ContentsConfig:
    """The chapters in their parts: `# (PART) One` stands at the head of its first."""
    body: list[Entry] = []
    back: list[Entry] = []
    part: str | None = None
    chapters: list[FileEntry] = []
    is_back = False

    def close() -> Iterator[Entry]:
        if part is not None and chapters:
            yield PartEntry(part=part, chapters=tuple(chapters))
        else:
            yield from chapters

    for file in files:
        text = _FENCED.sub(_blank, text_by_file[file])
        mark = _PART.search(text)
        is_late = mark is not None and _CHAPTER.search(text, 0, mark.start())
        if mark is None or is_late:
            # A mark behind a chapter is for the files after this one.
            role = DivisionKind.APPENDIX if is_back else role_of(file)
            chapters.append(FileEntry(file=file, role=role))
        if mark is None:
            continue
        (back if is_back else body).extend(close())
        chapters = []
        is_back = is_back or mark[1] == "APPENDIX"
        part = None if mark[1] == "APPENDIX" else mark[2]
        if not is_late:
            role = DivisionKind.APPENDIX if is_back else role_of(file)
            chapters.append(FileEntry(file=file, role=role))
    (back if is_back else body).extend(close())
    return ContentsConfig(front=FRONT, body=tuple(body), back=tuple(back), split_at=1)


def _blank(found: re.Match[str]) -> str:
    """As much space as a listing takes, whose number signs are no headings."""
    return re.sub(r"[^\n]", " ", found[0])
