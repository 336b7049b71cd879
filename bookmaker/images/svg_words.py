"""Which words of a drawing are painted, which stand in HTML, and which never show.

What comes in: the bytes of a sound SVG. What goes out: its words in the order that they
are painted in, and the drawing with nothing in it but what paper can show. SVG 2, 5.7
(`switch`), 5.5 (`use`), 12.4 (`foreignObject`), 13.1 (paint); CSS in `style` counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import cssselect2
import tinycss2
from lxml import etree
from tinycss2 import ast
from tinycss2.color3 import RGBA, parse_color

from bookmaker.images.kinds import parse_svg

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_TEXT = f"{_SVG}text"
_USE = f"{_SVG}use"
_SWITCH = f"{_SVG}switch"
_FOREIGN = f"{_SVG}foreignObject"
_NEVER_PAINTED = frozenset(
    f"{_SVG}{name}"
    for name in "clipPath defs desc filter linearGradient marker mask metadata pattern "
    "radialGradient script style symbol title".split()
)
_INHERITED = ("visibility", "fill", "fill-opacity", "stroke", "stroke-width")
_READ = (*_INHERITED, "display", "opacity", "font-size")
_SHOWN_IN_HTML = frozenset({"img", "svg", "math", "canvas", "video"})
_ZERO = re.compile(r"[+-]?0*\.?0+(?:e[+-]?\d+)?\s*(?:%|[a-z]+)?", re.IGNORECASE)
_DEEPEST = 300
"""Of repetitions within each other; `examine_picture` refuses more."""

Style = Mapping[str, str]


@dataclass(slots=True)
class DrawnWords:
    """The words of a drawing."""

    painted: str = ""
    """What its texts say, in the order that they are painted in, repetitions too; a
    space behind each."""
    elsewhere: str = ""
    """What its other texts say, a line each: without paint, or within a marker or a
    pattern, which is drawn any number of times."""
    in_html: list[str] = field(default_factory=list)
    """What stands in HTML within it (`foreignObject`), and nowhere else; a picture or a
    formula there is named by its element, `<img>`."""


def drawn_words(content: bytes, language: str = "en") -> DrawnWords:
    """What is written in a drawing; `language` decides where it offers several."""
    return _Painter(parse_svg(content), language).words


def printable(content: bytes, language: str) -> tuple[bytes, DrawnWords]:
    """The drawing without what is never painted on paper, and the words of the rest.

    WeasyPrint 70 paints every child of a `switch`, writes text without paint as text
    that nobody sees, and takes elements of HTML for those of SVG that have their names;
    seen by the tests of this module. The same bytes come back where nothing of that is
    in them.
    """
    root = parse_svg(content)
    painter = _Painter(root, language)
    for node in painter.unpainted:
        _drop(node)
    if not painter.unpainted:
        return content, painter.words
    cleaned: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned, painter.words


class _Painter:
    """Goes through a drawing as it is painted."""

    def __init__(self, root: etree._Element, language: str) -> None:
        self.words = DrawnWords()
        self.unpainted: list[etree._Element] = []
        """What can go: texts without paint, HTML, the unused of a choice."""
        self._language = language.lower()
        self._node_by_id = {node.get("id"): node for node in root.iter(etree.Element)}
        self._declared = _Declared(root)
        self._painted: set[etree._Element] = set()
        self._paint(root, {}, 0)
        for text in root.iter(_TEXT):
            if text not in self._painted:
                self.words.elsewhere += (
                    f"{' '.join(''.join(text.itertext()).split())}\n"
                )

    def _paint(self, node: etree._Element, above: Style, uses: int) -> None:
        if node.tag in _NEVER_PAINTED or uses > _DEEPEST:
            return
        style = self._style_of(node, above)
        if style.get("display") == "none" or _is_zero(style.get("opacity")):
            if not uses and next(node.iter(_TEXT), None) is not None:
                self.unpainted.append(node)
            return
        if node.tag == _TEXT:
            self._paint_text(node, style, uses)
        elif node.tag == _FOREIGN:
            self._take_html(node, style, uses)
        elif node.tag == _USE:
            self._paint_used(node, style, uses)
        elif node.tag == _SWITCH:
            self._paint_chosen(node, style, uses)
        else:
            for child in node.iterchildren(etree.Element):
                self._paint(child, style, uses)

    def _style_of(self, node: etree._Element, above: Style) -> dict[str, str]:
        style = {name: above[name] for name in _INHERITED if name in above}
        own = self._declared.of(node)
        for name in _READ:
            value = own.get(name, node.get(name, "")).strip().lower()
            if value and value != "inherit":
                style[name] = value
        return style

    def _paint_text(self, node: etree._Element, style: Style, uses: int) -> None:
        painted = "".join(self._painted_in(node, style))
        if painted.strip():
            self.words.painted += f"{painted} "
            self._painted.add(node)
        elif not uses and "".join(node.itertext()).strip():
            self.unpainted.append(node)

    def _painted_in(self, node: etree._Element, style: Style) -> Iterator[str]:
        """What is painted of a text and its spans, each by its own style."""
        shows = _is_painted(style)
        if shows:
            yield node.text or ""
        for part in node.iterchildren(etree.Element):
            if part.tag not in _NEVER_PAINTED:
                own = self._style_of(part, style)
                if own.get("display") != "none":
                    yield from self._painted_in(part, own)
            if shows:
                yield part.tail or ""

    def _paint_used(self, node: etree._Element, style: Style, uses: int) -> None:
        target = self._node_by_id.get(
            (node.get("href") or node.get(_XLINK_HREF) or "").strip().removeprefix("#")
        )
        if target is None or target is node:
            return
        if target.tag == f"{_SVG}symbol":
            own = self._style_of(target, style)
            for child in target.iterchildren(etree.Element):
                self._paint(child, own, uses + 1)
        else:
            self._paint(target, style, uses + 1)

    def _paint_chosen(self, node: etree._Element, style: Style, uses: int) -> None:
        """Paint the first child that paper can show; HTML counts if it says more."""
        chosen = None
        html: list[etree._Element] = []
        for child in node.iterchildren(etree.Element):
            if chosen is None and self._is_for_us(child):
                if next(child.iter(_FOREIGN), None) is not None:
                    html.append(child)
                else:
                    chosen = child
                    continue
            if not uses:
                self.unpainted.append(child)
        before = self.words.painted
        if chosen is not None:
            self._paint(chosen, style, uses)
        said = _letters([self.words.painted[len(before) :]])
        for child in html:
            if _letters(child.itertext()) != said:
                inner = DrawnWords()
                self.words, outer = inner, self.words
                self._paint(child, style, uses)
                self.words = outer
                self.words.in_html += inner.in_html

    def _is_for_us(self, node: etree._Element) -> bool:
        """SVG 2, 5.8: languages are compared by their parts; extensions are unknown."""
        if (node.get("requiredExtensions") or "").strip():
            return False
        asked = node.get("systemLanguage")
        if asked is None:
            return True
        primary = self._language.partition("-")[0]
        offers = [offer.strip().lower() for offer in asked.split(",")]
        return any(offer.partition("-")[0] == primary for offer in offers)

    def _take_html(self, node: etree._Element, style: Style, uses: int) -> None:
        if not uses:
            self.unpainted.append(node)
        if style.get("visibility") in ("hidden", "collapse"):
            return
        words = " ".join("".join(node.itertext()).split())
        pictures = [
            f"<{name}>"
            for name in (etree.QName(part).localname for part in node.iterdescendants())
            if name in _SHOWN_IN_HTML
        ]
        if words or pictures:
            self.words.in_html.append(words or pictures[0])


class _Declared:
    """What the style sheets and `style` attributes of a drawing say of its elements."""

    def __init__(self, root: etree._Element) -> None:
        self._matcher = cssselect2.Matcher()
        self._wrapper_by_node: dict[etree._Element, cssselect2.ElementWrapper] = {}
        has_rules = False
        for sheet in root.iter(f"{_SVG}style"):
            for rule in tinycss2.parse_stylesheet(sheet.text or ""):
                has_rules = self._know(rule) or has_rules
        if has_rules:
            wrapped = cssselect2.ElementWrapper.from_xml_root(root)
            self._wrapper_by_node = {
                element.etree_element: element for element in wrapped.iter_subtree()
            }

    def _know(self, rule: ast.Node) -> bool:
        if not isinstance(rule, ast.QualifiedRule):
            return False
        declared = _declarations(rule.content)
        if not declared:
            return False
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            return False
        for selector in selectors:
            self._matcher.add_selector(selector, declared)
        return True

    def of(self, node: etree._Element) -> dict[str, str]:
        found: dict[str, str] = {}
        wrapper = self._wrapper_by_node.get(node)
        if wrapper is not None:
            for match in self._matcher.match(wrapper):
                found |= match[-1]
        if style := node.get("style"):
            found |= _declarations(style)
        return found


def _declarations(content: str | Iterable[ast.Node]) -> dict[str, str]:
    return {
        node.lower_name: tinycss2.serialize(node.value).strip()
        for node in tinycss2.parse_blocks_contents(content)
        if isinstance(node, ast.Declaration) and node.lower_name in _READ
    }


def _is_painted(style: Style) -> bool:
    if style.get("visibility") in ("hidden", "collapse"):
        return False
    if _is_zero(style.get("font-size")) or _is_zero(style.get("opacity")):
        return False
    fills = _shows(style.get("fill", "black")) and not _is_zero(
        style.get("fill-opacity")
    )
    strokes = _shows(style.get("stroke", "none")) and not _is_zero(
        style.get("stroke-width")
    )
    return fills or strokes


def _shows(paint: str) -> bool:
    if paint == "none":
        return False
    color = parse_color(paint)
    return not isinstance(color, RGBA) or color.alpha > 0


def _is_zero(value: str | None) -> bool:
    return value is not None and _ZERO.fullmatch(value.strip()) is not None


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
