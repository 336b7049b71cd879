"""Tokens that a style sheet of the author's gives a value in vain.

What comes in: the configuration and the manuscript. What goes out: an error for a token
that does not exist, a warning for one that `book.toml` decides.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

import tinycss2
from tinycss2 import ast

from bookmaker.config.model import BookConfig
from bookmaker.config.nearest import find_nearest
from bookmaker.css.token_table import TOKENS
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.styles import (
    OddLeader,
    TokenOfBook,
    UnknownToken,
)
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import RefusedFileError, Workspace

_USED = re.compile(r"var\(\s*(--[^\s,)]+)", re.IGNORECASE)
_LEADER = re.compile(r"leader\(\s*(?:dotted|space|([\"'])(.*?)\1)\s*\)", re.IGNORECASE)

_SIGNS = " .\u00a0\u2009\u2026-"
"""Signs of leaders that the proof of the pages tells from words."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """A token that a sheet declares."""

    name: str
    value: str
    span: SourceSpan


def report_own_tokens(
    config: BookConfig, workspace: Workspace, diagnostics: Diagnostics
) -> None:
    """Report tokens of the author's sheets that have no effect."""
    text_by_path: dict[str, str] = {}
    for path in _entries(config):
        _collect(path, workspace, text_by_path)
    used = {name for text in text_by_path.values() for name in _USED.findall(text)}
    for path, text in text_by_path.items():
        for declared in _declared(text, path):
            _check(declared, used, diagnostics)


def _check(declared: _Declared, used: set[str], diagnostics: Diagnostics) -> None:
    name, span = declared.name, declared.span
    use = TOKENS.get(name)
    if use is None:
        if name not in used:
            nearest = find_nearest(name, tuple(TOKENS))
            diagnostics.add(UnknownToken(token=name, nearest=nearest, span=span))
    elif use.instead:
        diagnostics.add(TokenOfBook(token=name, instead=use.instead, span=span))
    elif name == "--contents-leader" and not _is_proven(declared.value):
        diagnostics.add(OddLeader(value=declared.value, span=span))


def _is_proven(leader: str) -> bool:
    """Whether the proof of the pages tells a leader from words."""
    found = _LEADER.fullmatch(leader)
    return found is None or not (found[2] or "").strip(_SIGNS)


def _entries(config: BookConfig) -> Iterator[str]:
    for edition, theme, sheet in (
        ("print", config.print.theme, config.print.sheet),
        ("epub", config.epub.theme or config.print.theme, config.epub.sheet),
    ):
        if theme.startswith("./"):
            folder = theme.removeprefix("./")
            yield f"{folder}/theme.css"
            yield f"{folder}/{edition}.css"
        if sheet is not None:
            yield sheet


def _collect(path: str, workspace: Workspace, text_by_path: dict[str, str]) -> None:
    """Read a sheet and those that it imports; what cannot be read is reported later."""
    if path in text_by_path or not workspace.has(path):
        return
    try:
        text = workspace.read(path).decode("utf-8-sig")
    except (RefusedFileError, UnicodeDecodeError):
        return
    text_by_path[path] = text
    for node in tinycss2.parse_stylesheet(text, skip_comments=True):
        if isinstance(node, ast.AtRule) and node.at_keyword == "import":
            for token in node.prelude:
                if isinstance(token, ast.StringToken):
                    below = posixpath.join(posixpath.dirname(path), token.value)
                    _collect(posixpath.normpath(below), workspace, text_by_path)


def _declared(text: str, path: str) -> Iterator[_Declared]:
    waiting = list(tinycss2.parse_stylesheet(text, skip_comments=True))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Declaration) and node.name.startswith("--"):
            span = SourceSpan.at(path, node.source_line, node.source_column)
            value = tinycss2.serialize(node.value).strip()
            yield _Declared(str(node.name), value, span)
        content = getattr(node, "content", None)
        if content:
            waiting += tinycss2.parse_blocks_contents(content, skip_comments=True)
