"""The block starts of the dialect: tables, divisions, notes, definitions, verse."""

from __future__ import annotations

import re
from string import ascii_letters

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import NO_ATTRIBUTES, Alignment
from bookmaker.readers.html.comments import report_to_dos
from bookmaker.readers.markdown.attributes import split_trailing_attributes
from bookmaker.readers.markdown.blocks import (
    BreakLeaf,
    Definitions,
    Description,
    FencedDivision,
    GridLeaf,
    Item,
    NoteDefinition,
    ParagraphLeaf,
    Quote,
    TableLeaf,
    VerseLeaf,
)
from bookmaker.readers.markdown.box_grids import BOX_TOP, TOP_LEFT
from bookmaker.readers.markdown.containers import BlockReader, Start, Started
from bookmaker.readers.markdown.dashed_tables import start_dashed_table
from bookmaker.readers.markdown.division_heads import DivisionHead, read_division_head
from bookmaker.readers.markdown.fancy_lists import start_fancy_item
from bookmaker.readers.markdown.grids import GRID_LINE
from bookmaker.readers.markdown.hand_lists import BULLETS, start_hand_item
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.mathematics import start_formula
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.readers.markdown.starts import BREAK, STARTS
from bookmaker.readers.markdown.tex_blocks import start_environment
from bookmaker.readers.markdown.torn_tables import DELIMITER_ROW, count_cells
from bookmaker.source import SourceSpan

_TWO_COLONS = re.compile(r"::[ \t]*(?:\{|[^\W\d_])[^\n]*")
_COLONS = re.compile(r":{3,}")
_NOTE = re.compile(r"\[\^([^\]\[\s\\^]{1,999}+|(?=[^\W_])[^\]\[\\^]{1,99}(?<=\S))\]:")
_DESCRIPTION = re.compile(r":(?=[ \t])|~(?=[ \t]+[^\s~*])")
_COMMENT = re.compile(
    r"\[(?://|_?comment)\]:[ \t]*(?:#|<>)(?:[ \t]+(?P<words>[^\n]*))?$", re.IGNORECASE
)
_COMMENT_ENDS = {"(": ")", '"': '"', "'": "'"}
_VERSE = re.compile(r"\|(?: |$)")
_BREAK_SIGNS = "*-_"
_QUOTE_MARKS = re.compile(r"[ \t>]*+")


def start_marked_break(reader: BlockReader, line: LineCursor) -> Started:
    """Add a scene break that has its attributes behind it: `* * * {.blank}`."""
    words = line.text[line.first :].rstrip(" \t")
    if not words.endswith("}") or words[0] not in _BREAK_SIGNS:
        return Started.NOTHING
    signs, attributes = split_trailing_attributes(words)
    if attributes == NO_ATTRIBUTES or BREAK.match(signs) is None:
        return Started.NOTHING
    reader.add_leaf(BreakLeaf(line.number, line.first, attributes=attributes))
    reader.close_leaf()
    return Started.LEAF


def start_table(reader: BlockReader, line: LineCursor) -> Started:
    """Make the last line of the open paragraph the head of a table."""
    paragraph = reader.paragraph
    row = line.text[line.first :].rstrip(" \t")
    if paragraph is None or "|" not in row or not DELIMITER_ROW.match(row):
        return Started.NOTHING
    head = paragraph.lines[-1]
    columns = row.replace("+", "|").strip("|").split("|") if row != "|" else []
    if len(columns) != count_cells(head[0]):
        return Started.NOTHING
    table = TableLeaf(
        head[1],
        head[2],
        lines=[head],
        alignments=tuple(_alignment(column.strip()) for column in columns),
    )
    if len(paragraph.lines) > 1:
        paragraph.lines.pop()
        before = paragraph.lines[-1]
        paragraph.end_line = before[1]
        paragraph.end_offset = before[2] + len(before[0])
        reader.add_leaf(table)
    else:
        reader.container.children[-1] = table
        reader.leaf = table
    table.end_line = line.number
    table.end_offset = len(line.text)
    return Started.LEAF


def _alignment(column: str) -> Alignment | None:
    if column.startswith(":"):
        return Alignment.CENTER if column.endswith(":") else Alignment.START
    return Alignment.END if column.endswith(":") else None


