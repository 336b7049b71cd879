"""Shortcodes: `{{< include f.md >}}`, `{{< meta title >}}`, `{{< pagebreak >}}`.

Quarto's notation, with mdBook's `{{#include f.md}}` and TeX's `\\newpage` beside it.
What is a block stands alone on its line; its neighbours are blocks too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from bookmaker.config.nearest import find_nearest
from bookmaker.config.projects.quarto import VARIABLE
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Attributes,
    Block,
    CodeBlock,
    Link,
    PageBreak,
    Paragraph,
    SoftBreak,
    Span,
    Text,
)
from bookmaker.readers.markdown.blocks import HeadingLeaf, ParagraphLeaf
from bookmaker.readers.markdown.code import without_hidden
from bookmaker.readers.markdown.code_includes import read_lines
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.readers.markdown.raw import PAGE_BREAK
from bookmaker.source import SourceSpan

_BLOCK = re.compile(r"\{\{<([^<>{}]*)>\}\}|\{\{#include ([^{}]*)\}\}")
_MDBOOK = re.compile(
    r"\{\{#(?P<name>include|rustdoc_include|playground|playpen|title) "
    r"(?P<rest>[^{}]*)\}\}"
)
_NOTHING = ("nothing",)
"""What mdBook says of a page's title in a browser, and Leanpub of a book's parts."""
_OPENINGS = ("{", "\\", "[", "<", "*", "=", "+", "%", "#", "$", "@", "_", "`", "~", "-")
_LONGEST_MARK = 120
"""Characters of a line that may be a mark of a page break, or of the contents."""
_HASHTAGS = tuple(mark + end for mark in "#@-" for end in "kKeE")
"""The ends of `#pagebreak` and `-newpage`, which are words; Typst has `()` there."""
_CONTENTS_MARK = ("contents",)
_BREAK = ("pagebreak",)
_MATTER = frozenset({"{frontmatter}", "{mainmatter}", "{backmatter}"})
"""Leanpub's marks of where the parts of a book begin: its `Book.txt` says so too."""
_PAGE_BREAK = re.compile(
    r"<<<"
    r"|[{\[<*=+%#_~@|:-]{1,40}[ \t]*(?:mbp:)?[ \t]*(?:page[ _-]?break|new[ _-]?page)"
    r"[ \t]*(?:\(\))?[ \t]*/?[}\]>*=+%_~@|:-]{0,40}"
    r"|<(?:br|span)\b[^<>]*(?:page-)?break-(?:before|after)[ \t]*:[ \t]*"
    r"(?:always|page|left|right)\b[^<>]*>(?:</span>)?"
    r"|`\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\{\})?`\{=(?:la)?tex\}",
    re.IGNORECASE,
)
"""Page breaks of Leanpub, wikis, AsciiDoc, Kindle, Word, pandoc and Typst.

`[pagebreak]`, `{::pagebreak /}`, `<mbp:pagebreak />`, `<br style="…">`.
"""
_TAGS = re.compile(r"#{4,6} {0,3}tags ?:.*", re.IGNORECASE)
"""HackMD's line of tags; older ones have no space."""
_LEAST_OF_TAGS = 4
"""The level of a heading of tags, at least."""
_TAGS_MARK = ("tags",)
_CONTENTS = re.compile(
    r"\[toc\]|@\[toc\](?:\([^()]*\))?|\[\[[ ]?_?toc_?[ ]?\]\]|\{\{[ ]?toc(?::[\d-]+)?"
    r"[ ]?\}\}|\$?\{toc\}|<toc[ ]?/?>|%toc%|__toc__",
    re.IGNORECASE,
)
"""Where Typora, GitLab, MultiMarkdown and others put a page's contents."""
_NAMES = ("include", "meta", "pagebreak")
_LEFT_OUT = frozenset(
    "fa bi iconify lipsum placeholder version env include-code-files".split()
)
"""Quarto's shortcodes without an equivalent: icons, words and pictures for trial."""
_KEY = Attributes(classes=("kbd",))
_META = re.compile(r"\{\{<\s*meta\s+([\w.-]+)\s*>\}\}")


