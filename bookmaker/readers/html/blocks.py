"""Elements to our block nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    Alignment,
    Attributes,
    Block,
    BlockQuote,
    CodeBlock,
    Definition,
    DefinitionList,
    Figure,
    Group,
    Heading,
    Image,
    Inline,
    List,
    ListItem,
    ListStyle,
    PageBreak,
    Paragraph,
    SceneBreak,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.html.allow_list import BLOCK, admit_attributes
from bookmaker.readers.html.elements import Element, PlacedText, RawWords
from bookmaker.readers.html.inlines import make_inlines
from bookmaker.readers.html.page_breaks import page_breaks
from bookmaker.readers.html.tags import unescape_html
from bookmaker.readers.html.white_space import join_words, read_words, trim
from bookmaker.source import SourceSpan

Child = Element | RawWords | Block
ReadMarkdown = Callable[[PlacedText], tuple[Inline, ...]]
"""Reads Markdown that stands in an attribute: mdBook's captions."""

_SPAN_LIMIT = 1000
_LIST_STYLES = {
    "a": ListStyle.LOWER_ALPHA,
    "A": ListStyle.UPPER_ALPHA,
    "i": ListStyle.LOWER_ROMAN,
    "I": ListStyle.UPPER_ROMAN,
}
_ALIGNMENTS = {
    "left": Alignment.START,
    "center": Alignment.CENTER,
    "right": Alignment.END,
}


