"""Alerts of GitHub and callouts of Obsidian: `> [!NOTE]`, `> [!tip]- A title`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Admonition,
    AdmonitionKind,
    Attributes,
    Inline,
    Text,
)
from bookmaker.readers.markdown.blocks import ParagraphLeaf, Quote
from bookmaker.readers.markdown.division_heads import OTHERS_ADMONITIONS
from bookmaker.readers.markdown.maker import Maker
from bookmaker.source import SourceSpan

_MARK = re.compile(
    r"(?P<open>\\)?\[\\?![ ]?(?P<name>[A-Za-z][\w-]{0,40})(?:\|[^\[\]]{0,80})?"
    r"(?(open)\\)\][+-]?"
    r"(?:\\$|(?![\[(:])[ \t]*)"
)
"""The sign behind it says whether a screen folds it; a book shows it all.

Exports of word processors and of web pages have a backslash before each bracket.
"""
_KINDS: Mapping[str, AdmonitionKind] = {
    **{kind.value: kind for kind in AdmonitionKind},
    **OTHERS_ADMONITIONS,
    **dict.fromkeys(("bug", "failure", "fail", "missing"), AdmonitionKind.CAUTION),
}


def make_alert(maker: Maker, quote: Quote, depth: int) -> Admonition | None:
    """Make an admonition of a quote that begins with a mark; of another, nothing.

    A kind that is not ours is a note of its name, which is its class too.
    """
    first = quote.children[0] if quote.children else None
    if not isinstance(first, ParagraphLeaf) or not first.lines:
        return None
    text, number, offset = first.lines[0]
    mark = _MARK.match(text)
    if mark is None:
        return None
    del first.lines[0]
    name = mark["name"].lower()
    kind = _KINDS.get(name)
    title = maker.inlines(
        [(text[mark.end() :], number, offset + mark.end())], depth + 1
    )
    attributes = NO_ATTRIBUTES
    if kind is None or kind.value != name:
        attributes = Attributes(classes=(name,))
        span = SourceSpan.at(maker.file, number, offset + 1)
        title = title or title_of_kind(mark["name"], span)
    return Admonition(
        kind or AdmonitionKind.NOTE,
        maker.blocks(quote.children, depth + 1),
        title,
        attributes=attributes,
        span=maker.span(quote),
    )


def title_of_kind(name: str, span: SourceSpan | None) -> tuple[Inline, ...]:
    """The title of an admonition of a kind that is not ours: the name of the kind."""
    words = name.replace("-", " ").replace("_", " ")
    return (Text(words[:1].upper() + words[1:].lower(), span=span),)
