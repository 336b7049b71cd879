"""Folders and archives of documents: a novel with a Word file for each chapter.

What comes in: a folder, or an archive, which is unpacked to a folder of ours. What goes
out: its documents in natural order, and the names of what is no document.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookmaker.config.folder import is_markdown, list_all_files, natural_key
from bookmaker.importers.archives import Archive
from bookmaker.system.workspace import temporary_folder

TEXT_SUFFIXES = (".txt", ".text")
SCREENPLAY_SUFFIXES = (".fountain", ".spmd")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".odt", ".ott", ".rtf")
DOCUMENT_SUFFIXES = (
    *_WORD_SUFFIXES,
    *TEXT_SUFFIXES,
    *SCREENPLAY_SUFFIXES,
    *PAGE_SUFFIXES,
    *(".eml", ".epub"),
)
_FOREIGN_SUFFIXES = (".doc", ".pages", ".wpd", ".fb2", ".pdf", ".tex", ".org", ".rst")
"""Documents that aren't read, which an author would miss."""
_LOCK_MARKS = ("~$", ".~lock")
_NOT_OF_THE_BOOK = frozenset({"readme", "license", "licence", "copying", "changelog"})
MOST_DOCUMENTS = 2000


@dataclass(frozen=True, slots=True)
class DocumentFolder:
    """What a folder has that is imported."""

    documents: tuple[str, ...]
    """Paths from the folder, in natural order."""
    missed: tuple[str, ...]
    """Documents in forms that aren't read."""


def find_documents(folder: Path) -> DocumentFolder | None:
    """The documents of a folder; `None` where it is a folder of Markdown or of pages.

    Text files are documents where there is no Markdown: beside it they are notes.
    """
    files = [path for path in list_all_files(folder) if not _is_lock(path)]
    markdown = sum(map(is_markdown, files))
    pages = sum(path.lower().endswith(PAGE_SUFFIXES) for path in files)
    documents = [
        path
        for path in files
        if path.lower().endswith(DOCUMENT_SUFFIXES)
        and PurePosixPath(path).stem.lower() not in _NOT_OF_THE_BOOK
        and not (markdown and path.lower().endswith(TEXT_SUFFIXES))
    ]
    if len(documents) - pages <= max(markdown, pages):
        return None
    missed = [path for path in files if path.lower().endswith(_FOREIGN_SUFFIXES)]
    return DocumentFolder(tuple(documents), tuple(missed))


def _is_lock(path: str) -> bool:
    """Whether a program has it beside a document that is open."""
    return PurePosixPath(path).name.startswith(_LOCK_MARKS)


def is_archive_of_pages(archive: Archive) -> bool:
    """Whether an archive has web pages, and at least as many as other documents."""
    names = [name.lower() for name in archive.names() if "__MACOSX/" not in name]
    pages = sum(name.endswith(PAGE_SUFFIXES) for name in names)
    others = sum(
        is_markdown(name)
        or (name.endswith(DOCUMENT_SUFFIXES) and not name.endswith(PAGE_SUFFIXES))
        for name in names
    )
    return pages > 0 and pages >= others


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
            if "__MACOSX/" in name:
                continue
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
