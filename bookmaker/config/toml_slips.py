"""What is wrong in a line that `tomllib` refuses, in the words of a person.

What comes in: the line and the column where the reader gave up. What goes out: the
reason, what to write, and the column of the slip itself. A line that is suggested has
been read again: it is valid TOML.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from typing import NamedTuple

_LONGEST = 400
"""Characters of a line that are looked at; a longer one is not a key and value."""

_DOUBLE = dict.fromkeys("“”„‟«»＂″", '"')
_SINGLE = dict.fromkeys("‘’‚‛‹›＇′`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—−－", "-")
_SIGNS = dict(zip("＝﹦，、﹐［］｛｝＃．：", "==,,,[]{}#.=", strict=True))
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_PLAIN_BY_ODD = {**_DOUBLE, **_SINGLE, **_DASHES, **_SIGNS}
_STRING = re.compile(r"""\"(?:[^"\\]|\\.)*\"|'[^']*'|\#.*""")
_PAIR = re.compile(
    r"""\s*+(?P<key>[^=:"'\[\]{}#]+?)\s*(?P<sign>[=:])\s*(?P<value>.*)"""
)
_KEY = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_TRUTH = {"true": "true", "yes": "true", "on": "true"}
_FALSEHOOD = {"false": "false", "no": "false", "off": "false"}
_NOTHING = frozenset({"none", "null", "nil", "nothing"})
_BACKSLASH = re.compile(
    r"\\(?![btnfr\"\\uU])|\\[uU](?![0-9A-Fa-f]{4})|\\u[Dd][89A-Fa-f]"
)
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")


class TomlSlip(NamedTuple):
    """A slip in a line."""

    reason: str
    advice: str
    column: int | None = None
    """Where it is, counted from 1; `None`: where the reader gave up."""


def find_slip(line: str, column: int, *, is_entry: bool = False) -> TomlSlip | None:
    """Find what is wrong in a line that the reader gave up at a column.

    An entry is a line of a list, a table or a string that begins above it: it need not
    be a key and value.
    """
    if len(line) > _LONGEST:
        return None
    slip = _conflict_mark(line) or _odd_character(line) or _backslash(line)
    if slip is not None or is_entry:
        return slip
    return (
        _foreign_comment(line)
        or _two_values(line)
        or _two_pairs(line, column)
        or _pair_slip(line)
        or _text_slip(line, column)
    )


def _foreign_comment(line: str) -> TomlSlip | None:
    """A comment as other languages have it."""
    found = re.match(r"\s*(//|;|--|/\*)\s*", line)
    if found is None:
        return None
    return TomlSlip(
        f"{found[1]} doesn’t begin a comment in TOML",
        f"write # {line[found.end() :]}".rstrip(),
        found.start(1) + 1,
    )


def _two_values(line: str) -> TomlSlip | None:
    """A string that follows another one: `authors = "Ada", "Per"`."""
    string = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*')"""
    found = re.fullmatch(
        rf"\s*+(?P<key>[\w.-]+)\s*=\s*(?P<all>{string}(?:(?:\s*,\s*|\s+){string})+)\s*,?\s*",
        line,
    )
    if found is None:
        return None
    values = list(re.finditer(string, line))
    listed = ", ".join(value[0] for value in values)
    return TomlSlip(
        "a second string follows the first one",
        _as_line(f"{found['key']} = [{listed}]")
        or "write one string, or a list in [ ]",
        values[1].start() + 1,
    )


def _two_pairs(line: str, column: int) -> TomlSlip | None:
    """A key that follows a value: `title = "Salt", language = "en"`."""
    found = re.search(
        r"""(?P<mark>[,;]?)[ \t]+(?P<pair>[A-Za-z0-9_-]+[ \t]*=[ \t]*\S.*)$""",
        line[column - 1 :]
        if line[column - 1 : column] in {",", ";"}
        else line[max(column - 2, 0) :],
    )
    before = line[: column - 1].rstrip()
    if found is None or not is_sound(before) or not is_sound(found["pair"]):
        return None
    place = line.rindex(found["pair"]) + 1
    if line[column - 1 : place - 1].strip() not in {"", ",", ";"}:
        return None
    return TomlSlip(
        "a second key is in the same line",
        f"write {found['pair'].strip()} in a line of its own",
        place,
    )


