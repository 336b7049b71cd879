"""Word's formulas (OMML) as the MathML that says the same, and so as TeX.

ECMA-376, part 1, section 22.1: each element of OMML has one of MathML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from bookmaker.importers.mathml import read_mathml

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_²³¹⁰⁴-⁹]+|\s+|.", re.DOTALL)
_FUNCTIONS = frozenset("sin cos tan log ln exp lim min max sup inf det".split())


def read_omml(formula: etree._Element) -> str:
    """The TeX of an `m:oMath`; empty where nothing stands in it."""
    return read_mathml(_made("math", _parts(formula)))


def _made(name: str, children: Iterable[etree._Element]) -> etree._Element:
    tag = etree.Element(name)
    tag.extend(list(children))
    return tag


def _row(children: Iterable[etree._Element]) -> etree._Element:
    found = list(children)
    return found[0] if len(found) == 1 else _made("mrow", found)


def _token(name: str, text: str) -> etree._Element:
    tag = etree.Element(name)
    tag.text = text
    return tag


def _parts(tag: etree._Element) -> list[etree._Element]:
    return [part for child in tag for part in _read(child)]


def _slot(tag: etree._Element, name: str) -> etree._Element:
    """What stands in one place of an element: its base, an index, a limit."""
    found = tag.find(f"{M}{name}")
    return _row(_parts(found) if found is not None else [])


def _property(tag: etree._Element, name: str) -> str | None:
    found = tag.find(f"{M}{_local(tag)}Pr/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else None


def _local(tag: etree._Element) -> str:
    return tag.tag.rpartition("}")[2] if isinstance(tag.tag, str) else ""


def _read(tag: etree._Element) -> list[etree._Element]:  # noqa: C901 - a case an element
    name = _local(tag)
    match name:
        case "r":
            return _run(tag)
        case "f":
            fraction = _made("mfrac", [_slot(tag, "num"), _slot(tag, "den")])
            if _property(tag, "type") == "noBar":
                fraction.set("linethickness", "0")
            return [fraction]
        case "sSup":
            return [_made("msup", [_slot(tag, "e"), _slot(tag, "sup")])]
        case "sSub":
            return [_made("msub", [_slot(tag, "e"), _slot(tag, "sub")])]
        case "sSubSup":
            slots = [_slot(tag, part) for part in ("e", "sub", "sup")]
            return [_made("msubsup", slots)]
        case "sPre":
            slots = [_slot(tag, part) for part in ("sub", "sup")]
            before = [etree.Element("mprescripts"), *slots]
            return [_made("mmultiscripts", [_slot(tag, "e"), *before])]
        case "rad":
            degree = _slot(tag, "deg")
            if len(degree) or degree.text:
                return [_made("mroot", [_slot(tag, "e"), degree])]
            return [_made("msqrt", [_slot(tag, "e")])]
        case "nary":
            return _large_operator(tag)
        case "d":
            return [_fenced(tag)]
        case "func":
            return [_slot(tag, "fName"), _slot(tag, "e")]
        case "limLow":
            return [_made("munder", [_slot(tag, "e"), _slot(tag, "lim")])]
        case "limUpp":
            return [_made("mover", [_slot(tag, "e"), _slot(tag, "lim")])]
        case "acc" | "groupChr" | "bar":
            return [_accented(tag, name)]
        case "m" | "eqArr":
            return [_table(tag)]
        case _ if name.endswith("Pr"):
            return []
        case _:
            return _parts(tag)


def _run(tag: etree._Element) -> list[etree._Element]:
    text = "".join(part.text or "" for part in tag.iter(f"{M}t"))
    if tag.find(f"{M}rPr/{M}nor") is not None:
        return [_token("mtext", text)]
    found: list[etree._Element] = []
    for part in _TOKEN.findall(text):
        if part.isspace():
            continue
        if part[0].isdigit():
            found.append(_token("mn", part))
        elif part.isalpha():
            # Letters that stand together are a product, but for names of functions.
            words = [part] if part in _FUNCTIONS else list(part)
            found += [_token("mi", word) for word in words]
        else:
            found.append(_token("mo", part))
    return found


def _large_operator(tag: etree._Element) -> list[etree._Element]:
    sign = _token("mo", _property(tag, "chr") or "∫")
    below, above = _slot(tag, "sub"), _slot(tag, "sup")
    return [_made("munderover", [sign, below, above]), _slot(tag, "e")]


def _fenced(tag: etree._Element) -> etree._Element:
    inner = [_row(_parts(part)) for part in tag.iterchildren(f"{M}e")]
    fenced = _made("mfenced", inner)
    for key, name, usual in (
        ("open", "begChr", "("),
        ("close", "endChr", ")"),
        ("separators", "sepChr", "|"),
    ):
        said = _property(tag, name)
        fenced.set(key, usual if said is None else said)
    return fenced


def _accented(tag: etree._Element, name: str) -> etree._Element:
    usual = {"acc": "\u0302", "groupChr": "\u23df", "bar": "\u203e"}[name]
    is_below = _property(tag, "pos") == "bot" or (
        name == "groupChr" and _property(tag, "pos") is None
    )
    sign = _token("mo", _property(tag, "chr") or usual)
    return _made("munder" if is_below else "mover", [_slot(tag, "e"), sign])


def _table(tag: etree._Element) -> etree._Element:
    """A matrix, or equations one below another."""
    rows = list(tag.iterchildren(f"{M}mr"))
    cells = [list(row.iterchildren(f"{M}e")) for row in rows] or [
        [part] for part in tag.iterchildren(f"{M}e")
    ]
    return _made(
        "mtable",
        (_made("mtr", (_made("mtd", _parts(cell)) for cell in row)) for row in cells),
    )
