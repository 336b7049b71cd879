"""docsify's Markdown: `?> a tip`, `!> a warning`, files shown in a page, `:size=`.

The forms are those of https://docsify.js.org/#/helpers and
https://docsify.js.org/#/embed-files.
"""

from __future__ import annotations

import posixpath
import re

from bookmaker.readers.idioms.page_links import with_page_links
from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_BOX = re.compile(r"[ \t]{0,3}(?P<sign>[?!])&?(?:>|gt;)[ \t]*(?P<words>.*)")
_KIND = {"?": "TIP", "!": "IMPORTANT"}
_IGNORED = re.compile(r"[ \t]*(?:<!--[ \t]*)?\{docsify-ignore(?:-all)?\}(?:[ \t]*-->)?")
_IDENTIFIER = re.compile(r"(?<=\S)[ \t]+:id=([\w-]+)[ \t]*$", re.MULTILINE)
_LINK = re.compile(
    r"(?P<picture>!)?\[(?P<words>[^\[\]\n]*)\]\("
    r"(?P<target><[^<>\n]*>|[^()\s]+)[ \t]+"
    r"['\"](?P<options>[^'\"\n]*:[a-z][^'\"\n]*)['\"]\)"
)
_OPTION = re.compile(r":(?P<key>[a-z]+)(?:=(?P<value>[^\s:]+))?")
_ROUTE = re.compile(r"\]\(#?(?P<path>/[^()\s?#]*)?(?:\?id=|#/\?id=)(?P<id>[^()\s]+)\)")
_HASH_ROUTE = re.compile(r"\]\(#(?P<path>/[^()\s?#]*)\)")
_SIZE = re.compile(r"(?P<width>\d+%?)?(?:x(?P<height>\d+))?")
_MARKDOWN = ("md", "markdown")
_PLAYED = ("mp4", "ogg", "mp3", "html", "htm", "pdf")
"""Files that a page plays or frames: in a book, links."""
_CODE = ("code", "fragment")


def translate_docsify(text: str, around: IdiomContext) -> Translated:
    """Turn docsify's forms into the dialect; inclusions and boxes add lines."""
    text, numbers = _with_blocks(text)
    text = replaced(text, _LINK, lambda found, _line: _link(found))
    text = replaced(text, _IGNORED, lambda _found, _line: "")
    text = replaced(text, _IDENTIFIER, lambda found, _line: f" {{#{found[1]}}}")
    text = replaced(text, _ROUTE, lambda f, _line: f"]({f['path'] or ''}#{f['id']})")
    text = replaced(text, _HASH_ROUTE, lambda found, _line: f"]({found['path']})")
    return Translated(with_page_links(text, around), numbers)


def _with_blocks(text: str) -> tuple[str, list[int]]:
    """Paragraphs that begin with `?>` or `!>` as alerts, and files that are shown.

    Also for each line the one that it was, from 1.
    """
    made: list[str] = []
    numbers: list[int] = []
    are_prose = prose_lines(text)
    is_open = False
    for number, line in enumerate(text.split("\n"), start=1):
        box = _BOX.fullmatch(line) if are_prose[number - 1] else None
        if box is not None:
            head = [] if is_open else [f"> [!{_KIND[box['sign']]}]"]
            shown = [*head, f"> {box['words']}"]
        elif is_open and line.strip():
            shown = [f"> {line.strip()}"]
        else:
            shown = _shown_file(line) if are_prose[number - 1] else [line]
        is_open = bool(line.strip()) and (is_open or box is not None)
        made += shown
        numbers += [number] * len(shown)
    return "\n".join(made), numbers


def _options_of(found: re.Match[str]) -> dict[str, str]:
    return {m["key"]: m["value"] or "" for m in _OPTION.finditer(found["options"])}


def _shown_file(line: str) -> list[str]:
    """The line, or what stands for the file whose link it is."""
    found = _LINK.fullmatch(line.strip())
    options = _options_of(found) if found is not None else {}
    if found is None or "include" not in options or found["picture"]:
        return [line]
    path, kind = found["target"].strip("<>"), options.get("type", "")
    suffix = posixpath.splitext(path)[1].lstrip(".").lower()
    if "://" in path or (suffix in _PLAYED and kind not in _CODE):
        return [f"[{found['words']}]({path})"]
    if suffix in _MARKDOWN and kind not in _CODE:
        return [f"{{{{< include {path} >}}}}"]
    return [f"```{suffix}", f"{{{{#include {path}}}}}", "```"]


def _link(found: re.Match[str]) -> str:
    """A link or a picture whose title is docsify's options, without these."""
    options = _options_of(found)
    size = _SIZE.fullmatch(options.get("size", ""))
    braces = []
    for key in ("width", "height"):
        if size is not None and size[key] and found["picture"]:
            unit = "" if size[key].endswith("%") else "px"
            braces.append(f"{key}={size[key]}{unit}")
    tail = f"{{{' '.join(braces)}}}" if braces else ""
    return f"{found['picture'] or ''}[{found['words']}]({found['target']}){tail}"
