"""The language of a text, by its letters and its commonest small words."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "en": "the of and to a in that was he it his is with as for had you not be her",
    "de": "der die und das ist nicht ein zu in den sie er mit war es sich auf dem von",
    "fr": "le la les et un une des que qui dans est il elle pas du au ne se à pour",
    "es": "el la los las y que en un una no se por con del su al lo como más era",
    "it": "il la che e di un una non per in si del della con era gli le è più i",
    "pt": "o a os as e que de um uma não em se do da no na com por mais era",
    "nl": "de het een en van ik dat niet in is was hij zij op te met zijn voor er aan",
    "sv": "och att det som en på är av för den med han hon inte ett var jag till om",
    "pl": "i w nie na się z że to do jest jak był o ale po co tak za od jego",
}
_LETTERS = {
    "ru": re.compile("[а-яё]", re.I),
    "el": re.compile("[α-ωά-ώ]", re.I),
    "he": re.compile("[א-ת]"),
    "ar": re.compile("[ء-ي]"),
    "ja": re.compile("[ぁ-んァ-ヶ]"),
    "zh": re.compile("[一-鿿]"),
    "ko": re.compile("[가-힣]"),
}
_UKRAINIAN = re.compile("[іїєґ]", re.I)
_LEAST_SMALL_WORDS = 5


def find_language(text: str) -> str | None:
    """The tag of the language that speaks most for itself; `None` in doubt."""
    sample = text[:200_000]
    letters = sum(character.isalpha() for character in sample)
    for tag, pattern in _LETTERS.items():
        if letters and len(pattern.findall(sample)) * 2 > letters:
            return "uk" if tag == "ru" and _UKRAINIAN.search(sample) else tag
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    score_by_tag = {
        tag: sum(counts[word] for word in words.split())
        for tag, words in _SMALL_WORDS.items()
    }
    best, second = sorted(score_by_tag, key=lambda t: -score_by_tag[t])[:2]
    is_clear = score_by_tag[best] >= score_by_tag[second] * 1.2
    return best if is_clear and score_by_tag[best] >= _LEAST_SMALL_WORDS else None
