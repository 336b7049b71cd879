"""Text in passages: what is code, and what is words that an idiom may stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_CODE = re.compile(
    r"(?P<fence>^[ \t>]*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?(?P<sign>`{3,}|~{3,})"
    r"[^\n`]*$)"
    r"|(?P<escape>\\[\\`])"
    r"|(?P<span>(?<!`)`+(?!`))",
    re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n|\Z)")


def passages(text: str) -> Iterator[tuple[bool, str]]:
    """The text in its order: whether a passage is code, and the passage."""
    kept = at = paragraph_end = 0
    while (found := _CODE.search(text, at)) is not None:
        if found["escape"] is not None:
            at = found.end()
            continue
        if found.end() > paragraph_end:
            limit = _PARAGRAPH_END.search(text, found.end())
            paragraph_end = len(text) if limit is None else limit.start()
        end = _behind(text, found, paragraph_end)
        if end == found.end() and found["span"] is not None:
            at = end  # ticks that nothing closes
            continue
        if kept < found.start():
            yield False, text[kept : found.start()]
        yield True, text[found.start() : end]
        kept = at = end
    if kept < len(text):
        yield False, text[kept:]


def _behind(text: str, opening: re.Match[str], paragraph_end: int) -> int:
    if opening["fence"] is not None:
        sign = opening["sign"]
        column = opening.start("sign") - opening.start("fence")
        closing = re.compile(
            rf"^[ \t>]{{0,{column + 3}}}{re.escape(sign[0])}{{{len(sign)},}}[ \t]*$",
            re.MULTILINE,
        ).search(text, opening.end())
        return len(text) if closing is None else closing.end()
    ticks = opening["span"]
    same = re.compile(f"(?<!`){ticks}(?!`)")
    closing = same.search(text, opening.end(), paragraph_end)
    return opening.end() if closing is None else closing.end()


def replaced(
    text: str,
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str], int], str],
) -> str:
    """Replace what a pattern finds outside code, and keep the count of lines.

    The replacement is given the match and the line, from 1, at which it begins. Line
    ends that it drops are put behind it, so that what follows stays where it is.
    """
    parts: list[str] = []
    line = 1
    for is_code, passage in passages(text):
        if is_code:
            parts.append(passage)
            line += passage.count("\n")
            continue
        at = 0
        for found in pattern.finditer(passage):
            before = passage[at : found.start()]
            line += before.count("\n")
            made = replacement(found, line)
            lost = found[0].count("\n") - made.count("\n")
            parts += (before, made, "\n" * lost)
            line += found[0].count("\n")
            at = found.end()
        parts.append(passage[at:])
        line += passage.count("\n", at)
    return "".join(parts)


def without_pairs(text: str, mark: re.Pattern[str]) -> str:
    """Leave out what stands between pairs of marks, and keep the count of lines.

    A match of `mark` has the group `end` where it closes a pair. One pass over the
    text, however many of them are never closed.
    """
    parts: list[str] = []
    kept = 0
    opening: re.Match[str] | None = None
    for found in mark.finditer(text):
        if found["end"] is None:
            opening = opening or found
        elif opening is not None:
            lines = text.count("\n", opening.start(), found.end())
            parts += (text[kept : opening.start()], "\n" * lines)
            kept, opening = found.end(), None
    parts.append(text[kept:])
    return "".join(parts)


def prose_lines(text: str) -> list[bool]:
    """For each line whether it begins outside a listing."""
    flags: list[bool] = []
    starts_in_code = False
    for is_code, passage in passages(text):
        is_listing = is_code and "\n" in passage
        pieces = passage.count("\n")
        if not flags:
            flags.append(not is_listing)
        elif is_listing and not starts_in_code:
            flags[-1] = False
        flags += [not is_listing] * pieces
        starts_in_code = is_listing
    return flags or [True]
