"""Hugo's shortcodes: `{{< figure >}}`, `{{% notice %}}`, `{{< ref "a.md" >}}`.

Those that come with Hugo (https://gohugo.io/shortcodes) and the usual ones of themes
are read. What stands between the tags of others is kept.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bookmaker.config.projects.hugo import CONTENT_FOLDER
from bookmaker.readers.idioms.page_links import with_page_links
from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_SHORTCODE = re.compile(
    r"\{\{(?P<sign>[<%])(?!/\*)[ \t]*(?P<close>/)?[ \t]*(?P<name>[\w./-]+)"
    r"(?P<rest>(?:[^<>%{}\"]|\"[^\"\n]*\"){0,2000}?)/?[ \t]*[>%]\}\}"
)
_HIGHLIGHT = re.compile(
    r"\{\{[<%][ \t]*(?:highlight[ \t]+\"?(?P<language>[\w+#-]+)\"?[^<>{}\n]*"
    r"|(?P<end>/[ \t]*highlight)[ \t]*)[>%]\}\}"
)
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)[ \t]*=[ \t]*)?(?:\"(?P<double>[^\"\n]*)\"|`(?P<raw>[^`]*)`"
    r"|(?P<bare>[^\s\"`=]+))"
)
_CALLOUTS: Mapping[str, str] = {
    **dict.fromkeys(("notice", "hint", "alert", "callout", "admonition"), ""),
    **dict.fromkeys(
        ("note", "info", "details", "expand", "pageinfo", "spoiler"), "note"
    ),
    **dict.fromkeys(("tip", "success"), "tip"),
    **dict.fromkeys(("warning", "danger", "caution", "important"), "warning"),
}
_KINDS = {
    "tip": "tip",
    "success": "tip",
    "warning": "warning",
    "danger": "caution",
    "caution": "caution",
    "error": "caution",
    "important": "important",
}
_SILENT = frozenset(
    "tabs tabpane columns column steps step blocks cards rawhtml unsafe html center "
    "mermaid div section lead".split()
)
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
}
_BOX_TAG = re.compile(
    r"\{\{[<%][ \t]*/?[ \t]*(?:notice|hint|alert|callout|admonition|note|info|details"
    r"|expand|pageinfo|spoiler|tip|success|warning|danger|caution|important)\b"
    r"(?:[^{}\"\n]|\"[^\"\n]*\")*[>%]\}\}"
)
_FORMULA = re.compile(
    r"\{\{[<%][ \t]*(?P<name>katex|math)(?P<rest>[^<>%{}\n]*)[>%]\}\}"
    r"(?P<tex>(?:(?!\{\{)[\s\S]){1,2000}?)\{\{[<%][ \t]*/(?P=name)[ \t]*[>%]\}\}"
)
_LITERAL = re.compile(
    r"\{\{(?P<sign>[<%])/\*(?P<words>(?:(?!\{\{[<%]/)[^\n])*?)\*/(?P<end>[>%])\}\}"
)
_ATTRIBUTES = re.compile(
    r"^([ \t]*(?![ \t|>#:{]|!\[)\S[^\n]*)\n[ \t]*\{[.#][^{}\n]*\}[ \t]*$", re.MULTILINE
)
"""A paragraph's last line, and below it the attributes that goldmark gives it."""
_FENCE_FILE = re.compile(
    r"^([ \t>]*(?:[-*+][ \t]+)?(?:`{3,}|~{3,})[^`{}\n]*\{[^{}\n]*?)\bfile=",
    re.MULTILINE,
)
"""A listing's attribute that names its file: in the dialect it would be included."""
_INCLUSIONS = frozenset({"include", "readfile", "md"})
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp)$", re.IGNORECASE)


def translate_hugo(text: str, around: IdiomContext) -> Translated:
    """Turn shortcodes into the dialect, each line where it was."""
    text = _FENCE_FILE.sub(r"\1filename=", with_page_links(text, around))
    if "{{" not in text:
        return Translated(text)

    def translated(found: re.Match[str], line: int) -> str:
        return _shortcode(found, line, around)

    text = replaced(
        text,
        _HIGHLIGHT,
        lambda found, _line: "```" if found["end"] else f"```{found['language']}",
    )
    text, numbers = _with_boxes_on_lines(text)
    text = replaced(text, _LITERAL, _literal)
    text = replaced(text, _FORMULA, _formula)
    text = replaced(text, _SHORTCODE, translated)
    return Translated(_ATTRIBUTES.sub(r"\1\n", text), numbers)


