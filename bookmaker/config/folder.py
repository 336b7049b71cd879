"""The files of a manuscript's folder: which are there, in their natural order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from bookmaker.diagnostics.catalog.foreign_forms import (
    PLAIN_TEXT_SUFFIXES,
    SCREENPLAY_SUFFIXES,
    UNREAD_TEXT_SUFFIXES,
    WORD_SUFFIXES,
)
from bookmaker.system.files import is_file as is_regular_file

MARKDOWN_SUFFIXES = (
    *(".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx"),
    *(".qmd", ".rmd"),
)
"""Those of Markdown with a program's tags or cells come last."""
_OTHER_TEXT_SUFFIXES = (
    *PLAIN_TEXT_SUFFIXES,
    *SCREENPLAY_SUFFIXES,
    *WORD_SUFFIXES,
    *UNREAD_TEXT_SUFFIXES,
)
"""Texts in other forms, which are never chapters of a folder of Markdown."""
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png")

_DIGITS = re.compile(r"(\d+)")
_ABOUT_A_PROJECT = frozenset(
    "changelog code_of_conduct contributing copying licence license".split()
)
_SHOUTED = re.compile(
    r"LICEN[CS]E-[A-Z0-9.-]+|AUTHORS|CHANGES|CONTRIBUTORS|GOVERNANCE|HISTORY|MAINTAINERS"
    r"|NOTICE|PULL_REQUEST_TEMPLATE|ISSUE_TEMPLATE|SECURITY|SUPPORT|TODO"
)
"""In capitals they speak of a project; a chapter may be called `history.md`."""
_FOREIGN_FOLDERS = frozenset({"node_modules", "build", "dist", "__pycache__"})
"""What other programs put next to a manuscript; no author's file is in them."""


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown, by its suffix."""
    return path.lower().endswith(MARKDOWN_SUFFIXES)


def list_files(root: Path, suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """List the files with these suffixes below a folder, in natural order.

    Hidden files and folders are left out, and what speaks of a book and is not part of
    it: `README`, `CHANGELOG`, `LICENSE` and their like.
    """
    return tuple(
        path
        for path in list_all_files(root)
        if path.lower().endswith(suffixes) and not _is_aside(path)
    )


def list_chapters(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The Markdown files that make a book of a folder, and the texts left out.

    Where nothing else is there, the `README` files are the book, the folder's own
    first; and what else is there where there are none of these.
    """
    files = list_all_files(root)
    every = [path for path in files if is_markdown(path)]
    others = [path for path in files if path.lower().endswith(_OTHER_TEXT_SUFFIXES)]
    chapters = [path for path in every if not _is_aside(path)]
    if not chapters:
        chapters = [path for path in every if _is_readme(path)] or every
        chapters.sort(key=lambda path: "/" in path)
    taken = frozenset(chapters)
    left_out = [path for path in every if path not in taken]
    return tuple(chapters), (*left_out, *(p for p in others if not _is_aside(p)))


def list_all_files(root: Path) -> tuple[str, ...]:
    """List the files below a folder that are not hidden, in natural order."""
    return _in_order(_walk(root))


def list_markdown_files(root: Path, below: str = "") -> list[str]:
    """List the Markdown files below a folder of the root, in natural order.

    `below`: that folder's path from the root, which may be empty or `.`.
    """
    prefix = "" if below in ("", ".") else f"{below}/"
    return [
        path
        for path in list_all_files(root)
        if is_markdown(path) and path.startswith(prefix)
    ]


def first_file(root: Path, paths: Iterable[str]) -> str | None:
    """The first of some paths at which a regular file is."""
    return next((path for path in paths if is_file(root, path)), None)


def list_upper_files(root: Path, deepest: int, most: int) -> tuple[str, ...]:
    """List the files at most so many folders below a folder, in natural order.

    For folders that nobody named, which may be a home or a whole disk: where there are
    more than `most`, none is listed.
    """
    found = tuple(islice(_walk(root, deepest), most + 1))
    return _in_order(found) if len(found) <= most else ()


def _in_order(paths: Iterable[str]) -> tuple[str, ...]:
    """Natural order; names that differ in case alone or in zeros, by their letters."""
    return tuple(sorted(paths, key=lambda path: (natural_key(path), path)))


def _walk(root: Path, deepest: int | None = None) -> Iterator[str]:
    """The files that are not hidden, in the order of the file system."""
    for folder, folders, files in os.walk(root):
        path = Path(folder).relative_to(root)
        if len(path.parts) == deepest:
            folders.clear()
        folders[:] = [name for name in folders if not _is_foreign(name)]
        yield from ((path / n).as_posix() for n in files if not n.startswith("."))


def natural_key(path: str) -> tuple[tuple[tuple[bool, int, str], ...], ...]:
    """Sort as people do: folder by folder, figures before words, `2` before `10`."""
    return tuple(
        tuple(
            (False, int(run), "") if run.isdecimal() else (True, 0, run.casefold())
            for run in _DIGITS.split(part)
            if run
        )
        for part in PurePosixPath(path).parts
    )


def inside_path(root: Path, path: str) -> str | None:
    """A path from the root, tidied; `None` where it leads out of the root.

    `./a//b.md` becomes `a/b.md`. The root is one without links in it; the file need
    not be there.
    """
    pure = PurePosixPath(path)
    if "\\" in path or "\0" in path or pure.is_absolute() or ".." in pure.parts:
        return None
    real = os.path.realpath(root / pure)
    is_inside = real == str(root) or Path(real).is_relative_to(root)
    return pure.as_posix() if is_inside else None


def is_file(root: Path, path: str) -> bool:
    """Whether a regular file is there."""
    return is_regular_file(root / path)


def _is_foreign(folder: str) -> bool:
    return folder.startswith(".") or folder in _FOREIGN_FOLDERS


def is_about_a_project(path: str) -> bool:
    """Whether a file's name is `README`, `LICENSE` or the like, in any letters."""
    stem = _stem_of(path).lower().replace("-", "_")
    return stem == "readme" or stem in _ABOUT_A_PROJECT


def _is_aside(path: str) -> bool:
    *folders, _ = path.split("/")
    return (
        is_about_a_project(path)
        or _SHOUTED.fullmatch(_stem_of(path)) is not None
        or any(folder.lower().strip("_") == "templates" for folder in folders)
    )


def _is_readme(path: str) -> bool:
    return _stem_of(path).lower() == "readme"


def _stem_of(path: str) -> str:
    """A file's name up to its first dot."""
    return path.rpartition("/")[2].partition(".")[0]
