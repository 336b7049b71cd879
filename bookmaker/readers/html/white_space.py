"""The words between tags: white space as HTML has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bookmaker.document.nodes import Inline, SoftBreak, Text
from bookmaker.readers.html.elements import RawWords
from bookmaker.readers.html.tags import unescape_html

_SPACES = re.compile(r"[ \t\n\r\f]+")


def read_words(words: RawWords) -> Iterable[Inline]:
    """Words with their line ends as soft breaks and other white space as one space."""
    at = 0
    for line in words.text.split("\n"):
        if at:
            yield SoftBreak(span=words.places.span(at - 1, at))
        text = _SPACES.sub(" ", unescape_html(line))
        if text:
            yield Text(text, span=words.places.span(at, at + len(line)))
        at += len(line) + 1


def join_words(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Join adjacent words, which a tag that is left out stood between."""
    joined: list[Inline] = []
    for node in inlines:
        before = joined[-1] if joined else None
        if isinstance(node, Text) and isinstance(before, Text):
            joined[-1] = replace(before, text=before.text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def trim(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Drop white space at both ends and beside line ends; join adjacent words."""
    joined: list[Inline] = []
    for node in inlines:
        if isinstance(node, Text):
            _add_words(joined, node)
        elif isinstance(node, SoftBreak):
            _drop_trailing_space(joined)
            if joined and not isinstance(joined[-1], SoftBreak):
                joined.append(node)
        else:
            joined.append(node)
    while joined and isinstance(joined[-1], SoftBreak):
        joined.pop()
    _drop_trailing_space(joined)
    return tuple(joined)


def _add_words(joined: list[Inline], node: Text) -> None:
    before = joined[-1] if joined else None
    if isinstance(before, Text):
        joined[-1] = replace(before, text=before.text + node.text)
        return
    text = node.text
    if before is None or isinstance(before, SoftBreak):
        text = text.lstrip(" ")
    if text:
        joined.append(replace(node, text=text))


def _drop_trailing_space(joined: list[Inline]) -> None:
    if joined and isinstance(last := joined[-1], Text):
        joined.pop()
        if text := last.text.rstrip(" "):
            joined.append(replace(last, text=text))