def start_division(reader: BlockReader, line: LineCursor) -> Started:
    """Open a fenced division, or close the innermost one."""
    colons = _COLONS.match(line.text, line.first)
    if colons is None:
        _remember_two_colons(reader, line)
        return Started.NOTHING
    at = colons.end()
    at += len(line.text) - at - len(line.text[at:].lstrip(" \t"))
    words = line.text[at:].rstrip(" \t")
    if not words:
        return _end_division(reader, line)
    opening = words.rstrip(":").rstrip(" \t") or words
    head = (opening, line.number, at)
    found = read_division_head(opening, head)
    if found is None:
        # `::: /some/path` and the like: no division, so its characters are words.
        reader.unread_openings.append((head, "a name begins with a letter"))
        return Started.NOTHING
    if reader.is_full:
        return Started.NOTHING
    if found.fault:
        _report_fault(reader, found, head)
    line.skip_to_first()
    line.skip_characters(len(line.text) - line.first)
    reader.add_container(
        FencedDivision(
            line.number,
            colons.start(),
            attributes=found.attributes,
            head=head,
            title=found.title,
        )
    )
    return Started.CONTAINER


def _remember_two_colons(reader: BlockReader, line: LineCursor) -> None:
    found = _TWO_COLONS.match(line.text, line.first)
    if found is not None:
        head = (found[0].rstrip(), line.number, line.first)
        reader.unread_openings.append((head, "a block has three colons"))


def _report_fault(reader: BlockReader, head: DivisionHead, line: LeafLine) -> None:
    words, number, offset = line
    span = SourceSpan(reader.file, number, offset + 1, number, offset + len(words) + 1)
    reader.diagnostics.add(
        problems.OddAttributes(
            words=words, reason=head.fault, suggestion=head.suggestion, span=span
        )
    )


def _end_division(reader: BlockReader, line: LineCursor) -> Started:
    depth = reader.matched
    while depth > 1:
        container = reader.chain[depth - 1]
        if isinstance(container, FencedDivision):
            container.is_closed = True
            container.end_line = line.number
            container.end_offset = len(line.text)
            reader.close_down_to(depth - 1)
            return Started.LEAF
        if isinstance(container, Quote | Item):
            break
        depth -= 1
    _report_stray_end(reader, line)
    reader.close_unmatched()
    reader.close_leaf()
    return Started.LEAF


def _report_stray_end(reader: BlockReader, line: LineCursor) -> None:
    """Report an end without a division: at the line that has failed to open one."""
    if reader.unread_openings:
        head, reason = reader.unread_openings.pop()
        _report_fault(reader, DivisionHead(NO_ATTRIBUTES, fault=reason), head)
        return
    end = len(line.text.rstrip()) + 1
    span = SourceSpan(reader.file, line.number, line.first + 1, line.number, end)
    reader.diagnostics.add(problems.StrayDivisionEnd(span=span))


def drop_comment(reader: BlockReader, line: LineCursor) -> Started:
    """Drop `[//]: # (words)` and its like, wherever it is and whatever its words are.

    CommonMark has a definition here, which no paragraph can hold, and which quotation
    marks or brackets in the words turn into text.
    """
    found = _COMMENT.match(line.text, line.first)
    if found is None:
        return Started.NOTHING
    words = (found["words"] or "").rstrip()
    if words[:1] in _COMMENT_ENDS and not words.endswith(_COMMENT_ENDS[words[:1]]):
        return Started.NOTHING  # its words go on below
    end = len(line.text.rstrip()) + 1
    span = SourceSpan(reader.file, line.number, line.first + 1, line.number, end)
    report_to_dos(words.strip("()\"'"), span, reader.diagnostics)
    return Started.LEAF


def start_note(reader: BlockReader, line: LineCursor) -> Started:
    """Open the definition of a note; its further lines are indented by four."""
    mark = _NOTE.match(line.text, line.first)
    if mark is None or reader.is_full:
        return Started.NOTHING
    note = NoteDefinition(line.number, line.first, content_indent=4, label=mark[1])
    line.skip_characters(len(mark[0]))
    line.skip_to_first()
    reader.add_container(note)
    return Started.CONTAINER


