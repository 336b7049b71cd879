"""MDX: Markdown among JSX, as Docusaurus and other generators of sites have it.

Imports and exports, comments and tags of components go, and what stands between the
tags stays: `<TabItem label="Two">` is its label in bold. The format is that of
https://mdxjs.com/docs/what-is-mdx and https://docusaurus.io/docs/markdown-features.
"""

from __future__ import annotations

import re

from bookmaker.readers.idioms.page_links import with_page_links
from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_MODULE = re.compile(
    r"^(?P<word>import|export)[ \t]+(?=[\w{*'\"])(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*",
    re.MULTILINE,
)
_IS_MODULE = re.compile(
    r"import[ \t]+(?:['\"]|[\w{*][^\n]*(?:\bfrom\b|\{[ \t]*$))"
    r"|export[ \t]+(?:const|let|default|function|async|class)\b",
    re.MULTILINE,
)
_COMMENT = re.compile(r"\{/\*(?:(?!\{/\*|\*/\}).){0,5000}\*/\}", re.DOTALL)
_TAG = re.compile(
    r"(?P<indent>^[ \t]*)?<(?P<close>/)?"
    r"(?P<name>[A-Z][\w.]*|[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w:@.-]))"
    r"(?P<rest>(?:[^<>{}\"']|\"[^\"]{0,500}\"|'[^']{0,500}'"
    r"|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}){0,2000}?)"
    r"(?P<end>/)?>(?P<alone>[ \t]*$)?",
    re.MULTILINE,
)
_FRAGMENT = re.compile(r"</?>")
_VALUE = re.compile(
    r"(?P<key>[\w-]+)=(?:\"(?P<d>[^\"]*)\"|'(?P<s>[^']*)'"
    r"|\{['\"`](?P<b>[^'\"`{}]*)['\"`]\})"
)
_SOURCE = re.compile(
    r"(?<=\bsrc=)\{(?:require\(|useBaseUrl\()?['\"](?P<path>[^'\"{}]+)['\"]\)?"
    r"(?:\.default)?\}"
)
_MARK_LINE = re.compile(
    r"^[ \t]*(?://|#|<!--|/\*|\{/\*)[ \t]*(?:highlight|error|success)"
    r"-(?:next-line|start|end)[ \t]*(?:-->|\*/\}?)?[ \t]*$",
    re.MULTILINE,
)
_BOXES = frozenset("note tip info warning danger caution important".split())
_LABELS = ("label", "title", "text")
_SILENT = frozenset(
    {
        *("Tabs", "TabItem", "Steps", "CodeGroup", "CardGroup", "Cards"),
        *("Badge", "ClientOnly", "CodeGroupItem"),
    }
)


def translate_mdx(text: str, around: IdiomContext) -> Translated:
    """Turn a text of MDX into the dialect, each line where it was."""
    text, numbers = _without_marks_in_code(text)
    text = replaced(text, _MODULE, lambda found, line: _module(found, line, around))
    text = replaced(text, _COMMENT, lambda _found, _line: "")
    text = _SOURCE.sub(lambda found: f'"{found["path"]}"', text)
    text = without_components(text, around)
    text = replaced(text, _FRAGMENT, lambda _found, _line: "")
    return Translated(with_page_links(text, around), numbers)


def without_components(text: str, around: IdiomContext) -> str:
    """Leave out the tags of components; what stands between two of them stays."""
    return replaced(text, _TAG, lambda found, line: _tag(found, line, around))


def _without_marks_in_code(text: str) -> tuple[str, list[int] | None]:
    """Leave out lines of code that only say which ones are highlighted.

    Returns for each line the one that it was, from 1.
    """
    if not _MARK_LINE.search(text):
        return text, None
    made: list[str] = []
    numbers: list[int] = []
    flags = prose_lines(text)
    for number, line in enumerate(text.split("\n"), start=1):
        if flags[number - 1] or _MARK_LINE.fullmatch(line) is None:
            made.append(line)
            numbers.append(number)
    return "\n".join(made), numbers


def _module(found: re.Match[str], line: int, around: IdiomContext) -> str:
    if _IS_MODULE.match(found[0]) is None:
        return found[0]  # “export of corn”
    if found["word"] == "export":
        around.leave_out(found[0].partition("\n")[0], line)
    return ""


def _tag(found: re.Match[str], line: int, around: IdiomContext) -> str:
    """The dialect's form of a component's tag; empty where a book has none."""
    name = found["name"]
    value_by_key = {
        one["key"]: one["d"] or one["s"] or one["b"] or ""
        for one in _VALUE.finditer(found["rest"])
    }
    kind = value_by_key.get("type", "") if name == "Admonition" else name.lower()
    stands_alone = found["indent"] is not None and found["alone"] is not None
    if kind in _BOXES and stands_alone and not found["end"]:
        if found["close"]:
            return ":::"
        title = value_by_key.get("title", "").replace('"', "'")
        return f'::: {{.callout-{kind} title="{title}"}}' if title else f"::: {kind}"
    if name == "Admonition" and found["close"]:
        return ":::"
    if found["close"]:
        return ""
    label = next((value_by_key[k] for k in _LABELS if value_by_key.get(k)), "")
    if name not in _SILENT:
        around.leave_out(found[0].partition("\n")[0], line)
    end = "  " if stands_alone else ""  # a line of its own
    return f"**{label}**{end}" if label.strip() else ""
