"""Load a manuscript: a folder with `book.toml`, a folder of Markdown, or one file.

What comes in: a path. What goes out: the configuration, with a place for each thing
that `book.toml` says. All problems are collected and reported at once; a manuscript
with an error raises, a draft goes on with what could be understood.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType

from bookmaker.config.book_metadata import take_metadata
from bookmaker.config.citations import take_citations
from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.contents import take_contents
from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.config.editions import check_page_lists, take_editions
from bookmaker.config.folder import is_markdown, list_chapters
from bookmaker.config.model import (
    AccessibilityConfig,
    BookConfig,
    CitationsConfig,
    CodeConfig,
    ContentsConfig,
    EpubConfig,
    FileEntry,
    GeneratedEntry,
    NumberingConfig,
    PrintConfig,
    TypographyConfig,
)
from bookmaker.config.nearest import find_nearest
from bookmaker.config.options import (
    take_accessibility,
    take_code,
    take_cover,
    take_epub,
    take_lint,
    take_numbering,
    take_print,
    take_products,
    take_reading,
    take_typography,
)
from bookmaker.config.projects.marked_files import marked_conventions
from bookmaker.config.projects.mdbook import find_summary, load_mdbook
from bookmaker.config.projects.obsidian import (
    FOLDER,
    VAULT_WITH_BOOK,
    vault_conventions,
)
from bookmaker.config.projects.project_kinds import PROJECT_KINDS
from bookmaker.config.projects.project_note import (
    guessed_language,
    says_what_it_is,
)
from bookmaker.config.table import TableContext, TableReader
from bookmaker.config.toml_file import ConfigTable, load_config_table
from bookmaker.diagnostics import Diagnostic, Diagnostics, Severity
from bookmaker.diagnostics.catalog.configuration import (
    ManuscriptAssumed,
    ManuscriptNotFound,
    MdBookManifest,
    NoMarkdownFiles,
    PlainTextRefused,
    UnknownManuscriptForm,
    UnreadableConfig,
)
from bookmaker.diagnostics.catalog.foreign_forms import IMPORTED, suffix_of
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from bookmaker.document.characters import title_of_name
from bookmaker.document.metadata import Metadata
from bookmaker.source import SourceSpan
from bookmaker.system.files import is_file
from bookmaker.system.workspace import near

CONFIG_NAME = "book.toml"
_MOST_NAMED = 20
"""How many files that are left out are named in a note."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript that was found and understood."""

    root: Path
    """The folder that all its paths begin at."""
    config: BookConfig
    config_files: tuple[Path, ...] = ()
    """`book.toml` and what it extends; none where there is no `book.toml`."""


_NOTHING: Mapping[Path, bytes] = MappingProxyType({})


def load_manuscript(
    path: Path,
    diagnostics: Diagnostics,
    *,
    is_untrusted: bool = False,
    unsaved: Mapping[Path, bytes] = _NOTHING,
) -> Manuscript:
    """Load a manuscript; nothing outside an untrusted one's folder is read.

    `unsaved`: configuration files as an editor has them, by their path.
    Raises `ManuscriptError` with every error that was found; they and the notes are
    in `diagnostics` too.
    """
    found = Diagnostics()
    try:
        manuscript = _load(path, found, is_untrusted=is_untrusted, unsaved=unsaved)
    except ManuscriptError as error:
        found.extend(error.diagnostics)
        diagnostics.extend(found)
        raise ManuscriptError(*_errors(found)) from error
    diagnostics.extend(found)
    if found.has_errors:
        raise ManuscriptError(*_errors(found))
    return manuscript


def load_draft(
    path: Path,
    diagnostics: Diagnostics,
    *,
    is_untrusted: bool = False,
    unsaved: Mapping[Path, bytes] = _NOTHING,
) -> Manuscript:
    """Load a manuscript for a draft: a folder is never refused, whatever is wrong.

    What `book.toml` says wrongly is taken by default; where it cannot be read at all,
    the folder's Markdown files make the book. Raises `ManuscriptError` only where
    there is no folder and no Markdown file.
    """
    try:
        return _load(path, diagnostics, is_untrusted=is_untrusted, unsaved=unsaved)
    except ManuscriptError as error:
        diagnostics.extend(error.diagnostics)
        root = path.parent if path.name == CONFIG_NAME else path
        if not root.is_dir():
            raise
        return _folder_draft(root, diagnostics)


