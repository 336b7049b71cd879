"""mdBook's projects as they are: `SUMMARY.md` has the order, `book.toml` the title.

What comes in: a folder and the values of its `book.toml`, if it has one. What goes out:
the configuration, with a note of what was read and what was not. The format is that of
mdBook 0.4 (https://rust-lang.github.io/mdBook/format/summary.html).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions
from bookmaker.config.folder import inside_path
from bookmaker.config.metadata_words import checked_language, checked_words
from bookmaker.config.model import BookConfig, PrintConfig
from bookmaker.config.projects.project_note import finished
from bookmaker.config.projects.settings_values import author_named
from bookmaker.config.projects.summary_chapters import SummaryReader
from bookmaker.config.toml_file import TomlTable, TomlValue
from bookmaker.config.toml_places import KeyPath, TomlPlaces
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.metadata import Metadata
from bookmaker.source import SourceSpan

SUMMARY = "SUMMARY.md"
_READ = frozenset({"book", "rust"})
_READ_OF_BOOK = frozenset(
    {"title", "authors", "author", "language", "description", "src"}
)
_RUST = ("rust", "#")
"""mdBook hides lines of Rust that begin with this sign (format/mdbook.html)."""


def find_summary(door: ConfigDoor, values: TomlTable) -> str | None:
    """Where a folder has its summary, relative to it: what has that name counts.

    Whether it may be read is for the door to say. A folder outside is not looked into.
    """
    book = values.get("book")
    source = book.get("src") if isinstance(book, dict) else None
    folders = [source] if isinstance(source, str) else ["src", "."]
    for named in folders:
        path = posixpath.normpath(posixpath.join(named, SUMMARY))
        folder = posixpath.dirname(path) or "."
        is_inside = inside_path(door.root.resolve(), folder) is not None
        if is_inside and door.has(path):
            return path
    return None


def load_mdbook(
    door: ConfigDoor,
    summary: str,
    values: TomlTable,
    name: str,
    diagnostics: Diagnostics,
    places: TomlPlaces | None = None,
) -> BookConfig:
    """Make the configuration of a folder with a summary.

    `values` and `places` are those of its `book.toml`, if it has one.
    """
    book = values.get("book")
    table = book if isinstance(book, dict) else {}
    words = _Words(places, diagnostics)
    skipped = [f"[{key}]" for key in values if key not in _READ]
    skipped += [f"book.{key}" for key in table if key not in _READ_OF_BOOK]
    reader = SummaryReader(door, summary, diagnostics)
    contents = reader.read()
    skipped += reader.skipped
    title = words.text("title", table.get("title"))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            authors=tuple(map(author_named, words.names(table))),
            description=words.text("description", table.get("description")),
        ),
        contents=contents,
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="mdBook",
            is_lenient=True,
            has_mdbook_marks=True,
            hidden_lines=(_RUST, *_hidden_lines(values)),
            has_captions=False,
            roots=(posixpath.dirname(summary), ""),
        ),
    )
    language = words.language(table.get("language"))
    return finished(config, door, summary, skipped, diagnostics, language=language)


def _hidden_lines(values: TomlTable) -> Iterator[tuple[str, str]]:
    """The signs of hidden lines of other languages: `[output.html.code.hidelines]`."""
    table: TomlValue = values
    for key in ("output", "html", "code", "hidelines"):
        table = table.get(key, {}) if isinstance(table, dict) else {}
    if isinstance(table, dict):
        for language, sign in table.items():
            if isinstance(sign, str) and sign:
                yield language.lower(), sign


@dataclass(frozen=True, slots=True)
class _Words:
    """Takes words out of mdBook's table `[book]`."""

    places: TomlPlaces | None
    diagnostics: Diagnostics

    def text(self, key: str, value: TomlValue | None, way: KeyPath = ()) -> str | None:
        """Words; `None` where there are none."""
        if not isinstance(value, str) or not value.strip():
            return None
        return checked_words(key, value, self._span(key, way), self.diagnostics)

    def texts(self, key: str, value: TomlValue | None) -> list[str]:
        """The words of a list."""
        members = value if isinstance(value, list) else []
        checked = (self.text(key, one, (n,)) for n, one in enumerate(members))
        return [text for text in checked if text is not None]

    def names(self, book: TomlTable) -> list[str]:
        """The authors; `author`, of which mdBook knows nothing, is often written."""
        listed = self.texts("authors", book.get("authors"))
        one = None if listed else self.text("author", book.get("author"))
        return listed if one is None else [one]

    def language(self, value: TomlValue | None) -> str | None:
        """The tag of a language."""
        tag = self.text("language", value)
        if tag is None:
            return None
        span = self._span("language")
        return checked_language("language", tag, span, self.diagnostics)

    def _span(self, key: str, way: KeyPath = ()) -> SourceSpan | None:
        if self.places is None:
            return None
        return self.places.value(("book", key, *way))
