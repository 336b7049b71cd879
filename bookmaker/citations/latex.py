"""The LaTeX of bibliographies to plain characters: accents, dashes, braces."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LETTERS = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "L": "Ł", "O": "Ø", "OE": "Œ", "TH": "Þ",
    "aa": "å", "ae": "æ", "dh": "ð", "i": "ı", "j": "ȷ", "l": "ł", "o": "ø", "oe": "œ",
    "ss": "ß", "th": "þ", "copyright": "©", "dots": "…", "ldots": "…", "pounds": "£",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "newline": " ", "linebreak": " ", "par": " ", "quad": " ", "textbackslash": "\\",
    "S": "§", "P": "¶", "LaTeX": "LaTeX", "TeX": "TeX", "textasciitilde": "~",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\([`'^\"~=.]|[uvHrcdbk](?![A-Za-z]))\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))"
)
_LETTER = re.compile(r"\\([A-Za-z]+)(?:\{\}|(?![A-Za-z])[ ]?)")
_SIGN = re.compile(r"\\([&%$#_{} ])")
_MARKS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0"))
_NEW_LINE = re.compile(r"\s*\\\\\*?(?:\[[^\]]*\])?\s*")
_FORMULA = re.compile(r"(?<!\\)\$([^$]{1,200})(?<!\\)\$")
_PLACED = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\w))")
_GREEK = {
    name: unicodedata.lookup(f"GREEK SMALL LETTER {name.upper()}")
    for name in (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa mu nu xi pi rho "
        "sigma tau upsilon phi chi psi omega"
    ).split()
} | {
    name: unicodedata.lookup(f"GREEK CAPITAL LETTER {name.upper()}")
    for name in "Gamma Delta Theta Xi Pi Sigma Phi Psi Omega".split()
}
_MATHS = _GREEK | {"times": "×", "cdot": "·", "pm": "±", "to": "→", "infty": "∞"}
_MATH_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_KEPT = {"{": "\ue000", "}": "\ue001"}


def plain_of_latex(text: str) -> str:
    """Write a value of BibTeX in plain characters; commands that say nothing go."""
    text = _NEW_LINE.sub(" ", text)
    text = _FORMULA.sub(lambda formula: _plain_formula(formula[1]), text)
    text = _ACCENT.sub(_accented, text)
    text = _SIGN.sub(lambda sign: _KEPT.get(sign[1], sign[1]), text)
    text = _LETTER.sub(lambda letter: _LETTERS.get(letter[1], ""), text)
    for written, mark in _MARKS:
        text = text.replace(written, mark)
    text = text.replace("{", "").replace("}", "")
    for sign, kept in _KEPT.items():
        text = text.replace(kept, sign)
    return " ".join(text.split(" ")).replace("\n", " ").strip()


def _accented(found: re.Match[str]) -> str:
    letter = (found[2] or found[3]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1]])


def _plain_formula(formula: str) -> str:
    """A formula in characters, `x^2` as x²; what has none keeps its signs."""

    def placed(found: re.Match[str]) -> str:
        what = found[2] if found[2] is not None else found[3]
        signs = _RAISED if found[1] == "^" else _LOWERED
        if all(sign in signs for sign in what):
            return "".join(signs[sign] for sign in what)
        return f"{found[1]}{what}".replace("_", "\\_")

    named = _MATH_COMMAND.sub(lambda name: _MATHS.get(name[1], name[0]), formula)
    return _PLACED.sub(placed, named)
