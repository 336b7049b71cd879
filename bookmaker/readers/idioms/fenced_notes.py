"""Admonitions in fences, and what else plugins of mdBook and Obsidian add.

mdbook-admonish writes ```` ```admonish tip "Title" ````, Obsidian's plugin “Admonition”
```` ```ad-tip ````, and Dataview fills a fence with what it finds in a vault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.diagnostics.catalog.manuscript import ConstructNotRead
from bookmaker.readers.idioms.mkdocs_marks import callout_opening
from bookmaker.readers.idioms.passages import replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated
from bookmaker.source import SourceSpan

_FENCE = re.compile(
    r"(?P<before>[ \t>]*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?)(?P<sign>`{3,}|~{3,})"
    r"[ \t]*(?P<info>[^`\n]*)"
)
_ADMONISH = re.compile(
    r"admonish(?:[ \t,]+(?P<kind>[\w-]+)(?![\w-]*=))?(?P<rest>(?:[ \t,.].*)?)"
)
_PLUGIN = re.compile(r"ad-(?P<kind>[\w-]+)[ \t]*")
_TITLE = re.compile(r"(?:title[ \t]*=[ \t]*)?\"(?P<title>[^\"\n]*)\"")
_OPTION = re.compile(r"(?P<key>title|collapse|icon|color):[ \t]*(?P<value>.*)")
_QUERIES = frozenset({"dataview", "dataviewjs", "query", "tasks", "button", "kanban"})
"""Fences that Obsidian shows the answer of, and not what is in them."""
_MDBOOK = re.compile(
    r"(?P<note>\{\{[ \t]*footnote:[ \t]*(?P<words>[^{}\n]+)\}\})"
    r"|(?P<spaced>^[ \t]*\{\{[ \t]+#include[ \t]+(?P<path>[^{}\n]+?)[ \t]*\}\}[ \t]*$)"
    r"|(?P<other>(?<!\\)\{\{#(?!include |rustdoc_include |playground |playpen |title )"
    r"\w[^{}\n]*\}\})"
    r"|(?P<inside>(?<=\S)[ \t]*\{\{#include [^{}\n]*\}\})",
    re.MULTILINE,
)


def translate_fences(text: str, around: IdiomContext) -> Translated:
    """Turn a text of mdBook or of Obsidian into the dialect, each line where it was."""
    if "```" in text or "~~~" in text:
        text = "\n".join(_without_fences(text.split("\n"), around))
    if around.conventions.has_mdbook_marks and "{{" in text:
        text = replaced(text, _MDBOOK, lambda found, line: _mark(found, line, around))
    return Translated(text)


def _mark(found: re.Match[str], line: int, around: IdiomContext) -> str:
    if found["note"] is not None:
        return f"^[{found['words'].strip()}]"
    if found["spaced"] is not None:
        return f"{{{{#include {found['path']}}}}}"
    span = SourceSpan.at(around.file, line)
    unread = ConstructNotRead(construct=found[0].strip(), span=span)
    around.diagnostics.add(unread)
    return found[0]


def _without_fences(lines: Sequence[str], around: IdiomContext) -> Iterator[str]:
    """The lines, fences of plugins turned into divisions or left out."""
    index = 0
    ends: dict[int, str] = {}
    """Lines that end a division, each with what it becomes."""
    while index < len(lines):
        fence = _FENCE.fullmatch(lines[index])
        if index in ends or fence is None:
            yield ends.get(index, lines[index])
            index += 1
            continue
        last = _end_of(lines, index, fence["sign"])
        info = fence["info"].strip()
        opening = _opening(info, lines[index + 1 : last])
        if opening is not None and last < len(lines):
            colons = ":" * (len(fence["sign"]) + 1)
            blank = " " * len(fence["before"].replace(">", ""))
            quote = ">" * fence["before"].count(">")
            yield f"{fence['before']}{colons} {opening}"
            ends[last] = f"{quote}{blank}{colons}"
            index += 1
            while index < last and _is_option(info, lines[index]):
                yield quote
                index += 1
            continue
        is_query = around.conventions.has_wiki_links and info.lower() in _QUERIES
        if is_query:
            around.leave_out(f"```{info}", index + 1)
        for line in lines[index : last + 1]:
            yield "" if is_query else line
        index = last + 1


def _end_of(lines: Sequence[str], index: int, sign: str) -> int:
    """The line that closes a fence; the count of lines where none does."""
    for number in range(index + 1, len(lines)):
        bare = lines[number].strip(" \t>")
        if bare.startswith(sign) and not bare.strip(sign[0]):
            return number
    return len(lines)


def _opening(info: str, lines: Sequence[str]) -> str | None:
    """The attributes of the division that a fence is; `None`: it is a listing."""
    plugin = _PLUGIN.fullmatch(info)
    if plugin is not None:
        options = [o for line in lines if (o := _OPTION.fullmatch(line.strip(" \t>")))]
        title = next((o["value"] for o in options if o["key"] == "title"), None)
        return callout_opening(plugin["kind"], title)
    admonish = _ADMONISH.fullmatch(info)
    if admonish is None:
        return None
    title = _TITLE.search(admonish["rest"])
    return callout_opening(
        admonish["kind"] or "note", title["title"] if title is not None else None
    )


def _is_option(info: str, line: str) -> bool:
    return info.startswith("ad-") and _OPTION.fullmatch(line.strip(" \t>")) is not None