def _load(
    path: Path,
    diagnostics: Diagnostics,
    *,
    is_untrusted: bool,
    unsaved: Mapping[Path, bytes],
) -> Manuscript:
    """Load what the path leads to; what stops that is raised, the rest collected."""
    kind = _kind_of(path)
    if not os.access(path, os.R_OK):
        closed = UnreadableConfig(
            path=near(path).as_posix(), reason="cannot be read: permission denied"
        )
        raise ManuscriptError(closed)
    if stat.S_ISDIR(kind):
        door = ConfigDoor(path, is_untrusted, unsaved)
        if door.has(CONFIG_NAME):
            return _load_book(door, diagnostics)
        for project in PROJECT_KINDS:
            if (file := project.find(door)) is not None:
                config = project.load(door, file, _name_of(path), diagnostics)
                return Manuscript(path, config, (path / file,))
        if (below := _project_below(door)) is not None:
            return _load(below, diagnostics, is_untrusted=is_untrusted, unsaved=unsaved)
        return _load_folder(door, diagnostics)
    if path.name == CONFIG_NAME:
        door = ConfigDoor(path.parent, is_untrusted, unsaved)
        return _load_book(door, diagnostics)
    if path.suffix.lower() == ".txt":
        raise ManuscriptError(PlainTextRefused(path=near(path).as_posix()))
    is_regular = stat.S_ISREG(kind)
    if not (is_regular and is_markdown(path.name)):
        name = near(path).as_posix()
        form = UnknownManuscriptForm(path=name, is_regular=is_regular)
        raise ManuscriptError(form)
    door = ConfigDoor(path.parent, is_untrusted, unsaved)
    return _load_file(door, path, diagnostics)


def _kind_of(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError) as error:
        nearest = find_nearest(path.name, _neighbours(path))
        if nearest is not None:
            nearest = near(path.parent / nearest).as_posix()
        missing = ManuscriptNotFound(path=near(path).as_posix(), nearest=nearest)
        raise ManuscriptError(missing) from error


def _neighbours(path: Path) -> list[str]:
    """What stands beside a path and might be a manuscript."""
    try:
        return sorted(
            neighbour.name
            for neighbour in path.parent.iterdir()
            if not neighbour.name.startswith(".")
            and (neighbour.is_dir() or is_markdown(neighbour.name))
        )
    except (OSError, ValueError):
        return []


def _load_book(door: ConfigDoor, diagnostics: Diagnostics) -> Manuscript:
    """Load a folder that has a `book.toml`."""
    root = door.root
    table = load_config_table(door, CONFIG_NAME)
    if isinstance(table.values.get("book"), dict) and "title" not in table.values:
        summary = find_summary(door, table.values)
        if summary is not None:
            name = _name_of(root)
            config = load_mdbook(
                door, summary, table.values, name, diagnostics, table.places
            )
            return Manuscript(root, config, (*table.files, root / summary))
        span = table.places.key(("book",))
        raise ManuscriptError(MdBookManifest(span=span))
    config = _take_config(table, root, diagnostics)
    if door.has(FOLDER):
        own = config.reading.heading_references
        vault = replace(VAULT_WITH_BOOK, has_heading_references=own)
        config = replace(config, conventions=vault)
    return Manuscript(root, config, table.files)


def _take_config(
    table: ConfigTable, root: Path, diagnostics: Diagnostics
) -> BookConfig:
    real = root.resolve()
    surroundings = TableContext(real, table.places, diagnostics, _HOME_BY_KEY)
    top = TableReader(table.values, (), surroundings)
    metadata = take_metadata(top)
    contents = take_contents(top)
    config = BookConfig(
        name=_name_of(root),
        metadata=metadata,
        contents=contents or ContentsConfig(),
        products=take_products(top),
        numbering=take_numbering(top),
        typography=take_typography(top),
        code=take_code(top),
        citations=take_citations(top),
        print=take_print(top),
        epub=take_epub(top),
        cover=take_cover(top),
        accessibility=take_accessibility(top),
        lint=take_lint(top),
        reading=take_reading(top),
        places=table.places,
    )
    config = replace(config, editions=take_editions(top, config))
    if any(name.endswith(".page-list") for name in table.places):
        check_page_lists(top, config)
    if config.reading.heading_references:
        own = replace(config.conventions, has_heading_references=True)
        config = replace(config, conventions=own)
    top.other("extends")
    top.close()
    if not metadata.title:
        config = _with_assumed_title(config)
    if contents is None or not contents.body:
        config = _with_assumed_contents(config, root, contents, diagnostics)
    return config


