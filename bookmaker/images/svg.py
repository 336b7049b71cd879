"""SVG made safe for both editions: no script, no event, nothing from elsewhere.

EPUB 3.3 allows scripts and remote pictures in principle; a book of ours has neither.
"""

from __future__ import annotations

import re

from lxml import etree

from bookmaker.document.addresses import why_unusable
from bookmaker.images.kinds import parse_svg

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_FORBIDDEN = frozenset(
    {"script", "iframe", "object", "embed", "form", "base", "link", "meta", "handler"}
)
_TODAYS_NAMES = {
    "acronym": "abbr",
    "big": "span",
    "center": "div",
    "font": "span",
    "nobr": "span",
    "strike": "s",
    "tt": "span",
}
"""Elements of older HTML that draw.io still writes; EPUB 3 has HTML 5 alone."""
_PROPERTIES = {
    "align": "text-align",
    "bgcolor": "background-color",
    "color": "color",
    "face": "font-family",
}
_NO_LONGER_ATTRIBUTES = ("size", "valign", "nowrap", "cellpadding", "cellspacing")
_ANIMATIONS = frozenset({"animate", "set", "animateTransform", "animateMotion"})
_NOTHING_WITHOUT_TARGET = frozenset({"image", "feImage", "use"})
_OWN_DATA = re.compile(r"data:image/(?:png|jpeg|gif)[;,]", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)
_FOREIGN_URL = re.compile(
    r"url\(\s*(?!['\"]?\s*(?:#|data:image/(?:png|jpeg|gif)[;,]))[^)]*\)?", re.IGNORECASE
)


def clean_svg(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Give the SVG without what may act or reach out, and the names of what went.

    What drawing programs leave for themselves goes too, without a word.
    """
    root = parse_svg(content)
    removed: dict[str, None] = {}
    for node in list(root.iter(etree.Element)):
        if node is root or node.getparent() is not None:
            _clean_node(node, removed)
    etree.cleanup_namespaces(root)
    cleaned: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned, tuple(removed)


def _clean_node(node: etree._Element, removed: dict[str, None]) -> None:
    name = etree.QName(node)
    if name.namespace not in (_SVG, _XHTML) or name.localname == "metadata":
        _drop(node)
        return
    aims_at_link = node.get("attributeName", "").endswith("href")
    if name.localname in _FORBIDDEN or (name.localname in _ANIMATIONS and aims_at_link):
        removed[f"<{name.localname}>"] = None
        _drop(node)
        return
    if name.namespace == _XHTML:
        _write_in_todays_html(node, name.localname)
    if name.localname == "style" and node.text:
        node.text = _clean_css(node.text, removed)
    for attribute in list(node.attrib):
        _clean_attribute(node, attribute, removed)


def _write_in_todays_html(node: etree._Element, name: str) -> None:
    """Write an element of older HTML in that of EPUB 3, with its look as CSS."""
    node.tag = f"{{{_XHTML}}}{_TODAYS_NAMES.get(name, name)}"
    for attribute, css in _PROPERTIES.items():
        value = node.attrib.pop(attribute, "")
        if value and not set(value) & set(";:{}"):
            node.set("style", f"{css}: {value}; {node.get('style', '')}".strip())
    for attribute in _NO_LONGER_ATTRIBUTES:
        node.attrib.pop(attribute, None)


def _clean_attribute(
    node: etree._Element, attribute: str, removed: dict[str, None]
) -> None:
    name = etree.QName(attribute)
    value = node.get(attribute, "")
    if name.namespace not in (None, _XLINK, _XML):
        del node.attrib[attribute]
    elif name.localname.lower().startswith("on"):
        removed[name.localname] = None
        del node.attrib[attribute]
    elif name.localname in ("href", "src") and not _may_refer(node, value):
        removed[value[:60]] = None
        del node.attrib[attribute]
        if etree.QName(node).localname in _NOTHING_WITHOUT_TARGET:
            _drop(node)
    elif "url(" in value.lower():
        node.set(attribute, _clean_css(value, removed))


def _may_refer(node: etree._Element, address: str) -> bool:
    address = address.strip()
    if address.startswith("#") or _OWN_DATA.match(address):
        return True
    # A link takes the reader somewhere; it brings nothing into the book.
    is_link = etree.QName(node).localname == "a"
    is_web = _WEB_ADDRESS.match(address) is not None
    return is_link and is_web and why_unusable(address) is None


def _clean_css(text: str, removed: dict[str, None]) -> str:
    for found in (*_IMPORT.findall(text), *_FOREIGN_URL.findall(text)):
        removed[found[:60]] = None
    return _FOREIGN_URL.sub("none", _IMPORT.sub("", text))


def _drop(node: etree._Element) -> None:
    """Take a node out, and leave the text behind it where it is."""
    parent = node.getparent()
    if parent is None:
        return
    tail, before = node.tail, node.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(node)
