"""A formula in words: what is read aloud where a program doesn't read MathML.

What comes in: MathML and a language. What goes out: `x squared plus 1 equals the sum
from i equals 1 to n of a sub i`. The words are in the language's file, `[formulas]`; a
language without that table has none. What is made of several parts has its end said,
so that two formulas are never spoken alike; a sign without words stays a sign.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from bookmaker.languages import find_language

Node = ElementTree.Element

_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "semantics"})
"""What groups its parts and shows nothing itself."""
_SILENT = frozenset({"mspace", "mphantom", "annotation", "annotation-xml"})
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZΓΔΘΛΞΠΣΦΨΩ")
_FEWEST_OF_CALL = 4
"""Parts: a letter, what is in parentheses, and these."""
_LARGE = frozenset("∑∏∫∮⋃⋂")
_LIMITS = frozenset({"lim", "sup", "inf", "max", "min"})
_PRIMES = frozenset("′″‴")
_SIGN_BY_TWIN = {
    "-": "−",
    "·": "⋅",
    "⟶": "→",
    "⟹": "⇒",
    "⟺": "⇔",
    "¯": "‾",
    "ˆ": "^",
    "˜": "~",
}
_NEEDLESS_COMMA = re.compile(r",(?=\s*(?:[,;]|$))")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}


def spoken_formula(mathml: str, language: str) -> str | None:
    """The formula in words; `None` where it is empty or its language has no words.

    `language` is a BCP 47 tag. Raises `ParseError` where the MathML is not XML.
    """
    words = _words_of(language)
    if words is None:
        return None
    said = _Speaker(words).row([ElementTree.fromstring(mathml)])
    return _NEEDLESS_COMMA.sub("", " ".join(said.split())) or None


@dataclass(frozen=True, slots=True)
class _FormulaWords:
    """What a language's file has for formulas."""

    templates: Mapping[str, str]
    """`{0}`, `{1}` and `{2}` stand for the parts."""
    signs: Mapping[str, str]
    functions: Mapping[str, str]


@functools.cache
def _words_of(language: str) -> _FormulaWords | None:
    found = find_language(language)
    if found is None or not found.formulas:
        return None
    templates = {
        name: text for name, text in found.formulas.items() if isinstance(text, str)
    }
    return _FormulaWords(
        templates, found.formulas["signs"], found.formulas["functions"]
    )


