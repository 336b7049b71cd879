"""The block starts of CommonMark: what may open a block at the head of a line.

Each is a function of the reader and the line, called where the line's first
character is one of its own; `STARTS` says in which order.
"""

from __future__ import annotations

import re

from bookmaker.readers.html.allow_list import KNOWN
from bookmaker.readers.markdown.blocks import (
    BreakLeaf,
    FenceLeaf,
    HeadingLeaf,
    HtmlLeaf,
    Item,
    ListBlock,
    ParagraphLeaf,
    Quote,
)
from bookmaker.readers.markdown.containers import BlockReader, Start, Started
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.link_definitions import take_definitions

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_OVERLINE = re.compile(r"=+")
BREAK = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,}|(?:-[ \t]*+){3,})$")
_BULLET = re.compile(r"[-+*](?=[ \t]|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")

_TAG_NAME = r"[A-Za-z][A-Za-z0-9-]*+"
_ATTRIBUTE = (
    r"(?:[ \t]++[A-Za-z_:][\w.:-]*+"
    r"""(?:[ \t]*+=[ \t]*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)"""
)
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|"
    "dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|"
    "frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|"
    "noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|"
    "th|thead|title|tr|track|ul"
)
_BLOCK_TAGS_OF_DIALECT = _BLOCK_TAGS + "|listing"

HtmlKinds = tuple[tuple[re.Pattern[str], re.Pattern[str] | None, bool], ...]
"""How a kind of HTML block begins, how it ends, and if it may end a paragraph."""


