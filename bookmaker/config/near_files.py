"""The file of the manuscript that was probably meant by a path that names none.

What comes in: a path from the manuscript's root, as the author wrote it. What goes out:
the path of a file that is there, and what is different about it where that is easily
overlooked: upper and lower case, a backslash, the form of an accent.
"""

from __future__ import annotations

import posixpath
import unicodedata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from bookmaker.config.folder import MARKDOWN_SUFFIXES, list_files
from bookmaker.config.nearest import find_nearest
from bookmaker.system.files import is_folder

SHOWN_PICTURES = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg"),
    *(".webp", ".tif", ".tiff", ".bmp"),
)
"""Suffixes of what can be shown in the text."""
MARKDOWN_LIKE = (*MARKDOWN_SUFFIXES, ".txt")

MOST_SOUGHT = 100
"""How many missing files get a suggestion: each search looks at the whole folder."""
_MOST_COMPARED = 500
"""How many names are compared letter by letter."""

_CASE = "upper and lower case letters differ"
_SLASH = "folders are separated by /"
_ACCENTS = "its accents are encoded differently; copy the name from the file"


class NearFile(NamedTuple):
    """A file that was probably meant."""

    path: str
    difference: str = ""
    """What is easily overlooked, as a clause; empty where it can be seen."""


class NoFile(NamedTuple):
    """That no file is near."""

    path: None = None
    difference: str = ""


NO_FILE = NoFile()


class NearFiles:
    """The files below a folder, by suffix; listed when the first one is missing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files_by_suffixes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._sought = 0

    def is_folder(self, path: str) -> bool:
        """Whether a path from the root names a folder."""
        return is_folder(self._root / path)

    def find(self, path: str, suffixes: tuple[str, ...]) -> NearFile | None:
        """Find the file that was probably meant by a path from the root."""
        self._sought += 1
        if self._sought > MOST_SOUGHT:
            return None
        if suffixes not in self._files_by_suffixes:
            self._files_by_suffixes[suffixes] = list_files(self._root, suffixes)
        return find_near_file(path, self._files_by_suffixes[suffixes])


def as_seen_from(file: str, near: NearFile) -> str:
    """The path of a near file as an author writes it in a Markdown file."""
    return posixpath.relpath(near.path, posixpath.dirname(file) or ".").replace(
        " ", "%20"
    )


def find_near_file(path: str, files: tuple[str, ...]) -> NearFile | None:
    """Find the file of a list that a path probably means; `None` if none is near.

    What differs in form alone comes first, then the same name in another folder or with
    another suffix, then a similar name. None is near to a path that is in the list:
    that file is there, and was refused for what it is, such as a link that leads out.
    """
    known = dict.fromkeys(files)
    if path in known:
        return None
    for candidate, difference in _same_in_another_form(path):
        if candidate in known:
            return NearFile(candidate, difference)
    plain = _plain(path)
    for file in files:
        if _plain(file) == plain:
            is_case = unicodedata.normalize("NFC", file) != unicodedata.normalize(
                "NFC", path.replace("\\", "/")
            )
            return NearFile(file, _CASE if is_case else _ACCENTS)
    similar = _same_name(plain, files) or _similar_name(plain, files)
    return NearFile(similar) if similar is not None else None


def _same_in_another_form(path: str) -> list[tuple[str, str]]:
    slashed = path.replace("\\", "/")
    from_root = posixpath.normpath(slashed).lstrip("/")
    while from_root.startswith("../"):
        from_root = from_root[3:]
    return [
        (posixpath.normpath(slashed), _SLASH if slashed != path else ""),
        (from_root, _SLASH if slashed != path else ""),
        (unquote(from_root), ""),
        (quote(from_root), ""),
    ]


def _plain(path: str) -> str:
    """A path without what a system may not distinguish: case and form of accents."""
    whole = posixpath.normpath(path.replace("\\", "/")).lstrip("/")
    return unicodedata.normalize("NFC", whole).casefold()


def _same_name(plain: str, files: tuple[str, ...]) -> str | None:
    """The same name in another folder, or with another suffix in the same one."""
    stem, suffix = posixpath.splitext(plain)
    name = posixpath.basename(stem)
    found: dict[str, str] = {}
    for file in files:
        other_stem, other_suffix = posixpath.splitext(_plain(file))
        if other_stem == stem:
            return file
        if posixpath.basename(other_stem) == name:
            found.setdefault("both" if other_suffix == suffix else "name", file)
    return found.get("both") or found.get("name")


def _similar_name(plain: str, files: tuple[str, ...]) -> str | None:
    """A similar name: in the same folder first. Suffixes alone make none similar."""
    folder, name = posixpath.split(plain)
    beside = [file for file in files if posixpath.dirname(_plain(file)) == folder]
    for paths, wanted in ((beside, name), (files, plain)):
        file_by_stem = {
            posixpath.splitext(file if "/" in wanted else posixpath.basename(file))[
                0
            ]: file
            for file in paths[:_MOST_COMPARED]
        }
        near = find_nearest(posixpath.splitext(wanted)[0], file_by_stem)
        if near is not None:
            return file_by_stem[near]
    return None
