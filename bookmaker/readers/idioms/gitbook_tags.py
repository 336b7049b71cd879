"""GitBook's and HonKit's tags: `{% hint %}`, `{% include %}`, `{{ book.name }}`.

The tags are those of https://gitbook.com/docs and https://honkit.netlify.app. What
stands between two tags is kept, whatever the tags are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_WORDS = r"(?:[^%{\n]|%(?!\})|\{(?!%)){1,2000}"
_TAG = re.compile(
    rf"^(?P<indent>[ \t]*)\{{%-?(?P<line>{_WORDS})%\}}[ \t]*$"
    rf"|\{{%-?(?P<tag>{_WORDS})%\}}"
    r"|\{\{[ \t]*(?P<variable>[A-Za-z_][\w.-]*)[ \t]*(?:\|[^{}\n]*)?\}\}"
    r"|(?P<comment>\{#(?!#)(?![\w:.-]+\})[^{}\n]*#\})",
    re.MULTILINE,
)
_IMPORT = re.compile(
    r"(?P<indent>[ \t]*)\[import(?::(?P<range>[0-9]+(?:[-,][0-9]+)?))?"
    r"(?P<options>(?:[:,][^\[\]\n]*)?)\]\((?P<path>[^()\s:]+)\)[ \t]*"
)
_IMPORT_VALUE = re.compile(r'(lang|title):[ \t]*"([^"\n{}]*)"')
_TERM = re.compile(r"##[ \t]+(.+?)[ \t#]*")
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+#-]*)[ \t]*$")
_VALUE = re.compile(r"""([\w-]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_QUOTED = re.compile(r"""["']([^"']+)["']""")
_KINDS = {
    "info": "note",
    "note": "note",
    "tip": "tip",
    "success": "tip",
    "working": "note",
    "warning": "warning",
    "danger": "caution",
}
_SILENT = frozenset(
    "endhint code endcode tabs endtabs endtab raw endraw content-ref endcontent-ref "
    "endembed columns endcolumns column endcolumn stepper endstepper step endstep "
    "updates endupdates endupdate common endcommon endsample method endmethod "
    "endfile block endblock endpage-ref filename endfilename".split()
)
"""Tags around words that a book has without them."""
_GIVEN = re.compile(
    r"set[ \t]+(?P<name>[A-Za-z_]\w*)[ \t]*=[ \t]*(?P<sign>['\"])(?P<value>.*)(?P=sign)"
)
_TEMPLATE = ("book.", "file.", "gitbook.", "honkit.", "output.", "page.", "config.")
"""How the names of a page's own variables begin."""
_ADDRESSED = {"embed": "url", "page-ref": "page", "file": "src", "youtube": "src"}


def translate_gitbook(text: str, around: IdiomContext) -> Translated:
    """Turn GitBook's tags into the dialect, each line where it was."""
    text = _definitions(text, around.file)
    if "{%" not in text and "{{" not in text and "{#" not in text:
        return _with_imports(text)
    titles: dict[int, str] = {}
    is_raw = False
    variables = dict(around.conventions.variables)

    def translated(found: re.Match[str], line: int) -> str:
        nonlocal is_raw
        words = (found["line"] or found["tag"] or "").strip(" \t-")
        if words in ("raw", "endraw"):
            is_raw = words == "raw"
            return ""
        if is_raw:
            return found[0]
        if found["comment"] is not None:
            return ""
        if (given := _GIVEN.match(words)) is not None:
            variables[given["name"]] = given["value"]
            return ""
        if found["variable"] is not None:
            return _variable(found, line, around, variables)
        indent = found["indent"] or ""
        name, _, rest = words.partition(" ")
        value_by_key = {m[1]: m[2] or m[3] or m[4] or "" for m in _VALUE.finditer(rest)}
        if name == "code" and "title" in value_by_key:
            titles[line] = value_by_key["title"]
        return indent + _tag(name, rest, value_by_key, found, line, around)

    made = replaced(text, _TAG, translated)
    if titles:
        made = _with_titles(made, titles)
    return _with_imports(made)


def _variable(
    found: re.Match[str], line: int, around: IdiomContext, variables: Mapping[str, str]
) -> str:
    """What stands for `{{ book.river }}`; what nobody says is words."""
    known = variables.get(found["variable"])
    if known is None and found["variable"].startswith(_TEMPLATE):
        around.leave_out(found[0], line)
        return ""
    return found[0] if known is None else known


def _with_imports(text: str) -> Translated:
    """Put the listings that the plugin “include-codeblock” takes from files."""
    if "[import" not in text:
        return Translated(text)
    made: list[str] = []
    numbers: list[int] = []
    flags = prose_lines(text)
    for number, line in enumerate(text.split("\n"), start=1):
        found = _IMPORT.fullmatch(line) if flags[number - 1] else None
        lines = [line] if found is None else _listing(found)
        made += lines
        numbers += [number] * len(lines)
    return Translated("\n".join(made), tuple(numbers))


def _listing(found: re.Match[str]) -> list[str]:
    given = {m[1]: m[2] for m in _IMPORT_VALUE.finditer(found["options"])}
    suffix = found["path"].rpartition(".")[2]
    language = given.get("lang") or (suffix if suffix.isalnum() else "text")
    parts = [f".{language}", f'include="{found["path"]}"']
    if found["range"]:
        parts.append(f'lines="{found["range"].replace(",", "-")}"')
    if title := given.get("title"):
        parts.append(f'filename="{title}"')
    return [
        "",
        f"{found['indent']}```{{{' '.join(parts)}}}",
        f"{found['indent']}```",
        "",
    ]


def _definitions(text: str, file: str) -> str:
    """A glossary's `## Term` with what follows it, as definitions."""
    if posixpath.basename(file).lower() != "glossary.md":
        return text
    made: list[str] = []
    is_term = is_first = False
    for line in text.split("\n"):
        if (term := _TERM.fullmatch(line)) is not None:
            made.append(term[1])
            is_term = is_first = True
        elif is_term and line.strip():
            made.append(f": {line}" if is_first else f"  {line}")
            is_first = False
        else:
            made.append(line)
    return "\n".join(made)


def _tag(
    name: str,
    rest: str,
    value_by_key: dict[str, str],
    found: re.Match[str],
    line: int,
    around: IdiomContext,
) -> str:
    """The dialect's form of one tag; empty where a book has none."""
    stands_alone = found["line"] is not None
    if name == "hint" and stands_alone:
        kind = _KINDS.get(value_by_key.get("style", "info"), "note")
        return f"::: {{.callout-{kind}}}"
    if name == "endhint" and stands_alone:
        return ":::"
    if name == "include" and (path := _QUOTED.search(rest)) is not None:
        return f"{{{{< include {path[1]} >}}}}"
    if name in ("tab", "sample", "update"):
        title = value_by_key.get("title") or value_by_key.get("lang") or ""
        title = title or value_by_key.get("date", "")
        return f"**{title}**  " if title else ""
    if name in _ADDRESSED:
        target = value_by_key.get(_ADDRESSED[name]) or value_by_key.get("url", "")
        if not target and (quoted := _QUOTED.search(rest)) is not None:
            target = quoted[1]
        if target:
            words = value_by_key.get("caption") or target
            return f"[{words}](<{target}>)"
    if name not in _SILENT:
        around.leave_out(f"{{% {name} %}}", line)
    return ""


def _with_titles(text: str, titles: dict[int, str]) -> str:
    """Give each listing behind a tag `{% code title="a.js" %}` its file's name."""
    lines = text.split("\n")
    for number, title in titles.items():
        index = number
        while index < len(lines) and not lines[index].strip():
            index += 1
        fence = _FENCE.match(lines[index]) if index < len(lines) else None
        name = title.replace('"', "'")
        if fence is not None and not set(name) & set("{}"):
            language = f".{fence[3]} " if fence[3] else ""
            lines[index] = f'{fence[1]}{fence[2]}{{{language}filename="{name}"}}'
    return "\n".join(lines)
