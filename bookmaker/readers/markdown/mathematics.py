"""Formulas in TeX: `$…$` in a line, `$$…$$ {#eq-x}` on lines of their own.

Pandoc's rule for the first: no space behind the opening sign or before the closing one,
and no figure behind that, so that prices in dollars are words.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    Math,
    MathBlock,
    Paragraph,
)
from bookmaker.readers.markdown.attributes import read_attributes
from bookmaker.readers.markdown.blocks import FenceLeaf, MathLeaf
from bookmaker.readers.markdown.containers import BlockReader, Started
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.maker import Maker
from bookmaker.source import SourceSpan

_DISPLAYED = re.compile(r"\$\$((?:[^$\\]|\\.)+)\$\$", re.DOTALL)
_IN_LINE = re.compile(r"\$(?=[^\s$])((?:[^$\\`]|\\.)+)(?<!\s)\$(?![0-9])", re.DOTALL)
_IN_TICKS = re.compile(r"\$`([^`\n]+)`\$")
"""GitHub's and GitLab's form, whose TeX no Markdown touches."""
LABEL = re.compile(r"\\label\{([^{}]{1,200})\}")
_SIGN = "$$"


class InlineFormula(Construct):
    """`$…$`, `` $`…`$ ``, or `$$…$$` among words."""

    triggers = "$"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a formula; its TeX stays as it is."""
        found = (
            _DISPLAYED.match(scan.text, at)
            or _IN_LINE.match(scan.text, at)
            or _IN_TICKS.match(scan.text, at)
        )
        if found is None:
            return None
        text = found[1].strip()
        if not text:
            return None
        scan.add_node(Math(text, span=scan.span(at, found.end())))
        return found.end()


def start_formula(reader: BlockReader, line: LineCursor) -> Started:
    """Open a formula on lines of its own, or read one that is a line."""
    text = line.text[line.first :].rstrip(" \t")
    if not text.startswith(_SIGN):
        return Started.NOTHING
    content, sign, behind = text[2:].partition(_SIGN)
    if sign and not (content.strip() and _is_attributes(behind)):
        return Started.NOTHING
    if not sign and content and reader.paragraph is not None:
        return Started.NOTHING
    leaf = MathLeaf(line.number, line.first)
    reader.add_leaf(leaf)
    if content.strip():
        start = line.first + 2
        leaf.lines.append((content, line.number, start))
    if sign:
        leaf.is_closed = True
        leaf.behind = behind.strip()
        reader.leaf = None
    return Started.LEAF


def _is_attributes(text: str) -> bool:
    words = text.strip()
    if not words:
        return True
    found = read_attributes(words, 0)
    return found is not None and found[1] == len(words)


def make_formula(maker: Maker, leaf: MathLeaf, depth: int) -> Block:
    """Make a formula of its lines; one that is never closed is words."""
    span = maker.span(leaf)
    if not leaf.is_closed:
        place = SourceSpan(
            maker.file, leaf.line, leaf.offset + 1, leaf.line, leaf.offset + 3
        )
        maker.diagnostics.add(problems.UnclosedFormula(span=place))
        words = maker.inlines(leaf.lines, depth + 1) if leaf.lines else ()
        return Paragraph(words, span=span)
    found = read_attributes(leaf.behind, 0)
    attributes = found[0] if found is not None else NO_ATTRIBUTES
    text = "\n".join(line[0] for line in leaf.lines).strip()
    return _labelled(text, attributes, span)


def _labelled(text: str, attributes: Attributes, span: SourceSpan) -> MathBlock:
    """A formula, with the name that TeX's `\\label{eq:x}` gives it."""
    label = LABEL.search(text)
    if label is None:
        return MathBlock(text, attributes=attributes, span=span)
    attributes = replace(attributes, id=attributes.id or label[1])
    text = LABEL.sub("", text).strip()
    return MathBlock(text, attributes=attributes, span=span)


def is_formula_fence(leaf: FenceLeaf) -> bool:
    """Whether a fence holds a formula, as on GitHub and GitLab: ```` ```math ````."""
    words = leaf.info[0].split(None, 1)
    return words[:1] == ["math"] and (len(words) == 1 or _is_attributes(words[1]))


def make_fenced_formula(maker: Maker, leaf: FenceLeaf) -> MathBlock:
    """Make a formula of a fence's lines."""
    found = read_attributes(leaf.info[0], leaf.info[0].find("{"))
    attributes = found[0] if found is not None else NO_ATTRIBUTES
    text = "\n".join(line[0] for line in leaf.lines if line[0].strip())
    return _labelled(text, attributes, maker.span(leaf))
