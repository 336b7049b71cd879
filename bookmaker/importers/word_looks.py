"""How the paragraphs of a Word file look: what says a heading where no style does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"heading [1-9]")
_MOST_BASES = 20
_PARTING = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})


@dataclass(slots=True)
class Style:
    """A style of paragraphs, with what it has from those that it is based on."""

    name: str
    properties: tuple[etree._Element, ...]
    """Its own element first, then those of its bases."""


@dataclass(slots=True)
class ParagraphLook:
    """A paragraph and how it looks on the page."""

    tag: etree._Element
    words: str
    style: str
    """The name of its style in small letters; `normal` where it has none."""
    outline: int | None
    """Its level among the headings, from 1, if it is one."""
    is_centred: bool
    is_bold: bool
    is_large: bool
    opens_page: bool
    is_item: bool
    left: int
    """Twentieths of a point, as the two below."""
    right: int
    first: int
    has_rule: bool
    role: str | None = None
    """What it was taken for."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it: no word, no picture."""
        held = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}hyperlink")
        return not self.words and next(self.tag.iter(*held), None) is None

    @property
    def stands_out(self) -> bool:
        """Whether it looks unlike the text."""
        return self.is_centred or self.is_bold or self.is_large


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, tree: etree._Element | None) -> None:
        found = tree.iter(f"{W}style") if tree is not None else ()
        self._by_id = {style.get(f"{W}styleId"): style for style in found}
        default = tree.find(f".//{W}docDefaults//{W}sz") if tree is not None else None
        self._size = _number(default, "val", 20)

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self._by_id.get(named.get(f"{W}val")) if named is not None else None
        chain: list[etree._Element] = []
        while style is not None and style not in chain and len(chain) < _MOST_BASES:
            chain.append(style)
            base = style.find(f"{W}basedOn")
            style = self._by_id.get(base.get(f"{W}val")) if base is not None else None
        name = chain[0].find(f"{W}name") if chain else None
        said = name.get(f"{W}val") or "" if name is not None else ""
        own = named.get(f"{W}val") or "" if named is not None and not chain else ""
        return Style((said or own or "Normal").lower(), tuple(chain))

    def look(self, paragraph: etree._Element, *, is_after_page: bool) -> ParagraphLook:
        """See how a paragraph looks."""
        style = self.of(paragraph)
        where = (paragraph, *style.properties)
        words = words_of_paragraph(paragraph)
        indents = _found(where, f"{W}pPr/{W}ind")
        return ParagraphLook(
            tag=paragraph,
            words=" ".join(words.split()),
            style=style.name,
            outline=_outline(where, style.name),
            is_centred=_value(_found(where, f"{W}pPr/{W}jc"), "") == "center",
            is_bold=self._is_bold(paragraph, style),
            is_large=self._size_of(paragraph, style) >= self._usual(style) + 4,
            opens_page=is_after_page
            or _is_on(_found(where, f"{W}pPr/{W}pageBreakBefore")),
            is_item=_found(where, f"{W}pPr/{W}numPr") is not None,
            left=_number(indents, "left", 0) or _number(indents, "start", 0),
            right=_number(indents, "right", 0) or _number(indents, "end", 0),
            first=_number(indents, "firstLine", 0) - _number(indents, "hanging", 0),
            has_rule=_found(where, f"{W}pPr/{W}pBdr") is not None,
        )

    def _is_bold(self, paragraph: etree._Element, style: Style) -> bool:
        runs = [r for r in paragraph.iter(f"{W}r") if words_of_paragraph(r).strip()]
        own = [run.find(f"{W}rPr/{W}b") for run in runs]
        styled = _is_on(_found(style.properties, f"{W}rPr/{W}b"))
        return bool(runs) and all(
            _is_on(mark) if mark is not None else styled for mark in own
        )

    def _size_of(self, paragraph: etree._Element, style: Style) -> int:
        runs = [r for r in paragraph.iter(f"{W}r") if words_of_paragraph(r).strip()]
        styled = _number(_found(style.properties, f"{W}rPr/{W}sz"), "val", self._size)
        sizes = [_number(run.find(f"{W}rPr/{W}sz"), "val", styled) for run in runs]
        return min(sizes, default=0)

    def _usual(self, style: Style) -> int:
        """The size of the text: that of Word's own style for it."""
        normal = self._by_id.get("Normal")
        own = (normal,) if normal is not None and style.properties else ()
        return _number(_found(own, f"{W}rPr/{W}sz"), "val", self._size)


def words_of_paragraph(tag: etree._Element) -> str:
    """The words of a paragraph or a run, those of its text boxes left out."""
    boxed = {node for box in tag.iter(f"{W}txbxContent") for node in box.iter()}
    parts: list[str] = []
    for node in tag.iter():
        if node.tag == f"{W}t" and node not in boxed:
            parts.append(node.text or "")
        elif node.tag in _PARTING:
            parts.append(" ")
    return "".join(parts)


def looks_of(document: etree._Element, styles: Styles) -> list[ParagraphLook]:
    """The paragraphs of a document in their order, those of tables left out."""
    body = document.find(f"{W}body")
    found: list[ParagraphLook] = []
    is_after_page = True
    for paragraph in _paragraphs(body) if body is not None else ():
        breaks = [b for b in paragraph.iter(f"{W}br") if b.get(f"{W}type") == "page"]
        look = styles.look(paragraph, is_after_page=is_after_page)
        if breaks and look.words and not is_after_page:
            before = _words_before(paragraph, breaks[0])
            look.opens_page = look.opens_page or not before
        found.append(look)
        ends = bool(breaks) and _ends_with(paragraph, breaks[-1])
        is_section = _is_new_page(paragraph.find(f"{W}pPr/{W}sectPr"))
        if look.words or breaks or is_section:
            is_after_page = ends or is_section
    return found


def _paragraphs(tag: etree._Element) -> Iterable[etree._Element]:
    for child in tag:
        if child.tag == f"{W}p":
            yield child
        elif child.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}customXml",
            f"{W}smartTag",
        ):
            yield from _paragraphs(child)


def _words_before(paragraph: etree._Element, mark: etree._Element) -> bool:
    for node in paragraph.iter():
        if node is mark:
            return False
        if node.tag == f"{W}t" and (node.text or "").strip():
            return True
    return False


def _ends_with(paragraph: etree._Element, mark: etree._Element) -> bool:
    is_behind = False
    for node in paragraph.iter():
        is_behind = is_behind or node is mark
        if is_behind and node.tag == f"{W}t" and (node.text or "").strip():
            return False
    return True


def _is_new_page(section: etree._Element | None) -> bool:
    if section is None:
        return False
    return _value(section.find(f"{W}type"), "nextPage") != "continuous"


def _found(where: Iterable[etree._Element], path: str) -> etree._Element | None:
    """What the nearest of a paragraph and its styles says."""
    return next((f for tag in where if (f := tag.find(path)) is not None), None)


def _value(tag: etree._Element | None, usual: str) -> str:
    return usual if tag is None else tag.get(f"{W}val") or usual


def _is_on(tag: etree._Element | None) -> bool:
    return tag is not None and tag.get(f"{W}val", "1") not in OFF


def _number(tag: etree._Element | None, name: str, usual: int) -> int:
    said = tag.get(f"{W}{name}") if tag is not None else None
    try:
        return int(said) if said else usual
    except ValueError:
        return usual


def _outline(where: Iterable[etree._Element], name: str) -> int | None:
    if _HEADING.fullmatch(name):
        return int(name[-1])
    level = _number(_found(where, f"{W}pPr/{W}outlineLvl"), "val", 9)
    return level + 1 if level < 6 else None
