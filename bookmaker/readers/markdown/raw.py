"""Raw passages of pandoc and Quarto: `` `<b>x</b>`{=html} ``, ```` ```{=latex} ````.

What is HTML comes into the EPUB, by the allow-list as all HTML does, and is left out of
print; a page break of TeX is one in both. Anything else is for a program that makes no
edition here, so it is left out with a warning.
"""

from __future__ import annotations

import re

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Group,
    Inline,
    PageBreak,
    Span,
    Text,
)
from bookmaker.readers.html.blocks import BlockMaker
from bookmaker.readers.html.elements import ElementReader, PlacedText
from bookmaker.readers.markdown import tex_commands as tex
from bookmaker.readers.markdown.blocks import FenceLeaf
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.inlines import InlineScan
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafText
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT
from bookmaker.source import SourceSpan

RAW_FORMAT = re.compile(r"\{=([A-Za-z][\w+-]{0,30})\}")
PAGE_BREAK = re.compile(
    r"\\{1,2}(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\[\d\])?(?:\{\})?"
)
"""A command of TeX that breaks the page, alone on its line."""
_HTML = frozenset({"html", "html4", "html5", "epub", "epub2", "epub3"})
_FOR_EPUB = Attributes(classes=("content-visible",), pairs=(("when-format", "epub"),))
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_ENVIRONMENT = re.compile(r"\\begin\{([A-Za-z]+)")
_DEPTH = 4
"""The nodes that may stand around a raw passage in a line."""


def raw_format(leaf: FenceLeaf) -> str | None:
    """The format that a fence is raw for; `None` where it is a listing."""
    found = RAW_FORMAT.fullmatch(leaf.info[0].replace(" ", ""))
    return found[1] if found is not None else None


def make_raw_block(maker: Maker, leaf: FenceLeaf, form: str) -> tuple[Block, ...]:
    """Make the blocks of a raw passage, if any edition can hold them."""
    span = maker.span(leaf)
    text = "\n".join(line[0] for line in leaf.lines)
    if form.lower() in _HTML:
        html = BlockMaker(maker.diagnostics, _as_words)
        reader = ElementReader(
            maker.diagnostics, NESTING_LIMIT // 2, maker.context.report_depth
        )
        reader.read(LeafText.of_lines(leaf.lines, maker.file))
        blocks = html.flow(reader.take())
        return (Group(blocks, attributes=_FOR_EPUB, span=span),) if blocks else ()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and all(map(PAGE_BREAK.fullmatch, lines)):
        return (PageBreak(span=span),)
    _report(maker.context, form, text, span)
    return ()


def add_raw(
    scan: InlineScan, form: str, inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    """Add a raw passage among words, if any edition can hold it."""
    span = scan.span(*outside)
    if form.lower() not in _HTML:
        _report(scan.context, form, scan.text[slice(*inside)], span)
        return
    reader = ElementReader(
        scan.context.diagnostics, max(1, scan.room - _DEPTH), scan.context.report_depth
    )
    reader.read(scan.leaf.slice(*inside))
    children = BlockMaker(scan.context.diagnostics, _as_words).phrasing(reader.take())
    if children:
        scan.add_node(Span(children, attributes=_FOR_EPUB, span=span), _DEPTH)


def _as_words(places: PlacedText) -> tuple[Inline, ...]:
    if not isinstance(places, LeafText) or not places.text:
        return ()
    return (Text(places.text, span=places.span(0, len(places.text))),)


def _report(context: InlineContext, form: str, text: str, span: SourceSpan) -> None:
    named = _ENVIRONMENT.search(text) or _COMMAND.search(text)
    native = tex.native_form(named[1]) if named is not None else "write it in Markdown"
    context.diagnostics.add(problems.RawLeftOut(format=form, native=native, span=span))
