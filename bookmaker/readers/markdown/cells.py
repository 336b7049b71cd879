"""Cells of code that Quarto and knitr run: what of them is in a book that runs nothing.

Options stand in the cell, `#| echo: false`, or in its braces, `{r, echo=FALSE}`
(https://quarto.org/docs/reference/cells/cells-knitr.html). The code is shown as they
say; a picture that the code only loads is shown; what it would draw is a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    Attributes,
    Block,
    CodeBlock,
    Figure,
    Image,
    Inline,
    Panel,
    PanelKind,
    Paragraph,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown.blocks import FenceLeaf
from bookmaker.readers.markdown.maker import Maker
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.source import SourceSpan

OPTIONS_IN_BRACES = r"(?:[^{}]*|(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^{}\"'])*)"
"""The options of a cell; a string among them may have braces."""
_CELL = re.compile(rf"\{{([A-Za-z][\w+#-]{{0,30}})(?:[ ,]({OPTIONS_IN_BRACES}))?\}}")
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[()\[\]]|[^\"'()\[\],]+|.")
"""A part of a value in R: a string, a bracket, words, or a comma."""
_OPTION_MARK = re.compile(r"(?:#|//|%%|--)\| ?")
_OPTION = re.compile(r"([A-Za-z][\w.-]*)[ \t]*:(?:[ \t]+(.*)|$)")
_HEAD_OPTION = re.compile(r"(?:^|,)\s*([A-Za-z][\w.-]*)\s*=\s*")
_SCALAR_SIGNS = frozenset({"|", "|-", ">", ">-"})
_NO = frozenset({"false", "no", "hide", "f"})
_LOADED = re.compile(
    r"\b(?:include_graphics|Image|imread)\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)"
)
_COMMENT = re.compile(r"^[ \t]*#.*", re.MULTILINE)
"""In R, Python and Julia; no other language has those calls."""
_PICTURE = re.compile(
    r"""["']([^"'\n]+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp))["']""", re.IGNORECASE
)
_KINDS = {"fig-": PanelKind.FIGURE, "tbl-": PanelKind.TABLE}
_NAMES = {PanelKind.FIGURE: "figure", PanelKind.TABLE: "table"}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell, with its options apart from its code."""

    language: str
    code: str
    option_by_key: Mapping[str, tuple[str, LeafLine]]
    """Each value, with the line that it is in."""
    span: SourceSpan

    def find(self, *keys: str) -> str | None:
        """The value of the first of these options that is given."""
        found = (
            self.option_by_key[key][0] for key in keys if key in self.option_by_key
        )
        return next(found, None)

    def is_off(self, key: str, *, by_default: bool = False) -> bool:
        """Whether an option is switched off."""
        value = self.find(key)
        return by_default if value is None else value.lower() in _NO


def is_cell(leaf: FenceLeaf) -> bool:
    """Whether a fence opens a cell: `{python}`, `{r, echo=FALSE}`."""
    return _CELL.fullmatch(leaf.info[0]) is not None


def make_cell(maker: Maker, leaf: FenceLeaf, depth: int) -> tuple[Block, ...]:
    """Make what is shown of a cell."""
    cell = _read(leaf, maker.span(leaf))
    if cell.is_off("include"):
        return ()
    conventions = maker.context.options.conventions
    shows_code = maker.context.shows_cells
    if shows_code is None:
        shows_code = conventions.shows_cells
    is_shown = bool(cell.code.strip()) and not cell.is_off(
        "echo", by_default=not shows_code
    )
    made: list[Block] = []
    if is_shown:
        made.append(_listing(maker, cell, depth))
    has_result = not (
        cell.is_off("eval") or cell.is_off("output") or cell.is_off("results")
    )
    if has_result:
        made.extend(_result(maker, cell, depth, is_shown=is_shown))
    return tuple(made)


def _read(leaf: FenceLeaf, span: SourceSpan) -> _Cell:
    head = _CELL.fullmatch(leaf.info[0])
    language, said = (head[1], head[2] or "") if head is not None else ("", "")
    options = {key: (value, leaf.info) for key, value in _head_options(said)}
    lines: list[str] = []
    last = ""
    for line in leaf.lines:
        mark = _OPTION_MARK.match(line[0]) if len(lines) == 0 else None
        if mark is None:
            lines.append(line[0])
            continue
        words = line[0][mark.end() :].rstrip()
        option = _OPTION.fullmatch(words)
        if option is not None:
            last = option[1].replace(".", "-")
            value = (option[2] or "").strip()
            options[last] = ("" if value in _SCALAR_SIGNS else _bare(value), line)
        elif last:  # a value of several lines
            joined = f"{options[last][0]} {words.strip()}".strip()
            options[last] = (joined, line)
    return _Cell(language.lower(), "\n".join(lines), options, span)


