"""Boxes of furniture among an author's paragraphs: buttons with what stands among them.

A box is one block, without a blank line in it. What the author writes in the same block
above or below the buttons is no part of it.
"""

from __future__ import annotations

import re

from bookmaker.importers.plain_text.furniture import is_count, is_phrase
from bookmaker.importers.plain_text.house import is_of_house
from bookmaker.importers.plain_text.lines import Stretch

_LEAST = 3
_LONGEST = 300
_ASKS = re.compile(
    r".*\b(?:subscri\w+|sign\s?up|newsletters?|join|follow|donate|republish|share|abonn\w+"
    r"|anmelden|s['’]inscrire|inscri\w+|infolettre|suscr\w+|boletín|apúntate|teilen"
    r"|partager|compartir|print|e-?mail)\b.*",
    re.IGNORECASE,
)
"""What boxes are for: to subscribe, to share, to give."""


def dense_part(block: Stretch) -> Stretch:
    """The lines of a block from its first button to its last, if most are a site's.

    Empty, unless one of them asks for something and no line is longer than a teaser.
    """
    own = [
        at
        for at, line in enumerate(block)
        if is_phrase(line.words) or is_count(line.words)
    ]
    phrases = [block[at].words for at in own if is_phrase(block[at].words)]
    if len(block) < _LEAST or len(phrases) < 2:
        return []
    inside = block[own[0] : own[-1] + 1]
    said = sum(is_phrase(o.words) or is_of_house(o.words) for o in inside)
    is_dense = len(inside) >= _LEAST and said * 2 >= len(inside)
    asks = any(_ASKS.fullmatch(words) for words in phrases)
    is_short = all(len(line.words) <= _LONGEST for line in inside)
    return inside if is_dense and asks and is_short else []
