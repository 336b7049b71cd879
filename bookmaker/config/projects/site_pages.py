"""The pages of a site's generator: what each says of itself, and their order.

What comes in: a folder's pages. What goes out: entries in the order that the pages'
heads give: by weight, else by date, else by name.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.folder import natural_key
from bookmaker.config.model import Entry, FileEntry, PartEntry
from bookmaker.config.projects.project_note import role_of
from bookmaker.config.projects.settings_values import (
    Value,
    date_of,
    first_of,
    number_of,
    read_front,
    text_of,
)
from bookmaker.diagnostics.errors import ManuscriptError

_WEIGHTS = ("weight", "nav_order", "order", "position", "sidebar_position")
PAGE = "page:"
"""Before a page's address, in the name of the variable that has its file."""
_INDEXES = ("_index", "index", "readme")
_HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-")
_LATEST = datetime.date.max


@dataclass(slots=True)
class SitePage:
    """A page."""

    file: str
    head: Mapping[str, Value]
    has_words: bool
    """Whether anything stands below its head."""
    below: list[SitePage] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        """What its head calls it."""
        return text_of(self.head.get("title"))

    @property
    def is_draft(self) -> bool:
        """Whether the site leaves it out."""
        return self.head.get("draft") is True or self.head.get("published") is False

    def order(self) -> tuple[object, ...]:
        """By weight, those without one last; then by date; then by name."""
        weight = number_of(first_of(self.head, _WEIGHTS))
        named = _DATED.match(posixpath.basename(self.file))
        date = date_of(self.head.get("date")) or (date_of(named[1]) if named else None)
        return (
            weight is None or weight == 0,
            weight or 0.0,
            date or _LATEST,
            natural_key(self.file),
        )

    def entry(self) -> FileEntry:
        """The page with those below it."""
        sections = tuple(page.entry() for page in self.below)
        return FileEntry(
            file=self.file,
            role=role_of(self.file),
            sections=sections,
            title=self.title,
        )


def read_page(door: ConfigDoor, file: str) -> SitePage:
    """Read what a page says of itself; its faults are reported when it is a chapter."""
    try:
        text = door.read_start(file, 200_000).replace("\r\n", "\n")
    except ManuscriptError:
        return SitePage(file, {}, has_words=True)
    return SitePage(file, read_front(text), has_words=bool(_HEAD.sub("", text).strip()))


def in_order(pages: Iterable[SitePage]) -> list[SitePage]:
    """Sort pages as a site lists them."""
    return sorted(pages, key=lambda page: page.order())


def as_entries(pages: Sequence[SitePage]) -> Iterator[Entry]:
    """Pages as chapters; one without words of its own is a part of those below it."""
    for page in pages:
        if page.has_words or not page.below:
            yield page.entry()
        else:
            words = page.title or posixpath.basename(posixpath.dirname(page.file))
            chapters = tuple(below.entry() for below in page.below)
            yield PartEntry(part=words, chapters=chapters)


def page_addresses(files: Iterable[str], home: str) -> Iterator[tuple[str, str]]:
    """The addresses at which a site has its pages, each with the page's file."""
    prefix = f"{home}/" if home else ""
    for file in files:
        path = posixpath.splitext(file.removeprefix(prefix))[0].lower()
        folder, _, name = path.rpartition("/")
        path = folder if name in _INDEXES else path
        if (dated := _DATED.match(name)) is not None:
            path = f"{dated[1].replace('-', '/')}/{name[dated.end() :]}"
        yield f"{PAGE}/{path}".rstrip("/"), file
        if path.startswith("_"):  # a collection of Jekyll's
            yield f"{PAGE}/{path[1:]}", file
