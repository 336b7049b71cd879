"""Listings: code with its colours, line numbers, callouts and turned-over lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from bookmaker.document.code_breaks import pieces_of, words_of
from bookmaker.document.listings import (
    Insertion,
    InsertionKind,
    gutter_of,
    hang_of,
    insertions,
)
from bookmaker.document.nodes import CodeBlock
from bookmaker.xhtml.context import Context
from bookmaker.xhtml.highlighting import Run
from bookmaker.xhtml.serialize import MAY_BREAK, Markup, element, escape, keep_together

_WHOLE = 100


def listing_code(node: CodeBlock, context: Context) -> Markup:
    """The code of a listing, within the element that keeps its white space."""
    runs: tuple[Run, ...] = ((None, node.text),)
    if node.is_highlighted and node.language:
        runs = context.highlight(node.text, node.language)
    attrs = {
        "class": f"language-{node.language}" if node.language else None,
        "style": f"font-size: {node.scale}%" if node.scale != _WHOLE else None,
    }
    pieces = runs
    inserted = insertions(node)
    if inserted:
        pieces = tuple(_with_insertions(runs, inserted))
    if context.hangs_code_lines:
        return element("code", attrs, *_hanging_lines(pieces, node, context))
    return element("code", attrs, *_runs(pieces))


def _run(css_class: str | None, characters: str) -> Markup:
    words = escape(characters)
    return words if css_class is None else element("span", {"class": css_class}, words)


def _with_insertions(
    runs: tuple[Run, ...], inserted: tuple[Insertion, ...]
) -> Iterator[Run]:
    waiting = list(reversed(inserted))
    at = 0
    for css_class, characters in runs:
        start, end = 0, at + len(characters)
        while waiting and waiting[-1].offset < end:
            cut = waiting[-1].offset - at
            if cut > start:
                yield css_class, characters[start:cut]
                start = cut
            yield _insertion(waiting.pop())
        if start < len(characters):
            yield css_class, characters[start:]
        at = end
    while waiting:
        yield _insertion(waiting.pop())


def _insertion(insertion: Insertion) -> Run:
    return insertion.kind.value, insertion.words


_SHORT_LINE = 24
"""Characters of a line that fits the narrowest screen."""
_MARK = 2
"""Characters that the mark of a wrapped line takes."""
_NOT_CODE = frozenset(kind.value for kind in InsertionKind)
_CHARACTER = 0.6
"""The width of a character of code, in em."""


def _hanging_lines(
    pieces: tuple[Run, ...], node: CodeBlock, context: Context
) -> Iterator[Markup]:
    """The lines of a listing; a long one is a block whose rest hangs below its code.

    Its line end is within the block, or it would be a line of its own.
    """
    for parts in _lines_of(pieces):
        line = "".join(words for kind, words in parts if kind not in _NOT_CODE)
        if len(line.rstrip()) <= _SHORT_LINE:
            yield from _runs(parts)
            continue
        inner = _kept_words(parts) if context.keeps_code_words else _runs(parts)
        hang = f"{(gutter_of(node) + hang_of(line) + _MARK) * _CHARACTER:.1f}em"
        style = f"padding-left: {hang}; text-indent: -{hang}"
        yield element("span", {"class": "hanging-line", "style": style}, *inner)


def _kept_words(parts: list[Run]) -> Iterator[Markup]:
    """The pieces of a line; a word that is kept whole may have several colours."""
    rest = deque(parts)
    for words, is_whole in words_of("".join(characters for _, characters in parts)):
        if is_whole:
            yield keep_together(*_runs(_take(rest, len(words))))
            continue
        for number, piece in enumerate(pieces_of(words)):
            if number:
                yield MAY_BREAK
            yield from _runs(_take(rest, len(piece)))


def _take(rest: deque[Run], count: int) -> Iterator[Run]:
    """Take as many characters off the pieces; a piece may be cut."""
    while count:
        css_class, characters = rest.popleft()
        yield css_class, characters[:count]
        if len(characters) > count:
            rest.appendleft((css_class, characters[count:]))
        count -= min(count, len(characters))


def _runs(parts: Iterable[Run]) -> Iterator[Markup]:
    return (_run(*part) for part in parts)


def _lines_of(pieces: tuple[Run, ...]) -> Iterator[list[Run]]:
    """The pieces line by line; each line but the last has its line end."""
    line: list[Run] = []
    for css_class, characters in pieces:
        before, *more = characters.split("\n")
        for after in more:
            line.append((css_class, f"{before}\n"))
            yield line
            line, before = [], after
        if before:
            line.append((css_class, before))
    yield line
