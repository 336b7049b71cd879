"""Quotations set off from the text, and their attributions.

What an attribution says is not listed anywhere: it is recognised by its place (below a
quotation or at its end), by its sign (a dash, brackets, none) and by its shape (names
are capital, sentences have a verb and a stop).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = {
    "“": "”",
    "”": "”",
    "‘": "’",
    '"': '"',
    "'": "'",
    "«": "»",
    "»": "«",
    "„": "“”",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
_EMPHASIS = re.compile(r"(?P<mark>[*_]{1,3})(?P<words>[^\s*_].*?)(?P=mark)")
_DASH = r"(?:-{2,3}|[—–―‒⸺−]{1,2})"
_ANY_DASH = rf"(?:{_DASH}|[-~])"
_ATTRIBUTION = re.compile(rf"{_DASH}\s*(?P<who>[^\s—–―-].*)")
_BELOW = re.compile(rf"{_ANY_DASH}\s*(?P<who>[^\s—–―-].*)")
_BRACKETED = re.compile(r"\((?P<who>.*)\)\.?")
_BEHIND_DASH = re.compile(rf"\s*{_DASH}\s*(?P<who>\S.*)|\s+[-~]\s?(?P<whose>\S.*)")
_DASH_AT_START = re.compile(rf"(?P<mark>[*_]{{0,3}}){_ANY_DASH}\s*")
_AFTER_CLOSING = re.compile(r"[.,;]?(?:\[\d{1,3}\])*[.,]?")
_CLOSED = re.compile(r"[”’\"'»«›‹“‘」』][.,;]?(?:\[\d{1,3}\])*[*_]{0,3}$")
_PRONOUN = re.compile(
    r"(?:he|she|they|it|i(?!\.)|we|you|but|and|then|so|said|says|there|this|that|who"
    r"|what|yes|no|is|are|was|did|do|has|have|ed\.|editors?$|trans)\b",
    re.I,
)
_SPEAKING = re.compile(
    r"\b(?:said|says|asked|replied|answered|cried|whispered|murmured|shouted|laughed"
    r"|added|thought|nodded)\b",
    re.I,
)
_BARE_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*"
    r"(?:\s+(?:(?:de|van|von|der|den|la|le|du|da|di|al|el|bin|ben|of|the|and|&|y|zu)\s+)*"
    r"[A-ZÀ-Þ][\w.'’-]*){1,4}"
    r"(?:(?:,|\s\(|\s[|·—–-]\s).*)?"
)
_PERSON = re.compile(
    r"(?!(?:the|an?|in|on|of|part|chapter|book|section|letter|mile|step|day)\b)"
    r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?!(?i:one|two|three|four|five|six|seven|eight|nine|ten)\b)"
    r"(?:de|van|von|der|la|du|da|di|[A-ZÀ-Þ][\w'’-]*\.?)){1,3}"
    r"(?:,\s+[^.!?]{2,60})?"
)
_OF_SOMEBODY = re.compile(r"(?:my|our|[A-ZÀ-Þ][\w-]+['’]s)(?:\s[\w-]+){1,3}", re.I)
_DETAIL = re.compile(r",|\d")
_FROM = re.compile(r"(?:from|in)\s+[“‘\"'_*]?[A-ZÀ-Þ].*")
_ASKS_OR_CRIES = re.compile(r"[!?…]$")
_STOP = re.compile(r"\b[^\W\d_]{3,}[_*]?\.[_*”\"’]*$|[!?…][”\"’]$")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{4,}[.!?]\s+[A-ZÀ-Þ][a-z]")
_GOES_ON = re.compile(r"[—–][“\"‘«„]")
_LONGEST_ATTRIBUTION = 160
_MOST_WORDS = 24
_LONG_WORD = 3
_PULLED = 5
_MOSTLY = 0.6


def bare(words: str) -> str:
    """Words without the signs of emphasis around all of them."""
    found = _EMPHASIS.fullmatch(words)
    return found["words"] if found is not None else words


def opens_quotation(words: str) -> bool:
    """Whether a paragraph begins with an opening mark."""
    return bare(words)[:1] in _PAIRS


def is_whole_quotation(words: str) -> bool:
    """Whether a paragraph is one quotation from its first character to its last."""
    words = bare(words)
    if not opens_quotation(words):
        return False
    end = _end_of_closing(words)
    if end is None or end <= 2:
        return False
    inside = words[1 : end - 1]
    if words[0] in "'‘‚":
        return re.search(r"[’'][,.]?\s+\w+.*\s[‘']", inside) is None
    own = {words[0], *_PAIRS[words[0]]} | (set("“”") if words[0] == '"' else {'"'})
    return not own & set(inside)


def _end_of_closing(words: str) -> int | None:
    """Where the closing mark ends that is a paragraph's last word but for stops."""
    at = max(words.rfind(mark) for mark in _PAIRS[words[0]])
    is_last = at > 0 and _AFTER_CLOSING.fullmatch(words, at + 1) is not None
    return at + 1 if is_last else None


def ends_quotation(words: str) -> bool:
    """Whether a line ends with a closing mark, but for stops and the calls of notes."""
    return _CLOSED.search(words) is not None


def has_closing(words: str) -> bool:
    """Whether the mark that a paragraph opens is closed somewhere in it."""
    words = bare(words)
    if words[0] in "'‘‚":
        # An apostrophe looks the same.
        return _end_of_closing(words) is not None
    return any(mark in words[1:] for mark in _PAIRS[words[0]])


