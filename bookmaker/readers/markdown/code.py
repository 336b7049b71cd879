"""Listings, and what follows their fences."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.markdown.code_marks import find_callouts, unescape_callouts
from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes, CodeBlock, Inline
from bookmaker.readers.markdown.attributes import read_attributes, without_pair
from bookmaker.readers.markdown.blocks import CodeLeaf, FenceLeaf
from bookmaker.readers.markdown.code_includes import include_code
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.escapes import unescape
from bookmaker.readers.markdown.maker import Maker
from bookmaker.source import SourceSpan

_NUMBERED = frozenset({"numberLines", "number-lines", "line-numbers"})
_OWN_KEYS = frozenset(
    {"startFrom", "start-from", "filename", "include", "file", "lines"}
)
_MARKED_LINES = re.compile(r"[ \t]*\{[ \t]*\d[\d, \t-]*\}")
_TITLE_OF_CODE = re.compile(
    r"""[ \t]title=(?P<mark>["'])(?P<name>[^"']{1,200})(?P=mark)"""
)
_HACKMD_SIGNS = re.compile(r"(?<=[a-z])(?:=\d*\+?|!)$")
"""What HackMD has behind a language: line numbers, from 101 on, and wrapping."""
_NUMBER = re.compile(r"<([0-9]{1,3})>")
_CAPTIONS = ("lst-cap", "caption")
"""Quarto's key for a listing's caption, and that of pandoc's filters."""


def make_code(maker: Maker, leaf: CodeLeaf, depth: int) -> CodeBlock:
    """Make a listing, fenced or indented."""
    is_dialect = maker.context.options.is_dialect
    lines = [line[0] for line in leaf.lines]
    if not isinstance(leaf, FenceLeaf):
        while lines and not lines[-1].strip(" \t"):
            lines.pop()
        return CodeBlock("\n".join(lines), span=maker.span(leaf))
    if not leaf.is_closed and is_dialect:
        place = SourceSpan(
            maker.file,
            leaf.line,
            leaf.offset + 1,
            leaf.line,
            leaf.offset + len(leaf.fence) + 1,
        )
        maker.diagnostics.add(problems.UnclosedFence(fence=leaf.fence, span=place))
    language, attributes = _read_info(leaf.info[0], is_dialect=is_dialect)
    caption: tuple[Inline, ...] = ()
    given = next((key for key in _CAPTIONS if attributes.find(key)), None)
    if given is not None:
        caption = maker.read_value(attributes.find(given) or "", leaf.info, depth + 1)
        attributes = without_pair(attributes, given)
    callouts: tuple[tuple[int, int], ...] = ()
    if is_dialect:
        lines = include_code(lines, attributes, maker.span(leaf), maker.context)
        lines = without_hidden(lines, language, attributes, maker.context)
        lines, callouts = _take_callouts(lines)
    first_line = _first_line(attributes)
    return CodeBlock(
        "\n".join(lines),
        language,
        caption,
        file_name=attributes.find("filename"),
        first_line=first_line,
        callouts=callouts,
        attributes=_without_own(attributes),
        span=maker.span(leaf),
    )


def without_hidden(
    lines: list[str],
    language: str | None,
    attributes: Attributes,
    context: InlineContext,
) -> list[str]:
    """Drop the lines that mdBook compiles and does not show (“Hiding code lines”).

    Of Rust a `#` hides where a space or nothing follows it; `##` stands for one `#`.
    """
    sign = context.options.conventions.hidden_sign(language)
    sign = attributes.find("hidelines") or sign
    if not sign:
        return lines
    if sign != "#":
        return [line for line in lines if not line.lstrip(" \t").startswith(sign)]
    shown = []
    for line in lines:
        code = line.lstrip(" \t")
        if code == "#" or code.startswith("# "):
            continue
        if code.startswith("##"):
            line = line[: len(line) - len(code)] + code[1:]
        shown.append(line)
    return shown


def _first_line(attributes: Attributes) -> int | None:
    if _NUMBERED.isdisjoint(attributes.classes):
        return None
    start = attributes.find("startFrom") or attributes.find("start-from") or "1"
    return int(start) if re.fullmatch(r"[0-9]{1,7}", start) else 1


def _without_own(attributes: Attributes) -> Attributes:
    """What is left for the markup once the listing has taken what it reads."""
    classes = tuple(name for name in attributes.classes if name not in _NUMBERED)
    pairs = tuple(pair for pair in attributes.pairs if pair[0] not in _OWN_KEYS)
    return Attributes(attributes.id, classes, pairs)


def _take_callouts(
    lines: list[str],
) -> tuple[list[str], tuple[tuple[int, int], ...]]:
    """Take the marks `# <1>` off the lines' ends."""
    taken: list[str] = []
    callouts: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        found = find_callouts(line)
        if found is None:
            taken.append(line)
        elif (escaped := unescape_callouts(line)) is not None:
            taken.append(escaped)
        else:
            code = line[: found.start()].rstrip()
            taken.append(unescape_callouts(code) or code)
            callouts += [(index, int(number)) for number in _NUMBER.findall(found[0])]
    return taken, tuple(callouts)


def _without_signs_of_sites(info: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What follows a fence, without lines to mark (`{1,4-6}`), and the file's name.

    Docusaurus, VuePress, Quartz and others have them.
    """
    info = _MARKED_LINES.sub("", info)
    named = _TITLE_OF_CODE.search(info)
    if named is None or "{" in info:
        return info, ()
    name = named["name"]
    return info[: named.start()] + info[named.end() :], (("filename", name),)


def _read_info(info: str, *, is_dialect: bool) -> tuple[str | None, Attributes]:
    """The language and the attributes that follow a fence."""
    if not is_dialect:
        words = unescape(info).split()
        return (words[0] if words else None), NO_ATTRIBUTES
    info, pairs = _without_signs_of_sites(info)
    start = info.find("{")
    attributes = Attributes(pairs=pairs)
    if start >= 0 and (found := read_attributes(info, start)) is not None:
        attributes, info = replace(found[0], pairs=found[0].pairs + pairs), info[:start]
    words = unescape(info).replace(",", " ").split()
    if words:
        return _HACKMD_SIGNS.sub("", words[0]), attributes
    first = attributes.classes[0] if attributes.classes else None
    if first is not None and first not in _NUMBERED:  # pandoc: that is the language
        return first, replace(attributes, classes=attributes.classes[1:])
    return None, attributes
