"""Folders and archives of documents: a novel with a Word file for each chapter.

What comes in: the files of a folder, or of an archive, which is unpacked to a folder of
ours. What goes out: its documents in natural order, and the names of documents that
can't be imported.
"""

from __future__ import annotations

import contextlib
import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookmaker.config.folder import is_about_a_project, is_markdown, natural_key
from bookmaker.diagnostics.catalog.foreign_forms import (
    DOCUMENT_SUFFIXES,
    PAGE_SUFFIXES,
    PLAIN_TEXT_SUFFIXES,
    UNREAD_TEXT_SUFFIXES,
)
from bookmaker.importers.archives import Archive
from bookmaker.system.workspace import temporary_folder

_MISSED_SUFFIXES = (*UNREAD_TEXT_SUFFIXES, ".pdf")
"""Documents that aren't imported, which an author would miss."""
_LOCK_MARKS = ("~$", ".~lock")
MOST_DOCUMENTS = 2000


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
    """Documents in forms that aren't imported."""

    @property
    def has_pages(self) -> bool:
        """Whether any of its documents is a web page."""
        return any(path.lower().endswith(PAGE_SUFFIXES) for path in self.documents)


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
    pages = sum(path.lower().endswith(PAGE_SUFFIXES) for path in documents)
    kind = FolderKind.PAGES
    if len(documents) - pages > max(markdown, pages):
        kind = FolderKind.DOCUMENTS
    elif markdown > pages:
        kind = FolderKind.MARKDOWN
    missed = tuple(path for path in files if path.lower().endswith(_MISSED_SUFFIXES))
    return DocumentFolder(kind, documents, missed)


def _is_lock(path: str) -> bool:
    """Whether it is a lock file: programs write one next to an open document."""
    return PurePosixPath(path).name.startswith(_LOCK_MARKS)


@contextlib.contextmanager
def unpacked(archive: Archive) -> Iterator[Path]:
    """A folder of ours with the files of an archive; it goes with the context.

    Its name is the archive's without the suffix. A file whose name can't be one here is
    left out. Raises `ManuscriptError` where the archive is damaged, and `OSError`.
    """
    with temporary_folder("bookmaker-import-") as above:
        folder = above / (PurePosixPath(archive.path).stem or "archive")
        folder.mkdir()
        for name in archive.names():
            path = folder / name
            with contextlib.suppress(FileExistsError, NotADirectoryError):
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.is_dir():
                    path.write_bytes(archive.read(name))
        yield folder


def in_natural_order(paths: Sequence[Path]) -> list[Path]:
    """Files as people number them, where a shell has put `10` before `2`.

    A list in another order than a shell's is the author's own, and stays as it is.
    """
    names = [path.as_posix() for path in paths]
    if names != sorted(names):
        return list(paths)
    return sorted(paths, key=lambda path: natural_key(path.as_posix()))