def _with_boxes_on_lines(text: str) -> tuple[str, tuple[int, ...]]:
    """The marks of boxes on lines of their own, whatever stands beside them.

    Returns for each line the one that it was, from 1.
    """
    made: list[str] = []
    numbers: list[int] = []
    are_prose = prose_lines(text)
    for number, line in enumerate(text.split("\n"), start=1):
        parts = [line]
        is_words = are_prose[number - 1] and "`" not in line
        if is_words and "{{" in line and _BOX_TAG.search(line) is not None:
            ends = [end for tag in _BOX_TAG.finditer(line) for end in tag.span()]
            cut = zip([0, *ends], [*ends, len(line)], strict=True)
            pieces = [line[start:end].strip() for start, end in cut]
            parts = [piece for piece in pieces if piece] if pieces[1:] else parts
        made += parts
        numbers += [number] * len(parts)
    return "\n".join(made), tuple(numbers)


def _literal(found: re.Match[str], _line: int) -> str:
    return f"`{{{{{found['sign']}{found['words']}{found['end']}}}}}`"


def _formula(found: re.Match[str], _line: int) -> str:
    tex = found["tex"].strip()
    return f"$$\n{tex}\n$$" if "display" in found["rest"] else f"${tex}$"


@dataclass(frozen=True, slots=True)
class _Call:
    """A shortcode that is called: its arguments by name, and those without one."""

    name: str
    sign: str
    value_by_key: Mapping[str, str]
    values: tuple[str, ...]

    def find(self, *keys: str) -> str:
        """The first of these arguments that is given; else the first without a name."""
        named = next((v for k in keys if (v := self.value_by_key.get(k))), "")
        return named or (self.values[0] if self.values else "")

    def named(self, *keys: str) -> str:
        """The first of these arguments that is given."""
        return next((v for k in keys if (v := self.value_by_key.get(k))), "")


def _read(found: re.Match[str]) -> _Call:
    value_by_key: dict[str, str] = {}
    values: list[str] = []
    for one in _ARGUMENT.finditer(found["rest"]):
        value = next((one[g] for g in ("double", "raw", "bare") if one[g]), "")
        if one["key"]:
            value_by_key[one["key"].lower()] = value
        else:
            values.append(value)
    return _Call(found["name"].lower(), found["sign"], value_by_key, tuple(values))


def _shortcode(found: re.Match[str], line: int, around: IdiomContext) -> str:
    call = _read(found)
    is_closing = found["close"] is not None
    if call.name in _CALLOUTS:
        return ":::" if is_closing else _callout(call)
    if is_closing:
        return ""
    made = _made(call, around)
    if made is not None:
        return made
    if call.name not in _SILENT:
        around.leave_out(found[0], line)
    title = call.named("title")
    words = call.named("text", "subtitle")
    return " ".join(part for part in (f"**{title}**" * bool(title), words) if part)


def _made(call: _Call, around: IdiomContext) -> str | None:
    """What a shortcode without contents makes; `None`: nothing in a book."""
    if call.name in ("ref", "relref"):
        return _path(call.find("path"), around)
    if call.name in _FILMS:
        return f"<{_FILMS[call.name]}{call.find('id')}>"
    if call.name == "param":
        return dict(around.conventions.variables).get(call.find("name"))
    if call.name == "tab":
        title = call.find("name", "header", "title")
        return f"**{title}**" if title else ""
    if call.name == "pagebreak":
        return "{{< pagebreak >}}"
    path = call.find("file", "path")
    if call.name in _INCLUSIONS and path.endswith((".md", ".markdown")):
        return f"{{{{< include {path} >}}}}"
    source = call.named("src", "link") or call.find("src")
    if call.name == "figure" or _PICTURE.search(source):
        return _figure(source, call, around)
    return None


def _callout(call: _Call) -> str:
    word = call.named("type", "style", "color")
    rest = list(call.values)
    if not word and not _CALLOUTS[call.name] and rest:
        word = rest.pop(0)
    kind = _KINDS.get(word.lower()) or _CALLOUTS[call.name] or "note"
    title = call.named("title") or (rest[0] if rest else "")
    words = f' title="{title}"' if title and '"' not in title else ""
    return f"::: {{.callout-{kind}{words}}}"


def _figure(source: str, call: _Call, around: IdiomContext) -> str:
    caption = call.named("caption", "title")
    alternative = call.named("alt") or caption
    given = [f'caption="{caption}"'] if caption else []
    braces = f"{{{' '.join(given)}}}" if given else ""
    return f"![{alternative}](<{_picture(source, around)}>){braces}"


def _picture(source: str, around: IdiomContext) -> str:
    """A picture whose path begins with `/` is in the folder `static`."""
    if not source.startswith("/") or source.startswith("//"):
        return source
    return posixpath.relpath(f"static{source}", posixpath.dirname(around.file) or ".")


def _path(target: str, around: IdiomContext) -> str:
    """The path of a page, from the file that refers to it."""
    content = dict(around.conventions.variables).get(CONTENT_FOLDER, "content")
    path, mark, fragment = target.partition("#")
    if not path:
        return f"{mark}{fragment}"
    if path.startswith("/"):
        path = posixpath.relpath(
            f"{content}{path}", posixpath.dirname(around.file) or "."
        )
    return f"{path}{mark}{fragment}"
