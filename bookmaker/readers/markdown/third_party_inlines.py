"""Inline processors of other people's extensions, and what they make.

Python-Markdown hands them a string in which earlier finds are placeholders; here
they see the author's own text, and what they make is turned into nodes by the
allow-list. Code spans and links that begin earlier keep their characters from them.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX, AtomicString, HtmlStash

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import Inline, Text
from bookmaker.readers.html.allow_list import ALLOWED, BLOCK
from bookmaker.readers.html.inlines import make_inlines
from bookmaker.readers.markdown.inlines import InlineScan
from bookmaker.readers.markdown.places import LeafText

_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")


class ThirdPartyInlines:
    """The registered processors that are not ours, made ready for one text."""

    def __init__(
        self, processors: tuple[InlineProcessor, ...], stash: HtmlStash, text: str
    ) -> None:
        self._processors = processors
        self._stash = stash
        self._text = text
        self._next = [p.getCompiledRegExp().search(text) for p in processors]

    def read(self, scan: InlineScan, at: int, stop: int) -> int | None:
        """Let the processors read between `at` and `stop`; the offset behind a find."""
        while (first := self._first_match(at, stop)) is not None:
            index, match = first
            node, start, end = self._processors[index].handleMatch(match, self._text)
            if start is None or end is None or start < at or end <= start:
                self._next[index] = self._search(index, match.end() + 1)
                continue
            if start > at:
                scan.add_text(self._text[at:start], at, start)
            for inline in self._inlines(scan, node, start, end):
                scan.add_node(inline, scan.room)
            return end
        return None

    def _first_match(self, at: int, stop: int) -> tuple[int, re.Match[str]] | None:
        first: tuple[int, re.Match[str]] | None = None
        for index, match in enumerate(self._next):
            if match is not None and match.start() < at:
                match = self._search(index, at)
                self._next[index] = match
            if match is None or match.start() > stop:
                continue
            if first is None or match.start() < first[1].start():
                first = (index, match)
        return first

    def _search(self, index: int, at: int) -> re.Match[str] | None:
        return self._processors[index].getCompiledRegExp().search(self._text, at)

    # --- What they make -----------------------------------------------------------

    def _inlines(
        self, scan: InlineScan, node: Element | str | None, start: int, end: int
    ) -> tuple[Inline, ...]:
        if node is None:
            return ()
        if isinstance(node, str):
            return self._read_text(scan, AtomicString(node), start, end)
        if scan.room < 2:
            scan.context.report_depth(scan.span(start, end))
            return (Text("".join(node.itertext()), span=scan.span(start, end)),)
        return self._element(scan, node, start, end)

    def _element(
        self, scan: InlineScan, element: Element, start: int, end: int
    ) -> tuple[Inline, ...]:
        children = [*self._read_text(scan, element.text, start, end)]
        for child in element:
            children.extend(self._element(scan, child, start, end))
            children.extend(self._read_text(scan, child.tail, start, end))
        span = scan.span(start, end)
        name = str(element.tag).lower()
        diagnostics = scan.context.diagnostics
        if name not in ALLOWED or name in BLOCK:
            diagnostics.add(problems.ForbiddenTag(tag=name, span=span))
            return tuple(children)
        attributes = {key.lower(): str(value) for key, value in element.items()}
        return make_inlines(name, attributes, tuple(children), span, diagnostics)

    def _read_text(
        self, scan: InlineScan, text: str | None, start: int, end: int
    ) -> tuple[Inline, ...]:
        """Read the words of an element; Markdown in them unless they are atomic."""
        if not text:
            return ()
        if isinstance(text, AtomicString) or STX in text:
            words = HTML_PLACEHOLDER_RE.sub(self._stashed, text)
            words = _ESCAPED.sub(lambda match: chr(int(match[1])), words)
            words = words.replace(STX, "").replace(ETX, "")
            return (Text(words, span=scan.span(start, end)),)
        line, column = scan.leaf.place(start)
        leaf = LeafText(text, scan.leaf.file, [0], [(line, column - 1)])
        inner = InlineScan(leaf, scan.context, scan.grammar, scan.room - 1)
        return inner.read()

    def _stashed(self, match: re.Match[str]) -> str:
        """The words of the markup that an extension put by."""
        stashed = self._stash.rawHtmlBlocks[int(match[1])]
        if isinstance(stashed, str):
            return html.unescape(_TAG.sub("", stashed))
        return "".join(stashed.itertext())
