"""Metadata that is read as text, or that YAML cuts short: both without a word.

What comes in: a file's lines, and what was read of them. What goes out: warnings. A
block of metadata begins on the first line of its file, between lines of three hyphens;
whatever looks like one and isn't is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import CodeBlock
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import MarkdownFile
from bookmaker.readers.metadata_block import BOOK_KEYS, KEYS, count_metadata_lines
from bookmaker.source import SourceSpan

_FENCE = re.compile(r"[ \t]*(?:-{3,}|\+{3,}|;{3,})[ \t]*")
_END = re.compile(r"[ \t]*(?:-{3,}|\+{3,}|;{3,}|\.{3})[ \t]*")
_NAMES = "|".join(
    (*KEYS, *BOOK_KEYS, "authors", "language", "abstract", "keywords", "tags", "layout")
)
_PAIR = re.compile(
    rf"[ \t]*[{{\"']*(?:{_NAMES})[\"']?[\u00a0 ]*[:：=][\u00a0 \t]*\S", re.IGNORECASE
)
_PANDOC_KEY = re.compile(
    r"(?:references|bibliography|csl|nocite|suppress-bibliography|link-citations"
    r"|citation-style|header-includes|include-before|include-after):(?=[ \t]|\Z)"
)
"""pandoc also reads blocks of these at the end of a file."""
_TITLE = re.compile(r"title ?:[ \t]+\S", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*<!--.*-->[ \t]*")
_CUT = re.compile(
    rf"(?P<key>{'|'.join((*KEYS, *BOOK_KEYS))}):[ \t]+"
    r"(?P<kept>(?![\"'|>\[{])(?:[^\n#]|(?<=\S)#)*)(?<=[ \t])(?P<cut>#[^\s#].*)"
)
_LONGEST = 60
"""Lines of a block."""
_NEAR_TOP = 10


def find_metadata_slips(
    reading: MarkdownFile, lines: Sequence[str], file: str
) -> Iterator[Diagnostic]:
    """Find metadata that is printed, and values that a `#` cuts."""
    end = count_metadata_lines("\n".join(lines))
    for number, line in enumerate(lines[:end], start=1):
        if (found := _CUT.match(line)) is not None:
            span = SourceSpan(
                file, number, found.start("cut") + 1, number, len(line) + 1
            )
            kept = found["kept"].strip()
            cut = found["cut"].strip()
            yield problems.MetadataCut(found["key"], kept, cut, span=span)
    found_at = _find_printed(lines, end)
    if found_at is None:
        return
    at, reason = found_at
    blocks = (*reading.blocks, *reading.notes)
    is_code = any(
        code.span is not None and code.span.line <= at + 1 <= code.span.end_line
        for code in find_nodes(blocks, CodeBlock)
    )
    if not is_code:
        line = lines[at]
        start = len(line) - len(line.lstrip()) + 1
        span = SourceSpan(file, at + 1, start, at + 1, len(line.rstrip()) + 1)
        yield problems.MetadataPrinted(reason, span=span)


def _find_printed(lines: Sequence[str], start: int) -> tuple[int, str] | None:
    """The line, counted from 0, where metadata was meant, and why it is none."""
    is_top = start == 0
    for at, line in enumerate(lines[start:], start=start):
        if at > 0 and not is_top and not _may_be_fence(line):
            continue  # as nearly all lines
        if not line.strip() or _COMMENT.fullmatch(line):
            continue
        if at > 0 and line.lstrip()[:1] not in ("-", "+", ";"):
            is_top = False
            continue
        first = lines[at + 1] if at + 1 < len(lines) else ""
        if _FENCE.fullmatch(line) and (_PAIR.match(first) or _PANDOC_KEY.match(first)):
            reason = _reason(lines, at, is_top=is_top)
            if reason:
                return at, reason
        if at == 0 and _is_head_without_marks(lines):
            return 0, "lines of three hyphens above and below it are missing"
        is_top = False
    return None


def _may_be_fence(line: str) -> bool:
    """Whether `_FENCE` may match a line: quicker to ask than the pattern."""
    return "---" in line or "+++" in line or ";;;" in line


def _is_head_without_marks(lines: Sequence[str]) -> bool:
    """Whether a file begins with metadata as MultiMarkdown has it: no play does."""
    if _TITLE.match(lines[0]):
        return True
    return all(_PAIR.match(line) for line in lines[:2]) and len(lines) > 1


def _reason(lines: Sequence[str], at: int, *, is_top: bool) -> str:
    below = lines[at + 1 : at + 1 + _LONGEST]
    ends = any(_END.fullmatch(line) for line in below)
    if not is_top:
        is_meant = ends and (
            _PANDOC_KEY.match(below[0]) is not None
            or sum(map(bool, map(_PAIR.match, below))) > 1
        )
        is_near = at < _NEAR_TOP
        return (
            "it is not at the beginning of the file"
            if is_meant or (ends and is_near)
            else ""
        )
    if at > 0:
        return "it does not begin on the first line of the file"
    if lines[at].rstrip() not in ("---", "+++"):
        return "its first line is not exactly ---"
    if not ends:
        return "its last line, ---, is missing"
    return "its lines are not of the form `key: value`"