def make_shortcodes(
    maker: Maker, leaf: ParagraphLeaf, depth: int
) -> tuple[Block, ...] | None:
    """Make the blocks of lines that are shortcodes; `None` where one is not.

    A page break on a line of its own is one among other lines too: they are split.
    """
    if not any(line[0].lstrip(" \t").startswith(_OPENINGS) for line in leaf.lines):
        return None
    is_mdbook = maker.context.options.conventions.has_mdbook_marks
    orders = [_order(line[0].strip(), is_mdbook=is_mdbook) for line in leaf.lines]
    if not all(orders):
        is_parted = any(orders) if is_mdbook else _BREAK in orders
        is_parted = is_parted or _CONTENTS_MARK in orders or _TAGS_MARK in orders
        return _parted(maker, leaf, orders, depth) if is_parted else None
    blocks: list[Block] = []
    for order, (text, number, offset) in zip(orders, leaf.lines, strict=True):
        end = offset + len(text.rstrip()) + 1
        span = SourceSpan(maker.file, number, offset + 1, number, end)
        blocks.extend(_blocks(maker, order, text.strip(), span))
    return tuple(blocks)


def leave_out_tags(maker: Maker, leaf: HeadingLeaf) -> bool:
    """Whether a heading is a line of tags, which is reported."""
    if leaf.level < _LEAST_OF_TAGS or not leaf.is_atx or not leaf.lines:
        return False
    line = f"{'#' * leaf.level} {leaf.lines[0][0].strip()}"
    if _TAGS.fullmatch(line) is None:
        return False
    maker.diagnostics.add(problems.TagsLeftOut(line=line, span=maker.span(leaf)))
    return True


def _parted(
    maker: Maker, leaf: ParagraphLeaf, orders: list[tuple[str, ...]], depth: int
) -> tuple[Block, ...]:
    """The paragraphs between the lines that are orders, and what these make."""
    made: list[Block] = []
    lines: list[LeafLine] = []
    for order, line in zip([*orders, _BREAK], [*leaf.lines, None], strict=True):
        if line is not None and not order:
            lines.append(line)
            continue
        if lines:
            part = ParagraphLeaf(lines[0][1], lines[0][2], lines=lines)
            made.extend(maker.blocks([part], depth))
            lines = []
        if line is not None:
            text, number, offset = line
            end = offset + len(text.rstrip()) + 1
            span = SourceSpan(maker.file, number, offset + 1, number, end)
            made.extend(_blocks(maker, order, text.strip(), span))
    return tuple(made)


def _order(line: str, *, is_mdbook: bool) -> tuple[str, ...]:
    """`include` and a path, or `pagebreak`; empty where a line asks for neither.

    In mdBook's projects there are `playground` and a path, and `title`.
    """
    if is_mdbook and (mark := _MDBOOK.fullmatch(line)) is not None:
        if mark["name"] == "title":
            return _NOTHING
        is_code = mark["name"].startswith("play")
        return ("playground" if is_code else "include", mark["rest"].strip())
    if line in _MATTER:
        return _NOTHING
    if PAGE_BREAK.fullmatch(line):
        return _BREAK
    if len(line) <= _LONGEST_MARK:
        is_words = line[:1] + line[-1:] in _HASHTAGS or line[:1] == "-" != line[1:2]
        if not is_words and _PAGE_BREAK.fullmatch(line):
            return _BREAK
        if _CONTENTS.fullmatch(line):
            return _CONTENTS_MARK
    if line.startswith("#") and _TAGS.fullmatch(line):
        return _TAGS_MARK
    found = _BLOCK.fullmatch(line)
    if found is None:
        return ()
    words = found[1] if found[1] is not None else f"include {found[2]}"
    order = tuple(words.strip().split(None, 1))
    is_known = order == _BREAK or (order[:1] == ("include",) and len(order) > 1)
    return order if is_known else ()


