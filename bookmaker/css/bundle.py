"""Flatten an entry sheet and its imports to one text.

What comes in: an edition, a theme and token values that the book decides. What goes
out: one sheet without imports. For print its tokens stay custom properties; for EPUB
they are replaced by their values, so that no reading system needs to know them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

import tinycss2
from tinycss2 import ast

from bookmaker.css.locate import styles_folder, theme_names
from bookmaker.css.tokens import declare_tokens, fill_tokens
from bookmaker.diagnostics.catalog.styles import UnknownTheme
from bookmaker.diagnostics.errors import InternalError, ManuscriptError
from bookmaker.source import SourceSpan

Edition: TypeAlias = Literal["print", "epub"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


def load_sheet(
    edition: Edition,
    theme: str,
    overrides: Mapping[str, str] = _NOTHING,
    *,
    place: SourceSpan | None = None,
) -> str:
    """Load the sheet of one edition in one theme.

    `overrides` maps tokens (`--page-width`) to the values that the book gives them;
    they win over the theme's. `place` is where the book names the theme. Raises
    `ManuscriptError` where there is no such theme.
    """
    if theme not in theme_names():
        raise ManuscriptError(_unknown_theme(theme, place))
    entry = styles_folder() / "themes" / theme / f"{edition}.css"
    rules = [*_flat_rules(entry, ()), *declare_tokens(overrides)]
    sheet = "\n".join(rules) + "\n"
    return sheet if edition == "print" else fill_tokens(sheet)


def _unknown_theme(theme: str, place: SourceSpan | None) -> UnknownTheme:
    names = theme_names()
    near = difflib.get_close_matches(theme, names, n=1, cutoff=0.5)
    return UnknownTheme(
        theme=theme, nearest=near[0] if near else None, themes=names, span=place
    )


def _flat_rules(sheet: Path, above: tuple[Path, ...]) -> Iterator[str]:
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
        imported = _imported(node)
        if imported is None:
            yield node.serialize()
        else:
            yield from _flat_rules((sheet.parent / imported).resolve(), (*above, sheet))


def _imported(node: ast.Node) -> str | None:
    """The path that an `@import` names; `None` for every other rule."""
    if not isinstance(node, ast.AtRule) or node.at_keyword != "import":
        return None
    for token in node.prelude:
        if isinstance(token, ast.StringToken):
            return str(token.value)
    message = f"an @import without a quoted path: {node.serialize()}"
    raise InternalError(message)
