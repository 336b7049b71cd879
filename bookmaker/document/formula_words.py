"""What a formula says in an edition's text."""

from __future__ import annotations

from xml.etree import ElementTree

from bookmaker.document.nodes import Math, MathBlock


def formula_text(node: Math | MathBlock) -> str:
    """The characters of its MathML; none where it is drawn, its TeX where it is bad."""
    if node.image is not None:
        return ""
    if node.mathml is None:
        return node.text
    return "".join(ElementTree.fromstring(node.mathml).itertext())