def is_attribution(words: str) -> bool:
    """Whether a line could say whose words stand above it, whatever these are."""
    found = _ATTRIBUTION.fullmatch(bare(words))
    return (
        found is not None
        and is_name(found["who"])
        and not _is_one_word_said(found["who"])
    )


def attributes_quotation(words: str, *, is_close: bool) -> bool:
    """Whether a line below a quotation says whose it is.

    `is_close` says that no blank line parts them, or that it is set far to the right:
    then a hyphen, or a name without any sign, is enough.
    """
    words = bare(words)
    dashed = (_BELOW if is_close else _ATTRIBUTION).fullmatch(words)
    if dashed is not None:
        return is_name(dashed["who"]) and (is_close or is_attribution(words))
    if is_bracketed_attribution(words, is_close=is_close):
        return True
    return is_close and (_is_bare_name(words) or _FROM.fullmatch(words) is not None)


def is_bracketed_attribution(words: str, *, is_close: bool = True) -> bool:
    """Whether a line is an attribution in brackets: `(Lowe, Letters, p. 3)`."""
    found = _BRACKETED.fullmatch(words)
    if found is None:
        return False
    who: str = found["who"]
    is_small = is_close and who[:1].islower() and _DETAIL.search(who) is not None
    is_shaped = who[:1].isupper() or is_small
    return is_shaped and len(who.split()) > 1 and is_name(who)


def _is_one_word_said(who: str) -> bool:
    is_set = who.startswith("_") and who.endswith("_")
    is_one = len(who.split()) == 1 and not who.isupper() and not is_set
    return is_one and _STOP.search(who) is not None


def is_name(who: str) -> bool:
    """Whether words could be a name, a work, a place or a date: no sentence is."""
    who = bare(who.strip())
    if len(who) > _LONGEST_ATTRIBUTION or len(who.split()) > _MOST_WORDS:
        return False
    if _PRONOUN.match(who) is not None or _ASKS_OR_CRIES.search(who) is not None:
        return False
    if _SENTENCE_INSIDE.search(who) is not None or _GOES_ON.search(who) is not None:
        return False
    if _STOP.search(who) is None:
        return True
    return _SPEAKING.search(who) is None and _is_mostly_capital(who)


def _is_mostly_capital(who: str) -> bool:
    long = [w for w in re.findall(r"[^\W\d_]+", who) if len(w) > _LONG_WORD]
    capital = [word for word in long if word[0].isupper()]
    return len(capital) >= max(1, _MOSTLY * len(long))


def _is_bare_name(words: str) -> bool:
    """Whether a line is a name, with a work, a place or a date behind it or without."""
    is_shaped = _BARE_NAME.fullmatch(words) or _OF_SOMEBODY.fullmatch(words)
    return (
        is_shaped is not None
        and is_name(words)
        and _SPEAKING.search(words) is None
        and (_STOP.search(words) is None or words.isupper())
    )


def is_pulled(words: str) -> bool:
    """Whether a whole quotation has no stop before its mark, as nobody's speech has."""
    words = bare(words)
    end = _end_of_closing(words) if is_whole_quotation(words) else None
    return (
        end is not None and len(words.split()) >= _PULLED and words[end - 2].isalnum()
    )


def is_work_of(who: str) -> bool:
    """Whether words name a source: `from On Roads, by C. Aarts`, or begin as a name."""
    return who[0].isupper() or _FROM.fullmatch(who) is not None


def is_person(words: str) -> bool:
    """Whether a line is somebody's name: of two words or more, none of them small."""
    is_shaped = _PERSON.fullmatch(words) or _OF_SOMEBODY.fullmatch(words)
    return is_shaped is not None and is_name(words)


def split_attribution(words: str) -> tuple[str, str] | None:
    """A quotation and the attribution at its own end; `None` where there is none."""
    words = bare(words)
    for end in _closings(words):
        said, behind = words[:end], words[end:]
        who = _whose(behind, ends_small=said[-2] == ",")
        is_signed = who is not None and who[0].isupper() and _STOP.search(who) is None
        if who is not None and (is_signed or is_whole_quotation(said)):
            return said.strip(), who
    return None


def _closings(words: str) -> Iterator[int]:
    """Where a quotation could end that something follows."""
    if words[:1] not in _PAIRS:
        return
    for mark in re.finditer(f"[{re.escape(_PAIRS[words[0]])}]", words):
        if mark.start() > 1 and mark.end() < len(words):
            yield mark.end()


def _whose(behind: str, *, ends_small: bool) -> str | None:
    """What follows a closing mark, if it is an attribution."""
    dashed = _BEHIND_DASH.fullmatch(behind)
    if dashed is not None:
        who = (dashed["who"] or dashed["whose"]).strip()
        return who if is_name(who) else None
    words = behind.strip().removeprefix(",").strip()
    if is_bracketed_attribution(words):
        return without_dash(words)
    is_parted = ends_small or behind[:1] in ", "
    return words if is_parted and _is_bare_name(words) else None


def without_dash(words: str) -> str:
    """An attribution without its dash or brackets, which are the sheet's."""
    bracketed = _BRACKETED.fullmatch(words)
    if bracketed is not None:
        return bracketed["who"].strip()
    found = _DASH_AT_START.match(words)
    return found["mark"] + words[found.end() :] if found is not None else words
