"""TeX to MathML, once for both editions: the only importer of latex2mathml.

latex2mathml takes nearly everything, and writes what it does not know as it stands; so
its result is looked over, and what is wrong is said of the author's TeX.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from xml.etree import ElementTree

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import BadFormula
from bookmaker.document.book import Book
from bookmaker.document.nodes import Math, MathBlock, Node
from bookmaker.document.spoken_formulas import spoken_formula
from bookmaker.document.walk import children, find_nodes, map_book
from bookmaker.source import SourceSpan

_LONGEST = 8_000
_DEEPEST = 40
_REASON_BY_ERROR = {
    "MissingEndError": "an environment is begun and not ended",
    "ExtraLeftOrMissingRightError": "\\left and \\right do not match",
    "MissingSuperScriptOrSubscriptError": "nothing follows ^ or _",
    "DoubleSuperscriptsError": "there are two superscripts in one place",
    "DoubleSubscriptsError": "there are two subscripts in one place",
    "NoAvailableTokensError": "something is missing at its end",
}
_PARTS_BY_ELEMENT = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2,
    "msubsup": 3, "munderover": 3,
}  # fmt: skip
_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
"""Elements of characters, which hold no others (MathML Core, 3.2)."""
_NAMESPACE = re.compile(r"(?<=xmlns):ns0(?==)|(?<=<)ns0:|(?<=</)ns0:")
_ENVIRONMENTS = {"aligned": "align*", "gathered": "gather*", "alignedat": "align*"}
"""What latex2mathml does not know, and what looks the same."""
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(aligned|gathered)\}")
_NEW_LINE = re.compile(r"\\newline(?![A-Za-z])")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_MARK = re.compile(r"\\[A-Za-z]+")


def convert_mathematics(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Convert formulas.

    After: each that is sound has its `mathml`, and words where its language has any.
    """
    languages = _languages_of_formulas(book)

    def converted(node: Node) -> Node:
        if not isinstance(node, Math | MathBlock):
            return node
        mathml, reason, mark = _convert(node.text, is_block=isinstance(node, MathBlock))
        if reason is not None:
            place = _place_of(mark, node)
            diagnostics.add(BadFormula(reason, span=place))
        language = languages[id(node)]
        spoken = None if mathml is None else spoken_formula(mathml, language)
        if (mathml, spoken) == (node.mathml, node.spoken):
            return node
        return replace(node, mathml=mathml, spoken=spoken)

    return map_book(book, converted, Math, MathBlock)


def _languages_of_formulas(book: Book) -> dict[int, str]:
    """The language that each formula stands in, by the identity of its node."""
    found: dict[int, str] = {}

    def look(node: Node, language: str) -> None:
        language = node.attributes.find("lang") or language
        if isinstance(node, Math | MathBlock):
            found[id(node)] = language
        for child in children(node):
            look(child, language)

    if next(find_nodes(book.divisions, Math, MathBlock), None) is not None:
        for division in book.divisions:
            look(division, book.metadata.language)
    return found


_Converted = tuple[str | None, str | None, str | None]
"""MathML, or what is wrong and the characters that it is about."""


@lru_cache(maxsize=4096)
def _convert(text: str, *, is_block: bool) -> _Converted:
    reason = _flaw_of_text(text)
    if reason is not None:
        return None, reason, None
    # Loaded where there is mathematics.
    from latex2mathml.converter import convert

    text = _NEW_LINE.sub(r"\\\\ ", text)
    tex = _ENVIRONMENT.sub(lambda m: f"\\{m[1]}{{{_ENVIRONMENTS[m[2]]}}}", text)
    try:
        mathml = convert(tex, display="block" if is_block else "inline")
    except RecursionError:
        return None, "it is nested too deeply", None
    except Exception as error:  # noqa: BLE001 - the library's errors share no class but this
        name = type(error).__name__
        return None, _REASON_BY_ERROR.get(name, "it isn’t TeX mathematics"), None
    try:
        root = ElementTree.fromstring(mathml)
    except ElementTree.ParseError:
        return None, "there is a & outside an alignment", "&"
    return _looked_over(root, mathml)


def _flaw_of_text(text: str) -> str | None:
    if len(text) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    depth = 0
    for found in _BRACES.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth < 0:
            return "a } closes nothing"
        if depth > _DEEPEST:
            return "it is nested too deeply"
    return "a { is never closed" if depth else None


def _looked_over(root: ElementTree.Element, mathml: str) -> _Converted:
    for node in root.iter():
        name = node.tag.rpartition("}")[2]
        wanted = _PARTS_BY_ELEMENT.get(name)
        if wanted is not None and len(node) != wanted:
            return None, "an argument is missing", None
        mark = _MARK.match(node.text or "") if name != "mtext" else None
        if mark is not None:
            return None, f"{mark[0]} is not known", mark[0]
    return (_corrected(root) or mathml), None, None


def _corrected(root: ElementTree.Element) -> str | None:
    """The formula without what latex2mathml writes and MathML lacks, or `None`.

    `mathop` of several letters has elements within an operator, and an alignment of one
    column has an attribute without a value.
    """
    is_changed = False
    for node in root.iter():
        name = node.tag.rpartition("}")[2]
        if name in _TOKENS and len(node):
            node.tag = node.tag.removesuffix(name) + "mrow"
            node.attrib.clear()
            is_changed = True
        for attribute in [key for key, value in node.items() if not value.strip()]:
            del node.attrib[attribute]
            is_changed = True
    if not is_changed:
        return None
    return _NAMESPACE.sub("", ElementTree.tostring(root, "unicode"))


def _place_of(mark: str | None, node: Math | MathBlock) -> SourceSpan | None:
    """The place of a mark in a formula that stands on one line, or that of it all."""
    span = node.span
    if mark is None or span is None or span.line != span.end_line:
        return span
    width = span.end_column - span.column
    signs = 2 if isinstance(node, MathBlock) else 1
    if isinstance(node, Math) and width != len(node.text) + 2:
        return span
    start = span.column + signs + node.text.find(mark)
    return SourceSpan(span.file, span.line, start, span.line, start + len(mark))