def _with_assumed_title(config: BookConfig) -> BookConfig:
    metadata = replace(config.metadata, title=config.name)
    return replace(config, metadata=metadata, is_title_assumed=True)


def _with_assumed_contents(
    config: BookConfig,
    root: Path,
    contents: ContentsConfig | None,
    diagnostics: Diagnostics,
) -> BookConfig:
    """Take the folder's files where `book.toml` lists none.

    An empty list is an error already; the files then serve for a draft alone.
    """
    files, left_out = list_chapters(root)
    if contents is None or contents.is_assumed:
        if not files:
            raise ManuscriptError(_nothing_in(root, left_out))
        assumed = (_order_words(files), *_left_out_words(left_out))
        cause = "book.toml lists no [contents]"
        _note(diagnostics, cause, assumed, SourceSpan.of_file(CONFIG_NAME))
        split_at = contents.split_at if contents is not None else None
        made = replace(_assumed_contents(files), split_at=split_at)
        return replace(config, contents=made)
    return replace(config, contents=replace(contents, body=_entries(files)))


def _nothing_in(root: Path, left_out: Sequence[str]) -> NoMarkdownFiles:
    documents = sum(suffix_of(path) in IMPORTED for path in left_out)
    return NoMarkdownFiles(path=near(root).as_posix(), documents=documents)


def _load_folder(door: ConfigDoor, diagnostics: Diagnostics) -> Manuscript:
    """Load a folder of Markdown files."""
    root = door.root
    files, left_out = list_chapters(root)
    if not files:
        raise ManuscriptError(_nothing_in(root, left_out))
    config = replace(
        _assumed_config(_name_of(root), files),
        is_title_assumed=len(files) == 1,
        conventions=_conventions(door, files, diagnostics),
    )
    config, language = _with_guessed_language(config, door, files)
    assumptions = (
        _order_words(files),
        *_left_out_words(left_out),
        _title_words(config),
        language,
    )
    near_book = _book_near(door)
    _note(diagnostics, "there is no book.toml", assumptions, near_book=near_book)
    return Manuscript(root, config)


def _conventions(
    door: ConfigDoor, files: tuple[str, ...], diagnostics: Diagnostics
) -> Conventions:
    """Whose Markdown files without a project are."""
    vault = vault_conventions(door, files, diagnostics)
    if vault is not NATIVE:
        return vault
    return marked_conventions(door, files, diagnostics)


def _project_below(door: ConfigDoor) -> Path | None:
    """The one folder below with a project, where nothing else is there to be a book."""
    files, _ = list_chapters(door.root)
    if any("/" not in file for file in files):
        return None
    folders = sorted({door.root / file.partition("/")[0] for file in files})
    doors = (replace(door, root=folder) for folder in folders)
    found = [
        below.root for below in doors if any(kind.find(below) for kind in PROJECT_KINDS)
    ]
    return found[0] if len(found) == 1 else None


def _book_near(door: ConfigDoor) -> str:
    """A folder directly below, or above, that has a `book.toml`; empty without one.

    Of an untrusted manuscript nothing outside its folder is looked at.
    """
    try:
        below = sorted(one for one in door.root.iterdir() if is_file(one / CONFIG_NAME))
    except OSError:
        below = []
    real = door.root.resolve()
    above = () if door.is_untrusted else tuple(real.parents)[:_MOST_ABOVE]
    found = next((one for one in (*below, *above) if is_file(one / CONFIG_NAME)), None)
    return "" if found is None else near(found).as_posix()


_MOST_ABOVE = 2
"""How far up a book is looked for: chapters are in a folder of it, or one below."""


def _with_guessed_language(
    config: BookConfig, door: ConfigDoor, files: tuple[str, ...]
) -> tuple[BookConfig, str]:
    """Guess the language of a manuscript by its words, and say so."""
    language, words = guessed_language(door, files)
    metadata = replace(config.metadata, language=language)
    return replace(config, metadata=metadata), words


