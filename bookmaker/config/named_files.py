"""Files that `book.toml` names: in the book's folder, there, and of the right form."""

from __future__ import annotations

from bookmaker.config.folder import inside_path, is_file
from bookmaker.config.near_files import NO_FILE, NearFiles
from bookmaker.config.table import TableReader
from bookmaker.config.toml_places import KeyPath
from bookmaker.diagnostics.catalog.configuration import (
    FileOutside,
    MissingFile,
    WrongFileForm,
)
from bookmaker.source import SourceSpan


def checked_file(
    table: TableReader,
    text: str,
    way: KeyPath,
    suffixes: tuple[str, ...],
    expected: str,
) -> str | None:
    """The path from the root, if such a file exists; what is wrong is reported."""
    root = table.surroundings.root
    span = table.surroundings.span((*table.path, *way))
    found = table.surroundings.diagnostics
    path = inside_path(root, text)
    if path is None:
        found.add(outside_problem(table.surroundings.near_files, text, suffixes, span))
    elif not path.endswith(suffixes):
        found.add(WrongFileForm(path=path, expected=expected, span=span))
    elif not is_file(root, path):
        found.add(missing_problem(table.surroundings.near_files, path, suffixes, span))
    else:
        return path
    return None


def missing_problem(
    files: NearFiles, path: str, suffixes: tuple[str, ...], span: SourceSpan | None
) -> MissingFile:
    """The problem of a file that is missing, with the one that was probably meant."""
    if files.is_folder(path):
        return MissingFile(path=path, is_folder=True, span=span)
    near = files.find(path, suffixes) or NO_FILE
    return MissingFile(
        path=path, nearest=near.path, difference=near.difference, span=span
    )


def outside_problem(
    files: NearFiles, path: str, suffixes: tuple[str, ...], span: SourceSpan | None
) -> FileOutside:
    """The problem of a path that cannot be used, with a file that has the same name."""
    near = files.find(path, suffixes) or NO_FILE
    return FileOutside(
        path=path, nearest=near.path, difference=near.difference, span=span
    )


def take_sheet(table: TableReader) -> str | None:
    """Take `sheet`: a style sheet of the author's, read after the theme's."""
    text = table.text("sheet")
    if text is None:
        return None
    return checked_file(table, text, ("sheet",), (".css",), "a style sheet (.css)")


def take_profile(table: TableReader) -> str | None:
    """Take `profile`: the ICC profile of a press."""
    text = table.text("profile")
    if text is None:
        return None
    expected = "an ICC profile (.icc or .icm)"
    return checked_file(table, text, ("profile",), (".icc", ".icm"), expected)


_COLLECTION_SUFFIXES = (".ttc", ".otc")
_FONT_SUFFIXES = (".otf", ".ttf", *_COLLECTION_SUFFIXES, ".woff", ".woff2")


def take_fonts(table: TableReader) -> tuple[str, ...]:
    """Take `fonts`: font files of the author's, in the order tried.

    A face of a collection stands behind a `#`: `fonts/all.ttc#Name`.
    """
    files = []
    for value, way in table.entries("fonts", '["fonts/mine.otf"]'):
        if not isinstance(value, str):
            table.refuse_type("fonts", value, "a file", '"fonts/mine.otf"', way)
            continue
        expected = "a font (.otf, .ttf, .ttc, .otc, .woff or .woff2)"
        path, face = split_face(value)
        file = checked_file(table, path, way, _FONT_SUFFIXES, expected)
        if file is None:
            continue
        named = f"{file}#{face}" if face else file
        if named not in files:
            files.append(named)
    return tuple(files)


def split_face(font: str) -> tuple[str, str]:
    """Split an entry of `fonts` into its file and the face of a collection.

    The face is empty where none is named. The form is that of RFC 8081, 4.2.
    """
    path, mark, face = font.rpartition("#")
    if mark and path.endswith(_COLLECTION_SUFFIXES):
        return path, face
    return font, ""


def take_theme(table: TableReader) -> str | None:
    """Take `theme`: a name, or a folder of the author's, `./themes/mine`."""
    text = table.text("theme")
    if text is None or not text.startswith("./"):
        return text
    sheet = f"{text.rstrip('/')}/theme.css"
    path = checked_file(table, sheet, ("theme",), (".css",), "a style sheet (.css)")
    return f"./{path.removesuffix('/theme.css')}" if path is not None else None
