"""A formula on one line, in the signs of mathematics: what is read where MathML isn't.

What comes in: MathML. What goes out: `x² + 1 = ∑_(i = 1)^n a_i`, after Unicode's plain
text of mathematics (Technical Note 28), with spaces between what is said apart. It
belongs to no language: a screen reader has names for the signs in each of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree

Node = ElementTree.Element

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉,;.!")
_SIGNS = frozenset("+-−±∓¬")
_RELATIONS = frozenset("=≠<>≤≥≪≫≈≡∼≃≅∝→⇒⇔↔∈∉⊂⊆")
_PRIMES = frozenset("′″‴⁗")
_INVISIBLE = {
    "\N{FUNCTION APPLICATION}": " ",
    "\N{INVISIBLE TIMES}": " ",
    "\N{INVISIBLE SEPARATOR}": " ",
    "\N{INVISIBLE PLUS}": " ",
}
_ALPHABETS = "\U0001d400"
_ABOVE = {
    "¯": "\N{COMBINING OVERLINE}",
    "‾": "\N{COMBINING OVERLINE}",
    "→": "\N{COMBINING RIGHT ARROW ABOVE}",
    "^": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "ˆ": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "~": "\N{COMBINING TILDE}",
    "˜": "\N{COMBINING TILDE}",
    "˙": "\N{COMBINING DOT ABOVE}",
    "¨": "\N{COMBINING DIAERESIS}",
}


def linear_formula(mathml: str) -> str:
    """The formula on one line; raises `ParseError` where the MathML is not XML."""
    return _row(ElementTree.fromstring(mathml))


def _row(nodes: Iterable[Node]) -> str:
    """What stands side by side; brackets and commas are close to their words."""
    line = ""
    is_sign = False
    for node in nodes:
        words = _linear(node)
        if not words:
            continue
        is_operator = node.tag.endswith("mo")
        if line and not is_sign and not _is_close(line[-1], words, is_operator):
            line += " "
        # A sign that stands before all else belongs to what follows.
        is_sign = not line and is_operator and words in _SIGNS
        line += words
    return " ".join(line.split())


def _is_close(before: str, after: str, is_operator: bool) -> bool:  # noqa: FBT001
    if before in _OPENING or after[0] in _CLOSING or after[0] in _PRIMES:
        return True
    # A function and its argument, which is no fraction whose top is in parentheses.
    return is_operator and after == "(" and (before.isalpha() or before in _PRIMES)


def _linear(node: Node) -> str:
    name = node.tag.rpartition("}")[2]
    shape = _SHAPES.get(name)
    if shape is not None:
        return shape(list(node))
    if len(node):
        return _row(node)
    words = " ".join((node.text or "").split())
    return _INVISIBLE.get(words, "".join(map(_plain, words)))


def _plain(sign: str) -> str:
    """Letters of mathematical alphabets (bold, script …) as letters."""
    return unicodedata.normalize("NFKC", sign) if sign >= _ALPHABETS else sign


def _group(node: Node) -> str:
    """A part in parentheses, unless it is one sign or word, or has some already."""
    words = _linear(node)
    if " " not in words and not {"/", "^", "_"} & set(words):
        return words
    return words if _is_enclosed(words) else f"({words})"


def _is_enclosed(words: str) -> bool:
    if not (words.startswith("(") and words.endswith(")")):
        return False
    depth = 0
    for place, sign in enumerate(words):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(words) - 1
    return False


def _fraction(parts: list[Node]) -> str:
    return f"{_group(parts[0])}/{_group(parts[1])}"


def _root(parts: list[Node]) -> str:
    under = _row(parts)
    is_one = " " not in under and not {"/", "^", "_"} & set(under)
    return f"√{under}" if is_one else f"√({under})"


def _indexed_root(parts: list[Node]) -> str:
    degree = _linear(parts[1])
    raised = degree.translate(_RAISED) if degree.isdecimal() else f"({degree})"
    return f"{raised}{_root(parts[:1])}"


def _raised(base: str, power: Node) -> str:
    words = _linear(power)
    if words and set(words) <= _PRIMES:
        return base + words
    if words.isascii() and words.isdecimal():
        return base + words.translate(_RAISED)
    return f"{base}^{_group(power)}"


def _superscript(parts: list[Node]) -> str:
    return _raised(_group(parts[0]), parts[1])


def _subscript(parts: list[Node]) -> str:
    return f"{_group(parts[0])}_{_group(parts[1])}"


def _both_scripts(parts: list[Node]) -> str:
    return _raised(_subscript(parts[:2]), parts[2])


def _over(parts: list[Node]) -> str:
    base, above = _linear(parts[0]), _linear(parts[1])
    if above in _ABOVE and len(base) == 1:
        return unicodedata.normalize("NFC", base + _ABOVE[above])
    return f"{_group(parts[0])}^{_group(parts[1])}"


def _table(rows: list[Node]) -> str:
    return "; ".join(map(_table_row, rows))


def _table_row(row: Node) -> str:
    """The cells of a row, with commas; lines aligned at `=` have none there."""
    line = ""
    for words in filter(None, map(_row, row)):
        is_aligned = line and words[0] in _RELATIONS
        line += (" " if is_aligned else ", " if line else "") + words
    return line


_SHAPES: Mapping[str, Callable[[list[Node]], str]] = {
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _indexed_root,
    "msup": _superscript,
    "msub": _subscript,
    "msubsup": _both_scripts,
    "munder": _subscript,
    "mover": _over,
    "munderover": _both_scripts,
    "mtable": _table,
    "mspace": lambda _parts: "",
    "mphantom": lambda _parts: "",
}
