"""What every kind of project ends with: its one note, and what it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.model import (
    GENERATED_KINDS,
    BookConfig,
    ContentsConfig,
    Entry,
    FileEntry,
    GeneratedEntry,
    PartEntry,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import ForeignProject
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from bookmaker.languages import find_language
from bookmaker.languages.language_guess import guess_language
from bookmaker.source import SourceSpan

_SAMPLED_FILES = 12
_SAMPLED_CHARACTERS = 20_000
_MOST_NAMED = 20
_NO_WORDS = re.compile(
    r"\A\ufeff?(?:---\n.*?\n---|\+\+\+\n.*?\n\+\+\+)[ \t]*\n"
    r"|^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1|`[^`\n]*`|<[^<>\n]*>|\]\([^()\n]*\)"
    r"|\{[%{<#][^{}\n]*\}|\$[^$\n]*\$|https?:\S+",
    re.DOTALL | re.MULTILINE,
)
_OWN_LANGUAGE = re.compile(
    r"\A\ufeff?---\n(?:(?!---).*\n)*?lang(?:uage)?:[ \t]*"
    r"[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[\"']?[ \t]*\n"
)
_OWN_TITLE = re.compile(r"\A\ufeff?---\n(?:(?!---).*\n)*?title:[ \t]*[^ \t\n]")
_CHAPTERS = frozenset(
    kind.value
    for kind in (GENERATED_KINDS - {DivisionKind.GLOSSARY})
    | {DivisionKind.INTRODUCTION}
)
_LEADING_NUMBER = re.compile(r"^[\d_.\- ]+(?=[^\W\d_])")
_FRONT_PAGES = frozenset({"readme", "index", "_index", "home", "title", "cover"})
_READMES = ("README.md", "readme.md", "Readme.md")
_HEADING = re.compile(
    r"^#[ \t]+([^\n#*_`<>\[\]!]*\w[^\n#*_`<>\[\]!]*?)[ \t#]*$"
    r"|\A([^\n#*_`<>\[\]!]*\w[^\n#*_`<>\[\]!]*?)[ \t]*\n=+[ \t]*$",
    re.MULTILINE,
)
FRONT = (
    GeneratedEntry(kind=DivisionKind.TITLE_PAGE),
    GeneratedEntry(kind=DivisionKind.CONTENTS),
)
"""What a book has before its first chapter, whatever its project says."""


def finished(
    config: BookConfig,
    door: ConfigDoor,
    file: str,
    skipped: Sequence[str],
    diagnostics: Diagnostics,
    *,
    language: str | None,
) -> BookConfig:
    """Note what was read and what was not; guess the language that isn't stated."""
    assumed: list[str] = []
    if config.is_title_assumed and _opens_with_a_chapter(config):
        title, source = _title_of_folder(config.name, door)
        assumed.append(f"the title “{title}”, {source}")
        named = replace(config.metadata, title=title)
        config = replace(config, metadata=named, is_title_assumed=False)
    elif config.is_title_assumed:
        assumed.append(f"the title is the first heading, or “{config.name}”")
    if language is None:
        language, words = guessed_language(door, files_of(config.contents))
        assumed.append(words)
    note = ForeignProject(
        config.conventions.program,
        file,
        shortened(skipped),
        tuple(assumed),
        span=SourceSpan.of_file(file),
    )
    diagnostics.add(note)
    return replace(config, metadata=replace(config.metadata, language=language))


def _opens_with_a_chapter(config: BookConfig) -> bool:
    """Whether the first of several files is no front page, whose title is the book's.

    The heading of “1. The Ford” is that of a chapter.
    """
    contents = config.contents
    files = [
        path for entry in (*contents.front, *contents.body) for path in _files(entry)
    ]
    stem = PurePosixPath(files[0]).stem.lower() if len(files) > 1 else "index"
    return _LEADING_NUMBER.sub("", stem) not in _FRONT_PAGES


def _title_of_folder(name: str, door: ConfigDoor) -> tuple[str, str]:
    """The folder's name, as its README spells it; and which of the two it is.

    `tide-tables` is “Tide Tables” there; “How to build this” is no title.
    """
    for file in _READMES:
        found = _HEADING.search(sample_of(door, (file,))) if door.has(file) else None
        heading = (found[1] or found[2]) if found is not None else ""
        if heading and _letters(name) in _letters(heading):
            return heading, f"as {file} spells the folder’s name"
    return name, "the folder’s name"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def shortened(names: Sequence[str], most: int = _MOST_NAMED) -> tuple[str, ...]:
    """The first of many names, and how many more there are."""
    if len(names) <= most:
        return tuple(names)
    return (*names[:most], f"{len(names) - most} more")


def guessed_language(door: ConfigDoor, files: Iterable[str]) -> tuple[str, str]:
    """The tag of the language of some files, and words that state it."""
    text = sample_of(door, files)
    if (stated := _OWN_LANGUAGE.match(text)) is not None:
        return stated[1], f"the language {_name_of(stated[1])}, as the first file says"
    tag = guess_language(_NO_WORDS.sub(" ", text)) or "en"
    if tag == "en":
        return "en", "the language English"
    return tag, f"the language {_name_of(tag)}, by its words"


def says_what_it_is(door: ConfigDoor, file: str) -> bool:
    """Whether a file's metadata block says its title and its language."""
    text = sample_of(door, (file,))
    return all(pattern.match(text) for pattern in (_OWN_TITLE, _OWN_LANGUAGE))


def sample_of(door: ConfigDoor, files: Iterable[str]) -> str:
    """The beginnings of some files."""
    parts: list[str] = []
    for file in files:
        if len(parts) == _SAMPLED_FILES:
            break
        try:
            parts.append(door.read_start(file, _SAMPLED_CHARACTERS))
        except ManuscriptError:  # reported when it is read as a chapter
            continue
    return "\n\n".join(parts)


def files_of(contents: ContentsConfig) -> Iterator[str]:
    """The files of a book; those of its body first."""
    for entry in (*contents.body, *contents.front, *contents.back):
        yield from _files(entry)


def _files(entry: Entry) -> Iterator[str]:
    if isinstance(entry, FileEntry):
        yield entry.file
        for section in entry.sections:
            yield from _files(section)
    elif isinstance(entry, PartEntry):
        if entry.file is not None:
            yield entry.file
        for chapter in entry.chapters:
            yield from _files(chapter)


def role_of(path: str) -> DivisionKind | None:
    """The role of a page: one that is called as a list of ours is a chapter.

    The first page of a site, `index.md`, is no index, and `01-introduction.md` has a
    number as the chapters behind it have.
    """
    stem = _LEADING_NUMBER.sub("", PurePosixPath(path).stem)
    name = stem.lower().replace("_", "-")
    return DivisionKind.CHAPTER if name in _CHAPTERS else None


def _name_of(tag: str) -> str:
    """A language by the name that it gives itself, with its tag."""
    found = find_language(tag)
    if tag == "en":
        return "English"
    return f"{found.name} ({tag})" if found is not None else f"with the tag {tag}"
