"""VitePress' and VuePress' Markdown: Vue's tags, inclusions, marks of code.

Containers (`::: tip`) are the dialect's own. Scripts, styles and components go, and
what stands between the tags of a component stays. The forms are those of
https://vitepress.dev/guide/markdown and https://v2.vuepress.vuejs.org/guide/markdown.html.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from bookmaker.config.projects.settings_values import flattened, read_front
from bookmaker.readers.idioms.mdx_tags import without_components
from bookmaker.readers.idioms.page_links import with_page_links
from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_PROGRAM_BLOCK = re.compile(
    r"^[ \t]*<(?P<tag>script|style)\b[^<>]*>(?:(?!</(?:script|style)>)[\s\S]){0,50000}"
    r"</(?P=tag)>[ \t]*$",
    re.MULTILINE,
)
_INCLUDED = re.compile(
    r"<!--[ \t]*@include:[ \t]*(?P<path>[^\s{}<>#]+)(?:#(?P<region>[\w-]+))?"
    r"(?:\{(?P<lines>[\d,]+)\})?[ \t]*-->"
)
_SNIPPET = re.compile(
    r"(?P<indent>[ \t]*)<<<[ \t]+(?P<path>[^\s{}\[\]#]+)(?:#(?P<region>[\w-]+))?"
    r"[ \t]*(?:\{[^{}]*\})?[ \t]*(?:\[(?P<label>[^\[\]]*)\])?[ \t]*"
)
_FENCE = re.compile(
    r"(?P<sign>[ \t>]*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?(?:`{3,}|~{3,}))[ \t]*"
    r"(?P<language>[\w+#.-]*)(?P<options>(?::[\w-]+(?:=\d+)?|[ \t]*\{[^{}]*\})*)"
    r"[ \t]*(?:\[(?P<label>[^\[\]]+)\])?[^`]*"
)
_NUMBERED = re.compile(r":line-numbers(?:=(\d+))?")
_CODE_MARK = re.compile(r"[ \t]*(?://|#|<!--|/\*|--|%)[ \t]*\[!code[^\[\]]*\].*$")
_CONTENTS = re.compile(r"^[ \t]*\[\[toc\]\][ \t]*$", re.IGNORECASE | re.MULTILINE)
_OUTPUT = re.compile(
    r"(?<!\\)\{\{(?![<#%])[ \t]*(?P<words>[^{}\n]{1,200}?)[ \t]*\}\}(?!\})"
)
_LITERAL = re.compile(r"""(?P<sign>['"`])(?P<words>[^'"`]*)(?P=sign)""")
_PLAIN_REGION = re.compile(
    r"^[ \t]*:::[ \t]*v-pre\b[\s\S]*?^[ \t]*:::[ \t]*$|<(\w+)[^<>]*\sv-pre\b[^<>]*>"
    r"[\s\S]*?</\1>",
    re.MULTILINE,
)
_CONTAINER = re.compile(
    r"^(?P<words>[ \t]*:{3,}[ \t]*[\w-]+(?:[^\n{}]*[^\s{}])?)[ \t]*"
    r"\{[ \t]*(?:open|no-title)[ \t]*\}[ \t]*$",
    re.MULTILINE,
)
_DIRECTIVE = re.compile(
    r"(?P<tag><[a-z][a-z0-9]*)(?P<rest>(?:[ \t\n]+[^\s<>\"'=/]+(?:=(?:\"[^\"]*\""
    r"|'[^']*'|[^\s<>\"']+))?){1,30})(?P<end>[ \t\n]*/?>)"
)
_DIRECTIVES = re.compile(
    r"[ \t\n]+(?:[@:#]|v-)[^\s<>\"'=/]*(?:=(?:\"[^\"]*\"|'[^']*'))?"
)
_SOURCE_ROOT = "@/"
_FRONTMATTER = ("$frontmatter.", "$page.frontmatter.", "frontmatter.", "$page.")


def translate_vue(text: str, around: IdiomContext) -> Translated:
    """Turn a text of VitePress' or VuePress' into the dialect, each line in place."""
    head = dict(flattened("", read_front(text)))
    text = replaced(text, _PROGRAM_BLOCK, lambda _found, _line: "")
    text = replaced(text, _CONTAINER, lambda found, _line: found["words"])
    text = replaced(text, _DIRECTIVE, lambda found, _line: _without_directives(found))
    text = replaced(text, _CONTENTS, lambda _found, _line: "")
    text = replaced(text, _INCLUDED, lambda found, _line: _inclusion(found))
    if _PLAIN_REGION.search(text) is None:
        text = replaced(text, _OUTPUT, lambda f, line: _output(f, line, around, head))
    text = without_components(text, around)
    lines, numbers = _lines_of_code(text, around)
    return Translated(with_page_links("\n".join(lines), around), numbers)


def _without_directives(found: re.Match[str]) -> str:
    """A tag of HTML without Vue's attributes: `@click`, `:class`, `v-if`, `#slot`."""
    return found["tag"] + _DIRECTIVES.sub("", found["rest"]) + found["end"].lstrip()


def _inclusion(found: re.Match[str]) -> str:
    lines = (found["lines"] or "").replace(",", "-").strip("-")
    wanted = f":{lines}" if lines else f":{found['region']}" if found["region"] else ""
    path = found["path"]
    path = f"/{path[len(_SOURCE_ROOT) :]}" if path.startswith(_SOURCE_ROOT) else path
    return f"{{{{< include {path}{wanted} >}}}}"


def _output(
    found: re.Match[str], line: int, around: IdiomContext, head: Mapping[str, str]
) -> str:
    """What Vue shows for `{{ … }}`: a literal, or what the page's head says."""
    words = found["words"]
    if (literal := _LITERAL.fullmatch(words)) is not None:
        return literal["words"]
    for prefix in _FRONTMATTER:
        if words.startswith(prefix) and words.removeprefix(prefix) in head:
            return head[words.removeprefix(prefix)]
    around.leave_out(found[0], line)
    return ""


def _lines_of_code(text: str, around: IdiomContext) -> tuple[list[str], list[int]]:
    """The lines, those of code without its marks; and which line each one was."""
    made: list[str] = []
    numbers: list[int] = []
    are_prose = prose_lines(text)
    was_prose = True
    for number, line in enumerate(text.split("\n"), start=1):
        is_prose = are_prose[number - 1]
        if is_prose and (snippet := _SNIPPET.fullmatch(line)) is not None:
            shown = list(_listing(snippet, around))
        elif not is_prose and was_prose and (fence := _FENCE.fullmatch(line)):
            shown = [_opening(fence)]
        elif not is_prose and "[!code" in line:
            shown = [_CODE_MARK.sub("", line)]
        else:
            shown = [line]
        made += shown
        numbers += [number] * len(shown)
        was_prose = is_prose or line.strip(" \t>").strip("`~") == ""
    return made, numbers


def _opening(fence: re.Match[str]) -> str:
    """The line that opens a listing: its language, numbers, and the name of its tab."""
    language, label = fence["language"], (fence["label"] or "").strip()
    numbered = _NUMBERED.search(fence["options"] or "")
    if numbered is None and not label:
        return f"{fence['sign']}{language}"
    parts = [f".{language}"] if language else []
    if numbered is not None:
        parts.append(".numberLines")
        parts += [f'startFrom="{numbered[1]}"'] if numbered[1] else []
    if label:
        parts.append(f'filename="{label.replace(chr(34), chr(39))}"')
    return f"{fence['sign']}{{{' '.join(parts)}}}"


def _listing(found: re.Match[str], around: IdiomContext) -> Iterator[str]:
    """The fence that includes a file of code: `<<< @/snippets/low.js#tides{2}`."""
    path = found["path"]
    if path.startswith(_SOURCE_ROOT):
        root = next(iter(around.conventions.roots), "public")
        home = posixpath.dirname(root)
        whole = posixpath.join(home, path.removeprefix(_SOURCE_ROOT))
        path = posixpath.relpath(whole, posixpath.dirname(around.file) or ".")
    indent = found["indent"]
    language = posixpath.splitext(path)[1].lstrip(".")
    named = f' filename="{found["label"]}"' if found["label"] else ""
    region = f":{found['region']}" if found["region"] else ""
    yield f"{indent}```{{.{language or 'text'}{named}}}"
    yield f"{indent}{{{{#include {path}{region}}}}}"
    yield f"{indent}```"
