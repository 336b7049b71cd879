"""Obsidian's comments, `%% … %%`: never printed.

What comes in: the text of a note. What goes out: the text without them, each line where
it was, so that places stay true. In code, in formulas and in comments of HTML they are
characters.
"""

from __future__ import annotations

import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.source import SourceSpan

_MARK = "%%"
_NEXT = re.compile(
    r"(?P<fence>^[ \t>]*(?P<sign>`{3,}|~{3,})[^\n]*$)"
    r"|(?P<escape>\\[\\`%])"
    r"|(?P<code>(?<!`)`+(?!`))"
    r"|(?P<html><!--)"
    r"|(?P<formula>\$\$)"
    r"|(?P<comment>%%)",
    re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n|\Z)")


def without_comments(
    text: str, file: str, first_line: int, diagnostics: Diagnostics
) -> str:
    """Drop comments. One that nothing closes, at the head of a line, hides the rest.

    `first_line`: the line of the file at which the text begins.
    """
    if _MARK not in text:
        return text
    parts: list[str] = []
    kept = at = 0
    while (found := _NEXT.search(text, at)) is not None:
        if found["fence"] is not None:
            at = _behind_fence(text, found)
        elif found["code"] is not None:
            at = _behind_code(text, found["code"], found.end())
        elif found["escape"] is not None:
            at = found.end()
        elif found["html"] is not None:
            end = text.find("-->", found.end())
            at = found.end() if end < 0 else end + len("-->")
        elif found["formula"] is not None:
            at = _behind_code(text, found["formula"], found.end())
        else:
            start = found.start()
            end = text.find(_MARK, found.end())
            if end < 0 and not _begins_line(text, start):
                at = found.end()
                continue
            if end < 0:
                line = first_line + text.count("\n", 0, start)
                span = SourceSpan(file, line, 1, line, 3)
                diagnostics.add(problems.UnclosedNoteComment(span=span))
            end = len(text) if end < 0 else end + len(_MARK)
            parts += (text[kept:start], re.sub(r"[^\n]+", "", text[start:end]))
            kept = at = end
    parts.append(text[kept:])
    return "".join(parts)


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _behind_fence(text: str, opening: re.Match[str]) -> int:
    """The offset behind a listing; that of the text's end where nothing closes it."""
    sign = opening["sign"]
    closing = re.compile(
        rf"^[ \t>]*{sign[0]}{{{len(sign)},}}[ \t]*$", re.MULTILINE
    ).search(text, opening.end())
    return len(text) if closing is None else closing.end()


def _behind_code(text: str, marks: str, start: int) -> int:
    """The offset behind a code span or a formula, which ends within its paragraph."""
    limit = _PARAGRAPH_END.search(text, start)
    stop = len(text) if limit is None else limit.start()
    sign = re.escape(marks[0])
    closing = re.compile(f"(?<!{sign}){re.escape(marks)}(?!{sign})").search(
        text, start, stop
    )
    return start if closing is None else closing.end()