def _conflict_mark(line: str) -> TomlSlip | None:
    """A line that Git writes between the versions that it could not merge."""
    if _CONFLICT.fullmatch(line) is None:
        return None
    return TomlSlip(
        "a merge conflict is not resolved here",
        "keep the version that counts, and delete the other one and the lines of"
        " <<<<<<<, ======= and >>>>>>>",
        1,
    )


def _odd_character(line: str) -> TomlSlip | None:
    """A character that looks like one of TOML's and is another."""
    bare = _STRING.sub(lambda found: " " * len(found[0]), line)
    for place, character in enumerate(bare):
        if character in " \t" or character.isascii():
            continue
        unseen = character in _UNSEEN
        if not (unseen or character in _PLAIN_BY_ODD or character.isspace()):
            continue
        return TomlSlip(
            f"{_shown(character)} is {_what_it_is(character)}",
            _as_line(_with_plain_characters(line)) or _what_to_write(character),
            place + 1,
        )
    return None


def _shown(character: str) -> str:
    code = f"U+{ord(character):04X}"
    is_seen = not character.isspace() and character not in _UNSEEN
    return f"{character} ({code})" if is_seen else f"the character {code}"


def _what_it_is(character: str) -> str:
    if character in _DOUBLE or character in _SINGLE:
        return "a typographic quotation mark, and TOML has only straight ones"
    if character in _UNSEEN:
        return "invisible, and not part of TOML"
    if character.isspace():
        return "not a plain space, though it looks like one"
    name = unicodedata.name(character, "other character").lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name}, and TOML has only {_PLAIN_BY_ODD[character]}"


def _what_to_write(character: str) -> str:
    if character in _UNSEEN:
        return "delete it"
    if character.isspace():
        return "write a plain space"
    return f"write {_PLAIN_BY_ODD[character]}"


def _with_plain_characters(line: str) -> str:
    """The line with plain signs, but for what stands in its strings."""
    for opening, closing in (
        ("“„‟", "”“‟"),
        ("«", "»"),
        ("»", "«"),
        ("‘‚‛", "’‘‛"),
        ("‹", "›"),
    ):
        # What is between typographic marks stays: apostrophes, dashes, other marks.
        line = re.sub(
            rf"(?<![\w\"'])[{opening}]([^\"{opening}{closing}]*)[{closing}]"
            r"(?=[ \t]*(?:$|[,\]}#=]))",
            r'"\1"',
            line,
        )
    pieces: list[str] = []
    at = 0
    for found in [*_STRING.finditer(line), None]:
        bare = line[at : found.start() if found is not None else len(line)]
        for character in bare:
            if character in _UNSEEN:
                continue
            plain = (
                "=" if character == "：" else _PLAIN_BY_ODD.get(character, character)
            )
            pieces.append(" " if plain.isspace() and plain != "\t" else plain)
        if found is not None:
            pieces.append(found[0])
            at = found.end()
    return "".join(pieces)


def _backslash(line: str) -> TomlSlip | None:
    for found in _STRING.finditer(line):
        if not found[0].startswith('"'):
            continue
        slip = _BACKSLASH.search(found[0])
        if slip is None:
            continue
        is_path = re.search(r"\.\w{2,5}\"$|^\"[A-Za-z]:|\"\.", found[0]) is not None
        fixed = found[0].replace("\\", "/" if is_path else r"\\")
        whole = line[: found.start()] + fixed + line[found.end() :]
        reason = "a backslash has a special meaning in a string"
        if is_path:
            reason = "a path has / between folders, on every system"
        return TomlSlip(
            reason,
            _as_line(whole) or r"write \\ for each backslash",
            found.start() + slip.start() + 1,
        )
    return None


def _pair_slip(line: str) -> TomlSlip | None:
    """A slip in `key = value`: its sign, its key or a value without quotation marks."""
    found = _PAIR.fullmatch(line)
    if found is None:
        return None
    key, value = found["key"].strip(), found["value"].strip()
    if found["sign"] == ":":
        if not _KEY.fullmatch(key) or not value:
            return None
        return TomlSlip(
            f"a colon follows “{key}”, and TOML has =",
            _as_line(f"{key} = {value}")
            or _as_line(f"{key} = {_quoted(value)}")
            or "write =",
            found.start("sign") + 1,
        )
    if not _KEY.fullmatch(key):
        if not key.isascii() and not set(key) & set(" ."):
            return TomlSlip(
                f"the key “{key}” has letters beyond a to z",
                _as_line(f'"{key}" = {value}') or "put the key in quotation marks",
                found.start("key") + 1,
            )
        if " " not in key or not _KEY.fullmatch(key.replace(" ", "-")):
            return None
        meant = key.replace(" ", "-").lower()
        return TomlSlip(
            f"the key “{key}” has a space in it",
            _as_line(f"{meant} = {value}") or f"write {meant} = …",
            found.start("key") + 1,
        )
    return _value_slip(key, value, found.start("value") + 1)


