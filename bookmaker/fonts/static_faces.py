"""Make static faces of the families' variable fonts, and lay them out as files.

HarfBuzz pins the axes (hb-subset): a hundred times as fast as fontTools. A face that
was made once is in the store; each build has files of its own, which nobody else
changes, so that what is laid out is what was verified.
"""

from __future__ import annotations

import hashlib
import importlib.resources
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import uharfbuzz

from bookmaker.diagnostics.errors import ToolError
from bookmaker.fonts.families import Face, Family
from bookmaker.fonts.own_faces import OwnFace
from bookmaker.system.store import Store, key_of
from bookmaker.system.workspace import temporary_folder

_FOLDER_OF_FACES = "faces"
_FOLDER_OF_CACHE = "fontconfig"
_CONFIGURATION = b"""\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">faces</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""
"""A fontconfig file that lists the faces beside it: no font of the machine leaks in.

It names no absolute path, for XML cannot say every name that a folder may have. What
fontconfig keeps goes where `XDG_CACHE_HOME` says (fontconfig 2.14, seen).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFace:
    """A face that the book is set in."""

    family: str
    weight: int
    is_italic: bool
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FontSet:
    """Static faces on disk and the configuration that lists them and nothing else."""

    folder: Path
    """Absolute."""
    content_by_name: Mapping[str, bytes] = field(repr=False)
    """The faces, by the names of their files."""
    faces: tuple[SetFace, ...] = field(default=(), repr=False)
    """The same, by what a sheet asks for."""

    @property
    def configuration(self) -> Path:
        """A fontconfig file."""
        return self.folder / "fonts.conf"

    @property
    def files(self) -> tuple[Path, ...]:
        """The faces on disk."""
        faces = self.folder / _FOLDER_OF_FACES
        return tuple(faces / name for name in self.content_by_name)

    @property
    def digest_by_name(self) -> dict[str, str]:
        """The SHA-256 of each face, in hexadecimal figures, by its file's name."""
        return {name: _sha256(face) for name, face in self.content_by_name.items()}

    @property
    def content_by_digest(self) -> dict[str, bytes]:
        """The faces by their SHA-256 in hexadecimal figures."""
        return {_sha256(face): face for face in self.content_by_name.values()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def font_set(
    families: Iterable[Family], store: Store, own: tuple[OwnFace, ...] = ()
) -> Iterator[FontSet]:
    """Give the faces of some families as files, for as long as the context lasts.

    `own` are those that the book brings. The files stand in a temporary folder.
    Raises `ToolError` where that cannot be written.
    """
    contents: dict[str, bytes] = {}
    faces: list[SetFace] = []
    for family in families:
        for face in family.faces:
            content = _face(face, store)
            contents[_file_name(family, face)] = content
            faces.append(
                SetFace(
                    family=family.name,
                    weight=face.weight,
                    is_italic=face.is_italic,
                    content=content,
                )
            )
    for brought in own:
        contents[brought.name] = brought.content
        faces.append(
            SetFace(
                family=brought.family,
                weight=brought.weight,
                is_italic=brought.is_italic,
                content=brought.content,
            )
        )
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(temporary_folder("bookmaker-fonts-"))
            made = FontSet(folder.absolute(), contents, tuple(faces))
            _write(made)
        except OSError as error:
            message = (
                "the fonts cannot be written to the folder for temporary files"
                f" ({error.strerror or error}): make room there, or name another in"
                " the variable TMPDIR"
            )
            raise ToolError(message) from error
        yield made


def _write(fonts: FontSet) -> None:
    (fonts.folder / _FOLDER_OF_FACES).mkdir()
    # Of two processes that make it at once, one prints that it cannot.
    (fonts.folder / _FOLDER_OF_CACHE).mkdir()
    for file, content in zip(fonts.files, fonts.content_by_name.values(), strict=True):
        file.write_bytes(content)
    fonts.configuration.write_bytes(_CONFIGURATION)


def _face(face: Face, store: Store) -> bytes:
    """A face from the store, made where it is missing or damaged there."""
    key = key_of("face", repr(face))
    kept = store.find(key)
    if kept is None:
        kept = static_face(face)
        store.keep(key, kept)
    return kept


def _file_name(family: Family, face: Face) -> str:
    style = "italic" if face.is_italic else "roman"
    return f"{family.name.replace(' ', '')}-{face.weight}-{style}.ttf"


def static_face(face: Face) -> bytes:
    """Make one face: the package's file with every axis pinned."""
    if face.is_variable:
        axes = (("wght", face.weight), *face.axes.items())
        return _pinned(face.module, face.file, axes)
    return importlib.resources.files(face.module).joinpath(face.file).read_bytes()


# Ten or so faces set a book, each of a few hundred kB. To make them again for the next
# book that has no cache took two thirds of the caller's work on a book of a page.
@lru_cache(maxsize=16)
def _pinned(module: str, file: str, axes: tuple[tuple[str, float], ...]) -> bytes:
    content = importlib.resources.files(module).joinpath(file).read_bytes()
    source = uharfbuzz.Face(content)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    for axis, location in axes:
        wanted.pin_axis_location(source, axis, location)
    made: bytes = uharfbuzz.subset(source, wanted).blob.data
    return made
