"""Obsidian's links, embeds and marks: `[[note]]`, `![[picture.png|100]]`, `^block`.

As https://help.obsidian.md/links and /embeds have them. A note or a picture is found by
its name anywhere in the vault, whatever its folder. What names nothing stays as words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.identifiers import heading_slug
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Image,
    Inline,
    Link,
    Paragraph,
    Span,
    Text,
)
from bookmaker.readers.markdown.blocks import ParagraphLeaf
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.wiki_sizes import take_size
from bookmaker.source import SourceSpan

_LINK = re.compile(r"\[\[([^\[\]\n|]{1,500}?)(?:\\?\|([^\[\]\n]{0,500}))?\]\](?![(:])")
_BLOCK_ID = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*$")
_PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif", ".tif", ".tiff"}
)
_NOTES = frozenset({"", ".md", ".markdown"})


class WikiLink(Construct):
    """`[[note]]`, `[[note#heading|words]]`, `[[#heading]]`."""

    triggers = "["

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a link to a note."""
        found = _wiki_mark(scan, at)
        if found is None:
            return None
        target, words = found[1].strip(), (found[2] or "").strip()
        _add_link(scan, target, words, scan.span(at, found.end()))
        return found.end()


class WikiEmbed(Construct):
    """`![[picture.png|100]]` in a line; of a note it is a link to it."""

    triggers = "!"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read an embed."""
        found = _wiki_mark(scan, at + 1)
        if found is None:
            return None
        target, words = found[1].strip(), (found[2] or "").strip()
        span = scan.span(at, found.end())
        if _is_picture(target):
            scan.add_node(_picture(scan.context, target, words, span))
        elif _is_note(target):
            _add_link(scan, target, words, span)
        else:
            unread = problems.ConstructNotRead(construct=f"!{found[0]}", span=span)
            scan.context.diagnostics.add(unread)
            scan.add_node(Text(words or target, span=span))
        return found.end()


class BlockMark(Construct):
    """`^quay` behind a paragraph or an item: the name by which a link finds it."""

    triggers = "^"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a mark that ends its text; another `^` is raised or a character."""
        if not scan.context.options.conventions.has_wiki_links:
            return None
        if at and not scan.text[at - 1].isspace():
            return None
        found = _BLOCK_ID.match(scan.text, at)
        if found is None or found.end() != len(scan.text):
            return None
        mark = Attributes(_block_fragment(found[1]))
        scan.add_node(Span((), attributes=mark, span=scan.span(at, found.end())))
        return found.end()


def _wiki_mark(scan: InlineScan, at: int) -> re.Match[str] | None:
    if not scan.context.options.conventions.has_wiki_links:
        return None
    return _LINK.match(scan.text, at)


def _add_link(scan: InlineScan, target: str, words: str, span: SourceSpan) -> None:
    name, _, fragment = target.partition("#")
    shown = words or _shown(name.strip(), fragment)
    children: tuple[Inline, ...] = (Text(shown, span=span),)
    scan.add_node(Link(children, _address(scan.context, name, fragment), span=span), 2)


def _shown(name: str, fragment: str) -> str:
    """What Obsidian shows of a link without words: the note, and the way within it."""
    parts = [name, *(part.strip() for part in fragment.split("#"))]
    return " > ".join(part for part in parts if part and not part.startswith("^")) or (
        fragment.lstrip("^")
    )


def _address(context: InlineContext, name: str, fragment: str) -> str:
    """The path of a note as seen from the file, and the place in it."""
    path = _path_of(context, name.strip()) if name.strip() else ""
    last = fragment.rpartition("#")[2].strip()
    if not last:
        return path
    if last.startswith("^"):
        return f"{path}#{_block_fragment(last[1:])}"
    return f"{path}#{quote(heading_slug(last))}"


def _block_fragment(name: str) -> str:
    return f"block-{name}"


def _path_of(context: InlineContext, name: str) -> str:
    around = context.surroundings
    found = around.find_file(name) if around is not None else None
    if found is None:
        found = name if posixpath.splitext(name)[1] == ".md" else f"{name}.md"
    return quote(found)


def _is_picture(target: str) -> bool:
    return posixpath.splitext(target.partition("#")[0])[1].lower() in _PICTURES


def _is_note(target: str) -> bool:
    suffix = posixpath.splitext(target.partition("#")[0])[1].lower()
    return suffix in _NOTES or " " in suffix or not suffix[1:].isalnum()


def _picture(
    context: InlineContext, target: str, words: str, span: SourceSpan
) -> Image:
    name = target.partition("#")[0].strip()
    around = context.surroundings
    path = (around.find_file(name) if around is not None else None) or name
    rest, attributes = take_size(words)
    return Image(quote(path), rest or None, attributes=attributes, span=span)


def make_embeds(maker: Maker, leaf: ParagraphLeaf) -> tuple[Block, ...] | None:
    """Make the blocks of lines that embed notes; `None` where one line does not."""
    if not maker.context.options.conventions.has_wiki_links:
        return None
    around = maker.context.surroundings
    marks = [_embed(line[0].strip()) for line in leaf.lines]
    if around is None or not all(marks):
        return None
    made: list[Block] = []
    for mark, (text, number, offset) in zip(marks, leaf.lines, strict=True):
        end = offset + len(text.rstrip()) + 1
        span = SourceSpan(maker.file, number, offset + 1, number, end)
        name, _, fragment = (mark or "").partition("#")
        path = around.find_file(name.strip())
        found = None if path is None else around.include(path, span, part=fragment)
        if found is None:
            line = maker.inlines([(text.strip(), number, offset)], 1)
            made.append(Paragraph(line, span=span))
            continue
        blocks, notes = found
        maker.context.included_notes.extend(notes)
        made.extend(blocks)
    return tuple(made)


def _embed(line: str) -> str | None:
    found = _LINK.fullmatch(line, 1) if line.startswith("![[") else None
    if found is None or not found[1].partition("#")[0].strip():
        return None
    target = found[1].strip()
    return target if _is_note(target) and not _is_picture(target) else None


_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def part_of_note(text: str, part: str) -> str | None:
    """The lines below a heading, or of the block with a name; `None`: neither."""
    last = part.rpartition("#")[2].strip()
    lines = text.split("\n")
    if last.startswith("^"):
        return _block_of(lines, last)
    wanted = heading_slug(last)
    start, level = None, 0
    for number, heading in _headings(lines):
        if start is None and heading_slug(heading[2]) == wanted:
            start, level = number, len(heading[1])
        elif start is not None and len(heading[1]) <= level:
            return _in_place(lines, start, number)
    return None if start is None else _in_place(lines, start, len(lines))


def _headings(lines: list[str]) -> Iterable[tuple[int, re.Match[str]]]:
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark is not None and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.fullmatch(line)
        if heading is not None:
            yield number, heading


def _block_of(lines: list[str], name: str) -> str | None:
    """The paragraph, or the item, that a mark names."""
    for number, line in enumerate(lines):
        words = line.rstrip()
        if words != name and not words.endswith(f" {name}"):
            continue
        end = number if words == name else number + 1
        start = end
        while start and not lines[start - 1].strip():
            start, end = start - 1, end - 1
        while start and lines[start - 1].strip():
            start -= 1
        if re.match(r"\s*(?:[-*+]|\d+[.)])\s", line):
            start = number
        return _in_place(lines, start, end).removesuffix(name).rstrip()
    return None


def _in_place(lines: list[str], start: int, end: int) -> str:
    """Some lines, each at the number that it has in its file."""
    return "\n" * start + "\n".join(lines[start:end])
