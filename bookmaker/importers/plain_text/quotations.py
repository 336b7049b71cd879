"""Quotations set off from the text, and their attributions."""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»", "„": "“”"}
_DASH = r"(?:—|–|―|--|‒)"
_ATTRIBUTION = re.compile(rf"{_DASH}\s*(?P<who>\S.*)")
_AT_END = re.compile(
    rf"(?P<said>[“\"‘'«„].*[”\"’'»“])\s*(?:{_DASH}\s*(?P<who>\S[^“”\"]*)"
    r"|\((?P<whose>[A-ZÀ-Þ][^()]*)\))"
)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|but|and|then|so|said|says|there|this|that|who|what|yes"
    r"|no|is|are|was|did|do|has|have)\b",
    re.I,
)
_SENTENCE = re.compile(r"[!?…]$|\b[^\W\d_]{3,}\.$")
_LONGEST_ATTRIBUTION = 120
_MOST_WORDS = 16


def opens_quotation(words: str) -> bool:
    """Whether a paragraph begins with an opening mark."""
    return words[:1] in _PAIRS


def closes_quotation(words: str, opening: str) -> bool:
    """Whether a paragraph ends with the mark that closes `opening`."""
    return len(words) > 2 and words[-1] in _PAIRS.get(opening, "")


def is_whole_quotation(words: str) -> bool:
    """Whether a paragraph is one quotation from its first character to its last."""
    if not opens_quotation(words) or not closes_quotation(words, words[0]):
        return False
    inside = words[1:-1]
    if words[0] in '"“':
        return not ({"“", "”", '"'} & set(inside))
    return re.search(r"[’'][,.]?\s+\w+.*\s[‘']", inside) is None


def is_attribution(words: str) -> bool:
    """Whether a line could say whose words stand above it."""
    found = _ATTRIBUTION.fullmatch(words)
    return found is not None and is_name(found["who"])


def is_name(who: str) -> bool:
    """Whether words could be a name, a work, a place or a date."""
    if len(who) > _LONGEST_ATTRIBUTION or len(who.split()) > _MOST_WORDS:
        return False
    return _PRONOUN.match(who) is None and _SENTENCE.search(who) is None


def split_attribution(words: str) -> tuple[str, str] | None:
    """A quotation and the attribution at its own end; `None` where there is none."""
    found = _AT_END.fullmatch(words)
    if found is None:
        return None
    who = found["who"] or found["whose"]
    if not is_name(who) or not (who[0].isupper() or who.split()[0] in ("my", "from")):
        return None
    return found["said"].strip(), who.strip()


def without_dash(words: str) -> str:
    """An attribution without its dash, which is the sheet's."""
    found = _ATTRIBUTION.fullmatch(words)
    return found["who"].strip() if found is not None else words
