"""Folders and archives of documents: a novel with a Word file for each chapter.

What comes in: the files of a folder, or of an archive, which is unpacked to a folder of
ours. What goes out: its documents in natural order, and the names of documents that
can't be imported.
"""

from __future__ import annotations

import contextlib
import enum
import errno
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookmaker.config.folder import is_about_a_project, is_markdown, natural_key
from bookmaker.diagnostics.catalog.foreign_forms import (
    ARCHIVE_SUFFIXES,
    DOCUMENT_SUFFIXES,
    PAGE_SUFFIXES,
    PLAIN_TEXT_SUFFIXES,
    UNREAD_TEXT_SUFFIXES,
)
from bookmaker.importers.archives import Archive
from bookmaker.system.workspace import temporary_folder

_MISSED_SUFFIXES = (*UNREAD_TEXT_SUFFIXES, *ARCHIVE_SUFFIXES, ".pdf")
_LOCK_MARKS = ("~$", ".~lock")
MOST_DOCUMENTS = 2000
_UNUSABLE_NAME = frozenset(
    {
        *(errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL),
        *(errno.ENOTDIR, errno.EISDIR, errno.EEXIST),
    }
)
"""What a system says of a name that it can't have, or has already in other letters."""


class FolderKind(enum.Enum):
    """What most files of a folder are."""

    DOCUMENTS = "documents"
    MARKDOWN = "Markdown"
    PAGES = "web pages"


@dataclass(frozen=True, slots=True)
class DocumentFolder:
    """What a folder has that is imported."""

    kind: FolderKind
    documents: tuple[str, ...]
    """Paths from the folder, in its order."""
    missed: tuple[str, ...]
    """Texts that aren't imported: other forms, and documents of another kind.

    What is beside Markdown is named where that is read (C033).
    """


def find_documents(paths: Iterable[str]) -> DocumentFolder:
    """The documents among the files of a folder.

    Text files are documents where there is no Markdown: next to it they are notes.
    """
    files = [path for path in paths if not _is_lock(path)]
    markdown = sum(map(is_markdown, files))
    documents = tuple(
        path
        for path in files
        if path.lower().endswith(DOCUMENT_SUFFIXES)
        and not is_about_a_project(path)
        and not (markdown and path.lower().endswith(PLAIN_TEXT_SUFFIXES))
    )
    pages = [path for path in documents if path.lower().endswith(PAGE_SUFFIXES)]
    kind = FolderKind.PAGES
    if len(documents) - len(pages) > max(markdown, len(pages)):
        kind = FolderKind.DOCUMENTS
    elif markdown > len(pages):
        kind = FolderKind.MARKDOWN
    taken = frozenset(documents if kind is FolderKind.DOCUMENTS else pages)
    missed = () if kind is FolderKind.MARKDOWN else tuple(_missed(files, taken))
    return DocumentFolder(kind, documents, missed)


def _missed(files: Iterable[str], taken: frozenset[str]) -> Iterator[str]:
    """The texts that aren't imported, which an author would miss."""
    for path in files:
        is_text = is_markdown(path) or path.lower().endswith(DOCUMENT_SUFFIXES)
        is_other = is_text and path not in taken and not is_about_a_project(path)
        if is_other or path.lower().endswith(_MISSED_SUFFIXES):
            yield path


def _is_lock(path: str) -> bool:
    """Whether it is a lock file: programs write one next to an open document."""
    return PurePosixPath(path).name.startswith(_LOCK_MARKS)


@contextlib.contextmanager
def unpacked(archive: Archive) -> Iterator[tuple[Path, Sequence[str]]]:
    """A folder of ours with the files of an archive, and the names that it can't have.

    It goes with the context; its name is the archive's without the suffix. Raises
    `ManuscriptError` where the archive is damaged, and `OSError` for a full disk.
    """
    with temporary_folder("bookmaker-import-") as above:
        folder = above / (PurePosixPath(archive.path).stem.strip(". ") or "archive")
        folder.mkdir()
        left_out = [
            name for name in archive.names() if not _is_unpacked(archive, name, folder)
        ]
        yield folder, left_out


def _is_unpacked(archive: Archive, name: str, folder: Path) -> bool:
    """Write a file of an archive to a folder; no where it can't have its name there."""
    path = folder / name
    content = archive.read(name)
    try:
        if not path.is_relative_to(folder) or path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        if error.errno in _UNUSABLE_NAME:
            return False
        raise
    return True


def in_natural_order(paths: Sequence[Path]) -> list[Path]:
    """Files as people number them, where a shell has put `10` before `2`.

    A list in another order than a shell's is the author's own, and stays as it is.
    """
    names = [path.as_posix() for path in paths]
    if names != sorted(names):
        return list(paths)
    return sorted(paths, key=lambda path: natural_key(path.as_posix()))
