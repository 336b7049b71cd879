"""MathML to TeX: the TeX that a page carries along, or what its elements say.

Every character of the MathML is in the TeX: what has no sign in TeX stands as it is.
MathML Core, section 3; the annotations of MathML 3, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

_TEX = frozenset({"application/x-tex", "tex", "latex", "application/x-latex"})
_SPECIAL = {
    "\\": r"\backslash ",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\hat{}",
    "~": r"\sim ",
    "\u2212": "-",
    **{sign: f"^{{{n}}}" for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    "\u2061": "",
    "\u2062": "",
    "\u2063": "",
    "\u2064": "",
}
"""Characters that mean something else in TeX, and signs that nobody sees."""
_OVER = {
    "\u00af": r"\overline",
    "\u203e": r"\overline",
    "\u0302": r"\hat",
    "^": r"\hat",
    "\u02c6": r"\hat",
    "~": r"\tilde",
    "\u02dc": r"\tilde",
    "\u2192": r"\vec",
    "\u20d7": r"\vec",
    "\u02d9": r"\dot",
    "\u00a8": r"\ddot",
    "\u23de": r"\overbrace",
}
_BLACKBOARD = {"ℝ": "R", "ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℂ": "C"}
_FENCES = {"{": r"\{", "}": r"\}", "‖": r"\|", "": "."}
_LIMITS = re.compile(r"[∑∏∐⋃⋂⋁⋀]|\\lim|\\mathrm\{(?:lim|max|min|sup|inf)\}")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def read_mathml(tag: etree._Element) -> str:
    """The TeX of a `math` element; empty where nothing stands in it."""
    carried = tex_carried_by(tag)
    if carried is not None:
        return carried
    return re.sub(r"\s+", " ", _read(tag)).strip()


def tex_carried_by(tag: etree._Element) -> str | None:
    """The TeX that a page keeps beside a formula, which its author wrote."""
    for note in tag.iter():
        is_tex = (note.get("encoding") or "").lower() in _TEX
        if _name(note) == "annotation" and is_tex and (note.text or "").strip():
            tex = re.sub(r"\s+", " ", note.text or "").strip()
            # MediaWiki puts a style around every formula.
            found = re.fullmatch(r"\{\\(?:display|text)style (.*)\}", tex)
            return found[1].strip() if found is not None else tex
    return None


def _name(tag: etree._Element) -> str:
    if not isinstance(tag.tag, str):
        return ""
    return tag.tag.rpartition("}")[2].rpartition(":")[2].lower()


def _children(tag: etree._Element) -> list[etree._Element]:
    return [child for child in tag if _name(child)]


def _read(tag: etree._Element) -> str:
    name = _name(tag)
    if name in ("annotation", "annotation-xml"):
        return ""
    if name in _TOKENS:
        return _TOKENS[name]("".join(tag.itertext()).strip())
    children = _children(tag)
    least = _LEAST_CHILDREN.get(name)
    if least is not None and len(children) >= least:
        return _MADE[name](tag, children)
    if name in ("mtable", "mfenced", "msqrt", "menclose"):
        return _MADE[name](tag, children)
    return _row(tag)


def _row(tag: etree._Element) -> str:
    """What stands in an element, one after another, loose words included."""
    parts = [escape_tex((tag.text or "").strip())]
    for child in tag:
        parts += [_read(child), escape_tex((child.tail or "").strip())]
    return " ".join(part for part in parts if part)


def escape_tex(text: str) -> str:
    """Characters of a formula as TeX has them."""
    return "".join(
        rf"\mathbb{{{_BLACKBOARD[sign]}}}"
        if sign in _BLACKBOARD
        else _SPECIAL.get(sign, sign)
        for sign in text
    )


def _identifier(text: str) -> str:
    if _WORDS.fullmatch(text):
        return rf"\mathrm{{{text}}}"
    return escape_tex(text)


def _text(text: str) -> str:
    return rf"\text{{{escape_tex(text)}}}" if text else ""


_TOKENS: dict[str, Callable[[str], str]] = {
    "mi": _identifier,
    "mn": escape_tex,
    "mo": _identifier,
    "mtext": _text,
    "ms": _text,
    "mspace": lambda _text: r"\ ",
}


def _group(tag: etree._Element) -> str:
    return f"{{{_read(tag)}}}"


def _scripts(*signs: str) -> Callable[[etree._Element, Sequence[etree._Element]], str]:
    def made(_tag: etree._Element, children: Sequence[etree._Element]) -> str:
        base = _group(children[0])
        below = zip(signs, children[1:], strict=False)
        return base + "".join(f"{sign}{_group(child)}" for sign, child in below)

    return made


def _fraction(tag: etree._Element, children: Sequence[etree._Element]) -> str:
    is_bare = (tag.get("linethickness") or "").strip().startswith("0")
    name = r"\binom" if is_bare else r"\frac"
    return f"{name}{_group(children[0])}{_group(children[1])}"


def _over(_tag: etree._Element, children: Sequence[etree._Element]) -> str:
    sign = "".join(children[1].itertext()).strip()
    if sign in _OVER:
        return f"{_OVER[sign]}{_group(children[0])}"
    base = _read(children[0])
    if _LIMITS.match(base):
        return f"{base}^{_group(children[1])}"
    return rf"\overset{_group(children[1])}{{{base}}}"


def _under(_tag: etree._Element, children: Sequence[etree._Element]) -> str:
    base = _read(children[0])
    if _LIMITS.match(base):
        return f"{base}_{_group(children[1])}"
    return rf"\underset{_group(children[1])}{{{base}}}"


def _under_over(_tag: etree._Element, children: Sequence[etree._Element]) -> str:
    return f"{_read(children[0])}_{_group(children[1])}^{_group(children[2])}"


def _root(_tag: etree._Element, children: Sequence[etree._Element]) -> str:
    return rf"\sqrt[{_read(children[1])}]{_group(children[0])}"


def _table(tag: etree._Element, _children: Sequence[etree._Element]) -> str:
    rows = [
        " & ".join(_row(cell) for cell in row if _name(cell))
        for row in tag
        if _name(row)
    ]
    lines = r" \\ ".join(rows)
    return rf"\begin{{matrix}} {lines} \end{{matrix}}"


def _fenced(tag: etree._Element, children: Sequence[etree._Element]) -> str:
    opening, closing = (tag.get("open", "("), tag.get("close", ")"))
    comma = (tag.get("separators", ",").strip() or " ")[0]
    inner = f" {comma} ".join(_read(child) for child in children)
    return (
        rf"\left{_FENCES.get(opening, opening)} {inner} "
        rf"\right{_FENCES.get(closing, closing)}"
    )


def _prescripts(_tag: etree._Element, children: Sequence[etree._Element]) -> str:
    before: list[str] = []
    after: list[str] = []
    target = after
    signs = "_^"
    count = 0
    for child in children[1:]:
        if _name(child) == "mprescripts":
            target, count = before, 0
            continue
        words = _read(child)
        if words:
            target.append(f"{signs[count % 2]}{{{words}}}")
        count += 1
    lead = "{}" + "".join(before) if before else ""
    return lead + _group(children[0]) + "".join(after)


_MADE: dict[str, Callable[[etree._Element, Sequence[etree._Element]], str]] = {
    "mfrac": _fraction,
    "msup": _scripts("^"),
    "msub": _scripts("_"),
    "msubsup": _scripts("_", "^"),
    "mover": _over,
    "munder": _under,
    "munderover": _under_over,
    "mroot": _root,
    "msqrt": lambda tag, _children: rf"\sqrt{{{_row(tag)}}}",
    "menclose": lambda tag, _children: _row(tag),
    "mtable": _table,
    "mfenced": _fenced,
    "mmultiscripts": _prescripts,
    "semantics": lambda _tag, children: _read(children[0]),
    "maction": lambda _tag, children: _read(children[0]),
}
_LEAST_CHILDREN = {
    "mfrac": 2,
    "msup": 2,
    "msub": 2,
    "msubsup": 3,
    "mover": 2,
    "munder": 2,
    "munderover": 3,
    "mroot": 2,
    "mmultiscripts": 1,
    "semantics": 1,
    "maction": 1,
}
