"""Typescripts in the form that publishers ask for, with their makers' addresses.

Above the title are who wrote it and where they live, who represents them and how many
words it has, far above the title.
"""

from __future__ import annotations

import itertools
import re

from bookmaker.importers.plain_text.head import is_byline, says_only_by
from bookmaker.importers.plain_text.lines import Role, Stretch

WORD_COUNT = re.compile(
    r"(?:(?:about|approx(?:imately|\.)?|ca\.?|circa|roughly|word count:?|etwa|rund"
    r"|environ|unos)\s*)*\d[\d.,\u00a0\u202f ]*k?\+?\s*"
    r"(?:words?|wörter|worte|mots|palabras|parole|woorden|ord)\b"
    r"|word count:?\s*\d[\d.,]*",
    re.I,
)
"""How many words a manuscript has, as its first page says."""
END_MARK = re.compile(
    r"[-–—#~*(\[\s]*(?:the\s+end|end|finis|fin|ende|fine|fim|einde|slut|конец"
    r"|end\s+of\s+(?:the\s+)?(?:sample|excerpt|extract|manuscript|book|story|novel|partial)"
    r"(?:\s+(?:chapters?|pages?|text))?"
    r"|ende\s+der\s+leseprobe|fin\s+de\s+l['’]extrait|fin\s+del\s+(?:extracto|fragmento))"
    r"[-–—#~*.)\]\s]*|-\s?30\s?-|(?:#\s*)+",
    re.IGNORECASE,
)
"""What stands below the last line; a sample ends in the middle."""
_MAIL = re.compile(r"\S+@\S+\.\w+")
_PHONE = re.compile(
    r"(?:(?:tel|phone|mobile|fon|tél)\b\W*)?\+?[(\d][\d\s()./-]{6,20}", re.I
)
_LONGEST = 90
_FAR = 4
"""Lines from one to the next: three blank ones are between them."""
_MOST_BLOCKS = 4
_LEAST_LINES = 3
_LEAST_SIGNS = 2
_NEAR = 8
"""Lines below an address among which the title's maker is named."""


def settle_address(blocks: list[Stretch]) -> list[Stretch]:
    """Set the address above a typescript's title aside; gives the blocks below it.

    Two of these say that it is one: an address of e-mail, a telephone's number, the
    number of words; and the maker is named again, below the title.
    """
    found = _address(blocks)
    lines = [line for block in found for line in block]
    words = [line.words for line in lines]
    signs = (
        any(_MAIL.fullmatch(o) for o in words),
        any(_PHONE.fullmatch(o) for o in words),
        any(WORD_COUNT.search(o) for o in words),
    )
    below = [line.words for block in blocks[len(found) :] for line in block]
    is_address = (
        sum(signs) >= _LEAST_SIGNS
        and any(is_byline(o) or says_only_by(o) for o in below[:_NEAR])
        and len(lines) >= _LEAST_LINES
        and all(len(line.text) <= _LONGEST for line in lines)
    )
    if not is_address:
        return blocks
    for line in lines:
        line.settle(Role.FURNITURE)
    return blocks[len(found) :]


def _address(blocks: list[Stretch]) -> list[Stretch]:
    """The blocks above the first wide gap, or down to the last one with such a sign."""
    head = blocks[: _MOST_BLOCKS + 1]
    for at, (above, below) in enumerate(itertools.pairwise(head), 1):
        if below[0].number - above[-1].number >= _FAR:
            return blocks[:at]
    signed = [at for at, block in enumerate(head[:_MOST_BLOCKS], 1) if _has_sign(block)]
    return blocks[: signed[-1]] if signed else []


def _has_sign(block: Stretch) -> bool:
    return any(
        _MAIL.fullmatch(o.words)
        or _PHONE.fullmatch(o.words)
        or WORD_COUNT.search(o.words)
        for o in block
    )
