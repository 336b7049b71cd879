"""Environments of TeX among Markdown, `\\begin{align} … \\end{align}`, and `\\[ … \\]`.

Formulas and listings are read. Quotations and centred passages hold Markdown, as do
others, whose marks alone are left out. Drawings and tables of TeX are left out whole.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    BlockQuote,
    CodeBlock,
    Group,
    Inline,
    Math,
    MathBlock,
)
from bookmaker.readers.markdown import tex_commands as tex
from bookmaker.readers.markdown.blocks import (
    HeadingLeaf,
    Item,
    Leaf,
    ParagraphLeaf,
    Quote,
    TexEnvironment,
    TexLeaf,
)
from bookmaker.readers.markdown.containers import BlockReader, Started
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.mathematics import LABEL
from bookmaker.readers.markdown.verse import make_verse
from bookmaker.source import SourceSpan

_BEGIN = re.compile(
    r"\\begin\{([A-Za-z]{1,40})\*?\}(?:\[[^\[\]]{0,200}\]|\{[^{}]{0,200}\}){0,4}[ \t]*"
)
_END = re.compile(r"\\end\{([A-Za-z]{1,40})\*?\}[ \t]*$")
_UNNUMBERED = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])")
_LINE_END = re.compile(r"\\\\[ \t]*$")
_HEADING = re.compile(
    r"\\(chapter|(?:sub){0,2}section|(?:sub)?paragraph)(\*?)(?:\[[^\[\]]*\])?"
    r"\{((?:[^{}]|\{[^{}]*\}){1,999})\}[ \t]*(?:\\label\{([^{}\s]{1,200})\})?[ \t]*$"
)
_DISPLAY = "\\["


def start_environment(reader: BlockReader, line: LineCursor) -> Started:
    """Open an environment that a line further down ends, or end the innermost."""
    if line.text.startswith("\\end{", line.first):
        return _end_environment(reader, line)
    if line.text[line.first :].rstrip() == _DISPLAY:
        return _start_display(reader, line)
    begin = _BEGIN.match(line.text, line.first)
    if begin is None:
        return _start_heading(reader, line)
    name = begin[1]
    index = line.number - reader.first_number
    starred = f"{name}*" if line.text[begin.end(1)] == "*" else name
    last = reader.ahead.next_end(starred, index)
    if last >= len(reader.lines):
        return Started.NOTHING
    if name in tex.FORMULAS or name in tex.VERBATIM or name in tex.DRAWN:
        leaf = TexLeaf(line.number, line.first, name=name)
        leaf.last_number = reader.first_number + last
        reader.add_leaf(leaf)
        leaf.lines.append((line.text[begin.end() :], line.number, begin.end()))
        return Started.LEAF
    if _END.match(reader.lines[last].lstrip(" \t>")) is None or reader.is_full:
        return Started.NOTHING
    if reader.paragraph is not None and not _is_prose(name):
        return Started.NOTHING
    line.skip_characters(begin.end() - line.first)
    reader.add_container(TexEnvironment(line.number, begin.start(), name=name))
    return Started.CONTAINER


def _start_heading(reader: BlockReader, line: LineCursor) -> Started:
    """Read `\\section{Low water}\\label{sec:low}` on a line of its own."""
    found = _HEADING.match(line.text, line.first)
    if found is None:
        return Started.NOTHING
    level = tex.HEADINGS[found[1]]
    heading = HeadingLeaf(line.number, line.first, level=level, is_atx=True)
    braces = [f"#{found[4]}"] if found[4] else []
    braces += ["-"] if found[2] else []
    words = f"{found[3]} {{{' '.join(braces)}}}" if braces else found[3]
    heading.lines.append((words, line.number, found.start(3)))
    reader.add_leaf(heading)
    reader.close_leaf()
    return Started.LEAF


def _is_prose(name: str) -> bool:
    return name in tex.QUOTATIONS or name in tex.PLACED or name == "verse"


def _end_environment(reader: BlockReader, line: LineCursor) -> Started:
    end = _END.match(line.text, line.first)
    depth = reader.matched
    while end is not None and depth > 1:
        container = reader.chain[depth - 1]
        if isinstance(container, TexEnvironment):
            if container.name != end[1]:
                break
            container.end_line = line.number
            container.end_offset = len(line.text)
            reader.close_down_to(depth - 1)
            return Started.LEAF
        if isinstance(container, Quote | Item):
            break
        depth -= 1
    return Started.NOTHING


def _start_display(reader: BlockReader, line: LineCursor) -> Started:
    """Open a formula whose marks `\\[` and `\\]` stand on lines of their own."""
    index = line.number - reader.first_number
    last = reader.ahead.next_display_end(index)
    if last >= min(len(reader.lines), reader.ahead.next_blank(index)):
        return Started.NOTHING
    leaf = TexLeaf(line.number, line.first, name="displaymath")
    leaf.last_number = reader.first_number + last
    reader.add_leaf(leaf)
    return Started.LEAF


def make_environment(
    maker: Maker, block: TexEnvironment, depth: int
) -> tuple[Block, ...]:
    """Make the node of an environment that holds Markdown."""
    span = maker.span(block)
    name = block.name
    if name == "verse":
        for child in block.children:
            if isinstance(child, ParagraphLeaf):
                child.lines = [
                    (_LINE_END.sub("", text), number, offset)
                    for text, number, offset in child.lines
                ]
        return (make_verse(maker, block.children, NO_ATTRIBUTES, span, depth),)
    blocks = maker.blocks(block.children, depth + 1)
    if name in tex.QUOTATIONS:
        return (BlockQuote(blocks, span=span),)
    if name in tex.PLACED:
        attributes = Attributes(classes=(tex.PLACED[name],))
        return (Group(blocks, attributes=attributes, span=span),)
    _report(maker, block.name, SourceSpan.at(maker.file, block.line, block.offset + 1))
    return blocks


def make_tex(maker: Maker, leaf: TexLeaf, depth: int) -> Block | None:  # noqa: ARG001
    """Make a formula or a listing; a drawing is left out."""
    span = maker.span(leaf)
    lines = [line[0] for line in leaf.lines]
    if leaf.name in tex.DRAWN:
        _report(maker, leaf.name, span)
        return None
    last = lines.pop() if lines else ""
    last = last.partition("\\end{")[0].removesuffix("\\]").rstrip()
    text = "\n".join((*lines, last)).strip("\n")
    if leaf.name in tex.VERBATIM:
        return CodeBlock(text.rstrip(), span=span)
    lines = [line for line in text.split("\n") if line.strip()]
    return formula(leaf.name, "\n".join(lines), span)


def formula(name: str, text: str, span: SourceSpan) -> MathBlock:
    """A formula of an environment of its own, which is one within a formula here."""
    label = LABEL.search(text)
    attributes = Attributes(label[1]) if label is not None else NO_ATTRIBUTES
    text = _UNNUMBERED.sub("", LABEL.sub("", text)).strip()
    inner = tex.FORMULAS[name]
    if inner:
        columns = "{rcl}" if inner == "array" else ""
        text = f"\\begin{{{inner}}}{columns}\n{text}\n\\end{{{inner}}}"
    return MathBlock(text, attributes=attributes, span=span)


def make_display(leaf: Leaf, inlines: tuple[Inline, ...]) -> MathBlock | None:
    """The formula that a paragraph is, if it is `\\[ … \\]` and nothing else."""
    if len(inlines) != 1 or not isinstance(one := inlines[0], Math):
        return None
    if not leaf.lines[0][0].lstrip("\\").startswith("["):
        return None
    span = one.span if one.span is not None else SourceSpan.of_file("")
    return replace(formula("displaymath", one.text, span), span=one.span)


def _report(maker: Maker, name: str, span: SourceSpan) -> None:
    maker.context.report_tex(f"\\begin{{{name}}}", tex.native_form(name), span)
