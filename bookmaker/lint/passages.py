"""The words of each block as one string, and where each character is in its file.

A rule sees a paragraph across its emphasis and its line ends. What is not prose is a
character of its own (`OBJECT`), and so is the call of a note (`CALL`); words in another
language, addresses and names of files are as many `OBJECT` as they have characters, so
that no rule reads them and offsets stay right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from bookmaker.document.nodes import (
    Citation,
    Code,
    Image,
    IndexTerm,
    Inline,
    LineBreak,
    Node,
    NoteReference,
    SoftBreak,
    Text,
)
from bookmaker.document.walk import children
from bookmaker.languages import primary_language
from bookmaker.source import SourceSpan

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is not prose."""
CALL = "\N{INTERLINEAR ANNOTATION ANCHOR}"
"""Stands for the call of a note."""
_INLINES = get_args(Inline)
_WITHOUT_PROSE = (Code, Image, Citation)
_NOT_PROSE = re.compile(
    r"://|^\W*www\.|@|[\\{}<>|=_$]|/.+/|\w/\w+\.\w"
    r"|\.(?:com|org|net|io|html?|md|toml|py|js|rs|png|jpe?g|svg|pdf|epub|txt|ya?ml|json"
    r"|css|xml|exe|zip)\b"
)
"""What a word has that is an address, a path or code."""
_TOKEN = re.compile(r"\S+")
_OF_SENTENCE = re.compile(r"[^\s\"“”«»„‘’',;:.!?()]")
_SHOWN_BEFORE, _SHOWN_AFTER = 14, 14


@dataclass(slots=True)
class Passage:
    """The inline nodes of a block."""

    owner: Node
    """The block."""
    language: str
    text: str = ""
    follower: Passage | None = None
    """That of the next of the same blocks that has words."""
    _starts: list[int] = field(default_factory=list)
    _nodes: list[Node] = field(default_factory=list)

    def add(self, words: str, node: Node) -> None:
        """Add a stretch."""
        if words:
            self._starts.append(len(self.text))
            self._nodes.append(node)
            self.text += words

    def span(self, start: int, end: int, lines: Sequence[str]) -> SourceSpan | None:
        """Where `text[start:end]` is in the file, if exactly that is there."""
        index = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(end - 1, start)) - 1
        if index < 0:
            return None
        first = _place(self._nodes[index], start - self._starts[index], lines)
        final = _place(self._nodes[last], end - self._starts[last], lines)
        if first is None or final is None or final.file != first.file:
            return None
        return SourceSpan(
            first.file, first.line, first.column, final.line, final.column
        )

    def near(self, start: int) -> SourceSpan | None:
        """The place of the node that an offset is in."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        return self._nodes[index].span if self._nodes else self.owner.span

    def around(self, start: int, end: int) -> str:
        """The words of a stretch with a few around them, as a message shows them."""
        before, after = self.text[:start], self.text[end:]
        if len(before) > _SHOWN_BEFORE:
            before = "…" + before[-_SHOWN_BEFORE:].partition(" ")[2]
        if len(after) > _SHOWN_AFTER:
            after = after[:_SHOWN_AFTER].rpartition(" ")[0] + " …"
        shown = before + self.text[start:end] + after
        shown = re.sub(f"{OBJECT}+", "□", shown).replace(CALL, "[^…]")
        return shown.replace("\n", " ").strip()


def _place(node: Node, offset: int, lines: Sequence[str]) -> SourceSpan | None:
    """The point at an offset of a text that the file has in the same characters."""
    span = node.span
    if span is None or span.line != span.end_line or span.line > len(lines):
        return None
    written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
    if not isinstance(node, Text):
        return SourceSpan.at(span.file, span.line, span.column) if not offset else None
    if written == node.text:
        column = span.column + offset
    else:
        # Escapes and entities are before it or after it: what is equal from the start
        # or to the end is in its place.
        column = _column_among_escapes(node.text, written, offset, span.column)
    return None if not column else SourceSpan.at(span.file, span.line, column)


def _column_among_escapes(text: str, written: str, offset: int, column: int) -> int:
    reach = offset + 1
    if text[:reach] == written[:reach]:
        return column + offset
    rest = max(offset - 1, 0)
    if written.endswith(text[rest:]):
        return column + len(written) - (len(text) - offset)
    return 0


def find_passages(roots: Iterable[Node], language: str) -> Iterator[Passage]:
    """The passages of blocks and all below them, in reading order."""
    previous: Passage | None = None
    for block in roots:
        own = list(_passages_of(block, language))
        if own and own[0].owner is block:
            if previous is not None:
                previous.follower = own[0]
            previous = own[-1]
        yield from own


def _passages_of(node: Node, language: str) -> Iterator[Passage]:
    language = node.attributes.find("lang") or language
    passage = Passage(node, language)
    blocks: list[Node] = []
    for child in children(node):
        if isinstance(child, _INLINES):
            if blocks:
                yield from find_passages(blocks, language)
                blocks = []
            _add(passage, child, language, is_foreign=False)
            continue
        if passage.text:
            yield passage
            passage = Passage(node, language)
        blocks.append(child)
    yield from find_passages(blocks, language)
    if passage.text:
        yield passage


def _add(passage: Passage, node: Node, language: str, *, is_foreign: bool) -> None:
    own = node.attributes.find("lang")
    if own is not None:
        is_foreign = primary_language(own) != primary_language(language)
    match node:
        case Text(text=text):
            masked = OBJECT * len(text) if is_foreign else _masked(text)
            passage.add(masked, node)
        case SoftBreak() | LineBreak():
            passage.add("\n", node)
        case NoteReference():
            passage.add(CALL, node)
        case IndexTerm() if not node.children:
            pass
        case _ if not isinstance(node, _WITHOUT_PROSE) and (below := children(node)):
            for child in below:
                if isinstance(child, _INLINES):
                    _add(passage, child, language, is_foreign=is_foreign)
        case _:
            passage.add(OBJECT, node)


def _masked(text: str) -> str:
    return _TOKEN.sub(_masked_token, text)


def _masked_token(token: re.Match[str]) -> str:
    word = token[0]
    return _OF_SENTENCE.sub(OBJECT, word) if _NOT_PROSE.search(word) else word
