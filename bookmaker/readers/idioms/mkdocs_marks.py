"""MkDocs' and Material's idiom: `!!! note`, `??? tip`, `=== "Tab"`, snippets, keys.

The forms are those of Python-Markdown's and pymdownx' extensions
(https://facelessuser.github.io/pymdown-extensions/). What is indented below such a line
is moved to the left, between fences of the dialect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import Surroundings, Translated

_ADMONITION = re.compile(
    r"(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kinds>[\w-]+(?:[ \t]+[\w-]+)*)"
    r'(?:[ \t]+"(?P<title>(?:[^"\\]|\\.)*)")?[ \t]*'
)
_TAB = re.compile(
    r"(?P<indent>[ \t]*)===[!+]?[ \t]+"
    r"(?:\"(?P<title>[^\"]*)\"|'(?P<other>[^']*)')[ \t]*"
)
_BLOCK = re.compile(
    r"[ \t]*/{3,}[ \t]*"
    r"(?:(?P<name>[a-z][\w-]*)(?:[ \t]*\|[ \t]*(?P<title>.*?))?)?[ \t]*"
)
_BLOCK_OPTION = re.compile(r"[ \t]{4,}[\w-]+:.*")
_KINDS = {
    **dict.fromkeys(("note", "info", "abstract", "summary", "tldr", "todo"), "note"),
    **dict.fromkeys(("question", "help", "faq", "example", "quote", "cite"), "note"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "tip"),
    **dict.fromkeys(("warning", "attention", "danger", "error"), "warning"),
    **dict.fromkeys(("caution", "failure", "fail", "missing", "bug"), "caution"),
    "important": "important",
}
_FENCE = re.compile(
    r"(?P<indent>[ \t]*)(?P<sign>`{3,}|~{3,})[ \t]*(?P<language>[\w+#.-]+)?"
    r"(?P<rest>(?:[ \t]+[\w-]+=(?:\"[^\"]*\"|'[^']*'))+)[ \t]*"
)
_FENCE_TITLE = re.compile(r"\btitle=(?:\"([^\"]*)\"|'([^']*)')")
_BRACED_TITLE = re.compile(r"([`~]{3,}[ \t]*\{[^}]*)\btitle=")
_INLINE = re.compile(
    r"(?P<snippet>^[ \t]*(?:-{1,}8<-{1,})[ \t]+[\"'](?P<path>[^\"'\n]+)[\"'][ \t]*$)"
    r"|(?P<toc>^[ \t]*\[TOC\][ \t]*$)"
    r"|(?P<attributes>\{:[ \t]*(?P<listed>[^{}\n]*)\})"
    r"|(?P<keys>\+\+(?P<names>[\w-]+(?:\+[\w-]+)*)\+\+)"
    r"|(?P<icon>(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:)"
    r"|(?P<inserted>\^\^(?=\S)(?P<new>[^\^\n]+)(?<=\S)\^\^)"
    r"|(?P<annotation>(?<=[\s\w])\([0-9]{1,3}\)!)"
    r"|(?P<span>\[\]\(\)(?=\{))",
    re.MULTILINE,
)
_WIDTH = 4
"""Of the indent of what belongs to an admonition or a tab."""


def translate_mkdocs(text: str, around: Surroundings) -> Translated:
    """Turn MkDocs' forms into the dialect."""

    def translated(found: re.Match[str], line: int) -> str:
        if found["snippet"] is not None:
            return f"{{{{< include {_snippet(found['path'])} >}}}}"
        if found["attributes"] is not None:
            return f"{{{found['listed'].strip()}}}" if found["listed"].strip() else ""
        if found["keys"] is not None:
            return "+".join(f"[{_key(n)}]{{.kbd}}" for n in found["names"].split("+"))
        if found["inserted"] is not None:
            return f"[{found['new']}]{{.underline}}"
        if found["icon"] is not None:
            around.leave_out(found["icon"], line)
        return ""

    made = replaced(text, _INLINE, translated)
    return _Blocks().read(made)


def _snippet(path: str) -> str:
    """Snippets are found from the project's folder, ours from the file's own."""
    path = path.partition(":")[0]
    return path if path.startswith((".", "/")) else f"/{path}"


def _key(name: str) -> str:
    return name.replace("-", " ").capitalize() if len(name) > 1 else name.upper()


