"""Listings: code with its colours, line numbers, callouts and turned-over lines."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.document.listings import Insertion, insertions
from bookmaker.document.nodes import CodeBlock
from bookmaker.xhtml.context import Context
from bookmaker.xhtml.highlighting import Run
from bookmaker.xhtml.serialize import Markup, element, escape

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
    inserted = insertions(node)
    if inserted:
        return element("code", attrs, *_with_insertions(runs, inserted))
    return element("code", attrs, *(_run(*run) for run in runs))


def _run(css_class: str | None, characters: str) -> Markup:
    words = escape(characters)
    return words if css_class is None else element("span", {"class": css_class}, words)


def _with_insertions(
    runs: tuple[Run, ...], inserted: tuple[Insertion, ...]
) -> Iterator[Markup]:
    waiting = list(reversed(inserted))
    at = 0
    for css_class, characters in runs:
        start, end = 0, at + len(characters)
        while waiting and waiting[-1].offset < end:
            cut = waiting[-1].offset - at
            if cut > start:
                yield _run(css_class, characters[start:cut])
                start = cut
            yield _insertion(waiting.pop())
        if start < len(characters):
            yield _run(css_class, characters[start:])
        at = end
    while waiting:
        yield _insertion(waiting.pop())


def _insertion(insertion: Insertion) -> Markup:
    return element("span", {"class": insertion.kind.value}, escape(insertion.words))
