"""`SUMMARY.md`, in which mdBook's, GitBook's and docsify's projects write their order.

What comes in: a folder and the path of the list. What goes out: the contents, and what
the list names and the book does not have.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.folder import first_file, inside_path, is_file
from bookmaker.config.metadata_words import checked_words
from bookmaker.config.model import ContentsConfig, Entry, FileEntry, PartEntry
from bookmaker.config.projects.link_lists import (
    OutlineHeading,
    OutlineLink,
    read_outline,
)
from bookmaker.config.projects.project_note import FRONT, role_of
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingFile
from bookmaker.diagnostics.catalog.manuscript import OutlineLineNotRead
from bookmaker.source import SourceSpan

_DEEPEST = 20
_FRAGMENT = re.compile(r"[?#].*", re.DOTALL)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")


@dataclass(slots=True)
class _Chapter:
    """An entry of the summary, and those below it."""

    title: str
    file: str | None
    """`None` for a title without a file, which stands for those below it."""
    span: SourceSpan
    content: int = 0
    """The column at which its words begin."""
    is_numbered: bool = True
    is_draft: bool = False
    """Whether the summary gives it no file."""
    below: list[_Chapter] = field(default_factory=list)

    def entries(self) -> tuple[FileEntry, ...]:
        """Its file with those below it; without a file, those below it."""
        sections = tuple(entry for inner in self.below for entry in inner.entries())
        if self.file is None:
            return sections
        entry = FileEntry(
            file=self.file,
            role=role_of(self.file),
            sections=sections,
            title=self.title or None,
            is_numbered=self.is_numbered,
            span=self.span,
        )
        return (entry,)


@dataclass(slots=True)
class _Part:
    """Chapters below a heading; those before the first have none."""

    title: str | None
    span: SourceSpan
    chapters: list[_Chapter] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        if self.title is not None:
            inner = tuple(e for chapter in self.chapters for e in chapter.entries())
            if inner:
                yield PartEntry(part=self.title, chapters=inner, span=self.span)
            return
        for chapter in self.chapters:
            inner = chapter.entries()
            if chapter.file is None and inner:
                title, span = chapter.title, chapter.span
                yield PartEntry(part=title, chapters=inner, span=span)
            else:
                yield from inner


class SummaryReader:
    """Reads a summary entry by entry."""

    def __init__(
        self,
        door: ConfigDoor,
        summary: str,
        diagnostics: Diagnostics,
        *,
        site: str | None = None,
    ) -> None:
        """`site`: the folder of a site, whose list has addresses, not only files."""
        self._door = door
        self._root = door.root
        self._summary = summary
        self._site = site
        self._diagnostics = diagnostics
        self.skipped: list[str] = []
        """What the summary names and the book does not have."""
        self._front: list[_Chapter] = []
        self._parts: list[_Part] = []
        self._back: list[_Chapter] = []
        self._open: list[_Chapter] = []
        """The chapters that the next may be below, outermost first."""
        self._seen: set[str] = set()

    def read(self) -> ContentsConfig:
        """Read it all."""
        text = self._door.read_text(self._summary)
        for number, entry in enumerate(read_outline(text, self._summary)):
            if isinstance(entry, OutlineHeading):
                # The first heading is the summary's own.
                if number > 0 and entry.title:
                    self._begin_part(entry)
            else:
                self._add(entry)
        self._name_drafts()
        return ContentsConfig(
            front=(
                *FRONT,
                *(entry for chapter in self._front for entry in chapter.entries()),
            ),
            body=tuple(entry for part in self._parts for entry in part.entries()),
            back=tuple(entry for chapter in self._back for entry in chapter.entries()),
        )

    def _begin_part(self, heading: OutlineHeading) -> None:
        words = checked_words("part", heading.title, heading.span, self._diagnostics)
        self._parts.append(_Part(words, heading.span))
        self._open.clear()

    def _add(self, entry: OutlineLink) -> None:
        title = checked_words("title", entry.title, entry.span, self._diagnostics) or ""
        is_torn = entry.target is None and "](" in entry.title
        if is_torn:
            torn = OutlineLineNotRead(self._summary, entry.title, span=entry.span)
            self._diagnostics.add(torn)
        chapter = _Chapter(
            title,
            self._file(entry, title) if entry.target else None,
            entry.span,
            entry.content,
            is_numbered=entry.indent is not None,
            is_draft=not entry.target and not is_torn,
        )
        if entry.indent is not None:
            self._add_item(chapter, entry.indent)
        elif chapter.is_draft:
            self.skipped.append(_draft(title))
        elif any(part.chapters for part in self._parts):
            self._back.append(chapter)
        else:
            self._front.append(chapter)

    def _file(self, entry: OutlineLink, title: str) -> str | None:
        """The file of an entry; what stands in its way is reported."""
        target = unquote((entry.target or "").partition("#")[0])
        is_route = self._site is not None and (entry.target or "").startswith("#/")
        if not (target or is_route) or _ADDRESS.match(target):
            self.skipped.append(f"“{title}”, a link to {entry.target}")
            return None
        path = posixpath.join(posixpath.dirname(self._summary), target)
        if self._site is not None:
            path = self._path_of_address(self._site, entry.target or "") or path
        inside = inside_path(self._root.resolve(), posixpath.normpath(path))
        if inside is None or not is_file(self._root, inside):
            missing = MissingFile(path=path, span=entry.span)
            self._diagnostics.add(missing.softened())
            return None
        if inside in self._seen:
            self.skipped.append(f"“{title}”, which lists {target} again")
            return None
        self._seen.add(inside)
        return inside

    def _path_of_address(self, site: str, address: str) -> str | None:
        """The file of an address: `/low`, `low/`, `#/low`; from the site's folder."""
        inner = unquote(_FRAGMENT.sub("", address.removeprefix("#/")).lstrip("/"))
        path = posixpath.normpath(posixpath.join(site, inner))
        forms = (path, f"{path}.md", f"{path}/README.md")
        return first_file(self._root, forms)

    def _add_item(self, chapter: _Chapter, indent: int) -> None:
        while self._open and self._open[-1].content > indent:
            self._open.pop()
        if self._open and len(self._open) < _DEEPEST:
            self._open[-1].below.append(chapter)
        else:
            if not self._parts:
                self._parts.append(_Part(None, chapter.span))
            self._parts[-1].chapters.append(chapter)
            self._open.clear()
        self._open.append(chapter)

    def _name_drafts(self) -> None:
        """Name the entries without a file, but for those that become parts."""
        for part in self._parts:
            waiting = [(chapter, part.title is None) for chapter in part.chapters]
            while waiting:
                chapter, is_part = waiting.pop(0)
                if chapter.is_draft and not chapter.below:
                    self.skipped.append(_draft(chapter.title))
                elif chapter.is_draft and not is_part:
                    self.skipped.append(f"“{chapter.title}”, a title without a file")
                waiting[:0] = [(inner, False) for inner in chapter.below]


def _draft(title: str) -> str:
    return f"“{title}”, which has no file yet"
