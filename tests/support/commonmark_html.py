"""Nodes as the HTML that CommonMark's examples expect; for those tests alone."""

from __future__ import annotations

import html
import re
import urllib.parse
from collections.abc import Iterable

from bookmaker.document.nodes import (
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    Paragraph,
    RawBlock,
    RawInline,
    SceneBreak,
    SoftBreak,
    Strong,
    Text,
)

_SAFE = ";/?:@&=+$,-_.!~*'()#%"


def render_blocks(blocks: Iterable[Block], *, is_tight: bool = False) -> str:
    """Render blocks, each on lines of its own."""
    return "".join(_block(block, is_tight=is_tight) for block in blocks)


def _block(block: Block, *, is_tight: bool) -> str:
    match block:
        case Paragraph():
            inside = render_inlines(block.children)
            return f"{inside}\n" if is_tight else f"<p>{inside}</p>\n"
        case Heading():
            inside = render_inlines(block.children)
            return f"<h{block.level}>{inside}</h{block.level}>\n"
        case BlockQuote():
            return f"<blockquote>\n{render_blocks(block.blocks)}</blockquote>\n"
        case CodeBlock():
            kind = (
                f' class="language-{_escape(block.language)}"' if block.language else ""
            )
            text = f"{_escape(block.text)}\n" if block.text else ""
            if not block.text and block.span and block.span.end_line > block.span.line:
                text = "\n" if block.span.end_line - block.span.line > 1 else ""
            return f"<pre><code{kind}>{text}</code></pre>\n"
        case SceneBreak():
            return "<hr />\n"
        case RawBlock():
            return f"{block.text}\n"
        case List():
            return _list(block)
        case _:
            message = f"CommonMark has no {type(block).__name__}"
            raise AssertionError(message)


def _list(block: List) -> str:
    items = "".join(_item(item, is_tight=block.is_tight) for item in block.items)
    if block.style is ListStyle.BULLET:
        return f"<ul>\n{items}</ul>\n"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>\n{items}</ol>\n"


def _item(item: ListItem, *, is_tight: bool) -> str:
    inside = render_blocks(item.blocks, is_tight=is_tight)
    if not inside:
        return "<li></li>\n"
    first, last = item.blocks[0], item.blocks[-1]
    if not (is_tight and isinstance(first, Paragraph)):
        inside = "\n" + inside
    if is_tight and isinstance(last, Paragraph):
        inside = inside[:-1]
    return f"<li>{inside}</li>\n"


def render_inlines(inlines: Iterable[Inline]) -> str:
    """Render inlines."""
    return "".join(_inline(node) for node in inlines)


def _inline(node: Inline) -> str:
    match node:
        case Text():
            return _escape(node.text)
        case SoftBreak():
            return "\n"
        case LineBreak():
            return "<br />\n"
        case Emphasis():
            return f"<em>{render_inlines(node.children)}</em>"
        case Strong():
            return f"<strong>{render_inlines(node.children)}</strong>"
        case Code():
            return f"<code>{_escape(node.text)}</code>"
        case RawInline():
            return node.text
        case Link():
            inside = render_inlines(node.children)
            return f'<a href="{_address(node.target)}"{_title(node.title)}>{inside}</a>'
        case Image():
            alternative = _escape(node.alternative or "")
            address = _address(node.source)
            return f'<img src="{address}" alt="{alternative}"{_title(node.title)} />'
        case _:
            message = f"CommonMark has no {type(node).__name__}"
            raise AssertionError(message)


def _title(title: str) -> str:
    return f' title="{_escape(title)}"' if title else ""


def _escape(text: str) -> str:
    return html.escape(text).replace("&#x27;", "'")


def _address(target: str) -> str:
    quoted = urllib.parse.quote(target, safe=_SAFE)
    return _escape(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted))
