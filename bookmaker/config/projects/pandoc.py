"""pandoc's books: Markdown files beside a file of metadata, built by a makefile.

What comes in: a folder with `metadata.yaml` (also `.yml`, `meta.yaml`, `title.txt`)
that has a title, and chapters there or in folders below. What goes out: the
configuration, with a note of what was not read. The keys are those of pandoc's manual,
“Metadata blocks” and “EPUB Metadata” (https://pandoc.org/MANUAL.html).
"""

from __future__ import annotations

from collections.abc import Mapping

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions
from bookmaker.config.folder import PICTURE_SUFFIXES, list_chapters
from bookmaker.config.model import (
    CITATION_STYLES,
    BookConfig,
    CitationsConfig,
    ContentsConfig,
    EpubConfig,
    FileEntry,
)
from bookmaker.config.projects.project_note import FRONT, finished, role_of
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    date_of,
    first_of,
    listed,
    mapping,
    read_front_of,
    read_values,
    text_of,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata

_SURE_NAMES = ("metadata.yaml", "metadata.yml")
_NAMES = (
    *_SURE_NAMES,
    *("meta.yaml", "meta.yml", "title.txt", "title.yaml", "title.yml", "metadata.txt"),
)
_SIGNS = frozenset({"author", "authors", "bibliography", "cover-image", "lang"})
"""Keys of a book without a title."""
_READ = frozenset(
    "title subtitle author authors creator lang language date description abstract"
    " publisher rights cover-image bibliography csl".split()
)


def find_pandoc(door: ConfigDoor) -> str | None:
    """The file that has the metadata of a folder's chapters, if it has one."""
    found = next((name for name in _NAMES if _is_ours(door, name)), None)
    return found if found is not None and list_chapters(door.root)[0] else None


def _is_ours(door: ConfigDoor, name: str) -> bool:
    """Whether a file has a book's metadata, or, by its name, is meant to."""
    if not door.has(name):
        return False
    try:
        said = _read(door, name)
    except ManuscriptError:
        # Reported when it is loaded; YAML of other names is other programs'.
        return name in _SURE_NAMES
    return _title(said) is not None or (
        name in _SURE_NAMES and not _SIGNS.isdisjoint(said)
    )


def load_pandoc(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder with pandoc's metadata."""
    said = _read(door, file)
    chapters, left_out = list_chapters(door.root)
    words = ProjectWords(door, file, diagnostics)
    title = words.text("title", _title(said))
    skipped = [f"{file}: {key}" for key in said if key not in _READ]
    skipped += [path for path in left_out if path != file]
    authors = first_of(said, ("author", "authors", "creator"))
    styles = words.files(said.get("csl"), (".csl",))
    covers = words.files(said.get("cover-image"), PICTURE_SUFFIXES)
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            subtitle=words.text("subtitle", said.get("subtitle")),
            authors=words.authors(authors),
            publisher=words.text("publisher", said.get("publisher")),
            rights=words.text("rights", said.get("rights")),
            published=date_of(said.get("date")),
            description=words.text(
                "description", first_of(said, ("description", "abstract"))
            ),
        ),
        contents=ContentsConfig(
            front=FRONT,
            body=tuple(
                FileEntry(file=path, role=role_of(path))
                for path in chapters
                if path != file
            ),
        ),
        citations=CitationsConfig(
            files=tuple(words.files(said.get("bibliography"))),
            style=next(styles, CITATION_STYLES[0]),
        ),
        epub=EpubConfig(cover=next(covers, None)),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="pandoc",
            is_lenient=True,
            has_heading_references=True,
            has_marked_metadata=True,
        ),
    )
    language = words.language("lang", first_of(said, ("lang", "language")))
    return finished(config, door, file, skipped, diagnostics, language=language)


def _read(door: ConfigDoor, name: str) -> Mapping[str, Value]:
    """What a file of metadata has. Raises `ManuscriptError`."""
    if name.endswith(".txt"):
        return read_front_of(door, name)
    return read_values(door, name)


def _title(said: Mapping[str, Value]) -> str | None:
    """The title; pandoc also takes a list of EPUB's titles, of which one is `main`."""
    titles = listed(said.get("title"))
    tables = [table for table in map(mapping, titles) if table]
    chosen = [table for table in tables if table.get("type") == "main"]
    if tables:
        return text_of((chosen or tables)[0].get("text"))
    return text_of(titles[0]) if titles else None
