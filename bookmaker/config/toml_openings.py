"""What is wrong around the place where `tomllib` gives up: marks that aren't closed.

What comes in: a TOML text and the offset of the failure. What goes out: the reason,
what to write, and the offset where the author has to edit. `tomllib` notices an open
list, table in `{ }` or string only where the next line can't belong to it, often lines
below; so the text before the failure, which it has accepted, is scanned for what is
still open. https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import NamedTuple

_LONG_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}' r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
)
_SHORT_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'")
_COMMENT = re.compile(r"#[^\n]*")
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_PAIR = re.compile(rf"[ \t]*{_NAMES}[ \t]*=(?!=)")
_HEADER = re.compile(
    rf"[ \t]*(?:\[[ \t]*{_NAMES}[ \t]*\]|\[\[[ \t]*{_NAMES}[ \t]*\]\])(?P<rest>.*)$"
)
_SWALLOWED = re.compile(rf"(?m)^[ \t]*{_NAMES}[ \t]*=[ \t]*\Z")
_CLOSING = {"[": "]", "{": "}"}
_WHAT = {"[": "the list", "{": "the table in { }"}


class TomlOpening(NamedTuple):
    """A slip whose place is an offset in the text, counted from 0."""

    reason: str
    advice: str
    at: int


@dataclass(slots=True)
class _Open:
    """What is open at an offset."""

    brackets: list[int] = field(default_factory=list)
    string: int | None = None
    header: int | None = None
    last_string: tuple[int, int] | None = None
    """The last string that was closed."""
    last_end: int = 0
    """Where the last mark, value or string ends."""
    swallowing: int | None = None
    """A string of several lines that ends where another one seems to begin."""


class TomlSurroundings(NamedTuple):
    """What is around the place where `tomllib` gives up."""

    opening: TomlOpening | None
    begins_above: bool
    """Whether the line is within a list, a table or a string that begins above it."""


def look_around(text: str, stop: int) -> TomlSurroundings:
    """Find what the author has to edit, where it isn't the line of the failure alone.

    `text` has `\\n` at its line ends; `stop` is where `tomllib` gave up.
    """
    scan = _scan(text, stop)
    start = _line_around(text, stop)[0]
    string = scan.string if scan.swallowing is None else scan.swallowing
    first = string if string is not None else min(scan.brackets, default=stop)
    return TomlSurroundings(_opening(text, stop, scan, string), first < start)


def _opening(
    text: str, stop: int, scan: _Open, string: int | None
) -> TomlOpening | None:
    if string is not None:
        return _unclosed_string(text, string)
    if scan.header is not None:
        return _header_slip(text, stop, scan.header)
    if scan.brackets:
        return _in_brackets(text, stop, scan)
    return _too_many(text, stop)


def _scan(text: str, stop: int) -> _Open:
    """Follow the text up to an offset; a string that reaches beyond it is open."""
    scan = _Open()
    at, is_new = 0, True
    while at < stop:
        character = text[at]
        if character == "\n":
            is_new = is_new or not scan.brackets
        elif is_new and character == "[":
            at = _pass_header(text, at, stop, scan)
            continue
        elif character == "#":
            found = _COMMENT.match(text, at)
            at = at if found is None else found.end()
            continue
        elif character in "\"'":
            at = _pass_string(text, at, stop, scan)
            is_new = False
            continue
        elif character in "[{":
            scan.brackets.append(at)
        elif character in "]}" and scan.brackets:
            scan.brackets.pop()
        if character not in " \t\n":
            is_new = False
            scan.last_end = at + 1
        at += 1
    return scan


def _pass_header(text: str, at: int, stop: int, scan: _Open) -> int:
    end = _line_around(text, at)[1]
    if stop <= end:
        scan.header = at
    return end


def _pass_string(text: str, at: int, stop: int, scan: _Open) -> int:
    is_long = text.startswith(text[at] * 3, at)
    found = (_LONG_STRING if is_long else _SHORT_STRING).match(text, at)
    if found is None:
        scan.string = at
        return stop
    scan.last_string = (at, found.end())
    scan.last_end = found.end()
    if is_long and _SWALLOWED.search(text, at + 3, found.end() - 3):
        scan.swallowing = at
    return found.end()


# --- strings and names of tables


def _unclosed_string(text: str, at: int) -> TomlOpening:
    mark = text[at]
    if text.startswith(mark * 3, at):
        return TomlOpening(
            "the string of several lines that begins here isn’t closed",
            f"write {mark * 3} at its end",
            at,
        )
    start, end = _line_around(text, at)
    advice = _closed_string(text[start:end], at - start, mark)
    return TomlOpening(
        "the string that begins here isn’t closed in its line",
        advice or 'close it; put a string of several lines between """ and """',
        at,
    )


def _closed_string(line: str, column: int, mark: str) -> str | None:
    """“Write” and the line with the string closed, if it is valid then."""
    line = line.rstrip()
    other = "'" if mark == '"' else '"'
    rests = [(f"{line}{mark}", line), (f"{line[:-1]}{mark}", line[:-1])]
    if line[-1] != other:
        rests = [rests[0]]
    ends = re.finditer(r"(?:[\]},]+|[ \t]+#.*)$", line)
    rests += [
        (f"{line[: found.start()]}{mark}{found[0]}", line[: found.start()])
        for found in ends
    ]
    for fixed, rest in reversed(rests):
        if len(rest) > column and _is_valid(fixed):
            return f"write {fixed.strip()}"
    return None


def _is_valid(line: str) -> bool:
    """Whether a line is a key and value, or entries of a list."""
    for whole in (line, f"x = [{line}\n]"):
        try:
            tomllib.loads(whole)
        except (ValueError, RecursionError):
            continue
        return True
    return False


def _header_slip(text: str, stop: int, at: int) -> TomlOpening:
    line = text[slice(*_line_around(text, at))].partition("#")[0].strip()
    sound = _HEADER.match(line)
    if sound is not None and sound["rest"]:
        return TomlOpening(
            "something follows the name of the table",
            f"write {sound['rest'].strip()} in a line of its own",
            stop,
        )
    opening, closing = ("[[", "]]") if line.startswith("[[") else ("[", "]")
    name = line.strip("[] \t")
    fixed = next(
        (
            f"write {opening}{one}{closing}"
            for one in (name, "-".join(name.split()), name.strip("."))
            if one and _is_valid(f"{opening}{one}{closing}")
        ),
        "write it as [print]",
    )
    if not line.endswith(closing):
        return TomlOpening("the name of a table isn’t closed", fixed, at)
    what = f"“{name}” is not the name of a table" if name else "the table has no name"
    return TomlOpening(what, fixed, at)


# --- lists and inline tables


def _in_brackets(text: str, stop: int, scan: _Open) -> TomlOpening | None:
    start, end = _line_around(text, stop)
    line, rest = text[start:end], text[stop:end].lstrip()
    above = [one for one in scan.brackets if one < start]
    # The name of a table was taken for a list in the list.
    at = (above if above and _begins_anew(line) else scan.brackets)[-1]
    what, closing = _WHAT[text[at]], _CLOSING[text[at]]
    is_below = start > at
    if (not text[stop:].strip()) or (is_below and _begins_anew(line)):
        reason = f"{what} that begins here isn’t closed"
        return TomlOpening(reason, f"write {closing} at its end", at)
    if text[at] == "{" and not rest:
        return _over_lines(text, at)
    if rest[0] in ")]}":
        return _wrong_end(text, stop, scan)
    if rest[0] == ",":
        return TomlOpening(
            "a comma stands where an entry is expected", "delete the comma", stop
        )
    if scan.last_string is not None and stop == scan.last_string[1]:
        reason = (
            "the string that begins here ends too early: a quotation mark is missing"
        )
        return TomlOpening(
            reason, "put quotation marks around each string", scan.last_string[0]
        )
    return _missing_mark(text, stop, scan, rest)


def _begins_anew(line: str) -> bool:
    """Whether a line is the next key or the name of a table."""
    header = _HEADER.match(line)
    is_header = header is not None and re.fullmatch(r"\s*(?:#.*)?", header["rest"])
    return bool(_PAIR.match(line) or is_header)


def _over_lines(text: str, at: int) -> TomlOpening:
    """A table in `{ }` whose line ends before it does."""
    closing = text.find("}", at)
    inside = text[at + 1 : closing] if closing >= 0 else ""
    others = [line for line in inside.split("\n") if _HEADER.match(line)]
    if closing < 0 or "{" in inside or others or "#" in inside:
        reason = "the table in { } that begins here isn’t closed"
        return TomlOpening(reason, "write } at its end, in the same line", at)
    pairs = " ".join(inside.split()).rstrip(",").strip()
    fixed = f"{{ {pairs} }}"
    return TomlOpening(
        "the table in { } that begins here isn’t closed in its line",
        f"write {fixed}" if _is_valid(f"x = {fixed}") else "write it in one line",
        at,
    )


def _wrong_end(text: str, stop: int, scan: _Open) -> TomlOpening | None:
    at = scan.brackets[-1]
    place = stop + len(text[stop:]) - len(text[stop:].lstrip())
    closing = _CLOSING[text[at]]
    if text[place] == closing:
        if text[scan.last_end - 1] != ",":
            return None
        reason = f"a comma stands before the {closing}"
        return TomlOpening(reason, "delete the comma", scan.last_end - 1)
    outer = scan.brackets[-2] if len(scan.brackets) > 1 else None
    if outer is not None and text[place] == _CLOSING[text[outer]]:
        reason = f"{_WHAT[text[at]]} that begins here isn’t closed"
        return TomlOpening(reason, f"write {closing} before the {text[place]}", at)
    reason = f"{text[place]} ends {_WHAT[text[at]]}, which begins with {text[at]}"
    return TomlOpening(reason, f"write {closing}", place)


def _missing_mark(text: str, stop: int, scan: _Open, rest: str) -> TomlOpening | None:
    """A comma, a quotation mark or a `=` that is missing before what follows."""
    before = text[scan.last_end - 1]
    if before in "[,{":
        return _bare_text(text, stop, rest)
    is_named = text[scan.brackets[-1]] == "{"
    word = re.match(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*:", _line_from(text, stop))
    if is_named and word is not None:
        place = text.index(":", stop)
        reason = f"a colon follows “{word[1]}”, and TOML has ="
        return TomlOpening(reason, "write =", place)
    if is_named and before == "=":
        return _bare_text(text, stop, rest)
    if is_named and not _PAIR.match(rest):
        return None
    reason = "a comma is missing after this entry"
    return TomlOpening(reason, "write a comma between two entries", scan.last_end - 1)


def _line_from(text: str, stop: int) -> str:
    """The word that was accepted last, with what follows it."""
    start = max(text.rfind(mark, 0, stop) for mark in ",{\n") + 1
    return text[start : _line_around(text, stop)[1]]


def _bare_text(text: str, stop: int, rest: str) -> TomlOpening | None:
    found = re.match(r"[^\s\"'\[\]{},#=:][^\"'\[\]{},#=:\n]*", rest)
    if found is None or re.match(r"(?:true|false)\b|[\d.+-]", rest):
        return None
    place = text.index(rest, stop)
    words = found[0].strip()
    if rest[found.end() :].startswith(("=", ":")):
        reason = f"“{words}” is a key, and a list has no keys"
        return TomlOpening(reason, 'write { key = "value" }', place)
    reason = "the text has no quotation marks"
    return TomlOpening(reason, f'write "{words}"', place)


def _too_many(text: str, stop: int) -> TomlOpening | None:
    """A `]` or `}` that closes nothing."""
    place = stop + len(text[stop:]) - len(text[stop:].lstrip(" \t"))
    if not text.startswith(("]", "}"), place):
        return None
    mark = text[place]
    return TomlOpening(f"this {mark} closes nothing", "delete it", place)


def _line_around(text: str, at: int) -> tuple[int, int]:
    """The offsets of the line that an offset is in, without its end."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, end if end >= 0 else len(text)