def _value_slip(key: str, value: str, column: int) -> TomlSlip | None:
    word = value.casefold()
    if value.startswith("="):
        return TomlSlip(
            "there is one = too many",
            _as_line(f"{key} = {value[1:].strip()}") or "write one =",
            column,
        )
    if not value:
        return TomlSlip(f"“{key}” has no value", f'write {key} = "…"', column)
    if word in _NOTHING:
        return TomlSlip(f"{value} is not a value of TOML", "delete the line", column)
    plain = _TRUTH.get(word) or _FALSEHOOD.get(word)
    if plain is not None:
        return TomlSlip(
            f"{value} is not a value of TOML", f"write {key} = {plain}", column
        )
    if value[-1] == "," and (fixed := _as_line(f"{key} = {value[:-1]}")):
        return TomlSlip("a comma follows the value", fixed, column + len(value) - 1)
    if value[-1] == ";" and (fixed := _as_line(f"{key} = {value[:-1]}")):
        return TomlSlip("a semicolon follows the value", fixed, column + len(value) - 1)
    if value[0] in "\"'[{" or value[0] == "#":
        return None
    words = value.partition(" #")[0]
    slip = _date_slip(key, words.strip(), column) or _number_slip(key, words, column)
    if slip is not None:
        return slip
    fixed = _as_line(f"{key} = {_quoted(words.strip())}")
    if fixed is None or re.fullmatch(r"[\d_.:+ -]+", words):
        return None
    return TomlSlip("the text has no quotation marks", fixed, column)


def _date_slip(key: str, words: str, column: int) -> TomlSlip | None:
    """A date that doesn't exist or is written as people write it."""
    found = re.fullmatch(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})", words)
    if found is not None:
        meant = f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}"
        advice = _as_line(f"{key} = {meant}") or "write it as 2026-11-01"
        reason = "there is no such date or time"
        if advice.endswith(meant):
            reason = "this is not how a date is written"
        return TomlSlip(reason, advice, column)
    found = re.fullmatch(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})", words)
    if found is None:
        return None
    # Which of the two is the month depends on where the author lives.
    return TomlSlip(
        "this is not how a date is written",
        f"write year, month and day: {found[4]}-11-30",
        column,
    )


def _number_slip(key: str, words: str, column: int) -> TomlSlip | None:
    if re.fullmatch(r"[+-]?0[0-9]+", words.strip()) is None:
        return None
    fixed = _as_line(f"{key} = {int(words)}") or "leave the 0 out"
    return TomlSlip("a number doesn’t begin with 0", fixed, column)


def _text_slip(line: str, column: int) -> TomlSlip | None:
    """A quotation mark that ends a text too early."""
    found = re.fullmatch(r"\s*+([\w.-]+)\s*=\s*(['\"])(.*)\2\s*,?\s*", line)
    if found is None or column <= found.start(3):
        return None
    key, mark, words = found.groups()
    if mark not in words:
        return None
    advice = _as_line(f'{key} = "{words}"') if mark == "'" else None
    advice = (
        advice or _as_line(f"{key} = '{words}'") or f"write \\{mark} within the text"
    )
    place = found.start(3) + words.index(mark) + 1
    what = "an apostrophe" if mark == "'" else "a quotation mark"
    return TomlSlip(f"{what} within the text ends it", advice, place)


def _quoted(words: str) -> str:
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1]
    return f'"{words}"' if '"' not in words else f"'{words}'"


def _as_line(line: str) -> str | None:
    """“Write” and the line, if it is valid now; `None` otherwise."""
    line = line.strip()
    return f"write {line}" if is_sound(line) else None


def is_sound(line: str) -> bool:
    """Whether a line is valid TOML by itself."""
    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
