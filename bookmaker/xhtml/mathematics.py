"""Formulas: MathML where a reading system reads it, a drawing where it is printed."""

from __future__ import annotations

from xml.etree import ElementTree

from bookmaker.document.linear_formulas import linear_formula
from bookmaker.document.nodes import Math, MathBlock
from bookmaker.xhtml.context import Context, attached
from bookmaker.xhtml.serialize import Markup, element, escape, lines, void

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnlines columnspacing depth displaystyle fence "
    "form height largeop linebreak linethickness lspace mathvariant maxsize minsize "
    "movablelimits notation rowlines rowspacing rspace scriptlevel separator stretchy "
    "symmetric voffset width columnspan rowspan".split()
)
"""Presentation MathML's own; nothing that acts or leads anywhere."""


def formula(node: Math | MathBlock, context: Context) -> Markup:
    """A formula: drawn, as MathML, or, if it cannot be read, as its TeX."""
    if node.image is not None:
        image = node.image
        style = f"width: {image.width}; vertical-align: {image.depth}"
        attrs: dict[str, str | None] = {
            "class": "formula",
            "src": context.picture(image.source),
            "alt": alternative_of(node),
            "style": style,
        }
        return void("img", attrs)
    if node.mathml is None:
        return element("code", {"class": "raw"}, escape(node.text))
    root = ElementTree.fromstring(node.mathml)
    display = "block" if isinstance(node, MathBlock) else None
    attrs = {"xmlns": _NAMESPACE, "display": display, "alttext": alternative_of(node)}
    return element("math", attrs, *map(_part, root))


def alternative_of(node: Math | MathBlock) -> str:
    """What is read in its place: the author's words, ours, or the formula in signs."""
    own = node.attributes.find("alt") or node.spoken
    if own or node.mathml is None:
        return own or node.text
    return linear_formula(node.mathml) or node.text


def equation(node: MathBlock, context: Context) -> Markup:
    """A formula on lines of its own, with its number at the side."""
    attrs = attached(node.attributes, "equation")
    body = element("span", {"class": "equation-body"}, formula(node, context))
    if node.label is None:
        return element("div", attrs, body)
    number = element("span", {"class": "equation-number"}, escape(node.label))
    return element("div", attrs, lines((body, number)))


def _part(node: ElementTree.Element) -> Markup:
    attrs = {name: value for name, value in node.items() if name in _ATTRIBUTES}
    words = escape(node.text or "") if not len(node) else Markup()
    return element(node.tag.rpartition("}")[2], attrs, words, *map(_part, node))
