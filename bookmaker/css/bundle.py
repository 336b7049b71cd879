"""Flatten an entry sheet and its imports to one text.

What comes in: an edition, a theme and token values that the book decides. What goes
out: one sheet without imports. For print its tokens stay custom properties; for EPUB
they are replaced by their values, so that no reading system needs to know them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

import tinycss2
from tinycss2 import ast

from bookmaker.css.folios import with_folios
from bookmaker.css.locate import own_sheet_contents, styles_folder, theme_names
from bookmaker.css.mirror import mirrored
from bookmaker.css.own_sheets import OwnReader, imported_path
from bookmaker.css.tokens import declare_tokens, fill_tokens, read_tokens
from bookmaker.diagnostics.catalog.styles import BrokenSheet, UnknownTheme
from bookmaker.diagnostics.errors import InternalError, ManuscriptError
from bookmaker.document.folios import LATIN_FOLIOS, Folios
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import Workspace

Edition: TypeAlias = Literal["print", "epub"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


_EITHER_WAY = "direction.css"
"""Our sheet of what says itself which way it runs."""
_PARENT = "literary"
"""What a theme of the author's builds upon where it names no other."""


@dataclass(frozen=True, slots=True)
class OwnSheets:
    """What the book brings: a theme's folder, a sheet to come after all."""

    workspace: Workspace
    extra: str | None = None
    """The path of the sheet, from the manuscript's root."""


def load_sheet(
    edition: Edition,
    theme: str,
    overrides: Mapping[str, str] = _NOTHING,
    *,
    place: SourceSpan | None = None,
    own: OwnSheets | None = None,
    direction: str = "ltr",
    adaptation: str | None = None,
    folios: Folios = LATIN_FOLIOS,
) -> str:
    """Load the sheet of one edition in one theme.

    `theme` is a theme's name, or with `own` a folder in the manuscript, `./mine`: its
    `theme.css` comes after the theme that it imports by name, then its sheet for the
    edition, if it has one. `overrides` maps tokens (`--page-width`) to the values that
    the book gives them; they win over the theme's. `place` is where the book names the
    theme. For a `direction` of `rtl` our own sheets are mirrored; the author's are as
    they were written. `adaptation` names one of our sheets that comes after the theme.
    `folios` is how the book writes its numbers.
    Raises `ManuscriptError` where there is no such theme, and where
    a sheet of the author's cannot be read.
    """
    rules = [*_theme_rules(edition, theme, place, own, direction)]
    if adaptation is not None:
        rules += _rules_of_ours(f"adaptations/{adaptation}.css", direction)
    if own is not None and own.extra is not None:
        rules += OwnReader(own.workspace, edition).rules(own.extra)
    rules += declare_tokens(overrides)
    whole = with_folios("\n".join(rules) + "\n", folios)
    if edition == "print":
        if own is not None:
            with _blaming(theme, own, place):
                read_tokens(whole)
        return whole
    if own is None:
        return fill_tokens(whole)
    with _blaming(theme, own, place):
        return fill_tokens(whole)


@contextmanager
def _blaming(theme: str, own: OwnSheets, place: SourceSpan | None) -> Iterator[None]:
    """Report odd tokens at the sheet of the author's: our own have none."""
    try:
        yield
    except InternalError as error:
        sheet = own.extra or theme
        span = SourceSpan.of_file(own.extra) if own.extra else place
        broken = BrokenSheet(sheet=sheet, reason=f"can’t be used: {error}", span=span)
        raise ManuscriptError(broken) from error


def _theme_rules(
    edition: Edition,
    theme: str,
    place: SourceSpan | None,
    own: OwnSheets | None,
    direction: str,
) -> Iterator[str]:
    if own is not None and theme.startswith("./"):
        folder = theme.removeprefix("./")
        reader = OwnReader(own.workspace, edition)
        rules = reader.rules(f"{folder}/theme.css")
        parent = reader.theme or _PARENT
        yield from _theme_rules(edition, parent, place, None, direction)
        yield from rules
        last = f"{folder}/{edition}.css"
        if own.workspace.has(last):
            yield from reader.rules(last)
        return
    if theme not in theme_names():
        raise ManuscriptError(_unknown_theme(theme, place))
    yield from _rules_of_ours(f"themes/{theme}/{edition}.css", direction)


def _rules_of_ours(entry: str, direction: str) -> tuple[str, ...]:
    """The rules of a sheet of ours and its imports."""
    return _flattened(entry, direction, own_sheet_contents())


@lru_cache(maxsize=32)
def _flattened(
    entry: str, direction: str, _contents: tuple[bytes, ...]
) -> tuple[str, ...]:
    """The same, made once by a process for as long as no sheet changes."""
    return tuple(
        mirrored(rule) if direction == "rtl" and sheet.name != _EITHER_WAY else rule
        for sheet, rule in _flat_rules(styles_folder() / entry, ())
    )


def _unknown_theme(theme: str, place: SourceSpan | None) -> UnknownTheme:
    names = theme_names()
    near = difflib.get_close_matches(theme, names, n=1, cutoff=0.5)
    return UnknownTheme(
        theme=theme, nearest=near[0] if near else None, themes=names, span=place
    )


def _flat_rules(sheet: Path, above: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """The rules of a sheet and its imports, each with the sheet that it stands in."""
    if sheet in above:
        message = f"the sheet {sheet.name} imports itself"
        raise InternalError(message)
    nodes = tinycss2.parse_stylesheet(
        sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True
    )
    for node in nodes:
        if isinstance(node, ast.ParseError):
            message = f"{sheet.name}:{node.source_line}: {node.message}"
            raise InternalError(message)
        imported = imported_path(node)
        if imported is None:
            yield sheet, node.serialize()
        else:
            yield from _flat_rules((sheet.parent / imported).resolve(), (*above, sheet))
