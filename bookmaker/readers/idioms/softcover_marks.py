"""Softcover's Markdown: kramdown with PolyTeX, a subset of LaTeX, among it.

What comes in: a chapter. What goes out: the same with Leanpub's marks, which are read
next; TeX that every manuscript may have is left to the reader. The forms are those of
https://manual.softcover.io/book/softcover_markdown.
"""

from __future__ import annotations

import re

from bookmaker.readers.idioms.passages import replaced

_NAMES = ("PolyTeX", "PolyTeXnic", "softcover", "Softcover")
"""Commands that print their own name."""
_ARGUMENT = r"\{(?P<words>(?:[^{}\n]|\{[^{}\n]*\})*)\}"
_MARK = re.compile(
    r"^[ \t]*\\input\{(?P<file>[\w./ -]+)\}[ \t]*$"
    r"|^[ \t]*\\(?P<edge>begin|end)\{(?P<name>codelisting|aside)\}[ \t]*$"
    rf"|\\(?P<command>codecaption|heading|kode|filepath|bfi){_ARGUMENT}"
    rf"|\\(?P<name_of>{'|'.join(_NAMES)})(?![A-Za-z])(?P<space>\\ )?"
    r"|\\coloredtext(?:html)?\{[^{}\n]*\}\{(?P<coloured>[^{}\n]*)\}"
    r"|^[ \t]*\\(?:noindent|label\{code:[^{}\n]*\})(?P<rest>[ \t]*)",
    re.MULTILINE,
)
_SPACED = re.compile(r"\\[ ]")


def with_leanpub_marks(text: str) -> str:
    """Turn PolyTeX's own commands into Markdown, each line where it was."""
    return replaced(text, _MARK, lambda found, _line: _made(found))


def _made(found: re.Match[str]) -> str:
    if found["file"] is not None:
        path = found["file"].removesuffix(".md")
        return f"{{{{< include /{path}.md >}}}}"
    if found["edge"] is not None:
        if found["name"] == "codelisting":
            return ""
        return "::: aside" if found["edge"] == "begin" else ":::"
    if found["name_of"] is not None:
        return found["name_of"] + (" " if found["space"] else "")
    if found["coloured"] is not None:
        return found["coloured"]
    if found["command"] is None:
        return ""
    words = _SPACED.sub(" ", found["words"]).strip()
    match found["command"]:
        case "kode" | "filepath":
            return f"`{words}`"
        case "bfi":
            return f"***{words}***"
        case _:
            # Its own commands within it are read in turn.
            return f"**{replaced(words, _MARK, lambda inner, _l: _made(inner))}**"
