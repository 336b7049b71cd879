"""HTML elements within a line, as our inline nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.classes import QUOTED
from bookmaker.document.nodes import (
    Attributes,
    Code,
    Emphasis,
    Highlight,
    Image,
    Inline,
    LineBreak,
    Link,
    Ruby,
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.html.allow_list import (
    admit_attributes,
    embedded_image,
    unsafe_scheme,
)
from bookmaker.readers.html.tags import HtmlAttributes
from bookmaker.source import SourceSpan

_MARKED: dict[
    str, type[Emphasis | Strong | Subscript | Superscript | Strikeout | Highlight]
] = {
    **dict.fromkeys(("del", "s", "strike"), Strikeout),
    "mark": Highlight,
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "strong": Strong,
    "b": Strong,
    "sub": Subscript,
    "sup": Superscript,
}
_CLASS_OF_CODE = {"kbd": "kbd", "samp": "samp"}
_CLASS_OF_SPAN = {
    "u": "underline",
    "ins": "inserted",
    "small": "small",
    "big": "big",
    "abbr": "abbreviation",
    "acronym": "abbreviation",
}
_NO_SPAN_NEEDED = frozenset({"font", "label", "rb", "bdi", "data"})


def make_inlines(
    name: str,
    given: HtmlAttributes,
    children: tuple[Inline, ...],
    span: SourceSpan,
    diagnostics: Diagnostics,
) -> tuple[Inline, ...]:
    """The nodes for an allowed inline element; `span` is the whole element's."""
    attributes = admit_attributes(name, given, span, diagnostics)
    if name in _MARKED:
        return (_MARKED[name](children, attributes=attributes, span=span),)
    match name:
        case "code" | "tt" | "kbd" | "samp":
            attributes = _with_class(attributes, _CLASS_OF_CODE.get(name))
            return (Code(plain_text(children), attributes=attributes, span=span),)
        case "br":
            return (LineBreak(attributes=attributes, span=span),)
        case "wbr":
            return (Text("\N{ZERO WIDTH SPACE}", span=span),)
        case "q":
            return (_quoted(attributes, children, span),)
        case "a":
            return _anchor(given, attributes, children, span, diagnostics)
        case "rp" | "rt" | "ruby":
            return _part_of_ruby(name, attributes, children, span)
        case "img":
            return _image(given, attributes, span, diagnostics)
        case _:
            return _plain_span(name, attributes, children, span)


_READING = "ruby-reading"
"""The class of a reading until the element around it has been read."""


def _part_of_ruby(
    name: str, attributes: Attributes, children: tuple[Inline, ...], span: SourceSpan
) -> tuple[Inline, ...]:
    if name == "ruby":
        return tuple(_ruby(children, span))
    if name == "rp":
        # Brackets for programs that know no ruby; anything else is words.
        is_marks = not any(c.isalnum() for c in plain_text(children))
        return () if is_marks else children
    attributes = _with_class(attributes, _READING)
    return (Span(children, attributes=attributes, span=span),)


def _ruby(children: tuple[Inline, ...], span: SourceSpan) -> Iterator[Inline]:
    """Each base with the reading behind it; words that have none stay words."""
    base: list[Inline] = []
    for child in children:
        is_reading = isinstance(child, Span) and _READING in child.attributes.classes
        reading = plain_text([child]).strip() if is_reading else ""
        if base and reading:
            yield Ruby(tuple(base), reading, span=span)
            base.clear()
        elif not is_reading and plain_text([child]).strip():
            base.append(child)
    yield from base


def _with_class(attributes: Attributes, name: str | None) -> Attributes:
    if name is None or name in attributes.classes:
        return attributes
    return replace(attributes, classes=(name, *attributes.classes))


def _plain_span(
    name: str, attributes: Attributes, children: tuple[Inline, ...], span: SourceSpan
) -> tuple[Inline, ...]:
    attributes = _with_class(attributes, _CLASS_OF_SPAN.get(name))
    if name in _NO_SPAN_NEEDED and attributes == Attributes():
        return children
    return (Span(children, attributes=attributes, span=span),)


def _quoted(
    attributes: Attributes, children: tuple[Inline, ...], span: SourceSpan
) -> Span:
    # Straight marks: the locale's typography turns them into its own, and knows by the
    # class that the first opens, whatever is before it.
    start = SourceSpan.at(span.file, span.line, span.column)
    end = SourceSpan.at(span.file, span.end_line, span.end_column)
    marked = (Text('"', span=start), *children, Text('"', span=end))
    return Span(marked, attributes=_with_class(attributes, QUOTED), span=span)


def _anchor(
    given: HtmlAttributes,
    attributes: Attributes,
    children: tuple[Inline, ...],
    span: SourceSpan,
    diagnostics: Diagnostics,
) -> tuple[Inline, ...]:
    target = given.get("href")
    if target is None:
        return (Span(children, attributes=attributes, span=span),)
    target = target.strip()  # as browsers do
    scheme = unsafe_scheme(target)
    if scheme is not None:
        diagnostics.add(problems.UnsafeTarget(scheme=scheme, span=span))
        return children
    title = given.get("title", "")
    pairs = tuple(pair for pair in attributes.pairs if pair[0] != "title")
    attributes = replace(attributes, pairs=pairs)
    return (Link(children, target, title, attributes=attributes, span=span),)


def _image(
    given: HtmlAttributes,
    attributes: Attributes,
    span: SourceSpan,
    diagnostics: Diagnostics,
) -> tuple[Inline, ...]:
    source = given.get("src", "")
    alternative = given.get("alt")
    scheme = unsafe_scheme(source)
    if scheme is not None and embedded_image(source) is None:
        diagnostics.add(problems.UnsafeTarget(scheme=scheme, span=span))
        return (Text(alternative, span=span),) if alternative else ()
    pairs = tuple(pair for pair in attributes.pairs if pair[0] != "title")
    attributes = replace(attributes, pairs=pairs)
    title = given.get("title", "")
    return (Image(source, alternative, title, attributes=attributes, span=span),)
