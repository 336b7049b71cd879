"""Sheets of the author's: read from the manuscript, their imports flattened.

What comes in: a path in the manuscript. What goes out: its rules as text. What is wrong
is the author's to fix, so it is reported with its place.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2 import ast

from bookmaker.css.locate import theme_names
from bookmaker.css.nesting import DEEPEST, find_too_deep
from bookmaker.diagnostics.catalog.printing import FontInSheet
from bookmaker.diagnostics.catalog.styles import BrokenSheet, FileInEpubSheet
from bookmaker.diagnostics.errors import InternalError, ManuscriptError
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import RefusedFileError, Workspace


def imported_path(node: ast.Node) -> str | None:
    """The path that an `@import` names; `None` for every other rule."""
    if not isinstance(node, ast.AtRule) or node.at_keyword != "import":
        return None
    for token in node.prelude:
        if isinstance(token, ast.StringToken):
            return str(token.value)
    message = f"an @import without a quoted path: {node.serialize()}"
    raise InternalError(message)


_ESCAPE = re.compile(
    r"\\(?:(?P<half>00[dD][89A-Fa-f][0-9A-Fa-f]{2}"
    r"|0?[dD][89A-Fa-f][0-9A-Fa-f]{2}(?![0-9A-Fa-f]))|.)"
)


def _without_half_characters(sheet: str) -> str:
    """A sheet in which escapes of surrogates are those of U+FFFD.

    So CSS Syntax 3, 4.3.7, reads them; tinycss2 1.5 makes surrogates of them, which no
    file can hold.
    """
    return _ESCAPE.sub(lambda at: r"\00fffd" if at["half"] else at[0], sheet)


class OwnReader:
    """Reads the sheets of one manuscript for one edition."""

    def __init__(self, workspace: Workspace, edition: str) -> None:
        self._workspace = workspace
        self._edition = edition
        self.theme: str | None = None
        """The theme that the sheets import by its name."""

    def rules(self, path: str) -> list[str]:
        """The rules of a sheet and its imports. Raises `ManuscriptError`."""
        return list(self._rules(path, ()))

    def _rules(self, path: str, above: tuple[str, ...]) -> Iterator[str]:
        if path in above:
            raise _broken(path, "imports itself")
        if len(above) > DEEPEST:
            raise _broken(path, f"is imported through more than {DEEPEST} others")
        nodes = tinycss2.parse_stylesheet(
            self._text(path), skip_comments=True, skip_whitespace=True
        )
        deep = find_too_deep(nodes)
        if deep is not None:
            raise _broken(path, f"nests deeper than {DEEPEST} levels or parts", deep)
        for node in nodes:
            if isinstance(node, ast.ParseError):
                raise _broken(path, f"cannot be read: {node.message}", node)
            if not isinstance(node, ast.AtRule) or node.at_keyword != "import":
                self._check(node, path)
                yield node.serialize()
                continue
            imported = next(
                (str(t.value) for t in node.prelude if isinstance(t, ast.StringToken)),
                None,
            )
            if imported is None:
                raise _broken(path, "has an @import without a quoted path", node)
            if imported in theme_names():
                self.theme = imported
                continue
            below = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), imported)
            )
            yield from self._rules(below, (*above, path))

    def _text(self, path: str) -> str:
        try:
            text = self._workspace.read(path).decode("utf-8-sig")
        except RefusedFileError as error:
            raise _broken(path, f"cannot be read: {error.reason}") from error
        except UnicodeDecodeError as error:
            raise _broken(path, "is not UTF-8") from error
        return _without_half_characters(text)

    def _check(self, node: ast.Node, path: str) -> None:
        if (rule := _font_rule(node)) is not None:
            span = SourceSpan.at(path, rule.source_line, rule.source_column)
            raise ManuscriptError(FontInSheet(sheet=path, span=span))
        if self._edition == "epub" and _names_file([node]):
            span = SourceSpan.at(path, node.source_line, node.source_column)
            raise ManuscriptError(FileInEpubSheet(sheet=path, span=span))


def _broken(path: str, reason: str, node: ast.Node | None = None) -> ManuscriptError:
    if node is None:
        span = SourceSpan.of_file(path)
    else:
        span = SourceSpan.at(path, node.source_line, node.source_column)
    return ManuscriptError(BrokenSheet(sheet=path, reason=reason, span=span))


def _font_rule(node: ast.Node) -> ast.Node | None:
    """The first `@font-face` in a rule, which may be `@media` or a layer."""
    waiting = [node]
    while waiting:
        rule = waiting.pop()
        if not isinstance(rule, ast.AtRule):
            continue
        if rule.lower_at_keyword == "font-face":
            return rule
        waiting += tinycss2.parse_rule_list(rule.content or (), skip_comments=True)
    return None


def _names_file(nodes: Iterable[ast.Node]) -> bool:
    """Whether a rule has a `url()` that is not a data URL."""
    for node in nodes:
        if isinstance(node, ast.URLToken) and not node.value.startswith("data:"):
            return True
        if isinstance(node, ast.FunctionBlock):
            if node.lower_name == "url" and not _is_data(node.arguments):
                return True
            if _names_file(node.arguments):
                return True
        for part in (getattr(node, "prelude", None), getattr(node, "content", None)):
            if part and _names_file(part):
                return True
    return False


def _is_data(arguments: Iterable[ast.Node]) -> bool:
    return any(
        isinstance(token, ast.StringToken) and token.value.startswith("data:")
        for token in arguments
    )