def _html_kinds(block_tags: str, declaration: str) -> HtmlKinds:
    """The seven kinds of HTML block (CommonMark 0.31, 4.6), in their order."""
    ignore = re.IGNORECASE
    return (
        (
            re.compile(r"<(?:script|pre|style|textarea)(?:[ \t>]|$)", ignore),
            re.compile(r"</(?:script|pre|style|textarea)>", ignore),
            True,
        ),
        (re.compile(r"<!--"), re.compile(r"-->"), True),
        (re.compile(r"<\?"), re.compile(r"\?>"), True),
        (re.compile(declaration, ignore), re.compile(r">"), True),
        (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>"), True),
        (re.compile(rf"</?(?:{block_tags})(?:[ \t]|/?>|$)", ignore), None, True),
        (
            re.compile(
                rf"(?:<({_TAG_NAME}){_ATTRIBUTE}*[ \t]*+/?>|"
                rf"</({_TAG_NAME})[ \t]*+>)[ \t]*$"
            ),
            None,
            False,
        ),
    )


_WITH_MARKDOWN = re.compile(
    rf"<(?!(?:p|h[1-6]|dt|summary|legend)\b){_TAG_NAME}"
    r"(?=[^<>]*[ \t]markdown(?![\w-]))(?![^<>]*[ \t]markdown=[\"']?0)"
    rf"{_ATTRIBUTE}+[ \t]*>[ \t]*$",
    re.IGNORECASE,
)
"""A tag whose contents are Markdown (PHP Markdown Extra, kramdown, `md_in_html`).

What holds a line alone, `<p markdown="1">`, is read with the HTML around it.
"""
_AT_ONCE = re.compile("")
"""The end of a run of HTML that is its first line."""

_HTML_KINDS = _html_kinds(_BLOCK_TAGS, "<![A-Za-z]")
_HTML_KINDS_OF_DIALECT = _html_kinds(_BLOCK_TAGS_OF_DIALECT, r"<!doctype\b")


def start_quote(reader: BlockReader, line: LineCursor) -> Started:
    """Open a block quote (5.1)."""
    if reader.is_full:
        return Started.NOTHING
    quote = Quote(line.number, line.first)
    line.skip_characters(1)
    line.skip_columns(1)
    reader.add_container(quote)
    return Started.CONTAINER


def start_atx_heading(reader: BlockReader, line: LineCursor) -> Started:
    """Open a heading behind number signs (4.2)."""
    mark = _ATX.match(line.text, line.first)
    if mark is None:
        return Started.NOTHING
    heading = HeadingLeaf(line.number, line.first, level=len(mark[1]), is_atx=True)
    text = without_closing(line.text[mark.end() :].rstrip(" \t"))
    heading.lines.append((text, line.number, mark.end()))
    reader.add_leaf(heading)
    reader.close_leaf()
    return Started.LEAF


def without_closing(text: str) -> str:
    """A heading's text without the number signs that may close it."""
    opened = text.rstrip("#")
    if opened and opened[-1] not in " \t":
        return text
    return opened.rstrip(" \t")


def start_fence(reader: BlockReader, line: LineCursor) -> Started:
    """Open a fenced listing (4.5)."""
    mark = _FENCE.match(line.text, line.first)
    if mark is None:
        return Started.NOTHING
    fence = mark[1] or mark[2]
    behind = line.first + len(fence)
    info = line.text[behind:]
    start = behind + len(info) - len(info.lstrip(" \t"))
    reader.add_leaf(
        FenceLeaf(
            line.number,
            line.first,
            fence=fence,
            fence_indent=line.indent,
            info=(info.strip(" \t"), line.number, start),
        )
    )
    return Started.LEAF


def start_html(reader: BlockReader, line: LineCursor) -> Started:
    """Open a run of raw HTML (4.6)."""
    text = line.text
    kinds = _HTML_KINDS_OF_DIALECT if reader.options.is_dialect else _HTML_KINDS
    for begin, end, may_interrupt in kinds:
        if (found := begin.match(text, line.first)) is not None:
            if not may_interrupt and (
                isinstance(reader.leaf, ParagraphLeaf)
                or (reader.options.is_dialect and _is_unknown(found))
            ):
                return Started.NOTHING
            if reader.options.is_dialect and _WITH_MARKDOWN.match(text, line.first):
                end = _AT_ONCE
            leaf = HtmlLeaf(line.number, line.first, end=end)
            reader.add_leaf(leaf)
            reader.add_html_line(leaf, line)
            return Started.LEAF
    return Started.NOTHING


def _is_unknown(tag: re.Match[str]) -> bool:
    """Whether a tag alone on its line isn't one: `<T>` is words before Markdown."""
    name = tag[1] or tag[2]
    return name.lower() not in KNOWN


def start_setext_heading(reader: BlockReader, line: LineCursor) -> Started:
    """Make the open paragraph a heading: it is underlined (4.3)."""
    paragraph = reader.paragraph
    if paragraph is None or _SETEXT.match(line.text, line.first) is None:
        return Started.NOTHING
    take_definitions(paragraph, reader.references)
    if not paragraph.lines:
        return Started.NOTHING
    if reader.options.is_dialect and not _has_title_alone(paragraph, line):
        return Started.NOTHING
    text, number, offset = paragraph.lines[-1]
    paragraph.lines[-1] = (text.rstrip(" \t"), number, offset)
    heading = HeadingLeaf(
        paragraph.lines[0][1],
        paragraph.lines[0][2],
        line.number,
        len(line.text),
        paragraph.lines,
        level=1 if line.text[line.first] == "=" else 2,
    )
    reader.replace_leaf(heading)
    return Started.LEAF


def _has_title_alone(paragraph: ParagraphLeaf, line: LineCursor) -> bool:
    """Drop the line above a title that reStructuredText has as well as one below it.

    Four signs around longer words are a block of AsciiDoc's, which is no title.
    """
    over = paragraph.lines[0][0].rstrip(" \t")
    if len(paragraph.lines) < 2 or _OVERLINE.fullmatch(over) is None:
        return True
    under = line.text[line.first :].rstrip(" \t")
    words = paragraph.lines[1][0].rstrip(" \t")
    if over != under or len(paragraph.lines) > 2 or len(over) < len(words):
        return False
    del paragraph.lines[0]
    return True


def start_break(reader: BlockReader, line: LineCursor) -> Started:
    """Add a thematic break (4.1)."""
    if BREAK.match(line.text, line.first) is None:
        return Started.NOTHING
    reader.add_leaf(BreakLeaf(line.number, line.first))
    reader.close_leaf()
    return Started.LEAF


def start_item(reader: BlockReader, line: LineCursor) -> Started:
    """Open an item, and a list around it where none is open (5.2, 5.3)."""
    mark = _BULLET.match(line.text, line.first) or _NUMBER.match(line.text, line.first)
    if mark is None or reader.is_full:
        return Started.NOTHING
    number = int(mark[1]) if mark.re is _NUMBER else None
    marker = mark[0] if number is None else mark[2]
    if reader.paragraph is not None and (
        number not in (None, 1) or not line.text[mark.end() :].strip(" \t")
    ):
        return Started.NOTHING
    open_item(
        reader,
        line,
        mark.end() - mark.start(),
        ListBlock(line.number, line.first, marker=marker, start=number),
    )
    return Started.CONTAINER


def open_item(
    reader: BlockReader, line: LineCursor, width: int, own: ListBlock
) -> None:
    """Open an item behind a mark so wide, and a list of its own where none is open."""
    at = line.first
    indent = line.indent
    line.skip_characters(width)
    gap = line.indent
    if line.is_blank or not 1 <= gap <= 4:
        padding = 1
        line.skip_columns(min(gap, 1))
    else:
        padding = gap
        line.skip_columns(gap)
    item = Item(line.number, at, content_indent=indent + width + padding)
    container = reader.container
    if not (
        isinstance(container, ListBlock)
        and container.marker == own.marker
        and container.style is own.style
        and (container.start is None) == (own.start is None)
    ):
        reader.add_container(own)
    reader.add_container(item)


STARTS: dict[str, tuple[Start, ...]] = {
    ">": (start_quote,),
    "#": (start_atx_heading,),
    "`": (start_fence,),
    "~": (start_fence,),
    "<": (start_html,),
    "=": (start_setext_heading,),
    "-": (start_setext_heading, start_break, start_item),
    "*": (start_break, start_item),
    "_": (start_break,),
    "+": (start_item,),
    **dict.fromkeys("0123456789", (start_item,)),
}
