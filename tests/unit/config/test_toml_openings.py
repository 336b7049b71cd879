"""A mistake in `book.toml` is reported where the author edits, with what to write."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import split_lines

# The mark stands before the place; then part of the message, and of the help.
MISTAKES = {
    "list above a key": ("authors = ▲[1\npublished = 2026-12-01\n", "list", "]"),
    "list above a key, after a comma": (
        'authors = ▲["Ada",\npublished = 2026-12-01\n',
        "the list that begins here isn’t closed",
        "write ] at its end",
    ),
    "list above a comment": ('authors = ▲["Ada" # me\nx = "en"\n', "list", "]"),
    "list above a table": (
        '[contents]\nbody = ▲["a.md",\n\n[print]\ntrim = "A5"\n',
        "the list that begins here isn’t closed",
        "write ]",
    ),
    "list above a table, without a comma": (
        '[contents]\nbody = ▲[\n  "a.md"\n\n[print]\ntrim = "A5"\n',
        "list",
        "]",
    ),
    "list above a table of a list": ('body = ▲["a"\n[[people]]\n', "list", "]"),
    "list at the end of the file": ('body = ▲[\n  "a.md",\n  "b.md",\n', "list", "]"),
    "list without entries": ('authors = ▲[\nlanguage = "en"\n', "list", "]"),
    "list of lists": ('x = ▲[["a", "b"]\nlanguage = "en"\n', "list", "]"),
    "list in a list": ('x = [▲["a", "b"\nlanguage = "en"\n', "list", "]"),
    "comma between entries": ('x = ["Ada▲" "Per"]\n', "a comma is missing", "comma"),
    "comma between lines": ('x = [\n "Ada▲"\n "Per"\n]\n', "a comma is", "comma"),
    "two commas": ('x = ["Ada",▲, "Per"]\n', "a comma stands", "delete"),
    "list closed by a brace": ('x = ["Ada"▲}\n', "} ends the list", "write ]"),
    "list closed by a parenthesis": ('x = ["Ada"▲)\n', ") ends the list", "write ]"),
    "one bracket too many": ('x = ["Ada"]▲]\n', "] closes nothing", "delete"),
    "bracket in a line of its own": ('x = [\n"a",\n]\n▲]\n', "] closes", "delete"),
    "words in a list": ("x = [▲Ada Voss, Per]\n", "no quotation", 'write "Ada Voss"'),
    "keys in a list": ('x = [\n  ▲name: "Ada",\n]\n', "“name” is a key", "{ key ="),
    "table above a key": ('x = ▲{ name = "Ada"\nlanguage = "en"\n', "table", "}"),
    "table at the end": ('x = ▲{ name = "Ada"', "table in { }", "write }"),
    "table in a list": ('x = [▲{ name = "Ada"]\n', "table in { }", "before the ]"),
    "table of several lines": (
        'x = [\n  ▲{ name = "Ada",\n    role = "author" },\n]\n',
        "isn’t closed in its line",
        'write { name = "Ada", role = "author" }',
    ),
    "comma at the end of a table": ('x = { a = "b"▲, }\n', "comma", "delete"),
    "comma in a table": ('x = { a = "b▲" c = 1 }\n', "a comma is missing", "comma"),
    "colon in a table": ('x = [{ name▲: "Ada" }]\n', "a colon follows “name”", "="),
    "string": ('title = ▲"Salt\nx = 1\n', "isn’t closed", 'write title = "Salt"'),
    "string at the end": ("title = ▲'Salt", "isn’t closed", "write title = 'Salt'"),
    "string closed otherwise": ("title = ▲\"Salt'\n", "isn’t", 'write title = "Salt"'),
    "string in a list": ('x = [\n  ▲"Ada,\n  "Per",\n]\n', "isn’t", 'write "Ada",'),
    "string among others": ('x = [▲"Ada, "Per"]\n', "ends too early", "quotation"),
    "string of several lines": (
        'x = ▲"""\nA walk.\n\n[print]\ntrim = "A5"\n',
        "the string of several lines that begins here",
        'write """ at its end',
    ),
    "plain string of several lines": ("x = ▲'''\nA walk.\n", "several", "write '''"),
    "string of several lines above another": (
        'x = ▲"""\nA walk.\nb = 1\ny = """\nOf salt.\n"""\n',
        "the string of several lines that begins here",
        'write """',
    ),
    "first quotation mark": ('title = ▲Salt"\n', "no quotation marks", "write title"),
    "name of a table": ("▲[print\ntrim = 1\n", "isn’t closed", "write [print]"),
    "name of a list's table": ("▲[[x]\ny = 1\n", "isn’t closed", "write [[x]]"),
    "blank in a table's name": ("▲[print it]\n", "“print it”", "write [print-it]"),
    "dot in a table's name": ("▲[print.]\n", "“print.”", "write [print]"),
    "no name of a table": ("▲[]\nx = 1\n", "no name", "write it as [print]"),
    "key after a table's name": ('[x] ▲y = "A5"\n', "a second key", 'y = "A5" in a'),
    "words after a table's name": ("[x] ▲y\n", "follows the name", "line of its own"),
    "second key": ('title = "Salt", ▲x = 1\n', "a second key", "write x = 1 in a line"),
    "second string": ('x = "Ada", ▲"Per"\n', "a second", 'write x = ["Ada", "Per"]'),
    "second number": ("x = 1 ▲2\n", "something follows", "one key per line"),
    "no =": ('title ▲"Salt"\n', "there is no =", "write key = value"),
    "two =": ('title =▲= "Salt"\n', "one = too many", 'write title = "Salt"'),
    "no key": ('▲= "Salt"\n', "begin with a key", "write key = value"),
    "no value": ("title =▲\nx = 1\n", "“title” has no value", "write title ="),
    "tab in a key": ("ti\t▲tle = 1\n", "there is no =", "write key = value"),
    "accent in a key": ("▲título = 1\n", "letters beyond", 'write "título" = 1'),
    "month 13": ("x = ▲2026-13-01\n", "no such date", "2026-11-01"),
    "day 30 of February": ("x = ▲2026-02-30\n", "no such date", "2026-11-01"),
    "short date": ("x = ▲2026-2-1\n", "how a date is", "write x = 2026-02-01"),
    "date with dots": ("x = ▲01.12.2026\n", "how a date is", "year, month and day"),
    "backslash": ('x = "a▲\\dog"\n', "a backslash", 'write x = "a\\\\dog"'),
    "number of no character": ('x = "▲\\uD800"\n', "a backslash", "write x"),
    "leading zero": ("x = ▲007\n", "begin with 0", "write x = 7"),
    "unit without quotation marks": ("x = ▲12mm\n", "no quotation", 'write x = "12mm"'),
    "slashes": ("▲// A note\nx = 1\n", "comment", "write # A note"),
    "key twice": ("x = 1\ny = 2\n▲x = 3\n", "a second time; the first is on", "remove"),
    "table over a value": ("x = 1\n[▲x]\ny = 2\n", "a second time", "remove"),
    "dotted key over a value": ("x = 1\n▲x.y = 2\n", "a second time", "remove"),
    "mark of byte order within": ('x = 1\n▲\ufeffy = "z"\n', "invisible", 'y = "z"'),
    "bell": ('x = "Sa▲\x07lt"\n', "invisible", "delete it"),
}