def _folder_draft(root: Path, diagnostics: Diagnostics) -> Manuscript:
    """Make a draft of a folder whose `book.toml` cannot be read, or that is empty."""
    files, _ = list_chapters(root)
    config = _assumed_config(_name_of(root), files)
    if files:
        assumptions = (_order_words(files), "defaults for everything else")
        _note(diagnostics, "book.toml cannot be used", assumptions)
    config_path = root / CONFIG_NAME
    config_files = (config_path,) if config_path.is_file() else ()
    return Manuscript(root, config, config_files)


def _load_file(door: ConfigDoor, path: Path, diagnostics: Diagnostics) -> Manuscript:
    """Load one Markdown file as a whole book."""
    name = title_of_name(path.resolve().stem)
    config = replace(
        _assumed_config(name, ()),
        contents=ContentsConfig(
            front=(GeneratedEntry(kind=DivisionKind.TITLE_PAGE),),
            body=(FileEntry(file=path.name),),
            is_assumed=True,
        ),
        conventions=_conventions(door, (path.name,), diagnostics),
    )
    config, language = _with_guessed_language(config, door, (path.name,))
    if not says_what_it_is(door, path.name):
        assumptions = (_title_words(config), language)
        _note(diagnostics, "there is no book.toml", assumptions)
    return Manuscript(path.parent, config)


def _assumed_config(name: str, files: tuple[str, ...]) -> BookConfig:
    return BookConfig(
        name=name,
        metadata=Metadata(title=name),
        contents=_assumed_contents(files),
        is_title_assumed=True,
    )


def _assumed_contents(files: tuple[str, ...]) -> ContentsConfig:
    front = (DivisionKind.TITLE_PAGE, DivisionKind.CONTENTS)
    return ContentsConfig(
        front=tuple(GeneratedEntry(kind=kind) for kind in front),
        body=_entries(files),
        is_assumed=True,
    )


def _entries(files: tuple[str, ...]) -> tuple[FileEntry, ...]:
    return tuple(FileEntry(file=file) for file in files)


def _order_words(files: tuple[str, ...]) -> str:
    if len(files) == 1:
        return f"the one file {files[0]}"
    return f"the order of {len(files)} files by name, {files[0]} to {files[-1]}"


def _title_words(config: BookConfig) -> str:
    if config.is_title_assumed:
        return f"the title is the first heading, or “{config.name}”"
    return f"the title “{config.name}”"


def _left_out_words(files: tuple[str, ...]) -> tuple[str, ...]:
    """Name the files that are not chapters; of many, the first."""
    if not files:
        return ()
    named = files[:_MOST_NAMED]
    further = len(files) - len(named)
    words = f"{', '.join(named)}{f' and {further} more' if further else ''}"
    return (f"no chapter in {words}",)


def _note(
    diagnostics: Diagnostics,
    cause: str,
    assumptions: tuple[str, ...],
    span: SourceSpan | None = None,
    *,
    near_book: str = "",
) -> None:
    note = ManuscriptAssumed(
        cause=cause, assumptions=assumptions, near=near_book, span=span
    )
    diagnostics.add(note)


def _name_of(root: Path) -> str:
    """The stem of the artifacts' names; the root of a disk has no name of its own."""
    return title_of_name(root.resolve().name) or "book"


def _errors(diagnostics: Diagnostics) -> list[Diagnostic]:
    return [found for found in diagnostics if found.severity is Severity.ERROR]


def _home_by_key() -> dict[str, str]:
    """Where each key belongs: a key under a wrong `[table]` is reported."""
    homes = dict.fromkeys(
        (_key(field.name) for field in fields(Metadata)),
        "at the top of the file, before the first [table]",
    )
    tables = (
        ("[numbering]", fields(NumberingConfig)),
        ("[typography]", fields(TypographyConfig)),
        ("[code]", fields(CodeConfig)),
        ("[citations]", fields(CitationsConfig)),
        ("[print]", fields(PrintConfig)),
        ("[epub]", fields(EpubConfig)),
        ("[accessibility]", fields(AccessibilityConfig)),
        ("[contents]", fields(ContentsConfig)),
    )
    for name, options in tables:
        for key in (_key(option.name) for option in options):
            homes[key] = f"{homes[key]} or {name}" if key in homes else f"in {name}"
    return homes


def _key(field_name: str) -> str:
    return field_name.replace("_", "-")


_HOME_BY_KEY = _home_by_key()