class BlockMaker:
    """Makes block nodes of elements."""

    def __init__(self, diagnostics: Diagnostics, read_markdown: ReadMarkdown) -> None:
        self._diagnostics = diagnostics
        self._read_markdown = read_markdown
        self._makers: dict[str, Callable[[Element, Attributes], Block]] = {
            "pre": self._code,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "table": self._table,
            "figure": self._figure,
        }

    def flow(self, children: Iterable[Child]) -> tuple[Block, ...]:
        """Make blocks; words that stand between them become paragraphs."""
        blocks: list[Block] = []
        line: list[Element | RawWords] = []
        for child in children:
            if isinstance(child, RawWords) or (
                isinstance(child, Element) and not self._is_block(child)
            ):
                line.append(child)
                continue
            blocks.extend(self._paragraph(line))
            line.clear()
            if isinstance(child, Element):
                blocks.extend(self._blocks(child))
            else:
                blocks.append(child)
        blocks.extend(self._paragraph(line))
        return tuple(blocks)

    def _is_block(self, element: Element) -> bool:
        """Whether an element is a block, or an inline one put around blocks."""
        if element.name in BLOCK or _is_page_break(element):
            return True
        return any(
            self._is_block(child) if isinstance(child, Element) else True
            for child in element.children
            if not isinstance(child, RawWords)
        )

    def _paragraph(self, line: Sequence[Element | RawWords]) -> tuple[Block, ...]:
        inlines = trim(self.phrasing(line))
        if not inlines:
            return ()
        span = line[0].span.to(line[-1].span)
        if len(inlines) == 1 and isinstance(image := inlines[0], Image):
            return (Figure(image, span=image.span),)
        return (Paragraph(inlines, span=_span_of(inlines) or span),)

    def phrasing(self, children: Iterable[Child]) -> tuple[Inline, ...]:
        """Make inlines; blocks where none may stand give their words."""
        inlines: list[Inline] = []
        for child in children:
            if isinstance(child, RawWords):
                made = self._read_markdown(child.places) if child.is_markdown else ()
                inlines.extend(made or read_words(child))
            elif not isinstance(child, Element):
                inlines.extend(_inlines_of(child))
            elif child.name in BLOCK:
                inlines.extend(self.phrasing(child.children))
            else:
                inner = join_words(self.phrasing(child.children))
                inlines.extend(
                    make_inlines(
                        child.name,
                        child.attributes,
                        inner,
                        child.span,
                        self._diagnostics,
                    )
                )
        return tuple(inlines)

    # --- Blocks -------------------------------------------------------------------

    def _blocks(self, element: Element) -> tuple[Block, ...]:
        before, after, element = page_breaks(element)
        made = self._without_breaks(element)
        if not (before or after):
            return made
        made = () if _is_empty(made) else made
        mark = (PageBreak(span=element.span),)
        return (*mark * before, *made, *mark * after)

    def _without_breaks(self, element: Element) -> tuple[Block, ...]:
        attributes = admit_attributes(
            element.name, element.attributes, element.span, self._diagnostics
        )
        name = element.name
        span = element.span
        match name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                inlines = trim(self.phrasing(element.children))
                level = int(name[1])
                return (Heading(level, inlines, attributes=attributes, span=span),)
            case "p":
                return self._html_paragraph(element, attributes)
            case "hr":
                return (SceneBreak(attributes=attributes, span=span),)
            case "blockquote":
                blocks = self.flow(element.children)
                return (BlockQuote(blocks, attributes=attributes, span=span),)
            case "listing":
                return (self._listing(element),)
            case _:
                make = self._makers.get(name, self._group)
                return (make(element, attributes),)

    def _html_paragraph(
        self, element: Element, attributes: Attributes
    ) -> tuple[Block, ...]:
        blocks = self.flow(element.children)
        if len(blocks) == 1 and isinstance(paragraph := blocks[0], Paragraph):
            return (replace(paragraph, attributes=attributes, span=element.span),)
        return blocks

    def _group(self, element: Element, attributes: Attributes) -> Group:
        name = element.name
        if name not in ("div", "section", "article", "main") and (
            name not in attributes.classes
        ):
            attributes = replace(attributes, classes=(name, *attributes.classes))
        blocks = self.flow(element.children)
        return Group(blocks, attributes=attributes, span=element.span)

    def _code(self, element: Element, attributes: Attributes) -> CodeBlock:
        text = _raw_text(element).removeprefix("\n").removesuffix("\n")
        inner = [child for child in element.children if isinstance(child, Element)]
        classes = list(attributes.classes)
        if len(inner) == 1 and inner[0].name == "code":
            classes += inner[0].attributes.get("class", "").split()
        language = next(
            (name[9:] for name in classes if name.startswith("language-")), None
        )
        attributes = replace(
            attributes,
            classes=tuple(n for n in classes if not n.startswith("language-")),
        )
        return CodeBlock(text, language, attributes=attributes, span=element.span)

    def _list(self, element: Element, attributes: Attributes) -> List:
        items: list[ListItem] = []
        for child in element.children:
            if isinstance(child, Element) and child.name == "li":
                own = self._attributes(child)
                blocks = self.flow(child.children)
                items.append(ListItem(blocks, attributes=own, span=child.span))
            elif not (isinstance(child, RawWords) and not child.text.strip()):
                items.append(ListItem(self.flow([child]), span=child.span))
        style = ListStyle.BULLET
        if element.name == "ol":
            kind = element.attributes.get("type", "")
            style = _LIST_STYLES.get(kind, ListStyle.DECIMAL)
        return List(
            tuple(items),
            style,
            _whole_number(element.attributes.get("start"), 1),
            is_tight=all(_is_short(item.blocks) for item in items),
            attributes=attributes,
            span=element.span,
        )

    def _definitions(self, element: Element, attributes: Attributes) -> DefinitionList:
        definitions: list[Definition] = []
        for child in _unwrapped(element.children):
            if isinstance(child, RawWords) and not child.text.strip():
                continue
            if isinstance(child, Element) and child.name == "dt":
                term = trim(self.phrasing(child.children))
                definitions.append(Definition(term, (), span=child.span))
                continue
            inner = child.children if isinstance(child, Element) else [child]
            blocks = self.flow(inner)
            last = definitions.pop() if definitions else Definition((), ())
            definitions.append(replace(last, descriptions=(*last.descriptions, blocks)))
        return DefinitionList(
            tuple(definitions), attributes=attributes, span=element.span
        )

    def _figure(self, element: Element, attributes: Attributes) -> Block:
        captions = [c for c in element.children if _is_element(c, "figcaption")]
        others = [c for c in element.children if not _is_element(c, "figcaption")]
        caption: list[Inline] = []
        for found in captions:
            if isinstance(found, Element):
                caption.extend(trim(self.phrasing(found.children)))
        blocks = self.flow(others)
        if len(blocks) == 1 and isinstance(figure := blocks[0], Figure):
            image = figure.image
            if image.alternative is None and caption:
                words = plain_text(tuple(caption)) or None
                image = replace(image, alternative=words)
            return replace(
                figure,
                image=image,
                caption=tuple(caption) or figure.caption,
                attributes=attributes,
                span=element.span,
            )
        if caption:
            span = captions[0].span
            blocks = (*blocks, Paragraph(tuple(caption), span=span))
        attributes = replace(attributes, classes=("figure", *attributes.classes))
        return Group(blocks, attributes=attributes, span=element.span)

    def _listing(self, element: Element) -> Block:
        """A listing of mdBook's, with its number, file name and caption."""
        given = element.attributes
        blocks = list(self.flow(element.children))
        if len(blocks) == 1 and isinstance(code := blocks[0], CodeBlock):
            return self._numbered_listing(element, code)
        start = element.tag.span(0, len(element.tag.text))
        if name := given.get("file-name"):
            words: tuple[Inline, ...] = (Text(f"Filename: {name}", span=start),)
            file_name = Attributes(classes=("filename",))
            blocks.insert(0, Paragraph(words, attributes=file_name, span=start))
        number, caption = given.get("number"), given.get("caption", "")
        words = self._caption(element, caption) if caption else ()
        if number:
            label = f"Listing {number}" + (": " if words else "")
            words = trim((Text(label, span=start), *words))
        if words:
            attributes = Attributes(classes=("caption",))
            blocks.append(Paragraph(words, attributes=attributes, span=start))
        pairs = tuple((key, given[key]) for key in ("number",) if key in given)
        attributes = Attributes(given.get("id"), ("listing",), pairs)
        return Group(tuple(blocks), attributes=attributes, span=element.span)

    def _numbered_listing(self, element: Element, code: CodeBlock) -> CodeBlock:
        """One whose number the author gave: it has the name that goes with it."""
        given = element.attributes
        number, caption = given.get("number"), given.get("caption", "")
        name = given.get("id") or (f"listing-{number}" if number else None)
        return replace(
            code,
            caption=trim(self._caption(element, caption)) if caption else (),
            label=f"Listing {number}" if number else None,
            number=number,
            file_name=given.get("file-name") or code.file_name,
            attributes=replace(code.attributes, id=name or code.attributes.id),
            span=element.span,
        )

    def _caption(self, element: Element, caption: str) -> tuple[Inline, ...]:
        at = element.tag.text.find(caption)
        if at < 0:  # written with character references
            return (Text(caption, span=element.span),)
        return self._read_markdown(element.tag.slice(at, at + len(caption)))

    # --- Tables -------------------------------------------------------------------

    def _table(self, element: Element, attributes: Attributes) -> Table:
        head: list[TableRow] = []
        body: list[TableRow] = []
        caption: tuple[Inline, ...] = ()
        stray: list[Child] = []
        for child in element.children:
            if not isinstance(child, Element):
                if not (isinstance(child, RawWords) and not child.text.strip()):
                    stray.append(child)
            elif child.name == "caption":
                caption = trim(self.phrasing(child.children))
            elif child.name == "thead":
                head.extend(self._rows(child.children))
            elif child.name == "tr":
                body.extend(self._rows([child]))
            elif child.name in ("col", "colgroup"):
                stray.extend(child.children)
            else:
                body.extend(self._rows(child.children))
        while body and not head and all(c.is_header for c in body[0].cells):
            head.append(body.pop(0))
        if blocks := self.flow(stray):
            cell = TableCell(blocks, span=element.span)
            body.append(TableRow((cell,), span=element.span))
        return Table(
            tuple(head),
            tuple(body),
            caption,
            attributes=attributes,
            span=element.span,
        )

    def _rows(self, children: Iterable[Child]) -> Iterable[TableRow]:
        for child in children:
            if isinstance(child, RawWords) and not child.text.strip():
                continue
            if isinstance(child, Element) and child.name == "tr":
                cells = tuple(self._cells(child.children))
                own = self._attributes(child)
                yield TableRow(cells, attributes=own, span=child.span)
            else:
                yield TableRow(tuple(self._cells([child])), span=child.span)

    def _cells(self, children: Iterable[Child]) -> Iterable[TableCell]:
        for child in children:
            if isinstance(child, RawWords) and not child.text.strip():
                continue
            if not (isinstance(child, Element) and child.name in ("td", "th")):
                yield TableCell(self.flow([child]), span=child.span)
                continue
            given = child.attributes
            yield TableCell(
                self.flow(child.children),
                _ALIGNMENTS.get(given.get("align", "").lower()),
                child.name == "th",
                _whole_number(given.get("colspan"), 1),
                _whole_number(given.get("rowspan"), 1),
                attributes=self._attributes(child),
                span=child.span,
            )

    def _attributes(self, element: Element) -> Attributes:
        return admit_attributes(
            element.name, element.attributes, element.span, self._diagnostics
        )


