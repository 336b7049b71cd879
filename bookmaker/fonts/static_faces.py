"""Make static faces of the families' variable fonts, and keep them in a cache.

HarfBuzz pins the axes (hb-subset): a hundred times as fast as fontTools. A face that
was made once is found again by the versions of its package and of HarfBuzz.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.resources
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

import uharfbuzz

from bookmaker.diagnostics.errors import ToolError
from bookmaker.fonts.families import Face, Family
from bookmaker.fonts.own_faces import OwnFace
from bookmaker.system.workspace import temporary_folder, write_whole


@dataclass(frozen=True, slots=True)
class FontSet:
    """Static faces on disk and the configuration that lists them and nothing else."""

    folder: Path
    configuration: Path
    """A fontconfig file."""
    files: tuple[Path, ...]


@contextmanager
def font_set(
    families: Iterable[Family],
    cache_folder: Path | None,
    own: tuple[OwnFace, ...] = (),
) -> Iterator[FontSet]:
    """Give the faces of some families as files, for as long as the context lasts.

    `own` are those that the book brings along.

    Without a cache folder, or where nothing can be kept in it, they are made in a
    temporary one. Raises `ToolError` where that cannot be written either.
    """
    wanted = tuple(families)
    kept = None if cache_folder is None else _find_kept(cache_folder, wanted, own)
    if kept is not None:
        yield kept
        return
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(temporary_folder("bookmaker-fonts-"))
            made = _fill(folder, wanted, own)
        except OSError as error:
            message = (
                "the fonts cannot be written to the folder for temporary files"
                f" ({error.strerror or error}): make room there, or name another in"
                " the variable TMPDIR"
            )
            raise ToolError(message) from error
        yield made


def _find_kept(
    cache_folder: Path, families: tuple[Family, ...], own: tuple[OwnFace, ...]
) -> FontSet | None:
    """The faces in the cache, made where they are missing; `None` if it is closed."""
    try:
        return _fill(cache_folder / "fonts" / _key(families, own), families, own)
    except OSError:
        return None


def _key(families: tuple[Family, ...], own: tuple[OwnFace, ...]) -> str:
    faces = [face for family in families for face in family.faces]
    versions = {f.package: importlib.metadata.version(f.package) for f in faces}
    parts = (uharfbuzz.version_string(), repr(sorted(versions.items())), repr(faces))
    parts = (*parts, *(face.name for face in own))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


def _fill(
    folder: Path, families: tuple[Family, ...], own: tuple[OwnFace, ...]
) -> FontSet:
    files = []
    for family in families:
        for face in family.faces:
            file = folder / "faces" / _file_name(family, face)
            if not file.is_file():
                write_whole(file, static_face(face))
            files.append(file)
    for brought in own:
        file = folder / "faces" / brought.name
        if not file.is_file():
            write_whole(file, brought.content)
        files.append(file)
    configuration = folder / "fonts.conf"
    content = _configuration(folder)
    if not configuration.is_file() or configuration.read_bytes() != content:
        write_whole(configuration, content)
    return FontSet(folder, configuration, tuple(files))


def _file_name(family: Family, face: Face) -> str:
    style = "italic" if face.is_italic else "roman"
    return f"{family.name.replace(' ', '')}-{face.weight}-{style}.ttf"


def _configuration(folder: Path) -> bytes:
    """A fontconfig file that lists these faces: no font of the machine leaks in."""
    return (
        '<?xml version="1.0"?>\n'
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        "<fontconfig>\n"
        f"  <dir>{escape(str(folder / 'faces'))}</dir>\n"
        f"  <cachedir>{escape(str(folder / 'cache'))}</cachedir>\n"
        "</fontconfig>\n"
    ).encode()


def static_face(face: Face) -> bytes:
    """Make one face: the package's file with every axis pinned."""
    packaged = importlib.resources.files(face.module).joinpath(face.file)
    content = packaged.read_bytes()
    if not face.is_variable:
        return content
    source = uharfbuzz.Face(content)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_axis_location(source, "wght", face.weight)
    for axis, location in face.axes.items():
        wanted.pin_axis_location(source, axis, location)
    made: bytes = uharfbuzz.subset(source, wanted).blob.data
    return made