def _blocks(
    maker: Maker, order: tuple[str, ...], line: str, span: SourceSpan
) -> Iterator[Block]:
    if order[0] == "pagebreak":
        yield PageBreak(span=span)
        return
    if order == _NOTHING:
        return
    if order == _TAGS_MARK:
        maker.diagnostics.add(problems.TagsLeftOut(line=line, span=span))
        return
    if order == _CONTENTS_MARK:
        maker.diagnostics.add(problems.ContentsMark(mark=line, span=span))
        return
    around = maker.context.surroundings
    if around is None:
        maker.diagnostics.add(problems.ConstructNotRead(construct=line, span=span))
        yield Paragraph((Text(line, span=span),), span=span)
        return
    if order[0] == "playground":
        yield from _playground(maker, order[1].split()[0], line, span)
        return
    included = around.include(order[1].strip("\"'"), span)
    conventions = maker.context.options.conventions
    if included is None and conventions.is_lenient and not conventions.idiom.value:
        yield Paragraph((Text(line, span=span),), span=span)
    if included is not None:
        blocks, notes = included
        maker.context.included_notes.extend(notes)
        maker.context.abbreviations.extend(around.included_abbreviations)
        around.included_abbreviations.clear()
        yield from blocks


def _playground(
    maker: Maker, path: str, line: str, span: SourceSpan
) -> Iterator[Block]:
    """The program that mdBook shows with a button to run it."""
    lines = read_lines(path, span, maker.context)
    if lines is None:
        yield Paragraph((Text(line, span=span),), span=span)
        return
    shown = without_hidden(lines, "rust", NO_ATTRIBUTES, maker.context)
    yield CodeBlock("\n".join(shown), "rust", span=span)


class Shortcode(Construct):
    """A shortcode among words: the metadata's are read, the words of others stay."""

    triggers = "{"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a variable; report another shortcode, whose characters stay."""
        if not scan.text.startswith("{{<", at) or ">}}" in scan.searched_in_vain:
            return None
        end = scan.text.find(">}}", at)
        if end < 0:
            scan.searched_in_vain.add(">}}")
            return None
        end += 3
        words = scan.text[at:end]
        around = scan.context.surroundings
        meta = _META.fullmatch(words)
        if meta is not None and around is not None:
            value = around.variables.get(meta[1])
            if value is not None:
                scan.add_node(Text(value, span=scan.span(at, end)))
                return end
            near = get_close_matches(meta[1], around.variables, n=1)
            scan.context.diagnostics.add(
                problems.UnknownVariable(
                    meta[1], near[0] if near else None, span=scan.span(at, end)
                )
            )
        elif scan.context.options.conventions.has_cells and _add_of_quarto(
            scan, words, at, end
        ):
            return end
        else:
            scan.context.diagnostics.add(_not_read(words, scan.span(at, end)))
        _add_words(scan, words, at)
        return end


def _add_of_quarto(scan: InlineScan, words: str, at: int, end: int) -> bool:
    """Add what a shortcode of Quarto's makes; whether it is one that is known."""
    name, *rest = words.removeprefix("{{<").removesuffix(">}}").split() or [""]
    span = scan.span(at, end)
    conventions = scan.context.options.conventions
    value = dict(conventions.variables).get(f"{VARIABLE}{rest[0]}") if rest else None
    if name == "kbd" and rest:
        key = (Text(rest[0], span=span),)
        scan.add_node(Span(key, attributes=_KEY, span=span), 2)
    elif name == "video" and rest and "://" in rest[0]:
        scan.add_node(Link((Text(rest[0], span=span),), rest[0], span=span), 2)
    elif name == "var" and value is not None:
        scan.add_node(Text(value, span=span))
    elif name in _LEFT_OUT:
        tag = " ".join(words.split())[:60]
        left_out = problems.TagLeftOut(tag=tag, program=conventions.program, span=span)
        scan.context.diagnostics.add(left_out)
    else:
        return False
    return True


def _not_read(words: str, span: SourceSpan) -> problems.ConstructNotRead:
    name = words.removeprefix("{{<").removesuffix(">}}").split(None, 1)[:1]
    nearest = None
    is_known = bool(name) and name[0] in _NAMES
    if name and not is_known:
        nearest = find_nearest(name[0], _NAMES)
    return problems.ConstructNotRead(
        construct=" ".join(words.split()),
        nearest=nearest,
        is_known=is_known,
        span=span,
    )


def _add_words(scan: InlineScan, words: str, at: int) -> None:
    for number, line in enumerate(words.split("\n")):
        if number:
            scan.add_node(SoftBreak(span=scan.span(at - 1, at)))
        scan.add_text(line, at, at + len(line))
        at += len(line) + 1
