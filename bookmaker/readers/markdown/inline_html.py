"""Raw HTML within a line (CommonMark 0.31, 6.6), by the allow-list."""

from __future__ import annotations

import re

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import RawInline, SoftBreak
from bookmaker.readers.html.allow_list import (
    ALLOWED,
    BLOCK,
    FORBIDDEN,
    PICTURE_PARTS,
    VOID,
    WORDLESS,
)
from bookmaker.readers.html.comments import report_to_dos
from bookmaker.readers.html.inlines import make_inlines
from bookmaker.readers.html.tags import (
    CLOSE_TAG,
    OPEN_TAG,
    HtmlAttributes,
    read_tag_attributes,
)
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.pieces import TagOpening

_WORDLESS_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in WORDLESS}
_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = re.compile(r"<![A-Za-z]")
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
"""The only declaration of HTML; others are words to the dialect."""


class InlineHtml(Construct):
    """A tag, a comment or another piece of markup."""

    triggers = "<"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read markup; what isn't markup is left as text."""
        text = scan.text
        tag = OPEN_TAG.match(text, at) or CLOSE_TAG.match(text, at)
        end = tag.end() if tag is not None else _end_of_other(scan, at)
        if end is None:
            return None
        if scan.context.options.keeps_raw_html:
            scan.add_node(RawInline(text[at:end], span=scan.span(at, end)))
            return end
        if tag is None:
            return _drop_other(scan, at, end)
        if tag.re is CLOSE_TAG:
            return _read_end(scan, tag)
        return _read_start(scan, tag)


def _end_of_other(scan: InlineScan, at: int) -> int | None:
    """The end of a comment, an instruction, a declaration or a CDATA section."""
    text = scan.text
    if text.startswith(("<!-->", "<!--->"), at):
        return text.index(">", at) + 1
    for opening, closing in _ENDS:
        if text.startswith(opening, at):
            return _find_end(scan, closing, at + len(opening))
    is_dialect = scan.context.options.is_dialect
    if (_DOCTYPE if is_dialect else _DECLARATION).match(text, at):
        return _find_end(scan, ">", at + 3)
    return None


def _find_end(scan: InlineScan, closing: str, start: int) -> int | None:
    """Find a closing; what was sought in vain once is not sought again."""
    if closing in scan.searched_in_vain:
        return None
    end = scan.text.find(closing, start)
    if end < 0:
        scan.searched_in_vain.add(closing)
        return None
    return end + len(closing)


def _drop_other(scan: InlineScan, at: int, end: int) -> int:
    span = scan.span(at, end)
    markup = scan.text[at:end]
    diagnostics = scan.context.diagnostics
    if markup.startswith("<!--"):
        report_to_dos(markup, span, diagnostics)
    else:
        diagnostics.add(problems.ForbiddenTag(tag=markup.split()[0][:9], span=span))
        if markup.startswith("<![CDATA["):
            scan.add_text(markup[9:-3], at + 9, end - 3)
    return end


def _read_start(scan: InlineScan, tag: re.Match[str]) -> int | None:
    name = tag[1].lower()
    start, end = tag.start(), tag.end()
    if name not in ALLOWED:
        return _read_foreign_start(scan, tag, name)
    attributes = read_tag_attributes(tag[2])
    if name in VOID or tag[3]:
        _add(scan, name, attributes, start, end)
        return end
    opening = TagOpening(len(scan.pieces), start, end, name, attributes)
    scan.pieces.append(opening)
    scan.open_tags.append(opening)
    scan.open_tag_counts[name] = scan.open_tag_counts.get(name, 0) + 1
    return end


def _add(
    scan: InlineScan, name: str, attributes: HtmlAttributes, start: int, end: int
) -> None:
    """Add an element that holds nothing."""
    span = scan.span(start, end)
    if name in BLOCK:
        scan.context.diagnostics.add(problems.MisplacedTag(tag=name, span=span))
        scan.add_node(SoftBreak(span=span))
        return
    for node in make_inlines(name, attributes, (), span, scan.context.diagnostics):
        scan.add_node(node)


def _read_foreign_start(scan: InlineScan, tag: re.Match[str], name: str) -> int | None:
    span = scan.span(tag.start(), tag.end())
    diagnostics = scan.context.diagnostics
    if name not in FORBIDDEN:
        diagnostics.add(problems.UnknownTag(tag=tag[0], span=span))
        scan.add_text(tag[0], tag.start(), tag.end())
        return tag.end()
    if name in PICTURE_PARTS:
        return tag.end()
    diagnostics.add(problems.ForbiddenTag(tag=name, span=span))
    if name in WORDLESS and not tag[3] and name not in scan.searched_in_vain:
        closing = _WORDLESS_END[name].search(scan.text, tag.end())
        if closing is not None:
            return closing.end()
        scan.searched_in_vain.add(name)
    return tag.end()


def _read_end(scan: InlineScan, tag: re.Match[str]) -> int:
    name = tag[1].lower()
    end = tag.end()
    diagnostics = scan.context.diagnostics
    if scan.open_tag_counts.get(name):
        opening = next(o for o in reversed(scan.open_tags) if o.name == name)
        _wrap(scan, opening, end)
    elif name not in ALLOWED and name not in FORBIDDEN:
        span = scan.span(tag.start(), end)
        diagnostics.add(problems.UnknownTag(tag=tag[0], span=span))
        scan.add_text(tag[0], tag.start(), end)
    elif name in ALLOWED and name not in VOID:
        span = scan.span(tag.start(), end)
        diagnostics.add(problems.StrayEndTag(tag=name, span=span))
    return end


def _wrap(scan: InlineScan, opening: TagOpening, end: int) -> None:
    """Make an element of what follows a start tag."""
    start = opening.start
    children, height = scan.build(scan.cut(opening))
    span = scan.span(start, end)
    if opening.name in BLOCK:
        scan.context.diagnostics.add(problems.MisplacedTag(tag=opening.name, span=span))
        scan.pieces.extend(children)
        return
    if not scan.fits(height + 1, span):
        scan.pieces.extend(children)
        return
    nodes = make_inlines(
        opening.name,
        opening.attributes,
        tuple(child.node for child in children),
        span,
        scan.context.diagnostics,
    )
    for node in nodes:
        scan.add_node(node, height + 1)
