"""Obsidian's Longform projects: `index.md` lists the scenes of a book in its head.

What comes in: a folder with a note whose properties have `longform`. The format is that
of https://github.com/kevboh/longform.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.folder import (
    inside_path,
    is_file,
    is_markdown,
    list_markdown_files,
    list_upper_files,
)
from bookmaker.config.model import BookConfig, ContentsConfig, FileEntry
from bookmaker.config.projects.obsidian import OBSIDIAN
from bookmaker.config.projects.project_note import FRONT, files_of, finished
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    listed,
    mapping,
    read_front_of,
    text_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.document.metadata import Metadata

_INDEX = "index.md"
_MOST_NOTES = 200
_MOST_FILES = 20_000
"""Of a folder in which a project is looked for. More than vaults have; an editor asks
for each folder above a file, up to that of the whole disk."""
_DEEPEST_PROJECT = 3
_DEEPEST = 20


def find_longform(door: ConfigDoor) -> str | None:
    """The note that makes a folder a Longform project, if it has one.

    In a vault, that of the only project in the folders below.
    """
    found = find_longform_here(door)
    if found is not None:
        return found
    below = [note for note in _notes(door, _DEEPEST_PROJECT) if "/" in note]
    projects = [note for note in below[:_MOST_NOTES] if _is_project(door, note)]
    return projects[0] if len(projects) == 1 else None


def find_longform_here(door: ConfigDoor) -> str | None:
    """The note in the folder itself that makes it a Longform project, if it has one."""
    top = _notes(door, 0)[:_MOST_NOTES]
    return next((note for note in top if _is_project(door, note)), None)


def _notes(door: ConfigDoor, deepest: int) -> list[str]:
    """The notes at most so many folders below; those called `index.md` come first."""
    files = list_upper_files(door.root, deepest, _MOST_FILES)
    notes = [path for path in files if is_markdown(path)]
    notes.sort(key=lambda path: posixpath.basename(path).lower() != _INDEX)
    return notes


def _is_project(door: ConfigDoor, note: str) -> bool:
    return "longform" in read_front_of(door, note)


def load_longform(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of Longform's."""
    head = read_front_of(door, file)
    said = mapping(head.get("longform"))
    words = ProjectWords(door, file, diagnostics)
    folder = (text_of(said.get("sceneFolder")) or "/").strip("/")
    home = posixpath.normpath(posixpath.join(posixpath.dirname(file), folder))
    is_single = text_of(said.get("format")) == "single"
    scenes = [file] if is_single else said.get("scenes")
    body = tuple(_scenes(door, scenes, "" if is_single else home, words, 0))
    contents = ContentsConfig(front=FRONT, body=body)
    taken = frozenset(files_of(contents)) | {file}
    skipped = [f"longform.{key}" for key in ("workflow",) if key in said]
    skipped += [path for path in list_markdown_files(door.root) if path not in taken]
    title = words.text("title", said.get("title") or head.get("title"))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name, authors=words.authors(head.get("author"))
        ),
        contents=contents,
        is_title_assumed=title is None,
        conventions=replace(OBSIDIAN, program="Longform"),
    )
    language = words.language("lang", head.get("lang"))
    return finished(config, door, file, skipped, diagnostics, language=language)


def _scenes(
    door: ConfigDoor, scenes: Value, home: str, words: ProjectWords, depth: int
) -> Iterator[FileEntry]:
    """The scenes of a list; a list within it belongs to the scene before it."""
    waiting: FileEntry | None = None
    for scene in listed(scenes):
        if isinstance(scene, list) and depth < _DEEPEST:
            inner = tuple(_scenes(door, scene, home, words, depth + 1))
            if waiting is None:
                yield from inner
            else:
                waiting = replace(waiting, sections=(*waiting.sections, *inner))
            continue
        if waiting is not None:
            yield waiting
        waiting = _entry(door, text_of(scene), home, words)
    if waiting is not None:
        yield waiting


def _entry(
    door: ConfigDoor, scene: str | None, home: str, words: ProjectWords
) -> FileEntry | None:
    if scene is None:
        return None
    name = scene if is_markdown(scene) else f"{scene}.md"
    path = posixpath.normpath(posixpath.join(home, name))
    inside = inside_path(door.root.resolve(), path)
    if inside is None or not is_file(door.root, inside):
        missing = MissingFile(path=path, span=words.place_of(scene))
        words.diagnostics.add(missing.softened())
        return None
    return FileEntry(file=inside, span=words.place_of(scene))
