"""What stands among words in MkDocs: snippets, keys, icons, emoji, edits, macros.

The forms are those of Python-Markdown's and pymdownx' extensions
(https://facelessuser.github.io/pymdown-extensions/) and of the plugin “macros”.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cache

from bookmaker.config.projects.mkdocs import APPENDED, EXTRA, SNIPPET
from bookmaker.readers.idioms.passages import passages, replaced
from bookmaker.readers.idioms.translated import IdiomContext

_CUT = r"-{1,}8<-{1,}"
SNIPPET_LINE = re.compile(
    rf"[ \t]*(?P<escape>;[ \t]*)?{_CUT}[ \t]+[\"'](?P<path>[^\"'\n]+)[\"'][ \t]*$",
    re.MULTILINE,
)
_FORMS: dict[str, str] = {
    "snippets": rf"^[ \t]*{_CUT}[ \t]*\n(?:[^\n]*\n){{1,99}}?[ \t]*{_CUT}[ \t]*$",
    "snippet": rf"^{SNIPPET_LINE.pattern}",
    "contents": r"^[ \t]*\[TOC\][ \t]*$",
    "attributes": r"\{:[ \t]*[^{}\n]*\}",
    "keys": r"\+\+(?:[\w-]+|\"[^\"\n]*\")(?:\+(?:[\w-]+|\"[^\"\n]*\"))*\+\+(?!\})",
    "icon": r"(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:"
    r"(?:\{[^{}\n]*\})?[ \t]*",
    "emoji": r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])",
    "edit": r"\{(?:--|\+\+|==|>>|~~)[^\n]{1,999}?(?:--|\+\+|==|<<|~~)\}",
    "shade": r"!\[[^\[\]\n]*\]\([^()\s#]+#(?:only|gh)-(?:light|dark)(?:-mode-only)?\)"
    r"(?:\{[^{}\n]*\})?",
    "raw": r"\{%-?[ \t]*raw[ \t]*-?%\}(?:(?!\{%-?[ \t]*raw\b)[\s\S]){0,9999}?"
    r"\{%-?[ \t]*endraw[ \t]*-?%\}",
    "macro": r"\{\{[ \t]*[\w.]+[ \t]*\}\}|\{[%#](?:(?!\{[%#])[^\n])*?[%#]\}",
    "inserted": r"\^\^(?=\S)[^\^\n]+(?<=\S)\^\^",
    "annotation": r"(?<=[\s\w])\([0-9]{1,3}\)!",
    "span": r"\[\]\(\)(?=\{)",
}
# A form ends before the next of its kind begins, so that no stretch is read twice.
_INLINE = re.compile(
    "|".join(f"(?P<form_{name}>{form})" for name, form in _FORMS.items()), re.MULTILINE
)
_CODE_LANGUAGE = re.compile(r"\A(`+)(?:#!|:::)[\w+#-]+[ \t]+(?=\S)")
_KEY = re.compile(r"\"[^\"\n]*\"|[\w-]+")
_SHADE = re.compile(r"(?P<image>!\[[^\[\]\n]*\]\([^()\s#]+)#\w+-(?P<shade>light|dark)")


class Inlines:
    """Turns the forms of one file's words into the dialect."""

    def __init__(self, around: IdiomContext) -> None:
        given = around.conventions.variables
        self._around = around
        self._path_by_snippet = _named(given, SNIPPET)
        self._values = _named(given, EXTRA)
        self._appended = [path for key, path in given if key == APPENDED]
        self._makers: dict[str, Callable[[str, int], str]] = {
            "snippets": self._snippets,
            "snippet": self._snippet,
            "attributes": self._attributes,
            "keys": self._keys,
            "icon": self._icon,
            "emoji": self._emoji,
            "edit": self._edit,
            "shade": self._shade,
            "raw": self._raw,
            "macro": self._macro,
            "inserted": lambda words, _line: f"[{words[2:-2]}]{{.underline}}",
        }

    def translate(self, text: str) -> str:
        """Turn a text into the dialect, line for line."""

        def made(found: re.Match[str], line: int) -> str:
            name = next(n for n in _FORMS if found[f"form_{n}"] is not None)
            maker = self._makers.get(name)
            return maker(found[0], line) if maker is not None else ""

        text = replaced(_without_languages(text), _INLINE, made)
        if self._around.file not in self._appended:
            text += "".join(f"\n\n{_include('/' + path)}" for path in self._appended)
        return text

    def path_of(self, asked: str) -> str:
        """A snippet's path and part; we look from the file, MkDocs from its folders."""
        path, _, part = asked.strip().partition(":")
        known = self._path_by_snippet.get(posixpath.normpath(path))
        if known:
            path = f"/{known}"
        elif not path.startswith((".", "/")):
            path = f"/{path}"
        return f"{path}:{part}" if part else path

    def _snippet(self, line: str, _number: int) -> str:
        found = SNIPPET_LINE.match(line)
        if found is None:
            return line
        if found["escape"] is not None:
            return line.replace(found["escape"], "", 1)
        return _include(self.path_of(found["path"]))

    def _snippets(self, lines: str, _number: int) -> str:
        _, *paths, _ = lines.split("\n")
        named = [self.path_of(p) if p.strip(" \t;") else "" for p in paths]
        return "\n".join(_include(path) if path else "" for path in named)

    def _attributes(self, braces: str, _number: int) -> str:
        listed = braces[2:-1].strip()
        return f"{{{listed}}}" if listed else ""

    def _keys(self, keys: str, _number: int) -> str:
        return "+".join(f"[{_key(k)}]{{.kbd}}" for k in _KEY.findall(keys))

    def _icon(self, icon: str, number: int) -> str:
        """Nothing: with the space behind it, which would move the text of an item."""
        self._around.leave_out(icon.partition("{")[0].rstrip(), number)
        return ""

    def _emoji(self, mark: str, _number: int) -> str:
        return emoji_characters(mark) or mark

    def _edit(self, braces: str, _number: int) -> str:
        """What CriticMarkup says of words: deleted, inserted, marked, a comment."""
        sign, words = braces[1:3], braces[3:-3]
        if sign == ">>":
            return ""
        if sign == "~~":
            old, _, new = words.partition("~>")
            return f"~~{old}~~[{new}]{{.underline}}"
        if sign == "++":
            return f"[{words}]{{.underline}}"
        return f"~~{words}~~" if sign == "--" else f"=={words}=="

    def _shade(self, picture: str, _number: int) -> str:
        """Of two pictures for two colours of the page, a book has the one for light."""
        found = _SHADE.match(picture)
        if found is None or found["shade"] == "dark":
            return ""
        return f"{found['image']})"

    def _raw(self, passage: str, _number: int) -> str:
        """What “macros” leaves alone."""
        if not self._values:
            return passage
        return passage[passage.index("%}") + 2 : passage.rindex("{%")]

    def _macro(self, braces: str, number: int) -> str:
        """What the plugin “macros” puts in its place; without it the words stay."""
        if not self._values:
            return braces
        if braces.startswith("{#"):
            return ""
        value = self._values.get(braces.strip("{} \t"))
        if value is None:
            self._around.leave_out(braces, number)
        return value or ""


def _without_languages(text: str) -> str:
    """Drop the language of code among words, `` `#!python x = 1` ``."""
    if "`#!" not in text:
        return text
    return "".join(
        _CODE_LANGUAGE.sub(r"\1", passage) if is_code else passage
        for is_code, passage in passages(text)
    )


def _named(given: tuple[tuple[str, str], ...], prefix: str) -> Mapping[str, str]:
    return {key.removeprefix(prefix): v for key, v in given if key.startswith(prefix)}


def _include(path: str) -> str:
    return f"{{{{< include {path.partition(':')[0]} >}}}}"


def _key(name: str) -> str:
    if name.startswith('"'):
        return name.strip('"')
    return name.replace("-", " ").capitalize() if len(name) > 1 else name.upper()


@cache
def emoji_characters(mark: str) -> str:
    """What `:smile:` stands for in gemoji's list; empty where it isn't there."""
    from pymdownx import gemoji_db  # large, and few books have such a mark

    known = gemoji_db.emoji.get(gemoji_db.aliases.get(mark, mark), {}).get("unicode")
    return "".join(chr(int(code, 16)) for code in known.split("-")) if known else ""
