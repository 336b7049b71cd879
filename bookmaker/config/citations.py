"""The table `[citations]`: the files of sources, and the style."""

from __future__ import annotations

from bookmaker.config.folder import inside_path, is_file, list_files
from bookmaker.config.model import CITATION_STYLES, CitationsConfig
from bookmaker.config.nearest import find_nearest
from bookmaker.config.table import TableReader
from bookmaker.config.toml_places import KeyPath
from bookmaker.diagnostics.catalog.configuration import (
    FileOutside,
    MissingFile,
    WrongFileForm,
)
from bookmaker.diagnostics.catalog.styles import UnusableCitationStyle

_SOURCE_SUFFIXES = (".bib", ".json")
_STYLE_SUFFIX = ".csl"


def take_citations(top: TableReader) -> CitationsConfig:
    """Take `[citations]`."""
    defaults = CitationsConfig()
    table = top.table("citations")
    if table is None:
        return defaults
    options = CitationsConfig(
        files=_take_files(table),
        style=_take_style(table) or defaults.style,
        by_chapter=table.flag("by-chapter", default=defaults.by_chapter),
        all_sources=table.flag("all-sources", default=defaults.all_sources),
    )
    table.close()
    return options


def _take_files(table: TableReader) -> tuple[str, ...]:
    files = []
    for value, way in table.entries("files", '["sources.bib"]'):
        if not isinstance(value, str):
            table.refuse_type("files", value, "a file", '"sources.bib"', way)
            continue
        file = _file(table, value, way, _SOURCE_SUFFIXES, "BibTeX (.bib) or CSL JSON")
        if file is not None:
            files.append(file)
    return tuple(files)


def _take_style(table: TableReader) -> str | None:
    style = table.text("style")
    if style is None or style in CITATION_STYLES:
        return style
    if style.endswith(_STYLE_SUFFIX):
        return _file(table, style, ("style",), (_STYLE_SUFFIX,), "a CSL style (.csl)")
    table.surroundings.diagnostics.add(
        UnusableCitationStyle(
            style=style,
            reason="is not there",
            nearest=find_nearest(style, CITATION_STYLES),
            span=table.surroundings.span((*table.path, "style")),
        )
    )
    return None


def _file(
    table: TableReader,
    text: str,
    way: KeyPath,
    suffixes: tuple[str, ...],
    expected: str,
) -> str | None:
    root = table.surroundings.root
    span = table.surroundings.span((*table.path, *way))
    found = table.surroundings.diagnostics
    path = inside_path(root, text)
    if path is None:
        found.add(FileOutside(path=text, span=span))
    elif not path.endswith(suffixes):
        found.add(WrongFileForm(path=path, expected=expected, span=span))
    elif not is_file(root, path):
        nearest = find_nearest(path, list_files(root, suffixes))
        found.add(MissingFile(path=path, nearest=nearest, span=span))
    else:
        return path
    return None