def _head_options(said: str) -> Iterator[tuple[str, str]]:
    """The options in the braces; a word without a value is the label."""
    first = said.partition(",")[0].strip()
    if first and "=" not in first:
        yield "label", first
    at = 0
    while (found := _HEAD_OPTION.search(said, at)) is not None:
        strings, at = value_in_r(said, found.end())
        key, value = found[1].replace(".", "-"), _bare(said[found.end() : at].strip())
        if key.endswith("cap") and value == said[found.end() : at].strip():
            value = "".join(strings)  # a call, or the name of what is not known here
        yield key, value


def value_in_r(options: str, start: int) -> tuple[list[str], int]:
    """The strings in the value of an option, `paste("Low", x)`, and where it ends."""
    strings: list[str] = []
    depth, at = 0, start
    while at < len(options) and (found := _TOKEN.match(options, at)) is not None:
        token = found[0]
        if token == "," and depth < 1:
            break
        depth += (token in ("(", "[")) - (token in (")", "]"))
        if token[0] in "\"'" and len(token) > 1:
            strings.append(token[1:-1])
        at = found.end()
    return strings, at


def _bare(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _listing(maker: Maker, cell: _Cell, depth: int) -> CodeBlock:
    label = cell.find("lst-label") or ""
    attributes = Attributes(label) if label.startswith("lst-") else Attributes()
    caption = _words(maker, cell, depth, "lst-cap")
    name = cell.find("filename")
    return CodeBlock(
        cell.code,
        cell.language,
        caption,
        file_name=name,
        attributes=attributes,
        span=cell.span,
    )


def _result(
    maker: Maker, cell: _Cell, depth: int, *, is_shown: bool
) -> Iterator[Block]:
    """What running the cell would show, as far as that is known."""
    label = cell.find("label") or ""
    kind = _KINDS.get(label[:4])
    caption = _words(maker, cell, depth, "fig-cap", "tbl-cap", "cap")
    pictures = [
        path
        for call in _LOADED.finditer(_COMMENT.sub("", cell.code))
        for path in _PICTURE.findall(call[1])
    ]
    if pictures:
        yield from _figures(cell, pictures, caption, label if kind else None)
        return
    if kind is None and cell.find("fig-cap") is not None:
        kind = PanelKind.FIGURE
    if kind is None:
        unrun = problems.CodeNotRun(cell.language, is_shown, span=cell.span)
        maker.diagnostics.add(unrun)
        return
    name = _NAMES[kind]
    maker.diagnostics.add(
        problems.ComputedResult(name, label or name, cell.language, span=cell.span)
    )
    words = (Text(f"[{plain_text(caption) or label or name}]", span=cell.span),)
    attributes = Attributes(label) if label[:4] in _KINDS else Attributes()
    body = Paragraph(words, span=cell.span)
    yield Panel(kind, (body,), caption, attributes=attributes, span=cell.span)


def _figures(
    cell: _Cell, pictures: list[str], caption: tuple[Inline, ...], label: str | None
) -> Iterator[Figure]:
    """The pictures that a cell loads; the last of several has the caption."""
    alternative = cell.find("fig-alt") or plain_text(caption) or None
    width = cell.find("out-width", "fig-width-css")
    pairs = (("width", width),) if width and width.endswith("%") else ()
    for number, path in enumerate(pictures, start=1):
        is_last = number == len(pictures)
        image = Image(path, alternative, span=cell.span)
        attributes = Attributes(label if is_last else None, pairs=pairs)
        words = caption if is_last else ()
        yield Figure(image, words, attributes=attributes, span=cell.span)


def _words(maker: Maker, cell: _Cell, depth: int, *keys: str) -> tuple[Inline, ...]:
    """The words of an option, which are Markdown."""
    for key in keys:
        if key in cell.option_by_key:
            value, line = cell.option_by_key[key]
            return maker.read_value(value, line, depth + 1) if value else ()
    return ()
