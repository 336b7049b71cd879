"""MkDocs' and Material's idiom: `!!! note`, `??? tip`, `=== "Tab"`, snippets, keys.

The forms are those of Python-Markdown's and pymdownx' extensions
(https://facelessuser.github.io/pymdown-extensions/). What is indented below such a line
is moved to the left, between fences of the dialect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookmaker.readers.idioms.mkdocs_inlines import SNIPPET_LINE, Inlines
from bookmaker.readers.idioms.passages import prose_lines
from bookmaker.readers.idioms.translated import IdiomContext, Translated

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
_DOCUMENTED = re.compile(r"[ \t]*:::[ \t]+[A-Za-z_]\w*(?:\.\w+)*[ \t]*")
"""Code that mkdocstrings documents: `::: weirs.Gate`, with options indented below."""
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
_ATTRIBUTE_LINE = re.compile(r"[ \t]*\{[ \t]*(?:[.#]|[\w-]+=)[^{}\n]*\}[ \t]*")
_IDENTIFIER = re.compile(r"#[\w-]+")
_OTHER_BLOCKS = ("|", ">", "#", "![", ":::", "{", "</")
"""How lines begin of blocks that have their attributes below them."""
_CAPTION = "caption"
_LONE_PICTURE = re.compile(
    r"(?P<picture>!\[[^\[\]\n]*\]\([^()\n]*\))(?:\{(?P<braces>[^{}\n]*)\})?[ \t]*"
)
_WIDTH = 4
"""Of the indent of what belongs to an admonition or a tab."""


def translate_mkdocs(text: str, around: IdiomContext) -> Translated:
    """Turn MkDocs' forms into the dialect."""
    inlines = Inlines(around)
    return _Blocks(inlines).read(inlines.translate(_without_documented(text, around)))


def _without_documented(text: str, around: IdiomContext) -> str:
    """Leave out what mkdocstrings makes of code: the program has to be run for it."""
    if ":::" not in text:
        return text
    lines = text.split("\n")
    are_prose = prose_lines(text)
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if not are_prose[index - 1] or _DOCUMENTED.fullmatch(line) is None:
            continue
        end = index
        while end < len(lines) and _width(lines[end]) >= _width(line) + _WIDTH:
            end += 1
        if end == index and not re.search(r"[._]", line):
            continue  # no options, and a plain word: not code
        around.leave_out(line, index)
        lines[index - 1 : end] = [""] * (end - index + 1)
        index = end
    return "\n".join(lines)


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

    def __init__(self, inlines: Inlines) -> None:
        self._inlines = inlines
        self.made: list[str] = []
        self.numbers: list[int] = []
        self._open: list[_Open] = []
        self._is_caption = False
        self._caption_at = 0
        """Where the words of the open caption begin in what was made."""
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
            self._add(self._code(_without_indent(line, lost)), number)
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
        elif self._is_option(line) or self._took_attributes(line):
            return
        else:
            self._add(_without_indent(line, lost), number)

    def _read_block_mark(self, found: re.Match[str], number: int) -> None:
        if found["name"]:
            self._fences += 1
            self._is_caption = found["name"].endswith(_CAPTION)
            if self._is_caption:
                self._caption_at = len(self.made)
                return
            self._add("", number)
            self._add(_opening(found["name"], found["title"]), number)
        elif self._fences:
            self._fences -= 1
            if self._is_caption:
                self._end_caption(number)
            else:
                self._add(":::", number)

    def _end_caption(self, number: int) -> None:
        """Give the words of `/// caption` to the picture or the table above them."""
        self._is_caption = False
        words = " ".join(" ".join(self.made[self._caption_at :]).split())
        del self.made[self._caption_at :], self.numbers[self._caption_at :]
        above = len(self.made) - 1
        while above >= 0 and not self.made[above].strip():
            above -= 1
        picture = (
            _LONE_PICTURE.fullmatch(self.made[above].strip()) if above >= 0 else None
        )
        if picture is not None:
            said = words.replace('"', "”")
            braces = f'{picture["braces"] or ""} caption="{said}"'.strip()
            self.made[above] = f"{picture['picture']}{{{braces}}}"
        elif above >= 0 and self.made[above].lstrip().startswith("|"):
            self._add("", number)
            self._add(f": {words}", number)
        else:
            self._add("", number)
            self._add(words, number)

    def _took_attributes(self, line: str) -> bool:
        """Take the attributes of the paragraph that a line ends: an anchor of them."""
        if not self.made or _ATTRIBUTE_LINE.fullmatch(line) is None:
            return False
        above = self.made[-1].strip()
        if not above or above.startswith(_OTHER_BLOCKS):
            return False
        if (name := _IDENTIFIER.search(line)) is not None:
            self.made[-1] += f" []{{{name[0]}}}"
        return True

    def _code(self, line: str) -> str:
        """A line of a listing: a snippet is mdBook's inclusion, which is ours too."""
        found = SNIPPET_LINE.fullmatch(line)
        if found is None:
            return _fence(line)
        if found["escape"] is not None:
            return line.replace(found["escape"], "", 1)
        return f"{{{{#include {self._inlines.path_of(found['path'])}}}}}"

    def _is_option(self, line: str) -> bool:
        """Whether a line is an option of the block that has just begun."""
        is_first = bool(self.made) and self.made[-1].startswith(":::")
        is_option = _BLOCK_OPTION.fullmatch(line) is not None
        return self._fences > 0 and is_first and is_option


def _opening(kind: str, title: str | None) -> str:
    return f"::: {callout_opening(kind, title)}"


def callout_opening(kind: str, title: str | None) -> str:
    """The attributes of an admonition of a kind that MkDocs, mdBook or Obsidian has."""
    known = _KINDS.get(kind.lower())
    if title is None and (known is None or known != kind.lower()):
        title = kind.replace("-", " ").capitalize()
    words = f' title="{title}"' if title else ""
    return f"{{.callout-{known or 'note'}{words}}}"


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
    if "linenums=" in found["rest"]:
        named = f" .numberLines{named}"
    return f"{found['indent']}{found['sign']}{{{language}{named}}}"
