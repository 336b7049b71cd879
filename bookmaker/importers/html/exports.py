"""Exports of blogs: a folder or an archive of pages, each a chapter."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from bookmaker.config.folder import list_files, natural_key
from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.catalog.foreign_forms import PAGE_SUFFIXES
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.archives import Archive
from bookmaker.importers.html import import_page
from bookmaker.importers.html.picture_sources import (
    MAX_PICTURE_BYTES,
    ArchivePictures,
    FolderPictures,
)
from bookmaker.importers.imported_files import read_source
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
    imported = []
    for path in paths:
        content = read_source(folder / path, MAX_PICTURE_BYTES, within=folder)
        try:
            pictures = FolderPictures((folder / path).parent)
            imported.append(import_page(content, path, pictures, options))
        except ManuscriptError as error:
            if not _is_empty(error):
                raise
    return _some(imported, folder.name)


def import_archive_of_pages(
    archive: Archive, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import every page of an archive."""
    names = [name for name in archive.names() if name.lower().endswith(PAGE_SUFFIXES)]
    names = sorted((n for n in names if not _is_aside(n)), key=natural_key)
    if not names or len(names) > _MAX_PAGES:
        raise _nothing(archive.path, len(names))
    imported = []
    for name in names:
        try:
            pictures = ArchivePictures(archive, name)
            imported.append(import_page(archive.read(name), name, pictures, options))
        except ManuscriptError as error:
            if not _is_empty(error):
                raise
    return _some(imported, archive.path)


def _is_empty(error: ManuscriptError) -> bool:
    return all(isinstance(d, problems.EmptySource) for d in error.diagnostics)


def _some(imported: list[Imported], path: str) -> tuple[Imported, ...]:
    if not imported:
        raise ManuscriptError(problems.EmptySource(path=path))
    return tuple(imported)


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
