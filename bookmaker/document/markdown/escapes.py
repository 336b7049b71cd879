"""Words as Markdown that reads back as just these words.

Two kinds of escapes: signs that would begin markup within a line, and what would open
a block at the head of one. As few as will do: the author is to read this text.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*_~^=\[\]<&{$@!《\n\t\r]")
_BRACKET = re.compile(r"\[\s?|\]")
_REFERENCE = re.compile(r"&#?\w+;")
_CONTROL = {"@": "&#64;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_BEHIND_ITS_BASE = "《"
"""Opens the reading of what is before it; no backslash keeps it from that."""
_ALWAYS = frozenset("\\`[]{")

_FOREIGN = re.compile(
    r"""
      (?<![^\s(])\#(?=[^\W\d_])
    | (?<![^\s(])%%(?=[^%\n]+%%)
    | (?<![\w:])::(?=[^\W\d_])
    | (?<![\w+])\+\+(?=[^\W\d_])
    | (?<![\w|])\|\|(?=[^\W\d_])
    | (?<!')'''(?=[^\W\d_])
    """,
    re.VERBOSE,
)
"""What other programs read as a tag, a comment, or marks of marked words.

It means nothing here, but the reader warns of it where no backslash is before it.
"""

_FOREIGN_START = re.compile(
    r"""
      \#{2,}(?=\S) | \#(?=[^\W\d_]|\+\w) | \#{7,}(?=[ ])
    | (?:!{3}|\?{3})\+?[ ](?=[a-z]) | ={2,6}[ ](?=\S) | ={4,}$
    | \.\.[ ](?=[\w-]) | \((?=[\w-]+\)=$) | %+[ ]?(?=[^\W\d_])
    | /[^\s/][^\n]*\.[a-z]{2,8}$
    """,
    re.VERBOSE,
)
"""The same at the head of a line."""

_HEAD = re.compile(
    r"""
      (?P<mark>\#{1,6}(?=[ ]|$) | \#\.(?=[ ]|$)| > | =(?==*[ ]*$)
        | -(?![^\W_]) | \*(?=[ ]|$) | \+(?=[ =:-]|$)
        | :(?=[ :|-]|$) | \|
        | ~~~ | ::: )
    | (?P<number>\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})(?=[.)](?:[ ]|$))
    | (?P<inside>\((?:@|\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}))(?=\)(?:[ ]|$))
    """,
    re.VERBOSE,
)
_DRAWN = re.compile(r"＃|：(?=：：)|[•‣◦▪●○■▸►➢∙·⁃](?=[ \t\u00a0])|[┌┍┎┏╔╒╓╭](?=[─━═])")
"""Bullets of lists, corners of tables and wide marks, characters of no ASCII."""
_PAGE_BREAK = re.compile(r"\\\\(?=(?:newpage|pagebreak|clearpage|cleardoublepage)\b)")
"""A line of TeX that breaks the page; other programs' authors write two backslashes."""
_DASH = re.compile(r"(—|–|―|--)(?=[ \t\u00a0])")
_DASH_NAMES = {"—": "&mdash;", "–": "&ndash;", "―": "&horbar;", "--": "\\--"}
_EDGE_BEFORE_BREAK = re.compile(r"([^\S\n])\n")
_EDGE_AFTER_BREAK = re.compile(r"\n([^\S\n])")


def escape_words(text: str, before: str, after: str) -> str:
    """Escape words that stand between two characters; a line's edge is a line feed."""
    if _MARKS.search(text) is None:
        return _with_foreign_marks_escaped(text, before)

    alone = _brackets_alone(text)

    def escaped(found: re.Match[str]) -> str:
        at = found.start()
        if at in alone or text.startswith("[!", at):
            return "&#91;"  # behind a backslash it might open a formula, or an alert
        previous = text[at - 1] if at else before
        following = text[at + 1] if at + 1 < len(text) else after
        return _escape_mark(found[0], previous, following, text, at)

    return _with_foreign_marks_escaped(_MARKS.sub(escaped, text), before)


def _with_foreign_marks_escaped(text: str, before: str) -> str:
    whole = before + text
    made: list[str] = []
    at = len(before)
    for found in _FOREIGN.finditer(whole, at):
        made += [whole[at : found.start()], "\\"]
        at = found.start()
    return "".join([*made, whole[at:]])


def _brackets_alone(text: str) -> frozenset[int]:
    """Where brackets open that nothing in the text closes, or before a space."""
    opened: list[int] = []
    alone: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "]" and opened:
            opened.pop()
        elif found[0] != "]":
            opened.append(found.start())
            if len(found[0]) > 1:
                alone.append(found.start())
    return frozenset((*opened, *alone))


def _escape_mark(mark: str, before: str, after: str, text: str, at: int) -> str:
    if mark == _BEHIND_ITS_BASE:
        return f"&#{ord(mark)};"
    if mark in _CONTROL and (
        mark != "@" or _means_something(mark, before, after, text, at)
    ):
        return _CONTROL[mark]  # behind a backslash an `@` may be a citation's still
    if mark in _ALWAYS or _means_something(mark, before, after, text, at):
        return "\\" + mark
    return mark


def _means_something(mark: str, before: str, after: str, text: str, at: int) -> bool:
    match mark:
        case "=":
            return "=" in (before, after)
        case "_" if before.isalnum() and after.isalnum():
            return False
        case "<" | "$":
            return not after.isspace()
        case "&":
            return _REFERENCE.match(text, at) is not None
        case "@":
            return not before.isalnum() and (after.isalnum() or after in "_{")
        case "!":
            return at + 1 == len(text) and not (after.isspace() or after.isalnum())
        case _:
            return not (before == " " and after == " ")


def escape_lines(raw: str, *, guards_dashes: bool = False) -> str:
    """Escape what would open a block at the head of a line of a finished leaf.

    `guards_dashes`: where a line that begins with a dash would be an attribution.
    """
    raw = keep_edges(raw)
    return "\n".join(
        _escape_head(line, guards_dashes=guards_dashes) for line in raw.split("\n")
    )


def _escape_head(line: str, *, guards_dashes: bool) -> str:
    if guards_dashes and (dash := _DASH.match(line)) is not None:
        return _DASH_NAMES[dash[1]] + line[dash.end() :]
    if _DRAWN.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    if _PAGE_BREAK.match(line):
        return "&#92;" + line[2:]
    found = _HEAD.match(line)
    if found is None:
        return escape_foreign_start(line)
    at = found.end() if found["number"] or found["inside"] else 0
    return line[:at] + "\\" + line[at:]


def escape_foreign_start(line: str) -> str:
    """Escape what another program would read as a mark at the head of a line."""
    return f"\\{line}" if _FOREIGN_START.match(line) else line


def keep_edges(raw: str) -> str:
    """Write white space at the edges of lines so that it is not trimmed."""
    raw = _EDGE_BEFORE_BREAK.sub(lambda found: f"{_reference(found[1])}<!-- -->\n", raw)
    raw = _EDGE_AFTER_BREAK.sub(lambda found: f"\n{_reference(found[1])}", raw)
    if raw[:1].isspace():
        raw = _reference(raw[0]) + raw[1:]
    if raw[-1:].isspace():
        raw = raw[:-1] + _reference(raw[-1])
    return raw


def _reference(character: str) -> str:
    return "&nbsp;" if character == "\u00a0" else f"&#{ord(character)};"