def _is_element(child: Child, name: str) -> bool:
    return isinstance(child, Element) and child.name == name


def _is_page_break(element: Element) -> bool:
    """Whether an element that is no block is empty, and asks for a new page."""
    return (
        element.name in ("br", "span")
        and not element.children
        and any(page_breaks(element)[:2])
    )


def _unwrapped(children: Iterable[Child]) -> Iterable[Child]:
    """The children; `div` may group terms in a definition list (HTML, 4.4.9)."""
    for child in children:
        if isinstance(child, Element) and child.name == "div":
            yield from child.children
        else:
            yield child


def _is_short(blocks: tuple[Block, ...]) -> bool:
    return sum(isinstance(block, Paragraph) for block in blocks) <= 1


def _whole_number(text: str | None, default: int) -> int:
    if text is None or not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        return default
    return min(int(text), _SPAN_LIMIT) or default


def _raw_text(element: Element) -> str:
    texts: list[str] = []
    for child in element.children:
        if isinstance(child, RawWords):
            texts.append(unescape_html(child.text))
        elif isinstance(child, Element):
            texts.append("\n" if child.name == "br" else _raw_text(child))
        else:
            texts.append(plain_text([child]))
    return "".join(texts)


def _inlines_of(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Paragraph | Heading):
        return block.children
    return (Text(plain_text([block]), span=block.span),)


def _is_empty(blocks: tuple[Block, ...]) -> bool:
    """Whether nothing of blocks would be seen but space."""
    return all(
        (isinstance(block, Group) and _is_empty(block.blocks))
        or isinstance(block, SceneBreak)
        or (isinstance(block, Paragraph) and not plain_text([block]).strip())
        for block in blocks
    )


def _span_of(inlines: Sequence[Inline]) -> SourceSpan | None:
    first, last = inlines[0].span, inlines[-1].span
    return first.to(last) if first is not None and last is not None else None