class _Speaker:
    """Speaks in one language."""

    def __init__(self, words: _FormulaWords) -> None:
        self._words = words

    def row(self, nodes: Iterable[Node]) -> str:
        """What stands side by side."""
        parts = list(_flat(nodes))
        said: list[str] = []
        place = 0
        while place < len(parts):
            words, taken = self._from(parts[place:])
            said.append(words)
            place += taken
        return _joined(said)

    def _from(self, parts: Sequence[Node]) -> tuple[str, int]:
        """The words for the first part, and how many parts they stand for."""
        for found in (self._enclosed(parts), self._applied(parts)):
            if found is not None:
                return found
        return self._one(parts[0]), 1

    def _enclosed(self, parts: Sequence[Node]) -> tuple[str, int] | None:
        """A matrix, cases, a binomial or an absolute value, with what encloses it."""
        sign, inner = _text(parts[0]), parts[1] if len(parts) > 1 else None
        if inner is None or _name(parts[0]) != "mo":
            return None
        closes = len(parts) > 2 and _text(parts[2]) == _CLOSED_BY.get(sign)
        if _name(inner) == "mtable" and sign in _CLOSED_BY:
            kind = "matrix" if closes else "cases"
            return self._say(kind, self._table(inner)), 3 if closes else 2
        if closes and inner.get("linethickness") == "0":
            return self._say("binomial", *map(self._one, inner)), 3
        if sign == "|":
            end = next((n for n, p in enumerate(parts[1:], 1) if _text(p) == "|"), 0)
            if end > 1:
                within = parts[1:end]
                said = self._ended("absolute", within, self.row(within))
                return said, end + 1
        return None

    def _applied(self, parts: Sequence[Node]) -> tuple[str, int] | None:
        """A function and what follows it, or a letter before parentheses: `f(x)`."""
        base = _base_of(parts[0])
        has_limits = base is not parts[0] and _text(base) in _LIMITS
        if _text(base) in self._words.functions and len(parts) > 1 and not has_limits:
            return self._say("function", self._one(parts[0]), "").strip(), 1
        is_letter = _name(base) == "mi" and len(_text(base)) == 1
        is_bare = base is parts[0] or set(_text(parts[0][-1])) <= _PRIMES
        if not is_letter or not is_bare or len(parts) < _FEWEST_OF_CALL:
            return None
        if _text(parts[1]) != "(":
            return None
        end = 2
        while end < len(parts) and _is_plain(parts[end]):
            end += 1
        if end == 2 or end == len(parts) or _text(parts[end]) != ")":
            return None
        said = self._say("function", self._one(parts[0]), self.row(parts[2:end]))
        return said, end + 1

    def _one(self, node: Node) -> str:
        shape = self._shapes.get(_name(node))
        if shape is not None:
            return shape(self, list(node))
        if len(node):
            return self.row(node)
        return self._sign(_text(node), is_letter=_name(node) == "mi")

    def _sign(self, sign: str, *, is_letter: bool) -> str:
        known = self._words.functions.get(sign) or self._words.signs.get(sign)
        if known is not None:
            return known
        if is_letter and sign in _CAPITALS:
            return self._say("capital", sign)
        return sign

    def _say(self, name: str, *parts: str) -> str:
        return self._words.templates[name].format(*parts)

    def _ended(self, name: str, last: Sequence[Node], *parts: str) -> str:
        """Say its end too, where the nodes of its last part are more than one sign."""
        said = self._say(name, *parts)
        if _is_one_sign(last):
            return said
        return _joined([said, ",", self._say(f"end-{name}"), ","])

    def _fraction(self, parts: list[Node]) -> str:
        top, bottom = self._one(parts[0]), self._one(parts[1])
        is_short = _is_one_sign(parts[:1]) and _is_one_sign(parts[1:])
        return self._say("fraction" if is_short else "long-fraction", top, bottom)

    def _root(self, parts: list[Node]) -> str:
        return self._ended("root", parts, self.row(parts))

    def _indexed_root(self, parts: list[Node]) -> str:
        under, degree = map(self._one, parts)
        return self._ended("indexed-root", parts[:1], degree, under)

    def _superscript(self, parts: list[Node]) -> str:
        return self._raised(self._one(parts[0]), parts[1])

    def _raised(self, base: str, power: Node) -> str:
        sign = _text(power)
        if sign and set(sign) <= _PRIMES:
            return _joined([base, *(self._sign(one, is_letter=False) for one in sign)])
        if sign in ("2", "3"):
            return self._say("squared" if sign == "2" else "cubed", base)
        return self._ended("power", [power], base, self._one(power))

    def _subscript(self, parts: list[Node]) -> str:
        sign = _text(parts[0])
        base, below = map(self._one, parts)
        if sign == "lim":
            return self._say("limit", base, below)
        if sign in _LARGE or sign in _LIMITS:
            return self._say("over", base, below)
        return self._ended("subscript", parts[1:], base, below)

    def _both(self, parts: list[Node]) -> str:
        if _text(parts[0]) in _LARGE:
            return self._say("from-to", *map(self._one, parts))
        return self._raised(self._subscript(parts[:2]), parts[2])

    def _over(self, parts: list[Node]) -> str:
        accent = self._words.templates.get(f"accent-{_ACCENTS.get(_text(parts[1]))}")
        if accent is not None:
            return accent.format(self._one(parts[0]))
        return self._ended("above", parts[1:], *map(self._one, parts))

    def _table(self, rows: Iterable[Node]) -> str:
        return "; ".join(_joined(_with_commas(self, row)) for row in rows)

    _shapes: Mapping[str, Callable[[_Speaker, list[Node]], str]] = {
        "mfrac": _fraction,
        "msqrt": _root,
        "mroot": _indexed_root,
        "msup": _superscript,
        "msub": _subscript,
        "msubsup": _both,
        "munder": _subscript,
        "mover": _over,
        "munderover": _both,
        "mtable": _table,
    }


_ACCENTS = {
    "‾": "bar",
    "→": "vector",
    "^": "hat",
    "~": "tilde",
    "˙": "dot",
    "¨": "double-dot",
}
_RELATIONS = frozenset("=≠<>≤≥≈≡∼→⇒⇔")


def _with_commas(speaker: _Speaker, row: Node) -> Iterator[str]:
    """The cells of a row; lines aligned at `=` have no comma there."""
    is_first = True
    for cell in row:
        words = speaker.row([cell])
        if not words:
            continue
        if not is_first and _text(next(_flat([cell]), cell)) not in _RELATIONS:
            yield ","
        is_first = False
        yield words


def _flat(nodes: Iterable[Node]) -> Iterator[Node]:
    """The parts of a row and of the rows in it, without what shows nothing."""
    for node in nodes:
        name = _name(node)
        if name in _ROWS or name == "mtd":
            yield from _flat(node)
        elif name not in _SILENT and not (
            not len(node) and set(node.text or "") <= _INVISIBLE
        ):
            yield node


def _is_plain(node: Node) -> bool:
    """Whether it may be what a function is of, or part of a list of such."""
    return _name(node) in ("mi", "mn") or _text(node) == ","


def _is_one_sign(nodes: Iterable[Node]) -> bool:
    parts = list(_flat(nodes))
    return len(parts) == 1 and not len(parts[0])


def _base_of(node: Node) -> Node:
    return node[0] if _name(node) in ("msup", "msub", "msubsup") and len(node) else node


def _name(node: Node) -> str:
    return node.tag.rpartition("}")[2]


def _text(node: Node) -> str:
    """A sign or a word; nothing of what has parts that are more than one."""
    while len(node) == 1 and _name(node) in _ROWS:
        node = node[0]
    words = "" if len(node) else " ".join((node.text or "").split())
    plain = unicodedata.normalize("NFKC", words) if words >= "\U0001d400" else words
    return _SIGN_BY_TWIN.get(plain, plain)


def _joined(parts: Iterable[str]) -> str:
    """Words with a space between them, and none before a comma."""
    line = ""
    for part in filter(None, parts):
        is_close = part[0] in ",;.:" or not line
        line += part if is_close else f" {part}"
    return line
