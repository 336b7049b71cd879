"""Jekyll's Liquid tags and kramdown's attributes: `{% highlight %}`, `{: .note }`.

The tags are those of https://jekyllrb.com/docs/liquid, the attributes those of
https://kramdown.gettalong.org/syntax.html. What stands between two tags is kept.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from bookmaker.readers.idioms.markua_marks import KRAMDOWN_HEADING
from bookmaker.readers.idioms.page_links import with_page_links
from bookmaker.readers.idioms.passages import replaced, without_pairs
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_COMMENT = re.compile(r"\{%-?[ \t]*(?P<end>end)?comment[ \t]*-?%\}")
_HIGHLIGHT = re.compile(
    r"\{%-?[ \t]*(?:highlight[ \t]+(?P<language>[\w+#-]+)[^%\n]*"
    r"|(?P<end>endhighlight)[ \t]*)-?%\}"
)
_HIGHLIGHT_IN_LINE = re.compile(
    r"\{%-?[ \t]*highlight[ \t]+[^%{}\n]*%\}(?P<code>(?:(?!\{%)[^\n]){1,500}?)"
    r"\{%-?[ \t]*endhighlight[ \t]*-?%\}"
)
_LIQUID = re.compile(
    r"\{%-?[ \t]*(?P<tag>\w+)(?P<rest>(?:[^%{]|%(?!\})|\{(?!%)){0,2000}?)-?%\}"
    r"|\{\{-?[ \t]*(?P<output>[^{}\n]*?)[ \t]*-?\}\}"
    r"|^(?P<toc>[ \t]*(?:[-*+]|[0-9]+\.)[ \t].*\n[ \t]*\{:[ \t]*toc\b[^{}\n]*\}[ \t]*$)"
    r"|^(?P<callout>\{:[ \t]*\.(?P<kind>[\w-]+)[^{}\n]*\}[ \t]*$)(?=\n[ \t]{0,3}>)"
    r"|^(?P<line>[ \t]*\{:[^{}\n]*\}[ \t]*$)"
    r"|(?P<attributes>\{:(?!:)[ \t]*(?P<listed>[^{}\n]*)\})"
    r"|(?P<extension>\{::[^{}\n]*\})",
    re.MULTILINE,
)
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\n((?:(?!---).*\n)*)---")
_VALUE = re.compile(r"^([\w-]+):[ \t]+([^|>&*\s].*)$", re.MULTILINE)
_ROOTED = re.compile(
    r"(?P<before>!\[[^\[\]\n]*\]\(<?|<img\b[^<>\n]*?\bsrc=[\"'])"
    r"(?P<path>/(?!/)[^()<>\s\"']+)"
)
_KINDS = {
    "note": "NOTE",
    "info": "NOTE",
    "tip": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING",
    "caution": "CAUTION",
    "danger": "CAUTION",
    "new": "NOTE",
    "highlight": "NOTE",
}
_PARAMETER = re.compile(r"""([\w-]+)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')""")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
_LITERAL = re.compile(r"""["']([^"']*)["'][ \t]*(?:\|.*)?""")
_SHOWN = re.compile(r"[.#][\w-]+|(?:width|height|alt)=(?:\"[^\"]*\"|'[^']*')")
_EMPTY_VARIABLES = frozenset({"site.baseurl", "site.url"})


def translate_jekyll(text: str, around: IdiomContext) -> Translated:
    """Turn Liquid and kramdown into the dialect, each line where it was."""
    if "{" not in text:
        return Translated(with_page_links(text, around))

    is_raw = False
    head = _HEAD.match(text)
    of_page = {
        f"page.{key}": value.strip("\"' ")
        for key, value in _VALUE.findall(head[1] if head is not None else "")
    }

    def translated(found: re.Match[str], line: int) -> str:
        nonlocal is_raw
        if found["tag"] in ("raw", "endraw"):
            is_raw = found["tag"] == "raw"
            return ""
        if is_raw:
            return found[0]
        if found["toc"] or found["extension"] or found["line"]:
            return ""
        if found["callout"] is not None:
            kind = _KINDS.get(found["kind"].lower())
            return f"> [!{kind}]" if kind else ""
        if found["attributes"] is not None:
            kept = _SHOWN.findall(found["listed"])
            return f"{{{' '.join(kept)}}}" if kept else ""
        if found["output"] is not None:
            return _output(found, line, around, of_page)
        return _tag(found, line, around)

    text = _HIGHLIGHT_IN_LINE.sub(
        lambda found: f"`` {found['code'].strip()} ``",
        _without_kramdown_comments(without_pairs(text, _COMMENT)),
    )
    text = replaced(text, KRAMDOWN_HEADING, lambda found, _line: f"{found[0]} ")
    text = replaced(
        text,
        _HIGHLIGHT,
        lambda found, _line: "```" if found["end"] else f"```{found['language']}",
    )
    made = replaced(text, _LIQUID, translated)
    made = replaced(made, _ROOTED, lambda found, _l: _rooted(found, around))
    return Translated(with_page_links(made, around))


def _rooted(found: re.Match[str], around: IdiomContext) -> str:
    """A picture's path from the site's root, as seen from the file."""
    here = posixpath.dirname(around.file) or "."
    return found["before"] + posixpath.relpath(found["path"].lstrip("/"), here)


def _without_kramdown_comments(text: str) -> str:
    """Leave out `{::comment} … {:/comment}`, and keep the count of lines."""
    if "{::comment" not in text:
        return text
    return re.sub(
        r"\{::comment[ \t]*\}(?:(?!\{::comment)[\s\S]){0,20000}?"
        r"\{:/(?:comment)?\}",
        lambda found: "\n" * found[0].count("\n"),
        text,
    )


def _output(
    found: re.Match[str], line: int, around: IdiomContext, of_page: Mapping[str, str]
) -> str:
    words = found["output"]
    name = words.partition("|")[0].strip()
    if (literal := _LITERAL.fullmatch(words)) is not None:
        return literal[1]
    if name in _EMPTY_VARIABLES:
        return ""
    variables = dict(around.conventions.variables)
    value = variables.get(name) or of_page.get(name)
    if value is not None:
        return value
    around.leave_out(found[0], line)
    return ""


def _tag(found: re.Match[str], line: int, around: IdiomContext) -> str:
    name, rest = found["tag"], found["rest"].strip()
    here = posixpath.dirname(around.file) or "."
    if name == "link" and rest:
        return posixpath.relpath(rest.strip("\"'").lstrip("/"), here)
    if name == "post_url" and rest:
        return posixpath.relpath(f"_posts/{rest}.md", here)
    if name in ("include", "include_relative") and rest:
        path = rest.split()[0].strip("\"'")
        if path.endswith((".md", ".markdown")):
            folder = "/_includes/" if name == "include" else ""
            return f"{{{{< include {folder}{path} >}}}}"
        given = {m[1].lower(): m[2] or m[3] for m in _PARAMETER.finditer(rest)}
        around.leave_out(found[0], line)
        return _words_of_include(given)
    around.leave_out(found[0], line)
    return ""


def _words_of_include(given: Mapping[str, str]) -> str:
    """What is shown of an inclusion by the words that it is given: its picture too."""
    words = " ".join(
        given[k] for k in ("title", "caption", "content", "text") if k in given
    )
    for value in given.values():
        if _PICTURE.search(value):
            return f"![{given.get('alt', words)}]({value})"
    return words
