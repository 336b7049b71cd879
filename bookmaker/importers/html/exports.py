"""Exports of blogs: a folder of pages, each a chapter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookmaker.config.folder import list_files
from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.catalog.foreign_forms import PAGE_SUFFIXES
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.html import import_page
from bookmaker.importers.html.picture_sources import (
    MAX_PICTURE_BYTES,
    FolderPictures,
)
from bookmaker.importers.imported_files import is_empty, read_source
from bookmaker.importers.model import Imported, ImportOptions

_ASIDE = frozenset(
    "bookmarks claps followers following highlights interests ips lists partners "
    "profile readingList sessions tags twitter users-following subscribers "
    "index".split()
)
"""What Medium and others export beside the posts."""
_MAX_PAGES = 2000


def import_folder_of_pages(
    folder: Path, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import every page of a folder, in natural order (by date, where all have one)."""
    paths = [path for path in list_files(folder, PAGE_SUFFIXES) if not _is_aside(path)]
    if not paths or len(paths) > _MAX_PAGES:
        raise _nothing(folder.name, len(paths))
    imported: list[Imported] = []
    empty: list[str] = []
    for path in paths:
        content = read_source(folder / path, MAX_PICTURE_BYTES, within=folder)
        try:
            pictures = FolderPictures((folder / path).parent, folder)
            imported.append(import_page(content, path, pictures, options))
        except ManuscriptError as error:
            if not is_empty(error):
                raise
            empty += [f"{one.message()}." for one in error.diagnostics]
    if not imported:
        raise ManuscriptError(problems.EmptySource(path=folder.name))
    first, *others = imported
    return replace(first, remarks=(*first.remarks, *empty)), *others


def _is_aside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return any(part in _ASIDE for part in parts[:-1]) or (
        PurePosixPath(path).stem in ("index", "README") and len(parts) == 1
    )


def _nothing(path: str, count: int) -> ManuscriptError:
    reason = (
        f"it contains more than {_MAX_PAGES} pages" if count else "it contains no page"
    )
    return ManuscriptError(problems.UnknownSourceKind(path=path, reason=reason))
