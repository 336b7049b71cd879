"""The LaTeX of bibliographies to plain characters: accents, symbols, dashes, braces.

The names of symbols are pylatexenc's, some eight hundred. Its conversion as a whole
was tried and is not used (docs/decisions/dependencies.md): it knows no raised figures,
drops `&`, `$`, the section sign and the name of LaTeX, and fails on some commands.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

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
    "textcommabelow": "\u0326",
}
_LETTERS = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "L": "Ł", "O": "Ø", "OE": "Œ", "TH": "Þ",
    "aa": "å", "ae": "æ", "dh": "ð", "i": "ı", "j": "ȷ", "l": "ł", "o": "ø", "oe": "œ",
    "ss": "ß", "th": "þ", "copyright": "©", "pounds": "£", "S": "§", "P": "¶",
    "newline": " ", "linebreak": " ", "par": " ", "quad": " ", "qquad": " ",
    "textbackslash": "\ue003", "backslash": "\ue003", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "textasciitilde": "\ue004", "textasciicircum": "^",
    "textunderscore": "_", "textpercent": "%", "textdollar": "$", "textless": "<",
    "textgreater": ">", "textbar": "|", "textquotesingle": "'", "textquotedbl": '"',
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "ddag": "‡",
    "textdaggerdbl": "‡", "textdagger": "†", "textellipsis": "…", "slash": "/",
    "SS": "ẞ", "textnumero": "№", "textperthousand": "‰",
}  # fmt: skip
"""What pylatexenc lacks, and what it writes in another way."""
_NOT_SYMBOLS = frozenset(("today", "cite", "citet", "citep", "ref", "autoref"))
_ACCENT = re.compile(
    r"\\([`'^\"~=.]|(?:[uvHrcdbk]|textcommabelow)(?![A-Za-z]))\s*"
    r"(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))"
)
_LETTER = re.compile(r"\\([A-Za-z]+)(?:\{\}|(?![A-Za-z])[ ]?)")
_SIGN = re.compile(r"\\([&%$#_{} ])")
_SPACE = re.compile(r"\\([,;:!/@-])")
_SPACES = {",": "\u2009", ";": " ", ":": " "}
_SETTING = re.compile(
    r"\\(?:textcolor|colorbox|href|foreignlanguage|hspace|vspace|noopsort)\*?"
    r"\s*\{[^{}]*\}"
)
"""Commands whose first argument is not part of the words."""
_QUOTED = re.compile(r"\\(?:enquote|mkbibquote)\*?\{([^{}]*)\}")
_ADDRESS = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_SHIFTED = re.compile(r"\\text(super|sub)script\{([^{}]*)\}")
_MARKS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0"))
_NEW_LINE = re.compile(r"(?<!\s)\s*\\\\\*?(?:\[[^\]\\]{0,40}\])?\s*")
_FORMULA = re.compile(
    r"(?<!\\)\$([^$]{1,200})(?<!\\)\$|\\ensuremath\s*\{([^{}]{1,200})\}"
)
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_PLACED = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\w))")
_MATHS = {"epsilon": "ε", "phi": "φ"}
"""Letters that pylatexenc writes as their mathematical variants."""
_MATH_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_KEPT = {"{": "\ue000", "}": "\ue001", " ": "\ue002", "\\": "\ue003", "~": "\ue004"}
"""Signs that are meant as themselves, until all others are read."""


def plain_of_latex(text: str) -> str:
    """Write a value of BibTeX in plain characters; commands that say nothing go."""
    text = _NEW_LINE.sub(" ", text)
    text = _FORMULA.sub(lambda found: _plain_formula(found[1] or found[2]), text)
    text = _SETTING.sub("", text)
    text = _ADDRESS.sub(lambda found: found[1].replace("~", _KEPT["~"]), text)
    text = _QUOTED.sub(r"“\1”", text)
    text = _SHIFTED.sub(_shifted, text)
    text = _ACCENT.sub(_accented, text)
    text = _SIGN.sub(lambda sign: _KEPT.get(sign[1], sign[1]), text)
    text = _SPACE.sub(lambda space: _SPACES.get(space[1], ""), text)
    text = _LETTER.sub(lambda letter: _symbol(letter[1]), text)
    for written, mark in _MARKS:
        text = text.replace(written, mark)
    return _without_marks(text)


def verbatim_of_latex(text: str) -> str:
    """Write an address or a DOI as it is meant: its tildes and hyphens are its own."""
    text = _SIGN.sub(lambda sign: _KEPT.get(sign[1], sign[1]), text)
    text = text.replace(r"\~{}", "~").replace(r"\~", "~")
    return _without_marks(_LETTER.sub(lambda letter: _symbol(letter[1]), text))


def _without_marks(text: str) -> str:
    """Take the braces away, and put back the signs that were kept."""
    text = text.replace("{", "").replace("}", "")
    for sign, kept in _KEPT.items():
        text = text.replace(kept, sign)
    return text.replace("\n", " ").strip()


@functools.cache
def _symbols() -> Mapping[str, str]:
    """Find pylatexenc's symbols by their commands: those of one character or word."""
    # Loaded by books that cite alone.
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db()
    signs = {
        macro.macroname: macro.simplify_repl
        for macro in known.iter_macro_specs(known.categories())
        if macro.macroname not in _NOT_SYMBOLS
    }
    return {
        name: sign
        for name, sign in signs.items()
        if isinstance(sign, str) and (len(sign) == 1 or sign.isalpha())
    }


def _symbol(name: str) -> str:
    """The characters that a command stands for; none where it only sets type."""
    sign = _LETTERS.get(name)
    return _symbols().get(name, "") if sign is None else sign


def _shifted(found: re.Match[str]) -> str:
    signs = _RAISED if found[1] == "super" else _LOWERED
    is_known = all(sign in signs for sign in found[2])
    return "".join(signs[sign] for sign in found[2]) if is_known else found[2]


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

    def named(found: re.Match[str]) -> str:
        return _MATHS.get(found[1]) or _symbols().get(found[1], found[0])

    formula = _ROOT.sub(r"√\1", _FRACTION.sub(r"\1/\2", formula))
    return _PLACED.sub(placed, _MATH_COMMAND.sub(named, formula))
