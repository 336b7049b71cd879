"""The place of a node is where the author wrote it, to the character.

The oracle is the source itself: the text at the reported lines and columns is the
construct. The books are read as they are and in disguises: with CRLF, within a
quotation, within a list, within a list within a quotation indented by tabs, and with
quotation marks left out where CommonMark allows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    Code,
    Emphasis,
    Figure,
    Group,
    Heading,
    Highlight,
    Image,
    Link,
    Node,
    NoteReference,
    SmallCaps,
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.source_text import decode_source
from bookmaker.source import SourceSpan
from tests.support.corpus import needs_corpus
from tools.corpus import BOOKS, CORPUS

pytestmark = pytest.mark.slow

WANTED = 0.995

_MARKS = r"(?:[ \t>]|[-+*] |\d+[.)] )*"


def _quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.split("\n"))


def _listed(text: str) -> str:
    head, *lines = text.split("\n")
    return f"- {head}\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)


def _tabbed(text: str) -> str:
    """Put the text into an item indented by a tab, in a quotation."""
    head, *lines = text.split("\n")
    rest = "".join(f">\t{line}\n" if line else ">\n" for line in lines)
    return f"> - {head}\n" + rest


def _lazy(text: str) -> str:
    """Quote the text, but leave the mark out before lines that run on."""
    lines: list[str] = []
    may_omit = False
    in_fence = False
    for line in text.split("\n"):
        if line.startswith(("```", "~~~")):
            in_fence = not in_fence
        runs_on = may_omit and line[:1].isalpha() and not in_fence
        lines.append(line if runs_on else f"> {line}")
        may_omit = line[:1].isalpha() and not in_fence
    return "\n".join(lines) + "\n"


DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "in a quotation": _quoted,
    "in a list": _listed,
    "in a quoted list with tabs": _tabbed,
    "with lazy lines": _lazy,
}


def _at(lines: list[str], span: SourceSpan) -> str:
    """The source at a place."""
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


def _plain(source: str) -> str:
    """The source of a construct of several lines, without the marks around it."""
    return re.sub(rf"\n{_MARKS}", "\n", source)


_TAG = re.compile(r"<([a-z]+)\b[^>]*>.*</\1>|<[a-z][^>]*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")


def _is_construct(node: Node, source: str) -> bool:
    """Whether the source is the construct that makes such a node."""
    if isinstance(node, Text):
        return _is_text(node, source)
    if isinstance(node, Heading):
        return _is_heading(node, source)
    if isinstance(node, NoteReference):
        return source == f"[^{node.label}]" or source.startswith("^[")
    if _TAG.fullmatch(_plain(source)):
        return True
    bare = _ATTRIBUTES.sub("", source)
    if isinstance(node, Code):
        return _is_code(node, bare)
    pattern = _PATTERNS[type(node)]
    return (
        re.fullmatch(pattern, source if pattern.endswith("}") else bare, re.S)
        is not None
    )


_PATTERNS: dict[type[Node], str] = {
    Link: r"\[.*[\])]|<[^<>]+>",
    Image: r"!\[.*[\])]",
    Figure: r"!\[.*[\])]",
    Span: r"\[.*\}",
    SmallCaps: r"\[.*\}",
    Group: r":::.*|<.*>",
    Emphasis: r"([*_]).*\1",
    Strong: r"(\*\*|__).*\1",
    Strikeout: r"~~.*~~",
    Subscript: r"~.*~",
    Superscript: r"\^.*\^",
    Highlight: r"==.*==",
}


def _is_code(node: Code, source: str) -> bool:
    ticks = len(source) - len(source.lstrip("`"))
    inside = _plain(source[ticks:-ticks]).replace("\n", " ").replace("\\|", "|")
    return ticks > 0 and node.text.strip(" ") == inside.strip(" ")


def _is_text(node: Text, source: str) -> bool:
    if source.startswith("<Listing"):  # words made from its attributes
        return True
    is_written_otherwise = bool(set(source) & set("&\\")) or "  " in source
    return "\n" not in source and (node.text == source or is_written_otherwise)


def _is_heading(node: Heading, source: str) -> bool:
    if source.startswith("#"):
        return re.match(r"#+", source)[0] == "#" * node.level  # type: ignore[index]
    return source.rstrip()[-1] in "=-"


_LOOKED_AT = (
    Heading
    | Link
    | Image
    | Figure
    | Code
    | NoteReference
    | Span
    | SmallCaps
    | Group
    | Emphasis
    | Strong
    | Strikeout
    | Subscript
    | Superscript
    | Highlight
    | Text
)


def _constructs(text: str) -> Iterator[tuple[Node, str]]:
    diagnostics = Diagnostics()
    decoded = decode_source(text.encode(), "x.md", diagnostics)
    lines = decoded.split("\n")
    found = read_markdown(decoded, "x.md", diagnostics)
    for node in descend(*found.blocks, *found.notes):
        if isinstance(node, _LOOKED_AT):
            assert node.span is not None
            yield node, _at(lines, node.span)


@needs_corpus
@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("book", BOOKS)
def test_the_text_at_a_place_is_the_construct(book: str, disguise: str) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for path in sorted((CORPUS / book / "chapters").glob("*.md")):
        text = DISGUISES[disguise](path.read_text("utf-8"))
        for node, source in _constructs(text):
            kind = type(node).__name__
            total[kind] += 1
            if _is_construct(node, source):
                right[kind] += 1
            else:
                wrong.append(f"{path.name}: {kind}: {source[:80]!r}")
    shares = {kind: right[kind] / total[kind] for kind in total}
    assert {k: s for k, s in shares.items() if s < WANTED} == {}, wrong[:10]
    assert sum(right.values()) / sum(total.values()) >= WANTED
