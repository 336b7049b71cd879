"""Addresses, paths and identifiers in the text, which no hyphen may divide.

A hyphen at a line's end would be read as part of the address.
"""

from __future__ import annotations

import re

from bookmaker.xhtml.serialize import Markup, element, escape

_SIGN = re.compile(
    r"[/\\@#$%_\u200b]|(?<!\w)-\w|::|[0-9a-z]\.[0-9A-Za-z]|[a-z][A-Z]|\d[A-Za-z]"
)
"""Some part that each of them has."""
_WORDS = re.compile(r"([^\s“”„«»‹›]+)")
_ADDRESS = re.compile(
    r"""
    ://                                 # https://example.org
    | [\w)]@\w                          # jo@example.org
    | \bwww\.                           # www.example.org
    | \b10\.\d{4,9}/                    # 10.1000/xyz
    | (?:^|[(\['"])[@#$%-]-?[A-Za-z]    # @someone, #tag, $HOME, --help
    | \w_\w | \w::\w                    # a_name, std::vector
    | \\\w                              # C:\books
    | (?:^|[(\['"])(?:~|\.{1,2})?/\w    # /usr, ./a, ~/a
    | \w/[^/]*\w/ | \w/[^/]*\.\w        # a/b/c, a/b.md
    | [0-9a-z]\.[a-z]{2,}               # example.org, ledger.toml
    | [a-z][A-Z][0-9A-Za-z]*[a-z][A-Z]  # getElementById
    """,
    re.VERBOSE,
)
_DIGEST = re.compile(r"\W*(?=\w*[A-Za-z])(?=(?:[A-Za-z]*\d){3})[0-9A-Za-z]{8,}\W*")
"""Digits among letters: a checksum, a signature of a shelf."""


def words_of(text: str, direction: str | None) -> Markup:
    """Mark up text; `direction` is that of addresses where the text has another."""
    if _SIGN.search(text) is None:
        return escape(text)
    parts = [
        _address(part, direction) if at % 2 and is_address(part) else escape(part)
        for at, part in enumerate(_WORDS.split(text))
    ]
    return Markup("".join(parts))


def is_address(word: str) -> bool:
    """Whether a word is an address, a path, or a name that programs know."""
    plain = word.replace("\u200b", "")
    return bool(_ADDRESS.search(plain) or _DIGEST.fullmatch(plain))


def _address(word: str, direction: str | None) -> Markup:
    attrs = {"class": "unhyphenated", "dir": direction}
    return element("span", attrs, escape(word))