@dataclass(frozen=True, slots=True)
class _Open:
    """What an indent keeps open."""

    indent: int
    """The columns of its line; what belongs to it has four more."""
    lost: int
    """How many columns its contents move to the left."""
    closing: str


class _Blocks:
    """Reads line by line; what is indented below a mark is moved to the left."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.numbers: list[int] = []
        self._open: list[_Open] = []
        self._fences = 0
        """How many blocks between lines of slashes are open."""
        self._blanks = 0
        """The blank lines that are waiting: the end of a block stands before them."""

    def read(self, text: str) -> Translated:
        """Read it all."""
        lines = text.split("\n")
        are_prose = prose_lines(text)
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                self._blanks += 1
                continue
            self._close(_width(line), number)
            for behind in range(self._blanks, 0, -1):
                self._add("", number - behind)
            self._blanks = 0
            self._read_line(line, number, is_prose=are_prose[number - 1])
        self._close(-_WIDTH, len(lines))
        for behind in range(self._blanks, 0, -1):
            self._add("", len(lines) - behind + 1)
        return Translated("\n".join(self.made), tuple(self.numbers))

    def _add(self, line: str, number: int) -> None:
        self.made.append(line)
        self.numbers.append(number)

    def _close(self, width: int, number: int) -> None:
        """Close what a line of that indent does not belong to."""
        while self._open and width < self._open[-1].indent + _WIDTH:
            closed = self._open.pop()
            if closed.closing:
                self._add(closed.closing, number - self._blanks)
                self._add("", number - self._blanks)

    def _read_line(self, line: str, number: int, *, is_prose: bool) -> None:
        lost = self._open[-1].lost if self._open else 0
        width = _width(line)
        indent = " " * max(width - lost, 0)
        if not is_prose:
            self._add(_fence(_without_indent(line, lost)), number)
        elif (found := _ADMONITION.fullmatch(line)) is not None:
            kind = found["kinds"].split()[0]
            self._add("", number)
            self._add(indent + _opening(kind, found["title"]), number)
            self._open.append(_Open(width, lost + _WIDTH, f"{indent}:::"))
        elif (found := _TAB.fullmatch(line)) is not None:
            title = found["title"] or found["other"] or ""
            for one in ("", f"{indent}**{title}**", ""):
                self._add(one, number)
            self._open.append(_Open(width, lost + _WIDTH, ""))
        elif (found := _BLOCK.fullmatch(line)) is not None:
            self._read_block_mark(found, number)
        elif self._is_option(line):
            return
        else:
            self._add(_without_indent(line, lost), number)

    def _read_block_mark(self, found: re.Match[str], number: int) -> None:
        if found["name"]:
            self._fences += 1
            self._add("", number)
            self._add(_opening(found["name"], found["title"]), number)
        elif self._fences:
            self._fences -= 1
            self._add(":::", number)

    def _is_option(self, line: str) -> bool:
        """Whether a line is an option of the block that has just begun."""
        is_first = bool(self.made) and self.made[-1].startswith(":::")
        is_option = _BLOCK_OPTION.fullmatch(line) is not None
        return self._fences > 0 and is_first and is_option


def _opening(kind: str, title: str | None) -> str:
    known = _KINDS.get(kind.lower())
    if title is None and (known is None or known != kind.lower()):
        title = kind.replace("-", " ").capitalize()
    words = f' title="{title}"' if title else ""
    return f"::: {{.callout-{known or 'note'}{words}}}"


def _width(line: str) -> int:
    expanded = line.expandtabs(_WIDTH)
    return len(expanded) - len(expanded.lstrip())


def _without_indent(line: str, columns: int) -> str:
    if not columns:
        return line
    expanded = line.expandtabs(_WIDTH)
    return expanded[min(columns, len(expanded) - len(expanded.lstrip())) :]


def _fence(line: str) -> str:
    """The line that opens a listing: `title="a.py"` is its file's name."""
    found = _FENCE.fullmatch(line)
    if found is None:
        return _BRACED_TITLE.sub(r"\1filename=", line)
    title = _FENCE_TITLE.search(found["rest"])
    language = f".{found['language']}" if found["language"] else ""
    name = (title[1] or title[2] or "") if title is not None else ""
    named = f' filename="{name}"' if name else ""
    return f"{found['indent']}{found['sign']}{{{language}{named}}}"
