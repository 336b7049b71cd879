"""Listings, and what stands behind their fences."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes, CodeBlock, Inline
from bookmaker.readers.markdown.attributes import read_attributes, without_pair
from bookmaker.readers.markdown.blocks import CodeLeaf, FenceLeaf
from bookmaker.readers.markdown.escapes import unescape
from bookmaker.readers.markdown.maker import Maker
from bookmaker.source import SourceSpan

_CAPTIONS = ("lst-cap", "caption")
"""Quarto's key for a listing's caption, and that of pandoc's filters."""


def make_code(maker: Maker, leaf: CodeLeaf, depth: int) -> CodeBlock:
    """Make a listing, fenced or indented."""
    is_dialect = maker.context.options.is_dialect
    lines = [line[0] for line in leaf.lines]
    if not isinstance(leaf, FenceLeaf):
        while lines and not lines[-1].strip(" \t"):
            lines.pop()
        return CodeBlock("\n".join(lines), span=maker.span(leaf))
    if not leaf.is_closed and is_dialect:
        place = SourceSpan(
            maker.file,
            leaf.line,
            leaf.offset + 1,
            leaf.line,
            leaf.offset + len(leaf.fence) + 1,
        )
        maker.diagnostics.add(problems.UnclosedFence(fence=leaf.fence, span=place))
    language, attributes = _read_info(leaf.info[0], is_dialect=is_dialect)
    caption: tuple[Inline, ...] = ()
    given = next((key for key in _CAPTIONS if attributes.find(key)), None)
    if given is not None:
        caption = maker.read_value(attributes.find(given) or "", leaf.info, depth + 1)
        attributes = without_pair(attributes, given)
    return CodeBlock(
        "\n".join(lines),
        language,
        caption,
        attributes=attributes,
        span=maker.span(leaf),
    )


def _read_info(info: str, *, is_dialect: bool) -> tuple[str | None, Attributes]:
    """The language and the attributes that stand behind a fence."""
    if not is_dialect:
        words = unescape(info).split()
        return (words[0] if words else None), NO_ATTRIBUTES
    start = info.find("{")
    attributes = NO_ATTRIBUTES
    if start >= 0 and (found := read_attributes(info, start)) is not None:
        attributes, info = found[0], info[:start]
    words = unescape(info).replace(",", " ").split()
    if words:
        return words[0], attributes
    if attributes.classes:  # pandoc: the first class is the language
        rest = replace(attributes, classes=attributes.classes[1:])
        return attributes.classes[0], rest
    return None, attributes
