"""Leanpub's Markua and its older flavour: `W> asides`, `{frontmatter}`, attributes.

The forms are those of the Markua specification (https://leanpub.com/markua/read) and of
Leanpub's manual for “Leanpub-flavoured Markdown”.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from bookmaker.config.projects.leanpub import (
    PICTURE_FILE,
    PICTURE_FOLDER,
    PICTURE_HOME,
)
from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.softcover_marks import with_leanpub_marks
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_BLURB = re.compile(r"([ABCDEGIQTWX])>(?: (.*)|[ \t]*)")
_ASIDE = re.compile(r"\{/?(aside|blurb)(?:,[ \t]*([^{}]*))?\}[ \t]*")
_CENTRED = "C"
_CLASS = re.compile(r"\bclass[:=][ \t]*\"?([\w-]+)\"?")
_KIND_BY_MARK = {
    "D": ("note", "Discussion"),
    "E": ("caution", "Error"),
    "I": ("note", "Information"),
    "Q": ("note", "Question"),
    "T": ("tip", ""),
    "W": ("warning", ""),
    "X": ("note", "Exercise"),
}
_KIND_BY_CLASS = {
    "warning": ("warning", ""),
    "tip": ("tip", ""),
    "error": ("caution", "Error"),
    "information": ("note", "Information"),
    "info": ("note", "Information"),
    "question": ("note", "Question"),
    "discussion": ("note", "Discussion"),
    "exercise": ("note", "Exercise"),
}
_ONE = r"(?:#[\w-]+|[\w-]+[ \t]*[:=][ \t]*(?:\"[^\"]*\"|[^,{}\s\"]+))"
_ATTRIBUTES = re.compile(
    rf"\{{[ \t]*{_ONE}(?:(?:,[ \t]*|[ \t]+){_ONE})*[ \t]*\}}[ \t]*"
)
_PAIR = re.compile(
    r"#(?P<id>[\w-]+)|(?P<key>[\w-]+)[ \t]*[:=][ \t]*"
    r"(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^,{}\s]+))"
)
_PICTURE = re.compile(r"[ \t]*!\[(?P<words>[^\[\]\n]*)\]\((?P<rest>[^\n]*)\)[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([\w+#-]*)[ \t]*")
_HEADING = re.compile(r"(#{1,6}[ \t]+)(.*)")
_OLD_CODE = re.compile(r"<<(?:\[(?P<title>[^\]\n]*)\])?\((?P<path>[^()\n]+)\)[ \t]*")
_CODE_MARK = re.compile(r"[ \t]*\{leanpub-(?:start|end)-(?:insert|delete)\}[ \t]*")
_VERSE = re.compile(r"\{(?P<end>/?)poem(?:,[^{}]*)?\}[ \t]*")
_LEFT_OUT = re.compile(
    r"\{/?(?:quiz|exercise|discussion|sample|course-info|book-info)(?:,[^{}]*)?\}[ \t]*"
)
_COMMENT = re.compile(r"%%(?!%).*")
_COMMENT_BLOCK = re.compile(r"\{(?P<end>/?)comment\}[ \t]*")
_CODE_PICTURE = re.compile(
    r"[ \t]*!\[(?P<title>[^\[\]\n]*)\]"
    r"\((?P<path>[^()\s:]+\.(?!(?i:png|jpe?g|gif|svg|webp|"
    r"avif|bmp|tiff?|pdf|mp[34]|m4[av]|mov|wav|webm|ogg)\b)[A-Za-z]\w{0,9})\)[ \t]*"
)
_FORMULA = re.compile(r"[ \t]*\{(?P<end>/?)\$\$\}[ \t]*")
_INLINE = re.compile(
    r"(?P<index>\{i:[ \t]*(?:\"(?P<quoted>[^\"\n]+)\"|(?P<bare>[^{}\n]+))\})"
    r"|(?P<endnote>\[\^\^(?P<label>[\w-]+)\])"
    r"|(?P<formula>\{\$\$\}(?P<tex>[^\n{}$](?:(?!\{\$\$\})[^\n])*?)\{/\$\$\})|"
    r"(?P<before>!\[[^\[\]\n]*\]\(<?)(?P<path>[^()<>\s]+)|(?P<inserted>\+\+\+\+(?P<words>[^+\n]+)\+\+\+\+)"
    r"|(?<!_)____(?P<underlined>[^_\n]+)____(?!_)"
)
_CODE_FORMULA = re.compile(r"(?<!`)`([^`\n$]+)`\$(?!\$)")
"""A formula in a line: `` `x^2`$ ``."""
_KRAMDOWN_LINE = re.compile(
    r"^\{:[ \t]*(?P<language>lang=[\"']?[\w+#-]+[\"']?)[ \t]*\}[ \t]*(?=\n\Z)"
    r"|^[ \t]*\{:(?::[a-z]+|/)?[^{}\n]*\}[ \t]*$|\{::/?(?:nomarkdown|options)[^{}\n]*\}"
    r"|\{:/\}",
    re.MULTILINE,
)
"""Attributes and options of kramdown, which Leanpub's older Markdown is.

