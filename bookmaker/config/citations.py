"""The table `[citations]`: the files of sources, and the style."""

from __future__ import annotations

from bookmaker.config.model import CITATION_STYLES, CitationsConfig
from bookmaker.config.named_files import checked_file
from bookmaker.config.nearest import find_nearest
from bookmaker.config.table import TableReader
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
        expected = "BibTeX (.bib) or CSL JSON"
        file = checked_file(table, value, way, _SOURCE_SUFFIXES, expected)
        if file is not None:
            files.append(file)
    return tuple(files)


def _take_style(table: TableReader) -> str | None:
    style = table.text("style")
    if style is None or style in CITATION_STYLES:
        return style
    if style.endswith(_STYLE_SUFFIX):
        expected = "a CSL style (.csl)"
        return checked_file(table, style, ("style",), (_STYLE_SUFFIX,), expected)
    table.surroundings.diagnostics.add(
        UnusableCitationStyle(
            style=style,
            reason="does not exist",
            nearest=find_nearest(style, CITATION_STYLES),
            span=table.surroundings.span((*table.path, "style")),
        )
    )
    return None