def start_description(reader: BlockReader, line: LineCursor) -> Started:
    """Open what is said of a term; the line before it is the term."""
    if _DESCRIPTION.match(line.text, line.first) is None or reader.is_full:
        return Started.NOTHING
    if _is_in_table(reader):
        reader.close_leaf()  # a caption, not a row
    container = _definitions_for(reader)
    if container is None:
        return Started.NOTHING
    at = line.first
    indent = line.indent
    line.skip_characters(1)
    gap = line.indent
    padding = gap if 1 <= gap <= 4 and not line.is_blank else 1
    line.skip_columns(padding)
    description = Description(line.number, at, content_indent=indent + 1 + padding)
    if container is not reader.chain[-1]:
        reader.add_container(container)
    reader.add_container(description)
    return Started.CONTAINER


def _definitions_for(reader: BlockReader) -> Definitions | None:
    """The definitions that a description joins, if a term stands before it."""
    leaf = reader.leaf
    if isinstance(reader.container, Definitions):
        return _definitions_after_description(reader, leaf)
    if leaf is not None:
        if reader.paragraph is None:
            return None
        term = leaf
    else:
        children = reader.container.children
        last = children[-1] if children and reader.is_all_matched else None
        if not isinstance(last, ParagraphLeaf):
            return None
        term = last
    if len(term.lines) != 1 or not term.lines[0][0].strip():
        return None
    reader.leaf = None
    reader.container.children.pop()
    return Definitions(term.line, term.offset, term=term.lines[0])


def _definitions_after_description(
    reader: BlockReader, leaf: object
) -> Definitions | None:
    """A second description, or a term that was read as a lazy line of the first."""
    open_definitions = reader.container
    if not isinstance(open_definitions, Definitions):
        return None
    if isinstance(leaf, ParagraphLeaf) and leaf.last_is_lazy and len(leaf.lines) > 1:
        term = leaf.lines.pop()
        text, leaf.end_line, offset = leaf.lines[-1]
        leaf.end_offset = offset + len(text)
        reader.close_down_to(reader.matched - 1)
        return Definitions(term[1], term[2], term=term)
    reader.close_unmatched()
    return open_definitions


def _is_in_table(reader: BlockReader) -> bool:
    return isinstance(reader.leaf, TableLeaf) and reader.is_all_matched


def start_grid(reader: BlockReader, line: LineCursor) -> Started:
    """Open a grid table at the rule above it."""
    if GRID_LINE.match(line.text, line.first) is None:
        return Started.NOTHING
    leaf = GridLeaf(line.number, line.first)
    reader.add_leaf(leaf)
    reader.add_grid_line(leaf, line)
    return Started.LEAF


def start_box(reader: BlockReader, line: LineCursor) -> Started:
    """Open a table of box-drawing characters at the line above it."""
    if BOX_TOP.match(line.text, line.first) is None:
        return Started.NOTHING
    leaf = GridLeaf(line.number, line.first, is_box=True)
    reader.add_leaf(leaf)
    reader.add_grid_line(leaf, line)
    return Started.LEAF


def start_verse(reader: BlockReader, line: LineCursor) -> Started:
    """Open a line block, unless the line is the head of a table."""
    if (
        reader.paragraph is not None
        or _is_in_table(reader)
        or _VERSE.match(line.text, line.first) is None
    ):
        return Started.NOTHING
    following = reader.following or ""
    below = following[_QUOTE_MARKS.match(following).end() :]  # type: ignore[union-attr]
    if "|" in below and "-" in below and DELIMITER_ROW.match(below.rstrip()):
        return Started.NOTHING
    leaf = VerseLeaf(line.number, line.first)
    reader.add_leaf(leaf)
    reader.add_verse_line(leaf, line)
    return Started.LEAF


DIALECT_STARTS: dict[str, tuple[Start, ...]] = {
    **STARTS,
    "-": (start_table, start_dashed_table, start_marked_break, *STARTS["-"]),
    "*": (start_marked_break, *STARTS["*"]),
    "_": (start_marked_break, *STARTS["_"]),
    "+": (start_grid, *STARTS["+"]),
    "|": (start_table, start_verse),
    ":": (start_table, start_division, start_description),
    "[": (start_note, drop_comment),
    "$": (start_formula,),
    "\\": (start_environment,),
    "~": (*STARTS["~"], start_description),
    "#": (*STARTS["#"], start_fancy_item),
    **dict.fromkeys(f"({ascii_letters}", (start_fancy_item,)),
    **dict.fromkeys(BULLETS, (start_hand_item,)),
    **dict.fromkeys(TOP_LEFT, (start_box,)),
}