The language stands right before a listing, where a passage ends.
"""
KRAMDOWN_HEADING = re.compile(r"^#{1,6}(?=[^\W\d_])", re.MULTILINE)
"""A heading without a space behind its signs, as kramdown reads one."""
_PART = re.compile(r"-#[ \t]+(.*?)[ \t]*#*[ \t]*")


def translate_markua(text: str, around: IdiomContext) -> Translated:
    """Turn Markua into the dialect."""
    if around.conventions.program == "Softcover":
        text = with_leanpub_marks(text)
    text = replaced(text, _KRAMDOWN_LINE, lambda found, _line: _language(found))
    text = replaced(text, KRAMDOWN_HEADING, lambda found, _line: f"{found[0]} ")
    made = _Lines(around).read(_CODE_FORMULA.sub(r"$\1$", text))
    pictures = _Pictures(around)
    text = replaced(made.text, _INLINE, lambda found, _line: _inline(found, pictures))
    return Translated(text, made.numbers)


def _language(found: re.Match[str]) -> str:
    """Leanpub's form of kramdown's language of a listing; all else goes."""
    return f"{{{found['language']}}}" if found["language"] else ""


class _Pictures:
    """Finds the files that a text names without the folder that they are in."""

    def __init__(self, around: IdiomContext) -> None:
        given = around.conventions.variables
        self._here = posixpath.dirname(around.file)
        self._home = next((path for key, path in given if key == PICTURE_HOME), "")
        self._folders = [path for key, path in given if key == PICTURE_FOLDER]
        self._files = frozenset(path for key, path in given if key == PICTURE_FILE)

    def path_of(self, path: str) -> str:
        """The path as seen from the text's file; as it is where no such file is."""
        whole = posixpath.normpath(posixpath.join(self._here, path))
        candidates = [
            posixpath.normpath(posixpath.join(self._home, folder, path))
            for folder in ("", *self._folders)
        ]
        for candidate in (whole, *candidates):
            if candidate in self._files:
                return posixpath.relpath(candidate, self._here or ".")
        is_near = path.startswith(tuple(f"{folder}/" for folder in self._folders))
        return path if is_near or not self._folders else f"{self._folders[0]}/{path}"


class _Lines:
    """Reads line by line: asides, and attributes that stand above what has them."""

    def __init__(self, around: IdiomContext) -> None:
        self._around = around
        self._is_comment = False
        self._caption = ""
        """The caption of the table that is being read."""
        self._made: list[str] = []
        self._numbers: list[int] = []
        self._mark = ""
        """The letter of the aside that is open."""
        self._waiting: dict[str, str] = {}
        """The attributes of what follows."""

    def read(self, text: str) -> Translated:
        """Read it all."""
        are_prose = prose_lines(text)
        lines = text.split("\n")
        for number, line in enumerate(lines, start=1):
            self._read_line(line, number, is_prose=are_prose[number - 1])
        self._close(len(lines))
        return Translated("\n".join(self._made), tuple(self._numbers))

    def _add(self, number: int, *lines: str) -> None:
        self._made += lines
        self._numbers += [number] * len(lines)

    def _close(self, number: int) -> None:
        if self._mark:
            self._add(number, "</div>" if self._mark == _CENTRED else ":::", "")
        self._mark = ""

    def _read_line(self, line: str, number: int, *, is_prose: bool) -> None:
        if self._caption and not line.startswith("|"):
            self._add(number, "", f": {self._caption}", "")
            self._caption = ""
        blurb = _BLURB.fullmatch(line)
        if self._mark and (blurb is None or blurb[1] != self._mark):
            self._close(number)
        if blurb is not None and (is_prose or self._mark):
            if not self._mark:
                self._mark = blurb[1]
                self._add(number, "", *_opening(self._mark, self._taken()))
            self._add(number, blurb[2] or "")
        elif is_prose:
            self._read_prose(line, number)
        elif _CODE_MARK.fullmatch(line) is None:
            self._add(number, self._attributed(line))

    def _read_prose(self, line: str, number: int) -> None:
        if self._is_hidden(line, number):
            self._add(number, "")
        elif (aside := _ASIDE.fullmatch(line)) is not None:
            self._read_aside(aside, number)
        elif _ATTRIBUTES.fullmatch(line) is not None:
            self._waiting = dict(_pairs(line))
            self._add(number, "")
        elif (
            code := _OLD_CODE.fullmatch(line) or _CODE_PICTURE.fullmatch(line)
        ) is not None:
            self._add(number, *self._listing(code))
        elif (verse := _VERSE.fullmatch(line)) is not None:
            self._add(number, *((":::", "") if verse["end"] else ("", "::: verse")))
        elif _FORMULA.fullmatch(line) is not None:
            self._add(number, "$$")
        elif (part := _PART.fullmatch(line)) is not None:
            self._add(number, self._attributed(f"# {part[1]}"))
        else:
            self._add(number, self._attributed(line))

    def _listing(self, code: re.Match[str]) -> tuple[str, ...]:
        """The lines of a listing whose code is in a file."""
        attributes = self._taken()
        path = _resource(code["path"])
        title = code["title"] or attributes.get("title", "")
        name = title.replace('"', "'")
        named = f' filename="{name}"' if name else ""
        language = attributes.get("lang") or attributes.get("format", "")
        shown = f".{language} " if language not in ("", "text") else ""
        return "", f'```{{{shown}include="{path}"{named}}}', "```"

    def _is_hidden(self, line: str, number: int) -> bool:
        """Whether a line is a comment, or a tag without an equivalent."""
        block = _COMMENT_BLOCK.fullmatch(line)
        if block is not None:
            self._is_comment = not block["end"]
            return True
        if self._is_comment or _COMMENT.fullmatch(line) is not None:
            return True
        if _LEFT_OUT.fullmatch(line) is None:
            return False
        self._around.leave_out(line.strip(), number)
        return True

    def _read_aside(self, aside: re.Match[str], number: int) -> None:
        if aside[0].startswith("{/"):
            self._add(number, ":::", "")
            return
        attributes = self._taken()
        if (found := _CLASS.search(aside[2] or "")) is not None:
            attributes["class"] = found[1]
        self._add(number, "", *_opening("A", attributes))

    def _taken(self) -> dict[str, str]:
        taken, self._waiting = self._waiting, {}
        return taken

    def _attributed(self, line: str) -> str:
        if not self._waiting or not line.strip():
            return line
        attributes = self._taken()
        if line.startswith("|"):
            name = f" {{#{attributes['id']}}}" if "id" in attributes else ""
            words = attributes.get("title") or attributes.get("caption", "")
            self._caption = words + name
        return _attributed(line, attributes)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    for found in _PAIR.finditer(line):
        if found["id"]:
            yield "id", found["id"]
        else:
            yield found["key"].lower(), found["quoted"] or found["bare"] or ""


