"""Lines that begin with the mark of a list or of speech, and are joined nonetheless.

What comes in: a paragraph and the lines of its file. What goes out: a warning where its
lines were meant to stay apart: `– first` and `– second` below it, `1- a`, `① b`, `-a`
without a space. Which mark means what, only the author knows, so nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import Group, Node, Paragraph
from bookmaker.document.walk import find_nodes
from bookmaker.source import SourceSpan

_MARKS = (
    re.compile(r"(?P<mark>[–—―]|--)[ \t\u00a0]+[^\s–—―-]"),
    re.compile(r"(?P<mark>[→➔➤⇒✓✔✗✘☐☑☒★☆❖✦♦◆▶]\ufe0f?)[ \t\u00a0]*[^\W_]"),
    re.compile(r"(?P<mark>[\u2460-\u2473\u2776-\u277f\u3251-\u325f])"),
    re.compile(r"(?P<mark>[├└│┣┗┃])"),
    re.compile(r"(?P<mark>\d{1,3}[.)])(?:\u00a0+|(?=[^\W\d_]))\w"),
    re.compile(r"(?P<mark>\d{1,3}(?:[°º]|-(?=[ \t])))[ \t\u00a0]*[^\W\d_]"),
    re.compile(r"(?P<mark>\([a-z0-9]{1,2}\)|[a-z]\))[^\W_]"),
    re.compile(r"(?P<mark>[-+*])(?:\u00a0+\w|(?=[^\W\d_])(?![^\s*]*\*))"),
)
"""One for each kind of mark; the lines of a list have the same kind."""
_TREE = re.compile(r"(?P<mark>[├└])[─━ ]")
_DASHES = ("–", "—", "―", "--")
_SHORT = 50
"""Characters of a line that nobody would wrap."""
_SPEECH_ENDS = (*".!?…:;,»”\"'’)",)
_KEPT = frozenset({"inscription", "letter", "dialogue", "verse"})
"""Divisions whose lines stay as they are written."""
_QUOTE_MARKS = re.compile(r"[ \t>]*")


def find_joined_lines(
    roots: Sequence[Node], blocks: Iterable[Node], lines: Sequence[str]
) -> Iterator[Diagnostic]:
    """Find paragraphs whose lines were meant to stay apart.

    `blocks` are those within `roots` that the file itself has.
    """
    kept: frozenset[int] | None = None
    for paragraph in blocks:
        span = paragraph.span
        if not isinstance(paragraph, Paragraph) or span is None:
            continue
        if span.end_line > span.line and (mark := _joined_mark(span, lines)):
            if kept is None:  # few files have such a paragraph
                kept = _kept_paragraphs(roots)
            if id(paragraph) not in kept:
                yield problems.JoinedLines(mark=mark, span=span)


def _kept_paragraphs(roots: Sequence[Node]) -> frozenset[int]:
    """The paragraphs, by `id`, of divisions whose lines stay as they are written."""
    return frozenset(
        id(paragraph)
        for group in find_nodes(roots, Group)
        if not _KEPT.isdisjoint(group.attributes.classes)
        for paragraph in find_nodes(group.blocks, Paragraph)
    )


def _joined_mark(span: SourceSpan, lines: Sequence[str]) -> str:
    """The mark of the second line that is joined to the one above; empty: none is."""
    first = lines[span.line - 1][span.column - 1 :]
    kind = next((kind for kind in _MARKS if kind.match(first)), None)
    if kind is None:
        kind = _TREE  # of files and folders: its first line is a name
    before = first
    for number in range(span.line + 1, span.end_line + 1):
        line = lines[number - 1]
        line = line[_QUOTE_MARKS.match(line).end() :]  # type: ignore[union-attr]
        found = kind.match(line)
        if found is not None and _is_joined(before, found["mark"]):
            return found["mark"]
        before = line
    return ""


def _is_joined(before: str, mark: str) -> bool:
    """Whether a line goes on behind another: no break between, and no sentence.

    A dash at the head of a line may be within a sentence, that is wrapped there.
    """
    if before.endswith(("  ", "\\")):
        return False
    before = before.rstrip()
    return mark not in _DASHES or len(before) < _SHORT or before.endswith(_SPEECH_ENDS)
