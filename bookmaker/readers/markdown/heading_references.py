"""`[Low water]` leads to the heading of these words, where the book asks for that.

Pandoc's `implicit_header_references`: a heading is as good as a definition of a link,
`[Low water]: #low-water`, and one that is written comes first. Only headings of the
same file are looked at, and of two alike the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bookmaker.document.identifiers import heading_slug
from bookmaker.readers.markdown.attributes import split_trailing_attributes
from bookmaker.readers.markdown.blocks import Container, HeadingLeaf, OpenBlock
from bookmaker.readers.markdown.targets import normal_label

_BRACKETS = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})?")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_MARKS = re.compile(r"(?<!\\)[*`]|(?<!\w)_|_(?!\w)|\\(?=[^\w\s])")


def heading_references(blocks: Iterable[OpenBlock]) -> Mapping[str, tuple[str, str]]:
    """The target and the title by the label, as those of link definitions."""
    target_by_label: dict[str, tuple[str, str]] = {}
    for heading in _headings(blocks):
        written = " ".join(line[0].strip() for line in heading.lines)
        words, attributes = split_trailing_attributes(written)
        words = _CLOSING.sub("", words.rstrip())
        plain = _MARKS.sub("", _BRACKETS.sub(r"\1", words))
        target = f"#{attributes.id or heading_slug(plain)}"
        for label in {normal_label(words), normal_label(plain)} - {""}:
            target_by_label.setdefault(label, (target, ""))
    return target_by_label


def _headings(blocks: Iterable[OpenBlock]) -> Iterator[HeadingLeaf]:
    stack = [*blocks][::-1]
    while stack:
        block = stack.pop()
        if isinstance(block, HeadingLeaf):
            yield block
        elif isinstance(block, Container):
            stack.extend(reversed(block.children))
