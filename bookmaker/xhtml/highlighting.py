"""Code to runs of one kind each: the only importer of Pygments.

Its token types are many; a book needs few: what is bold in one colour must be seen to
mean something. Whatever Pygments does, the characters come back as they were.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

Run = tuple[str | None, str]
"""A class, or `None` for plain characters, and the characters."""

Highlight = Callable[[str, str], tuple[Run, ...]]
"""From code and its language to its runs."""

VERSION = importlib.metadata.version("pygments")
"""What runs depend on besides the code and its language."""

_LONGEST = 60_000
"""Characters: more is data, and lexers may take the square of its length."""
_LONGEST_LINE = 2_000

_CLASS_BY_TYPE = {
    "Token.Comment.Preproc": "code-meta",
    "Token.Comment.PreprocFile": "code-meta",
    "Token.Comment": "code-comment",
    "Token.Keyword.Type": "code-type",
    "Token.Keyword": "code-keyword",
    "Token.Operator.Word": "code-keyword",
    "Token.Literal.String": "code-string",
    "Token.Literal.Number": "code-number",
    "Token.Name.Function": "code-name",
    "Token.Name.Class": "code-name",
    "Token.Name.Tag": "code-keyword",
    "Token.Name.Attribute": "code-meta",
    "Token.Name.Decorator": "code-meta",
    "Token.Generic.Prompt": "code-comment",
    "Token.Generic.Deleted": "code-deleted",
    "Token.Generic.Inserted": "code-inserted",
    "Token.Generic.Heading": "code-name",
    "Token.Generic.Subheading": "code-name",
}
"""The longest prefix of a token's type counts; other tokens are plain."""


@lru_cache(maxsize=4096)  # both editions show the same listings
def highlight(text: str, language: str) -> tuple[Run, ...]:
    """Part code into runs; one plain run where the language is not known."""
    plain: tuple[Run, ...] = ((None, text),)
    is_too_long = len(text) > _LONGEST or any(
        len(line) > _LONGEST_LINE for line in text.split("\n")
    )
    lexer = None if is_too_long else _find_lexer(language)
    if lexer is None:
        return plain
    runs: list[Run] = []
    for _, kind, characters in lexer.get_tokens_unprocessed(f"{text}\n"):
        # Spaces have no colour: they join what stands beside them.
        css_class = _class_of(str(kind)) if characters.strip() else None
        if runs and (runs[-1][0] == css_class or not characters.strip()):
            runs[-1] = (runs[-1][0], runs[-1][1] + characters)
        else:
            runs.append((css_class, characters))
    if "".join(characters for _, characters in runs) != f"{text}\n":
        return plain
    css_class, characters = runs.pop()
    if len(characters) > 1:
        runs.append((css_class, characters[:-1]))
    return tuple(runs)


@lru_cache(maxsize=64)
def is_known(language: str) -> bool:
    """Whether code of a language can be coloured."""
    return _find_lexer(language) is not None


def _find_lexer(language: str) -> Lexer | None:
    # Loaded where there is code to colour.
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        kind = find_lexer_class_by_name(language)
    except ClassNotFound:
        return None
    return kind(stripnl=False, ensurenl=False)


@lru_cache(maxsize=512)
def _class_of(kind: str) -> str | None:
    while kind:
        if kind in _CLASS_BY_TYPE:
            return _CLASS_BY_TYPE[kind]
        kind = kind.rpartition(".")[0]
    return None
