"""Code from files: a fence's `include="main.py" lines="3-10"`, and mdBook's marks.

`{{#include main.rs:3:10}}` and `{{#include main.rs:anchor}}` stand alone on a line of
the fence (mdBook, “Including files”); so may Quarto's `{{< include main.py >}}`. Behind
a backslash they are code.
"""

from __future__ import annotations

import re
import textwrap

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.markdown.code_marks import unescape_order
from bookmaker.document.nodes import Attributes
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.source import SourceSpan

_MARK = re.compile(
    r"\{\{#(?:include|rustdoc_include|playground|playpen) ([^{}]*)\}\}"
    r"|\{\{<([^<>{}]*)>\}\}"
)
_RANGE = re.compile(r"(?P<first>[0-9]{1,7})?(?P<dash>[-:])?(?P<last>[0-9]{1,7})?")
_ANCHOR = re.compile(r"ANCHOR(_END)?:[ \t]*([\w-]+)")
_REGION = re.compile(r"#?\b(end)?region\b:?[ \t]*([\w*-]+)?", re.IGNORECASE)
"""Regions as editors fold them: `// #region name`, `<!-- #endregion name -->`."""
_MOST_PARTS = 50


def include_code(
    lines: list[str], attributes: Attributes, span: SourceSpan, context: InlineContext
) -> list[str]:
    """Put the lines of files in the places that ask for them."""
    path = attributes.find("include") or attributes.find("file")
    if path is not None:
        wanted = attributes.find("lines") or ""
        found = _lines_of(path, wanted, span, context)
        return found if found is not None else lines
    if not any("{{" in line for line in lines):
        return lines
    included: list[str] = []
    for line in lines:
        asked = _asked(line.strip())
        if asked is None:
            escaped = unescape_order(line)
            included.append(line if escaped is None else escaped)
            continue
        found = read_lines(asked, span, context)
        included.extend(found if found is not None else [line])
    return included


def _asked(line: str) -> str | None:
    """The file and the lines that a mark asks for."""
    mark = _MARK.fullmatch(line)
    if mark is None:
        return None
    if mark[1] is not None:
        return mark[1].strip().split(" ")[0]
    order = mark[2].split(None, 1)
    return order[1].strip() if order[:1] == ["include"] and len(order) > 1 else None


def read_lines(
    asked: str, span: SourceSpan, context: InlineContext
) -> list[str] | None:
    """The lines that `main.rs:3:10` names; reported where they cannot be read."""
    name, _, wanted = asked.partition(":")
    return _lines_of(name, wanted, span, context)


def _lines_of(
    path: str, wanted: str, span: SourceSpan, context: InlineContext
) -> list[str] | None:
    if context.surroundings is None:
        construct = f"the inclusion of {path}"
        context.diagnostics.add(problems.ConstructNotRead(construct, span=span))
        return None
    text = context.surroundings.read_text(path, span)
    if text is None:
        return None
    lines = text.removesuffix("\n").split("\n")
    if not wanted:
        return [line for line in lines if not _ANCHOR.search(line)]
    is_clipped = context.options.conventions.has_mdbook_marks
    chosen = choose_lines(lines, wanted, is_clipped=is_clipped)
    if chosen is None:
        problem = problems.NoSuchLines(wanted, path, len(lines), span=span)
        context.diagnostics.add(problem)
        return None
    return textwrap.dedent("\n".join(chosen)).split("\n")


def choose_lines(
    lines: list[str], wanted: str, *, is_clipped: bool = False
) -> list[str] | None:
    """The lines of ranges (`3-10,15`, `3:10`) or of an anchor; `None` if not there.

    `is_clipped`: a range may end after the last line, as in mdBook.
    """
    if not wanted[0].isdigit() and wanted[0] not in "-:":
        return _anchored(lines, wanted) or _region(lines, wanted)
    chosen: list[str] = []
    for part in wanted.split(",")[:_MOST_PARTS]:
        found = _RANGE.fullmatch(part.strip())
        if found is None or not (found["first"] or found["last"]):
            return None
        first = int(found["first"] or 1)
        last = int(found["last"] or (len(lines) if found["dash"] else first))
        if is_clipped:
            last = min(last, len(lines))
        if not 1 <= first <= last <= len(lines):
            return None
        chosen.extend(lines[first - 1 : last])
    return chosen


def _region(lines: list[str], name: str) -> list[str] | None:
    """Lines of a region, without the marks of those in it."""
    chosen: list[str] | None = None
    for line in lines:
        mark = _REGION.search(line)
        if mark is None:
            if chosen is not None:
                chosen.append(line)
        elif chosen is None:
            chosen = [] if mark[2] == name and not mark[1] else None
        elif mark[1] and mark[2] in (name, None):
            return chosen
    return chosen


def _anchored(lines: list[str], anchor: str) -> list[str] | None:
    """Lines of an anchor; one that is never ended lasts to the end, as in mdBook."""
    chosen: list[str] | None = None
    for line in lines:
        mark = _ANCHOR.search(line)
        if mark is None:
            if chosen is not None:
                chosen.append(line)
        elif mark[2] == anchor:
            if mark[1]:
                return chosen
            chosen = []
    return chosen