def problems_of(text: str, folder: Path) -> list[Diagnostic]:
    (folder / "book.toml").write_bytes(text.encode())
    try:
        load_manuscript(folder, found := Diagnostics())
    except ManuscriptError as error:
        return list(error.diagnostics)
    return list(found)


@pytest.mark.parametrize("world", ["plain", "CRLF and a mark of byte order"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_where_the_author_edits(
    mistake: str, world: str, tmp_path: Path
) -> None:
    marked, message, advice = MISTAKES[mistake]
    # Whatever stands above it, the place is the same further down.
    marked = f'a = ["one", "two [\\"x"] # {{\nb = """\n[[\n"""\n{marked}'
    before = marked.partition("▲")[0].split("\n")
    text = marked.replace("▲", "")
    if world != "plain":
        text = "\ufeff" + text.replace("\n", "\r\n")
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text.removeprefix("\ufeff"))
    [problem] = problems_of(text, tmp_path)
    assert problem.code in {"C008", "C009"}
    assert str(problem.span) == f"book.toml:{len(before)}:{len(before[-1]) + 1}"
    assert message in problem.message()
    assert advice in problem.help()


SOUND = """\
title = "Salt"
authors = [{ name = "Ada", roles = ["author"] }, "Per Lind"]
published = 2026-11-30
description = \"\"\"
A walk.
\"\"\"

[print]
trim = "148mm x 210mm"

[contents]
body = [
  "a.md",
  { file = "b.md", sections = ["c.md"] },
]
"""


@pytest.mark.parametrize("seed", range(150))
def test_any_character_less_or_more_is_reported_in_the_text(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    at = chance.randrange(len(SOUND))
    inserted = chance.choice(["", "", *"[]{}\"'=,:#\n\\"])
    text = SOUND[:at] + inserted + SOUND[at + (not inserted) :]
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        problems = problems_of(text, tmp_path)
        assert [one.code for one in problems] in (["C008"], ["C009"])
        span, lines = problems[0].span, split_lines(text)
        assert span is not None
        assert span.column <= len(lines[span.line - 1]) + 1
        assert problems[0].help()
