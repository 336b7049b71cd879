"""The list of links in which mdBook's and GitBook's projects write their order.

What comes in: the text of `SUMMARY.md`. What goes out: its headings, links and titles
without a link, each with its place and with how far it is indented. Links, code spans,
escapes and items follow CommonMark 0.31 (sections 4.7, 5.2, 6.1, 6.3); the whole reader
of Markdown is on a floor above.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookmaker.source import SourceSpan

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_BREAK = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_ITEM = re.compile(r"([ \t]*)([-*+]|[0-9]{1,9}[.)])([ \t]+|$)(.*)")
_DEFINITION = re.compile(
    r" {0,3}\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(<[^<>]*>|[^\s<]\S*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(
    r"\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"
)
_ANGLED = re.compile(r"<((?:[^<>\\]|\\.)*)>")
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_MARKS = re.compile(r"`+|\*+|(?<!\w)_+|_+(?!\w)")
_LONGEST_LABEL = 999
"""CommonMark 0.31, 4.7."""
_TAB = 4
_WIDEST_GAP = 4
"""After a marker; behind more spaces an item begins with indented code."""


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """A link, or a title without one."""

    title: str
    target: str | None
    """As the author wrote it, without escapes; empty for a draft, `None`: no link."""
    span: SourceSpan
    indent: int | None = None
    """The columns before the marker of its item; `None` outside a list."""
    content: int = 0
    """The column at which the item's words begin: deeper items have an indent of it."""


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading, which names the part that follows it."""

    title: str
    span: SourceSpan


@dataclass(slots=True)
class _Leaf:
    """The lines of one item or paragraph."""

    lines: list[str]
    number: int
    width: int
    indent: int | None = None
    content: int = 0

    @property
    def text(self) -> str:
        """Its words, as one line."""
        return " ".join(self.lines)


def read_outline(text: str, file: str) -> Iterator[OutlineLink | OutlineHeading]:
    """Read an outline in its order; prose without links is passed over."""
    bare = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    lines = bare.split("\n")
    target_by_label = {
        _label(found[1]): _destination(found[2])
        for line in lines
        if (found := _DEFINITION.fullmatch(line)) is not None
    }
    for leaf in _leaves(lines):
        span = SourceSpan(file, leaf.number, 1, leaf.number, leaf.width + 1)
        words = leaf.text
        heading = _HEADING.fullmatch(words) if leaf.indent is None else None
        if heading is not None:
            yield OutlineHeading(_plain(heading[1]), span)
            continue
        links = list(_links(words, target_by_label))
        is_item = leaf.indent is not None and words.strip()
        if not links and (is_item or "](" in _CODE.sub("", words)):
            title = _plain(words)
            yield OutlineLink(title, None, span, leaf.indent, leaf.content)
        for title, target in links:
            yield OutlineLink(title, target, span, leaf.indent, leaf.content)


def _leaves(lines: list[str]) -> Iterator[_Leaf]:
    """The items, paragraphs and headings of an outline."""
    leaf: _Leaf | None = None
    for number, line in enumerate(lines, start=1):
        text = line.rstrip().expandtabs(_TAB)
        if leaf is not None and leaf.indent is None and _UNDERLINE.fullmatch(text):
            yield _Leaf([f"# {leaf.text.strip()}"], leaf.number, leaf.width)
            leaf = None
            continue
        item = _ITEM.fullmatch(text)
        is_heading = _HEADING.fullmatch(text) is not None
        is_apart = not text or _BREAK.fullmatch(text) or _DEFINITION.fullmatch(text)
        if leaf is not None and not (item or is_heading or is_apart):
            leaf.lines.append(text.strip())
            continue
        if leaf is not None:
            yield leaf
        leaf = None
        if is_apart:
            continue
        if item is not None:
            indent, gap = len(item[1]), len(item[3])
            content = indent + len(item[2]) + (gap if 0 < gap <= _WIDEST_GAP else 1)
            leaf = _Leaf([item[4]], number, len(line), indent, content)
        elif is_heading:
            yield _Leaf([text], number, len(line))
        else:
            leaf = _Leaf([text], number, len(line))
    if leaf is not None:
        yield leaf


def _links(text: str, target_by_label: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The links in the words of an item: their words, and where they lead."""
    openings: list[tuple[int, bool]] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 2
        elif sign == "`":
            at = _behind_code(text, at)
        elif sign == "[":
            is_image = at > 0 and text[at - 1] == "!"
            openings.append((at, is_image))
            at += 1
        elif sign == "]" and openings:
            start, is_image = openings.pop()
            found = _target(text, start + 1, at, target_by_label)
            if found is None:
                at += 1
                continue
            words = text[start + 1 : at]
            target, at = found
            if not is_image:
                openings.clear()
                yield _plain(words), target
        else:
            at += 1


def _behind_code(text: str, at: int) -> int:
    """The offset behind a code span; behind its opening where nothing closes it."""
    run = re.compile("`+").match(text, at)
    ticks = run[0] if run is not None else "`"
    closing = re.compile(f"(?<!`){ticks}(?!`)").search(text, at + len(ticks))
    return closing.end() if closing is not None else at + len(ticks)


def _target(
    text: str, start: int, end: int, target_by_label: Mapping[str, str]
) -> tuple[str, int] | None:
    """Where brackets around `start` to `end` lead to, and the offset behind it all."""
    at = end + 1
    if text[at : at + 1] == "(" and (found := _inline_target(text, at + 1)) is not None:
        return found
    if not target_by_label or end - start > _LONGEST_LABEL:
        return None
    label, behind = text[start:end], at
    if text[at : at + 1] == "[":
        closing = text.find("]", at, at + _LONGEST_LABEL)
        if closing < 0:
            return None
        label, behind = text[at + 1 : closing] or label, closing + 1
    known = target_by_label.get(_label(label))
    return None if known is None else (known, behind)


def _inline_target(text: str, at: int) -> tuple[str, int] | None:
    while text[at : at + 1].isspace():
        at += 1
    angled = _ANGLED.match(text, at)
    end = angled.end() if angled is not None else _behind_path(text, at)
    target = _destination(text[at:end])
    title = _TITLE.match(text, end)
    end = title.end() if title is not None else end
    while text[end : end + 1].isspace():
        end += 1
    return (target, end + 1) if text[end : end + 1] == ")" else None


def _behind_path(text: str, at: int) -> int:
    """The offset behind a target without angle brackets: its parentheses are pairs."""
    depth = 0
    while at < len(text) and not text[at].isspace():
        if text[at] == "\\":
            at += 1
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth < 0:
                break
        at += 1
    return min(at, len(text))


def _destination(written: str) -> str:
    if written.startswith("<") and written.endswith(">"):
        written = written[1:-1]
    return html.unescape(_ESCAPE.sub(r"\1", written))


def _label(words: str) -> str:
    return " ".join(words.split()).casefold()


def _plain(words: str) -> str:
    """Words without the signs of code and emphasis."""
    return html.unescape(_ESCAPE.sub(r"\1", _MARKS.sub("", words))).strip()
