"""Marks of the index: `[term]{.index}` and the like, and `\\index{a!b}` of LaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Heading,
    IndexRole,
    IndexTerm,
    Inline,
    Paragraph,
    SoftBreak,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.source import SourceSpan

_ROLE_BY_CLASS = {
    "index": IndexRole.PLACE,
    "index-start": IndexRole.START,
    "index-end": IndexRole.END,
}
_MAIN_CLASSES = frozenset({"main", "defined"})
_KEYS = ("entry", "sort", "see", "see-also")
_FORMAT = re.compile(r"(see|seealso)\{(.+)\}", re.DOTALL)


def is_index_mark(attributes: Attributes) -> bool:
    """Whether these attributes make a mark of the index of a span."""
    return any(name in _ROLE_BY_CLASS for name in attributes.classes)


def make_index_mark(
    inlines: tuple[Inline, ...],
    attributes: Attributes,
    scan: InlineScan,
    span: SourceSpan,
) -> IndexTerm:
    """The node for `[…]{.index …}`; the id of a range is what joins its two ends."""
    role = next(
        _ROLE_BY_CLASS[name] for name in attributes.classes if name in _ROLE_BY_CLASS
    )
    is_range = role in (IndexRole.START, IndexRole.END)
    if not is_range and not _MAIN_CLASSES.isdisjoint(attributes.classes):
        role = IndexRole.MAIN
    value_by_key = {key: attributes.find(key) or "" for key in _KEYS}
    key = attributes.id or value_by_key["entry"] if is_range else ""
    mark = IndexTerm(
        inlines,
        value_by_key["entry"],
        role,
        key or "",
        value_by_key["sort"],
        value_by_key["see"],
        value_by_key["see-also"],
        attributes=Attributes(
            None if is_range else attributes.id,
            tuple(
                name
                for name in attributes.classes
                if name not in _ROLE_BY_CLASS and name not in _MAIN_CLASSES
            ),
            tuple(pair for pair in attributes.pairs if pair[0] not in _KEYS),
        ),
        span=span,
    )
    _check(mark, scan, span)
    return mark


def _check(mark: IndexTerm, scan: InlineScan, span: SourceSpan) -> None:
    scan.context.has_index_marks = True
    names_nothing = not (mark.entry or plain_text(mark.children).strip())
    if names_nothing and not (mark.role is IndexRole.END and mark.key):
        scan.context.diagnostics.add(problems.IndexMarkWithoutEntry(span=span))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a LaTeX entry: `sort@shown`."""

    shown: str
    sort: str


class IndexCommand(Construct):
    """`\\index{whales!sperm}`, as LaTeX has it: `sort@shown`, `|(`, `|)`, `|see{…}`."""

    triggers = "\\"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a command; it leaves no word in the text."""
        if not scan.text.startswith("\\index{", at):
            return None
        end = _end_of_braces(scan.text, at + len("\\index"))
        if end is None:
            return None
        inside = scan.text[at + len("\\index{") : end - 1].replace("\n", " ")
        span = scan.span(at, end)
        mark = replace(_mark_of_latex(inside), span=span)
        _check(mark, scan, span)
        scan.add_node(mark)
        return end


_LONGEST_COMMAND = 400


def _end_of_braces(text: str, start: int) -> int | None:
    """The offset behind the brace that closes the one at `start`."""
    depth = 0
    for at in range(start, min(len(text), start + _LONGEST_COMMAND)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if not depth:
                return at + 1
    return None


def _mark_of_latex(inside: str) -> IndexTerm:
    path, _, form = inside.partition("|")
    levels = tuple(_level(part) for part in path.split("!"))
    entry = "!".join(level.shown for level in levels)
    sort = "!".join(level.sort for level in levels)
    sort = sort if sort != entry else ""
    role, key = IndexRole.PLACE, ""
    if form[:1] in ("(", ")"):
        role = IndexRole.START if form[0] == "(" else IndexRole.END
        key = entry
    elif form in ("textbf", "bf", "main"):
        role = IndexRole.MAIN
    reference = _FORMAT.fullmatch(form)
    kind, other = (reference[1], reference[2]) if reference else ("", "")
    return IndexTerm(
        (),
        entry,
        role,
        key,
        sort,
        see=other if kind == "see" else "",
        see_also=other if kind == "seealso" else "",
    )


def _level(part: str) -> _Level:
    sort, at, shown = part.partition("@")
    return _Level((shown if at else sort).strip(), sort.strip())


def join_lone_marks(blocks: list[Block]) -> list[Block]:
    """Join marks that stand alone in a paragraph to the words that they stand at.

    A paragraph without a word would be an empty line: the marks go to the beginning
    of the paragraph or heading after them, or to the end of the paragraph before.
    """
    joined: list[Block] = []
    waiting: tuple[Inline, ...] = ()
    for block in blocks:
        if isinstance(block, Paragraph) and _is_marks_alone(block.children):
            waiting += block.children
        elif waiting and isinstance(block, Paragraph | Heading):
            joined.append(replace(block, children=(*waiting, *block.children)))
            waiting = ()
        else:
            joined += _with_marks_before(joined, waiting)
            waiting = ()
            joined.append(block)
    return joined + _with_marks_before(joined, waiting)


def _is_marks_alone(inlines: tuple[Inline, ...]) -> bool:
    return all(
        (isinstance(node, IndexTerm) and not node.children)
        or isinstance(node, SoftBreak)
        for node in inlines
    )


def _with_marks_before(blocks: list[Block], marks: tuple[Inline, ...]) -> list[Block]:
    """Put marks at the end of the last block; else they make a paragraph."""
    if not marks:
        return []
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        blocks[-1] = replace(last, children=(*last.children, *marks))
        return []
    return [Paragraph(marks, span=marks[0].span)]