def _inline(found: re.Match[str], pictures: _Pictures) -> str:
    if found["path"] is not None:
        path = found["path"]
        if path.startswith(("/", "#")) or "://" in path:
            return found[0]
        return f"{found['before']}{pictures.path_of(path)}"
    if found["index"] is not None:
        entry = (found["quoted"] or found["bare"]).strip().replace('"', "”")
        return f'[]{{.index entry="{entry}"}}'
    if found["endnote"] is not None:
        return f"[^endnote-{found['label']}]"
    if found["formula"] is not None:
        return f"${found['tex'].strip()}$"
    return f"[{found['words'] or found['underlined']}]{{.underline}}"


def _resource(path: str) -> str:
    return (
        path if path.startswith(("code/", "resources/", "/", ".")) else f"code/{path}"
    )


def _opening(mark: str, attributes: dict[str, str]) -> list[str]:
    """The lines that open an aside, by its letter and its class."""
    if mark == _CENTRED:
        return ['<div class="center">', ""]
    named = attributes.get("class", "").lower()
    kind, title = _KIND_BY_MARK.get(mark) or _KIND_BY_CLASS.get(named, ("", ""))
    title = attributes.get("title") or title
    if not kind and not title:
        return ["::: aside"]
    words = f' title="{title}"' if title else ""
    return [f"::: {{.callout-{kind or 'note'}{words}}}"]


def _attributed(line: str, attributes: dict[str, str]) -> str:
    """A line with the attributes that stand in the line above it."""
    name = f"#{attributes['id']}" if "id" in attributes else ""
    title = attributes.get("title") or attributes.get("caption", "")
    if (picture := _PICTURE.fullmatch(line)) is not None:
        given = [name] if name else []
        if alternative := attributes.get("alt"):
            given.append(f'alt="{alternative}"')
        if width := attributes.get("width"):
            given.append(f'width="{width if width.endswith("%") else width + "px"}"')
        tail = f"{{{' '.join(given)}}}" if given else ""
        return f"![{picture['words'] or title}]({picture['rest']}){tail}"
    if (fence := _FENCE.fullmatch(line)) is not None:
        language = fence[2] or attributes.get("lang") or attributes.get("format", "")
        shown = [f".{language}"] if language and language != "text" else []
        shown += [f'filename="{title}"'] if title else []
        return f"{fence[1]}{{{' '.join(shown)}}}" if shown else f"{fence[1]}{language}"
    if name and (heading := _HEADING.fullmatch(line)) is not None:
        if line.rstrip().endswith("}"):  # it has a name already
            return f"{heading[1]}[]{{{name}}}{heading[2]}"
        return f"{line.rstrip()} {{{name}}}"
    if name and not line.startswith(("|", ">", "$", "<")):
        return f"[]{{{name}}}{line}"
    return line
